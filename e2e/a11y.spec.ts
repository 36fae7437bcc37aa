// axe on every view, in both themes and narrow: nothing serious, nothing critical.
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { badDrop, write } from './helpers/bad-files.ts'
import { dropFiles } from './helpers/drop.ts'
import { grid, rowAt, selectedRow } from './helpers/grid.ts'
import { openPage, openSample, readySources } from './helpers/page.ts'
import { openTab, panel } from './helpers/panel.ts'

const NARROW = { width: 900, height: 700 }

/** Serious and critical findings, one line for each element. */
async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(({ target, html }) => `${impact} ${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
    )
}

async function toDark(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Dark theme' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
}

async function chooseARow(page: Page): Promise<void> {
  await rowAt(page, 5).click()
  await expect(selectedRow(page)).toHaveCount(1)
}

for (const theme of ['light', 'dark'] as const) {
  test(`empty page, ${theme}`, async ({ page }) => {
    await openPage(page)
    if (theme === 'dark') await toDark(page)
    expect(await findings(page)).toEqual([])
  })

  test(`file list, ${theme}`, async ({ page }, info) => {
    const refused = badDrop().filter(({ name }) => /bin|png|journal|empty/.test(name))
    await openPage(page)
    await dropFiles(
      page,
      refused.map(({ name, bytes }) => write(info.outputPath(), name, bytes)),
    )
    await readySources(page, refused.length)
    await expect(page.getByRole('heading', { name: /^Read \d files/ })).toBeVisible()
    if (theme === 'dark') await toDark(page)
    expect(await findings(page)).toEqual([])
  })

  test(`main view with each panel, ${theme}`, async ({ page }) => {
    await openSample(page)
    if (theme === 'dark') await toDark(page)
    await chooseARow(page)
    await openTab(page, 'Event')
    await expect(panel(page).getByRole('list', { name: 'Raw lines' })).toBeVisible()
    expect.soft(await findings(page), 'Event').toEqual([])
    await openTab(page, 'Sources')
    await panel(page).locator('summary').first().click()
    expect.soft(await findings(page), 'Sources').toEqual([])
    await openTab(page, 'Clocks')
    expect.soft(await findings(page), 'Clocks').toEqual([])
  })

  test(`main view searched and filtered, ${theme}`, async ({ page }) => {
    await openSample(page)
    if (theme === 'dark') await toDark(page)
    await page.getByRole('textbox', { name: 'Search' }).fill('AMQP server on')
    await expect(page.getByRole('search')).toContainText(/[1-9]\d* hits/)
    await page.keyboard.press('Enter')
    await page.getByRole('group', { name: 'Severity' }).getByRole('button', { name: /^info/ }).click()
    await expect(grid(page).locator('mark').first()).toBeVisible()
    // Dimmed rows are fainter and still to be read; what the colour says is said in words too.
    const dimmed = grid(page).locator('.tb-dimmed')
    await expect(dimmed.first()).toHaveAttribute('aria-description', 'does not match')
    await expect(grid(page).locator('.tb-selected:not(.tb-dimmed)[aria-description]')).toHaveCount(0)
    expect.soft(await findings(page), 'dimmed').toEqual([])
    await dimmed.first().click()
    await expect(grid(page).locator('.tb-dimmed.tb-selected')).toHaveCount(1)
    expect.soft(await findings(page), 'a dimmed row selected').toEqual([])
    await page.getByRole('button', { name: /^Hosts/ }).click()
    await page.getByRole('menuitemcheckbox', { name: /^c35/ }).click()
    await page.keyboard.press('Escape')
    expect.soft(await findings(page), 'a host filtered out').toEqual([])
    await page.getByRole('button', { name: 'Dim, don’t hide' }).click()
    expect(await findings(page)).toEqual([])
  })

  test(`narrow page, ${theme}`, async ({ page }) => {
    await page.setViewportSize(NARROW)
    await openSample(page)
    if (theme === 'dark') await toDark(page)
    await chooseARow(page)
    expect(await findings(page)).toEqual([])
    await page
      .getByRole('navigation', { name: 'Panel' })
      .getByRole('button', { name: /^Event/ })
      .click()
    await expect(panel(page)).toBeVisible()
    expect(await findings(page)).toEqual([])
  })
}

test('keys dialog, menus and the paste dialog', async ({ page }) => {
  await openSample(page)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  expect.soft(await findings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Hosts/ }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  expect.soft(await findings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Add logs' }).click()
  await page.getByRole('menuitem', { name: /Paste a snippet/ }).click()
  await expect(page.getByRole('dialog', { name: 'Add a snippet' })).toBeVisible()
  expect.soft(await findings(page)).toEqual([])
})
