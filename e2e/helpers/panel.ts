// The panel at the right: its tabs, the cards of sources, the event.
import { expect, type Locator, type Page } from '@playwright/test'

export const panel = (page: Page): Locator => page.getByRole('complementary', { name: 'Panel' })

export async function openTab(page: Page, name: 'Event' | 'Sources' | 'Clocks'): Promise<void> {
  await panel(page)
    .getByRole('tab', { name: new RegExp(`^${name}`) })
    .click()
  await expect(panel(page).getByRole('tabpanel', { name: new RegExp(`^${name}`) })).toBeVisible()
}

/** The card of a source in the Sources panel, which must be open. */
export const sourceCard = (page: Page, id: string): Locator =>
  panel(page)
    .getByRole('listitem')
    .filter({ has: page.locator('summary').getByText(id, { exact: true }) })

export async function unfold(card: Locator): Promise<void> {
  const details = card.locator('details')
  if ((await details.getAttribute('open')) === null) await card.locator('summary').click()
  await expect(details).toHaveAttribute('open', '')
}

export async function removeSource(page: Page, id: string): Promise<void> {
  await openTab(page, 'Sources')
  const card = sourceCard(page, id)
  await unfold(card)
  await card.getByRole('button', { name: 'Remove' }).click()
}

/** The card of a host in the Clocks panel, which must be open. */
export const hostCard = (page: Page, host: string): Locator =>
  panel(page)
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: host, exact: true }) })

export interface RawLine {
  readonly number: number
  readonly text: string
  readonly own: boolean
}

/** The raw lines in the Event panel, exactly as they stand in the page. */
export async function rawLines(page: Page): Promise<readonly RawLine[]> {
  return panel(page)
    .getByRole('list', { name: 'Raw lines' })
    .getByRole('listitem')
    .evaluateAll((items) =>
      items.map((item) => ({
        number: Number(item.firstElementChild?.textContent),
        text: item.lastElementChild?.textContent ?? '',
        own: item.getAttribute('data-own') === 'true',
      })),
    )
}
