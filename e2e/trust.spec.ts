// "Nothing leaves this browser" is on screen because this file holds.
import { expect, type Page, test } from '@playwright/test'
import { dropFiles, pasteText } from './helpers/drop.ts'
import { grid, readRows, rowAt, rowCount, scrollToRow } from './helpers/grid.ts'
import { lanePoint } from './helpers/lanes.ts'
import { openPage, openSample, readySources, statusBar } from './helpers/page.ts'
import { openTab, panel } from './helpers/panel.ts'
import { watch } from './helpers/requests.ts'
import { sampleLog } from './helpers/sample.ts'

const FOREIGN = 'https://example.com/'

/** Directive → sources, from the page's own meta element. */
async function policyOf(page: Page): Promise<Readonly<Record<string, string>>> {
  const content = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
  const parts = (content ?? '').split(';').map((part) => part.trim().split(/\s+/))
  return Object.fromEntries(parts.map(([name = '', ...sources]) => [name, sources.join(' ')]))
}

test('the policy stands before everything else and lets nothing out', async ({ page }) => {
  await openPage(page)
  const policy = await policyOf(page)
  expect(policy['default-src']).toBe("'none'")
  expect(policy['connect-src']).toBe("'none'")
  expect(policy['form-action']).toBe("'none'")
  expect(policy['base-uri']).toBe("'none'")
  // No directive names a host, a scheme that reaches the network, or a wildcard; no script may be written into the page.
  for (const [name, sources] of Object.entries(policy)) {
    expect(sources, name).toMatch(/^(?:'none'|'self'|data:|blob:| )+$/)
    expect(sources, name).not.toContain('unsafe')
  }
  const before = await page.evaluate(() => {
    const meta = document.querySelector('meta[http-equiv="Content-Security-Policy"]')
    const loaders = [...document.querySelectorAll('script, link, img, iframe, style')]
    return loaders.filter((one) => meta && one.compareDocumentPosition(meta) & Node.DOCUMENT_POSITION_FOLLOWING).length
  })
  expect(before).toBe(0)
})

/** How a page could reach the network, and the directive that must refuse it. */
const ways: readonly (readonly [string, string, string])[] = [
  ['fetch', 'connect-src', `fetch('${FOREIGN}')`],
  ['fetch of its own address', 'connect-src', `fetch('/')`],
  ['sendBeacon', 'connect-src', `new Promise(() => navigator.sendBeacon('${FOREIGN}', 'x'))`],
  [
    'XMLHttpRequest',
    'connect-src',
    `new Promise((ok, no) => { const x = new XMLHttpRequest(); x.onload = ok; x.onerror = no; x.open('GET', '${FOREIGN}'); x.send() })`,
  ],
  [
    'WebSocket',
    'connect-src',
    `new Promise((ok, no) => { const s = new WebSocket('wss://example.com'); s.onopen = ok; s.onerror = no })`,
  ],
  [
    'EventSource',
    'connect-src',
    `new Promise((ok, no) => { const s = new EventSource('${FOREIGN}'); s.onopen = ok; s.onerror = no })`,
  ],
  [
    'image',
    'img-src',
    `new Promise((ok, no) => { const i = new Image(); i.onload = ok; i.onerror = no; i.src = '${FOREIGN}' })`,
  ],
  [
    'script',
    'script-src-elem',
    `new Promise((ok, no) => { const s = document.createElement('script'); s.onload = ok; s.onerror = no; s.src = '${FOREIGN}'; document.head.append(s) })`,
  ],
  [
    'style sheet',
    'style-src-elem',
    `new Promise((ok, no) => { const l = document.createElement('link'); l.rel = 'stylesheet'; l.onload = ok; l.onerror = no; l.href = '${FOREIGN}'; document.head.append(l) })`,
  ],
  [
    'frame',
    'frame-src',
    `new Promise(() => { const f = document.createElement('iframe'); f.src = '${FOREIGN}'; document.body.append(f) })`,
  ],
]

test('the policy refuses every way out of the page', async ({ page }) => {
  await openPage(page)
  const broken: string[] = []
  await page.exposeFunction('policyBroken', (what: string) => broken.push(what))
  await page.evaluate(() => {
    const tell = (window as unknown as { policyBroken(what: string): void }).policyBroken
    document.addEventListener('securitypolicyviolation', (event) => tell(event.effectiveDirective))
  })
  for (const [name, directive, script] of ways) {
    await test.step(name, async () => {
      broken.length = 0
      // As a text, so that the page itself runs it. What never settles is taken for quiet.
      const quiet = `new Promise((ok) => setTimeout(ok, 300, 'quiet'))`
      const way = `(${script}).then(() => 'came through', () => 'refused')`
      const came = await page.evaluate(`Promise.race([${way}, ${quiet}])`)
      expect.soft(came, name).not.toBe('came through')
      await expect.poll(() => broken, name).toContain(directive)
    })
  }
})

test('after load: sample, drop, paste, search, pan, zoom, panels, themes make no request', async ({ page }) => {
  const watched = watch(page)
  await openPage(page)
  await page.waitForLoadState('networkidle')
  expect(watched.requests.length).toBeGreaterThan(3)
  for (const request of watched.requests) expect(request).toMatch(/^GET http:\/\/127\.0\.0\.1:\d+\//)
  // The page itself counts from one quiet second after load on.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 1200)))
  watched.forget()

  await page.getByRole('button', { name: /Valentine’s Day/ }).click()
  await readySources(page, 6)
  await dropFiles(page, [sampleLog('SW-1'), sampleLog('c35/kern.log')])
  await readySources(page, 8)
  await pasteText(page, '[   29.412551] br0: port 1(eth0) entering learning state')
  await readySources(page, 9)

  await page.getByRole('textbox', { name: 'Search' }).fill('BPDU guard')
  await expect(page.getByRole('search')).toContainText(/[1-9]\d* hits/)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Dim, don’t hide' }).click()
  await page.getByRole('button', { name: 'Hide others' }).click()
  await page.getByRole('button', { name: 'Clear search' }).click()

  const { x, y } = await lanePoint(page, 'nova-compute.log', Date.parse('2013-02-14T18:41:20Z') * 1000)
  await page.mouse.move(x, y)
  await page.mouse.wheel(0, -600)
  await page.mouse.down()
  await page.mouse.move(x - 200, y, { steps: 4 })
  await page.mouse.up()
  await page.mouse.click(x, y)
  await scrollToRow(page, Math.floor((await rowCount(page)) / 2))
  await readRows(page, 5000, 5010)
  await rowAt(page, 5000).click()
  for (const tab of ['Event', 'Sources', 'Clocks'] as const) await openTab(page, tab)
  await expect(panel(page)).toContainText('sources placed')
  await page.getByRole('button', { name: 'Dark theme' }).click()
  await page.getByRole('radio', { name: 'Host' }).click()
  await grid(page).press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Add logs' }).click()
  await page.keyboard.press('Escape')

  await expect(statusBar(page)).toContainText('0 requests since load')
  expect(watched.requests).toEqual([])
  expect(watched.complaints).toEqual([])
})

test('the number in the status bar is measured: a request that does happen is counted', async ({ page }) => {
  await openSample(page)
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => new Promise((done) => setTimeout(done, 1200)))
  await expect(statusBar(page)).toContainText('0 requests since load')
  await page.evaluate(() => {
    const image = new Image()
    image.src = './favicon.svg?again'
  })
  await expect(statusBar(page)).toContainText('1 request since load')
})
