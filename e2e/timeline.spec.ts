// Lanes, table and clocks move together; everything also by keyboard.
import { expect, type Page, test } from '@playwright/test'
import { grid, readRows, rowAt, rowCount, scrollToRow, selectedRow } from './helpers/grid.ts'
import { endHandle, lanePoint, readWindow, startHandle } from './helpers/lanes.ts'
import { openSample } from './helpers/page.ts'
import { hostCard, openTab, panel } from './helpers/panel.ts'
import { expected, linesOf } from './helpers/sample.ts'

const SECOND = 1_000_000
const microsOf = (utc: string): number => Date.parse(utc) * 1000
const rangeText = (page: Page) => page.locator('.range')
const regionInFocus = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('data-region') ?? null)
const timesInView = async (page: Page): Promise<readonly string[]> => {
  const top = await grid(page).evaluate((element) => Math.floor(element.scrollTop / 22) + 1)
  return (await readRows(page, top, top + 5)).map(({ time }) => time)
}

/** c35 logs local time and says no zone: its 18:41:20 is 01:41:20 UTC, as the clocks find. */
const AMQP = microsOf('2013-02-15T01:41:20.561Z')

test('a click on a lane chooses the worst row there, and the table goes to it', async ({ page }) => {
  await openSample(page)
  const { x, y } = await lanePoint(page, 'nova-compute.log', AMQP)
  await page.mouse.click(x, y)
  await expect(selectedRow(page)).toHaveCount(1)
  await expect(selectedRow(page)).toBeInViewport()
  await expect(selectedRow(page)).toContainText('nova-compute.log')
  await expect(selectedRow(page)).toContainText('err 3')
  await openTab(page, 'Event')
  await expect(panel(page)).toContainText(/c35 · c35\/nova-compute\.log · line 1,\d{3}/)
})

test('wheel zooms at the pointer, the range says so, and the table follows', async ({ page }) => {
  await openSample(page)
  const before = await readWindow(page)
  const text = (await rangeText(page).textContent()) ?? ''
  const { x, y, at } = await lanePoint(page, 'nova-compute.log', AMQP)
  await page.mouse.move(x, y)
  for (let n = 0; n < 8; n += 1) await page.mouse.wheel(0, -240)
  await expect(rangeText(page)).not.toHaveText(text)
  await expect
    .poll(async () => (await readWindow(page)).to - (await readWindow(page)).from)
    .toBeLessThan((before.to - before.from) / 4)
  const after = await readWindow(page)
  const share = ({ from, to }: { from: number; to: number }): number => (at - from) / (to - from)
  expect(Math.abs(share(after) - share(before))).toBeLessThan(0.01)
  const start = new Date(after.from / 1000).toISOString().slice(11, 19)
  await expect.poll(async () => (await timesInView(page))[0]?.slice(0, 8) ?? '').toMatch(/^\d\d:\d\d:\d\d$/)
  await expect.poll(async () => ((await timesInView(page))[0] ?? '') >= start).toBe(true)
  // Back to the view before.
  await page.keyboard.press('Backspace')
  await expect(rangeText(page)).toHaveText(text)
})

test('drag pans, shift-drag selects a stretch that Enter zooms to', async ({ page }) => {
  await openSample(page)
  const { x, y } = await lanePoint(page, 'nova-compute.log', AMQP)
  await page.mouse.move(x, y)
  await page.mouse.wheel(0, -600)
  await expect.poll(async () => (await readWindow(page)).from).toBeGreaterThan(0)
  const zoomed = await readWindow(page)
  await page.mouse.down()
  await page.mouse.move(x - 150, y, { steps: 5 })
  await page.mouse.up()
  await expect.poll(async () => (await readWindow(page)).from).toBeGreaterThan(zoomed.from)
  const panned = await readWindow(page)
  expect(Math.abs(panned.to - panned.from - (zoomed.to - zoomed.from))).toBeLessThan(10)
  await page.keyboard.down('Shift')
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 100, y, { steps: 5 })
  await page.mouse.up()
  await page.keyboard.up('Shift')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await readWindow(page)).to - (await readWindow(page)).from)
    .toBeLessThan((panned.to - panned.from) / 4)
})

test('the handles of the overview move by keys', async ({ page }) => {
  await openSample(page)
  const whole = await readWindow(page)
  await startHandle(page).focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(async () => (await readWindow(page)).from).toBeGreaterThan(whole.from)
  expect((await readWindow(page)).to).toBe(whole.to)
  await expect(startHandle(page)).toHaveAttribute('aria-valuetext', /^\d\d:\d\d:\d\d UTC$/)
  await endHandle(page).focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(async () => (await readWindow(page)).to).toBeLessThan(whole.to)
  await page.keyboard.press('End')
  await expect.poll(async () => (await readWindow(page)).to).toBe(whole.to)
  await startHandle(page).focus()
  await page.keyboard.press('Home')
  await expect.poll(async () => (await readWindow(page)).from).toBe(whole.from)
})

test('Enter brings the lanes to a row far away', async ({ page }) => {
  await openSample(page)
  await grid(page).focus()
  await page.keyboard.press('j')
  await expect(rowAt(page, 1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await readWindow(page)).to - (await readWindow(page)).from)
    .toBeLessThanOrEqual(30 * SECOND)
  const first = await readWindow(page)
  const far = Math.floor((await rowCount(page)) * 0.6)
  await scrollToRow(page, far)
  const [row] = await readRows(page, far, far)
  await rowAt(page, far).click()
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await readWindow(page)).from).toBeGreaterThan(first.to)
  const at = await readWindow(page)
  const clock = (micros: number): string => new Date(micros / 1000).toISOString().slice(11, 19)
  expect(clock(at.from) <= (row?.time ?? '') && (row?.time.slice(0, 8) ?? '') <= clock(at.to)).toBe(true)
  // The table stays where it was.
  await expect(rowAt(page, far)).toBeInViewport()
})

test('keyboard only: regions, rows, search, event', async ({ page }) => {
  await openSample(page)
  const order: (string | null)[] = []
  for (let n = 0; n < 6; n += 1) {
    await page.keyboard.press('F6')
    order.push(await regionInFocus(page))
  }
  expect(order).toEqual(['top', 'filters', 'lanes', 'table', 'panel', 'status'])
  await page.keyboard.press('Shift+F6')
  expect(await regionInFocus(page)).toBe('panel')
  await page.keyboard.press('Shift+F6')
  await expect(grid(page)).toBeFocused()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(rowAt(page, 3)).toHaveAttribute('aria-selected', 'true')
  await expect(grid(page)).toHaveAttribute('aria-activedescendant', (await rowAt(page, 3).getAttribute('id')) ?? '')
  await page.keyboard.press('k')
  await expect(rowAt(page, 2)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('End')
  const last = await rowCount(page)
  await expect(rowAt(page, last)).toHaveAttribute('aria-selected', 'true')
  await expect(rowAt(page, last)).toBeInViewport()
  await page.keyboard.press('Home')
  await expect(rowAt(page, 1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('3')
  await expect(panel(page).getByRole('tab', { name: /^Clocks/ })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('o')
  await expect(panel(page).getByRole('tab', { name: 'Event' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('/')
  const search = page.getByRole('textbox', { name: 'Search' })
  await expect(search).toBeFocused()
  await page.keyboard.type('AMQP server on')
  await expect(page.getByRole('search')).toContainText(/[1-9]\d* hits/)
  await page.keyboard.press('Enter')
  await expect(selectedRow(page)).toContainText('AMQP server on')
  await expect(search).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(search).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(search).not.toBeFocused()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('Tab reaches every part in the order of the page', async ({ page }) => {
  await openSample(page)
  const seen: (string | null)[] = []
  // The walk starts where one has clicked last: on the page's name.
  await page.getByText('Skewline', { exact: true }).click()
  for (let n = 0; n < 80 && seen.at(-1) !== 'status'; n += 1) {
    await page.keyboard.press('Tab')
    const region = await regionInFocus(page)
    if (region !== null && region !== seen.at(-1)) seen.push(region)
  }
  expect(seen).toEqual(['top', 'filters', 'lanes', 'table', 'panel', 'status'])
})

test('the zone switch writes the same moments differently', async ({ page }) => {
  await openSample(page)
  const head = grid(page).getByRole('columnheader', { name: /Aligned/ })
  await expect(head).toContainText('Aligned (UTC)')
  const [utc] = await readRows(page, 1, 1)
  const range = (await rangeText(page).textContent()) ?? ''
  await page.getByRole('radio', { name: 'Browser' }).click()
  await expect(head).toContainText('Aligned (MST)')
  await expect(rangeText(page)).not.toHaveText(range)
  const [browser] = await readRows(page, 1, 1)
  const hours = (time = ''): number => Number(time.slice(0, 2))
  expect((hours(utc?.time) - hours(browser?.time) + 24) % 24).toBe(7)
  expect(browser?.stamp).toBe(utc?.stamp)
  await page.getByRole('radio', { name: 'UTC' }).click()
  await expect(head).toContainText('Aligned (UTC)')
  expect((await readRows(page, 1, 1))[0]).toEqual(utc)
})

test('a clock badge opens the clocks at its host', async ({ page }) => {
  await openSample(page)
  await page.getByRole('button', { name: /^instance-0000002b: / }).click()
  await expect(panel(page).getByRole('tab', { name: /^Clocks/ })).toHaveAttribute('aria-selected', 'true')
  await expect(hostCard(page, 'instance-0000002b')).toBeFocused()
  await expect(hostCard(page, 'instance-0000002b')).toBeInViewport()
})

test('a tiny page keeps the overview, and the lanes behind a button', async ({ page }) => {
  await page.setViewportSize({ width: 600, height: 800 })
  await openSample(page)
  await expect(startHandle(page)).toBeVisible()
  await expect(page.locator('.tl-stage')).toBeHidden()
  const whole = await readWindow(page)
  await startHandle(page).press('ArrowRight')
  await expect.poll(async () => (await readWindow(page)).from).toBeGreaterThan(whole.from)
  await page.getByRole('button', { name: 'Show the lanes' }).click()
  await expect(page.locator('.tl-stage')).toBeVisible()
  await page.getByRole('button', { name: 'Hide the lanes' }).click()
  await expect(page.locator('.tl-stage')).toBeHidden()
})

test('setting the zone of c35 brings its rows beside those of the switches', async ({ page }) => {
  await openSample(page)
  await openTab(page, 'Clocks')
  const card = hostCard(page, 'c35')
  await expect(card).toContainText('-07:00')
  await card.getByRole('combobox', { name: 'zone' }).fill('America/Edmonton')
  await page.keyboard.press('Enter')
  await expect(card).toContainText('set by you')
  await expect(card).toContainText('America/Edmonton')
  const file = linesOf('c35/kern.log')
  const goTo = async (line: number): Promise<void> => {
    await page.getByRole('textbox', { name: 'Search' }).fill(file[line - 1] ?? '')
    await expect(page.getByRole('search')).toContainText('1 hit')
    await page.getByRole('button', { name: 'Next hit' }).click()
  }
  await goTo(543)
  await expect(selectedRow(page)).toContainText('bond0: now running without any active interface !')
  // Rows of before the change stay on screen until the new ones have come.
  await expect(async () => {
    const at = Number(await selectedRow(page).getAttribute('aria-rowindex'))
    const rows = await readRows(page, at - 30, at)
    expect(rows.at(-1)?.time).toBe('01:40:19')
    const guard = rows.find(({ host, message }) => host === 'SW-1' && message.includes('BPDU guard enabled'))
    expect(guard?.time).toBe('01:40:18')
  }).toPass({ timeout: 10_000 })
  // Every fact of the kernel log stands at its time.
  for (const fact of expected.facts.filter(({ source }) => source === 'c35/kern.log')) {
    await goTo(fact.line)
    await expect(selectedRow(page)).toContainText(fact.contains)
    const time = /\d\d:\d\d:\d\d/.exec((await selectedRow(page).textContent()) ?? '')?.[0]
    // c35's clock is 10 ms behind and its stamps are cut to whole seconds.
    const late = Date.parse(fact.utc) - Date.parse(`${fact.utc.slice(0, 10)}T${time}Z`)
    expect(late, fact.contains).toBeGreaterThanOrEqual(0)
    expect(late, fact.contains).toBeLessThan(1_011)
  }
})
