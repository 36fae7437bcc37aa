// The clocks: found without help, said in badges, tree, table and panel, and changed by hand.
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { clockIncident } from './helpers/clock-incident.ts'
import { dropFiles } from './helpers/drop.ts'
import { grid, readRows, rowAt, rowCount, selectedRow } from './helpers/grid.ts'
import { lanePoint, tree } from './helpers/lanes.ts'
import { openPage, openSample, readySources } from './helpers/page.ts'
import { hostCard, openTab, panel } from './helpers/panel.ts'

const WRITTEN = Date.UTC(2018, 4, 17, 15) / 1000

/** Drops the incident whose guest is stopped twice and put right once. */
async function openIncident(page: Page, folder: string): Promise<void> {
  for (const [path, text] of clockIncident()) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    // The stamps state no year: the file's date does.
    utimesSync(file, WRITTEN, WRITTEN)
  }
  await openPage(page)
  await dropFiles(page, [join(folder, 'hv-1'), join(folder, 'vm-7')])
  await readySources(page, 2)
}

const badge = (page: Page, host: string) =>
  page.getByRole('region', { name: 'Timeline' }).getByRole('button', { name: new RegExp(`^${host}: `) })

test('Valentine’s Day: c35’s zone is found, and both hosts stand in one order', async ({ page }) => {
  await openSample(page)
  await expect(badge(page, 'c35')).toContainText(/●.*±/)
  await expect(badge(page, 'cc-01')).toContainText('reference')
  await openTab(page, 'Clocks')
  const card = hostCard(page, 'c35')
  await expect(card.getByRole('combobox', { name: 'zone' })).toHaveValue('-07:00')
  await expect(card).toContainText('17 of its lines state UTC too')
  await expect(card).toContainText('evidence on both sides')
  await expect(panel(page)).toContainText('6 of 6 sources placed')

  const rows = await readRows(page, 1, await rowCount(page))
  const near = rows.filter(({ time }) => /^01:40:1[5-9]|^01:40:2/.test(time))
  const port = near.findIndex(({ host, message }) => host === 'SW-1' && /BPDU/.test(message))
  const bond = near.findIndex(({ host, message }) => host === 'c35' && /without any active interface/.test(message))
  expect(port).toBeGreaterThanOrEqual(0)
  expect(bond).toBeGreaterThan(port)
})

test('a guest that stood still twice and was stepped: seams and pauses in words, and the budget', async ({
  page,
}, info) => {
  await openIncident(page, info.outputPath('incident'))
  const items = tree(page).getByRole('treeitem')
  await expect(
    items.filter({ hasText: /^clock frozen for 6m 0[12]s between 12:49:\d\d and 12:57:\d\d UTC/ }),
  ).toBeAttached()
  await expect(items.filter({ hasText: /^clock frozen for 5m 5\ds/ })).toBeAttached()
  await expect(items.filter({ hasText: /^clock stepped forward by 12m 00s \(chronyd\)/ })).toBeAttached()
  await expect(badge(page, 'vm-7')).toContainText('−6m 0')

  await badge(page, 'vm-7').click()
  const card = hostCard(page, 'vm-7')
  await expect(card).toContainText('the pauses explain it')
  await expect(card.getByRole('img', { name: /behind over time/ })).toBeVisible()
  const jumps = card.getByRole('list', { name: 'Jumps of this clock' })
  await jumps
    .getByRole('button', { name: /^vm-7\/messages line/ })
    .first()
    .click()
  await expect(selectedRow(page)).toHaveCount(1)
})

test('a press on the pill of a jump opens it in Clocks', async ({ page }, info) => {
  await openIncident(page, info.outputPath('incident'))
  const step = Date.UTC(2018, 4, 17, 14, 13, 30) * 1000
  // The window may still be gliding to its place.
  await expect(async () => {
    const { x, y } = await lanePoint(page, 'messages', step)
    await page.mouse.click(x, y)
    const tab = panel(page).getByRole('tab', { name: /^Clocks/ })
    await expect(tab).toHaveAttribute('aria-selected', 'true', { timeout: 500 })
  }).toPass({ timeout: 10_000 })
  await expect(hostCard(page, 'vm-7').locator('[data-meant=true]')).toContainText('Clock stepped forward')
  await expect(selectedRow(page)).toContainText('System clock was stepped')
})

test('two lines are pinned by hand and let go; another clock becomes the reference', async ({ page }, info) => {
  await openIncident(page, info.outputPath('incident'))
  await openTab(page, 'Clocks')
  await rowAt(page, 1).click()
  await panel(page).getByRole('button', { name: 'Pin this line to…' }).click()
  await expect(panel(page).getByRole('button', { name: 'Pin', exact: true })).toBeDisabled()
  await rowAt(page, 2).click()
  await panel(page).getByRole('button', { name: 'Pin', exact: true }).click()
  const pins = panel(page).getByRole('list', { name: 'Pins' })
  await expect(pins.getByRole('listitem')).toHaveCount(1)
  await pins.getByRole('button', { name: 'Take this pin back' }).click()
  await expect(pins).toHaveCount(0)

  await panel(page).getByRole('combobox', { name: 'reference' }).selectOption('vm-7/wall')
  await expect(badge(page, 'vm-7')).toContainText('reference')
  await panel(page).getByRole('combobox', { name: 'reference' }).selectOption('')
  await expect(badge(page, 'hv-1')).toContainText('reference')
})

test('R shows times as logged, and aligned again', async ({ page }, info) => {
  await openIncident(page, info.outputPath('incident'))
  await grid(page).focus()
  await page.keyboard.press('r')
  const chip = page.getByRole('button', { name: 'Times as logged', exact: true })
  await expect(chip).toBeVisible()
  await expect(badge(page, 'vm-7')).toContainText('raw')
  await expect(rowAt(page, 1).locator('.tb-cell-time')).toHaveText('May 17 12:00:01')
  await chip.click()
  await expect(rowAt(page, 1).locator('.tb-cell-time')).toHaveText('12:00:01')
  await expect(badge(page, 'vm-7')).toContainText('−6m 0')
})
