// Finding and reading: search, severity, the event with its raw lines.
import { expect, type Page, test } from '@playwright/test'
import { grid, hasRows, readRows, rowCount, selectedRow } from './helpers/grid.ts'
import { numberIn, openSample, thousands } from './helpers/page.ts'
import { openTab, panel, rawLines } from './helpers/panel.ts'
import { grepCount, linesOf } from './helpers/sample.ts'

const search = (page: Page) => page.getByRole('textbox', { name: 'Search' })
const hits = (page: Page, count: number) => page.getByRole('search').getByText(`${thousands(count)} hit`)

/** Types a text and waits until the whole of everything loaded was searched. */
async function searchFor(page: Page, text: string, count: number): Promise<void> {
  await search(page).fill(text)
  await expect(hits(page, count)).toBeVisible()
  await expect(page.getByRole('search')).not.toContainText('%')
}

const severities = ['emerg', 'alert', 'crit', 'err', 'warn', 'notice', 'info', 'debug', 'unstated'] as const

async function scale(page: Page): Promise<Map<string, number>> {
  const buttons = page.getByRole('group', { name: 'Severity' }).getByRole('button')
  const labels = await buttons.evaluateAll((all) => all.map((button) => button.getAttribute('aria-label') ?? ''))
  return new Map(labels.map((label) => [label.split(',')[0] ?? '', numberIn(label)]))
}

const severity = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Severity' }).getByRole('button', { name: new RegExp(`^${name},`) })

test('search counts what grep counts; hiding leaves exactly those rows', async ({ page }) => {
  await openSample(page)
  const all = await rowCount(page)
  const mac = 'fa:16:3e:24:e7:22'
  const count = grepCount(mac)
  expect(count).toBeGreaterThan(10)
  await searchFor(page, mac, count)
  // Dimmed, nothing leaves the table.
  await hasRows(page, all)
  await page.getByRole('button', { name: 'Dim, don’t hide' }).click()
  await hasRows(page, count)
  const found = await readRows(page, 1, count)
  // An entry of several lines may hold the text below its first one.
  for (const { message } of found) expect(message.includes(mac) || /\+\d+$/.test(message), message).toBe(true)
  expect(new Set(found.map(({ host }) => host))).toEqual(new Set(['SW-1', 'SW-2', 'c35', 'cc-01', 'instance-0000002b']))
  await expect(grid(page).locator('mark').first()).toHaveText(mac)
  await page.getByRole('button', { name: 'Clear search' }).click()
  await hasRows(page, all)
})

test('Enter before the hits are counted goes to the first hit once they are', async ({ page }) => {
  await openSample(page)
  await search(page).fill('bond0: now running without any active interface')
  await page.keyboard.press('Enter')
  await expect(selectedRow(page)).toContainText('bond0: now running without any active interface')
  // A text that is nowhere selects nothing, also later.
  await search(page).fill('no such text in any log')
  await page.keyboard.press('Enter')
  await expect(hits(page, 0)).toBeVisible()
  await search(page).fill('bpduguard')
  await expect(page.getByRole('search')).toContainText(/[1-9]\d* hits/)
  await expect(selectedRow(page)).not.toContainText('bpduguard')
})

test('search with a pattern and with its case', async ({ page }) => {
  await openSample(page)
  await page.getByRole('button', { name: 'Regular expression' }).click()
  await searchFor(page, 'eth[23]: NIC Link is (Up|Down)', grepCount(/eth[23]: NIC Link is (Up|Down)/i))
  await page.getByRole('button', { name: 'Regular expression' }).click()
  await searchFor(page, 'bpduguard', grepCount('bpduguard'))
  await page.getByRole('button', { name: 'Match case' }).click()
  const exact = grepCount(/bpduguard/)
  expect(exact).not.toBe(grepCount('bpduguard'))
  await expect(hits(page, exact)).toBeVisible()
  await searchFor(page, 'no such text in any log', 0)
  await page.getByRole('button', { name: 'Dim, don’t hide' }).click()
  await hasRows(page, 0)
  await expect(grid(page)).toContainText('Nothing matches.')
  await grid(page).getByRole('button', { name: 'Clear the search' }).click()
  await expect(search(page)).toHaveValue('')
  expect(await rowCount(page)).toBeGreaterThan(10_000)
})

test('a pattern that cannot be read is refused in words', async ({ page }) => {
  await openSample(page)
  await page.getByRole('button', { name: 'Regular expression' }).click()
  await search(page).fill('(unclosed')
  await expect(page.getByRole('contentinfo')).toContainText('This is not a regular expression that can be searched for')
  await hasRows(page, await rowCount(page))
})

test('the severity filter leaves as many rows as the scale counts', async ({ page }) => {
  await openSample(page)
  const counts = await scale(page)
  const all = await rowCount(page)
  expect(severities.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0)).toBe(all)
  await page.getByRole('button', { name: 'Dim, don’t hide' }).click()
  await severity(page, 'err').click({ modifiers: ['Shift'] })
  const worse = ['emerg', 'alert', 'crit', 'err'].reduce((sum, name) => sum + (counts.get(name) ?? 0), 0)
  expect(worse).toBeGreaterThan(0)
  await hasRows(page, worse)
  for (const row of await readRows(page, 1, Math.min(worse, 60)))
    expect(row.severity).toMatch(/^(emerg|alert|crit|err) /)
  await severity(page, 'warn').click()
  await hasRows(page, worse + (counts.get('warn') ?? 0))
  await expect(severity(page, 'warn')).toHaveAttribute('aria-pressed', 'true')
  await severity(page, 'err').click()
  await hasRows(page, worse + (counts.get('warn') ?? 0) - (counts.get('err') ?? 0))
  // The counts are those of the logs, not of the filter.
  expect(await scale(page)).toEqual(counts)
})

test('a clicked row opens with its raw line and the three lines around it, byte for byte', async ({ page }) => {
  await openSample(page)
  await searchFor(page, 'bond0: now running without any active interface', 2)
  await page.keyboard.press('Enter')
  await expect(selectedRow(page)).toContainText('bond0: now running without any active interface !')
  await search(page).fill('')
  await selectedRow(page).click()
  const file = linesOf('c35/kern.log')
  await expect(panel(page)).toContainText('c35 · c35/kern.log · line 543')
  await expect(panel(page).getByRole('heading', { level: 2 })).toContainText('bond0: now running without')
  const shown = await rawLines(page)
  expect(shown.map(({ number }) => number)).toEqual([540, 541, 542, 543, 544, 545, 546])
  for (const { number, text, own } of shown) {
    expect(text).toBe(file[number - 1])
    expect(own).toBe(number === 543)
  }
  const why = (step: string) =>
    panel(page)
      .locator('dl > div')
      .filter({ has: page.getByRole('term').getByText(step, { exact: true }) })
  await expect(why('logged')).toContainText('Feb 14 18:40:19')
  await expect(why('year')).toContainText('2013')
  await expect(why('zone')).toContainText('-07:00')
  await expect(why('aligned')).toContainText('2013-02-15 01:40:19 UTC')
  await panel(page).getByRole('button', { name: 'Next event' }).click()
  await expect(panel(page)).not.toContainText('line 543')
  await panel(page).getByRole('button', { name: 'Event before' }).click()
  await expect(panel(page)).toContainText('line 543')
})

test('an entry of many lines is one row, and opens with all of them', async ({ page }) => {
  await openSample(page)
  const file = linesOf('c35/nova-compute.log')
  const first = file.findIndex((line) => line.startsWith('<domain type'))
  const after = file.findIndex((line, n) => n > first && line.startsWith('2013'))
  expect(after - first).toBeGreaterThan(10)
  await searchFor(page, '<name>instance-0000002b</name>', 1)
  await search(page).press('Enter')
  await expect(selectedRow(page)).toContainText(`+${after - first}`)
  await openTab(page, 'Event')
  await expect(panel(page)).toContainText(`line ${thousands(first)}`)
  const shown = await rawLines(page)
  expect(shown.filter(({ own }) => own).map(({ number }) => number)).toEqual(
    Array.from({ length: after - first + 1 }, (_, n) => first + n),
  )
  for (const { number, text } of shown) expect(text).toBe(file[number - 1])
})
