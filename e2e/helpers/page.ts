// Opening the page and waiting on what it says of itself.
import { expect, type Locator, type Page } from '@playwright/test'

export type PageState = 'empty' | 'reading' | 'ready' | 'error'

export async function openPage(page: Page): Promise<void> {
  await page.goto('/')
  await inState(page, 'empty')
}

export async function inState(page: Page, state: PageState, timeout = 20_000): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-state', state, { timeout })
}

export const statusBar = (page: Page): Locator => page.getByRole('contentinfo')

/** Everything is read and the page lists this many sources. The count makes a second drop wait for its own end. */
export async function readySources(page: Page, sources: number, timeout = 20_000): Promise<void> {
  await expect(statusBar(page)).toContainText(`${thousands(sources)} ${sources === 1 ? 'source' : 'sources'},`, {
    timeout,
  })
  await inState(page, 'ready', timeout)
}

export async function openSample(page: Page): Promise<void> {
  await openPage(page)
  await page.getByRole('button', { name: /Valentine’s Day/ }).click()
  await readySources(page, 6)
  // The table asks for its rows anew with every step of reading; it is at rest when it agrees with the status bar.
  await expect(async () => {
    const events = numberIn((await statusBar(page).textContent()) ?? '')
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(events), { timeout: 500 })
  }).toPass({ timeout: 10_000 })
}

export const thousands = (n: number): string => n.toLocaleString('en-US')

/** `4,711 events` → 4711. */
export const numberIn = (text: string): number => Number(/\d[\d,]*/.exec(text)?.[0].replaceAll(',', ''))
