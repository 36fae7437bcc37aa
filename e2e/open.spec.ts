// Every way logs come into the page, each read back by role and text.
import { expect, type Page, test } from '@playwright/test'
import { chooseFiles, dropFiles, pasteText } from './helpers/drop.ts'
import { hasRows, readRows, rowCount } from './helpers/grid.ts'
import { readTree, tree } from './helpers/lanes.ts'
import { numberIn, openPage, openSample, readySources, statusBar, thousands } from './helpers/page.ts'
import { openTab, panel, removeSource, sourceCard, unfold } from './helpers/panel.ts'
import { expected, expectedRows, expectedSource, linesOf, sampleFolder, sampleLog } from './helpers/sample.ts'

const ALL = expected.sources.map(({ path }) => sampleLog(path))
/** Hosts by their first moment; the guest has no wall clock and comes after them. */
const HOSTS = [
  { host: 'SW-2', sources: ['sw-2.log'] },
  { host: 'SW-1', sources: ['sw-1.log'] },
  { host: 'c35', sources: ['kern.log', 'nova-compute.log'] },
  { host: 'cc-01', sources: ['syslog'] },
  { host: 'instance-0000002b', sources: ['console.log'] },
]

async function backgroundOf(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.querySelector('[role=grid]') ?? document.body).backgroundColor)
}

test('a dropped folder: six logs on five hosts, in time order, in both themes', async ({ page }) => {
  await openPage(page)
  await dropFiles(page, [sampleFolder])
  await readySources(page, 6)
  expect(await readTree(page)).toEqual(HOSTS)
  // README.md and expected.json tell about the logs: left out, and counted.
  await expect(statusBar(page)).toContainText(/2 \S.* left out/)
  for (const { path, format, lines } of expected.sources) {
    const card = sourceCard(page, path)
    await unfold(card)
    await expect(card, path).toContainText(`${thousands(lines)} lines`)
    await expect(card.getByRole('combobox', { name: 'read as' }), path).toHaveValue(format)
  }
  const light = await backgroundOf(page)
  for (const [button, theme] of [
    ['Dark theme', 'dark'],
    ['Light theme', 'light'],
  ] as const) {
    await page.getByRole('button', { name: button }).click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    expect(await readTree(page)).toEqual(HOSTS)
    expect((await backgroundOf(page)) === light).toBe(theme === 'light')
  }
})

test('entries and continuations of every log are those expected.json names', async ({ page }) => {
  await openSample(page)
  for (const { path, entries, continuations } of expected.sources) {
    const card = sourceCard(page, path)
    await unfold(card)
    await expect.soft(card, path).toContainText(`${thousands(entries)} entries`)
    await expect.soft(card, path).toContainText(`${thousands(continuations)} continuation`)
  }
  await hasRows(page, expectedRows)
})

test('files and a folder in one drop', async ({ page }) => {
  await openPage(page)
  await dropFiles(page, [sampleLog('SW-1'), sampleLog('SW-2/sw-2.log')])
  await readySources(page, 2)
  expect(await readTree(page)).toEqual([
    { host: 'SW-2', sources: ['sw-2.log'] },
    { host: 'SW-1', sources: ['sw-1.log'] },
  ])
  await hasRows(page, expectedSource('SW-1/sw-1.log').entries + expectedSource('SW-2/sw-2.log').entries)
})

test('the file picker', async ({ page }) => {
  await openPage(page)
  await expect(page.locator('input[type=file][multiple]')).toHaveCount(1)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose files' }).click()
  await (await chooser).setFiles([sampleLog('c35/kern.log'), sampleLog('SW-1/sw-1.log')])
  await readySources(page, 2)
  await hasRows(page, expectedSource('c35/kern.log').entries + expectedSource('SW-1/sw-1.log').entries)
  await expect(tree(page).getByRole('treeitem', { name: /^kern\.log, BSD syslog/ })).toBeAttached()
  await expect(tree(page).getByRole('treeitem', { name: /^sw-1\.log, Arista EOS/ })).toBeAttached()
})

test('a pasted console snippet', async ({ page }) => {
  const snippet = [
    'SeaBIOS (version 1.7.0-20120714_102211-build)',
    '[    0.000000] Linux version 2.6.32-279.22.1.el6.x86_64 (mockbuild@c6b9) #1 SMP',
    '[   29.412551] br0: port 1(eth0) entering learning state',
    '[  138.597015] INFO: task jbd2/vda1-8:245 blocked for more than 120 seconds.',
    'CentOS release 6.3 (Final)',
    'web-01 login: ',
  ]
  await openPage(page)
  await pasteText(page, `${snippet.join('\n')}\n`)
  await readySources(page, 1)
  await expect(tree(page).getByRole('treeitem', { name: /^paste 1, Serial console, 6 rows/ })).toBeAttached()
  await hasRows(page, snippet.length)
  const messages = (await readRows(page, 1, snippet.length)).map(({ message }) => message)
  for (const [n, line] of snippet.entries()) {
    expect(messages[n]?.trim()).toBe(line.replace(/^\[.*?\] /, '').trim())
  }
  await pasteText(page, 'Dec 21 13:55:05 front02 kernel: Clocksource tsc unstable (delta = 4688700040 ns)')
  await readySources(page, 2)
  await expect(sourceCard(page, 'paste 1')).toBeVisible()
  await expect(sourceCard(page, 'paste 2')).toContainText('1 event')
})

test('the paste box says what a snippet is and adds it', async ({ page }) => {
  await openPage(page)
  const line = linesOf('SW-1/sw-1.log')[831] ?? ''
  await page.getByRole('textbox', { name: 'Or paste a snippet' }).fill(line)
  await expect(page.getByText('1 line, 1 with a time.')).toBeVisible()
  await page.getByRole('button', { name: 'Add snippet' }).click()
  await readySources(page, 1)
  await hasRows(page, 1)
  const [row] = await readRows(page, 1, 1)
  expect(row?.host).toBe('SW-1')
  expect(line).toContain(row?.message)
})

test('a second drop adds', async ({ page }) => {
  await openPage(page)
  await dropFiles(page, [sampleLog('SW-1')])
  await readySources(page, 1)
  const first = expectedSource('SW-1/sw-1.log').entries
  await hasRows(page, first)
  await dropFiles(page, [sampleLog('c35')])
  await readySources(page, 3)
  const added = expectedSource('c35/kern.log').entries + expectedSource('c35/nova-compute.log').entries
  await hasRows(page, first + added)
  await expect(sourceCard(page, 'SW-1/sw-1.log')).toContainText(`${thousands(first)} events`)
})

test('a removed source takes its rows and its lane with it, nothing else', async ({ page }) => {
  await openSample(page)
  const before = await rowCount(page)
  const gone = expectedSource('SW-1/sw-1.log').entries
  await removeSource(page, 'SW-1/sw-1.log')
  await readySources(page, 5)
  await hasRows(page, before - gone)
  await expect(sourceCard(page, 'SW-1/sw-1.log')).toHaveCount(0)
  expect(await readTree(page)).toEqual(HOSTS.filter(({ host }) => host !== 'SW-1'))
  for (const { path } of expected.sources.filter((source) => source.host !== 'SW-1')) {
    await removeSource(page, path)
  }
  await expect(page.locator('html')).toHaveAttribute('data-state', 'empty')
  await expect(page.getByRole('heading', { name: 'Put every log on one clock' })).toBeVisible()
})

test('the sample incident, with one click', async ({ page }) => {
  await openSample(page)
  await expect(page.getByRole('button', { name: 'Valentine’s Day' })).toBeVisible()
  expect(await readTree(page)).toEqual(HOSTS)
  let events = 0
  for (const { path } of expected.sources)
    events += numberIn(((await sourceCard(page, path).textContent()) ?? '').split(path)[1] ?? '')
  await hasRows(page, events)
  await expect(statusBar(page)).toContainText(`${thousands(events)} events`)
})

test('the same files in another order give the same rows', async ({ page }) => {
  const FIRST = 50
  const read = async (paths: readonly string[]): Promise<unknown> => {
    await openPage(page)
    await chooseFiles(page, paths)
    await readySources(page, paths.length)
    return { rows: await readRows(page, 1, FIRST), lanes: await readTree(page), count: await rowCount(page) }
  }
  const one = await read(ALL)
  const other = await read([3, 5, 1, 0, 4, 2].flatMap((n) => ALL[n] ?? []))
  expect(other).toEqual(one)
  // One by one, in yet another order.
  await openPage(page)
  for (const [n, path] of [...ALL].reverse().entries()) {
    await dropFiles(page, [path])
    await readySources(page, n + 1)
  }
  await openTab(page, 'Sources')
  await expect(panel(page)).toContainText('kern.log')
  expect({ rows: await readRows(page, 1, FIRST), lanes: await readTree(page), count: await rowCount(page) }).toEqual(
    one,
  )
})
