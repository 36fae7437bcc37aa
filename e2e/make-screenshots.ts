// Writes the pictures of the README from the sample incident: npx tsx e2e/make-screenshots.ts (after npm run build)
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { preview } from 'vite'
import { chooseFiles } from './helpers/drop.ts'
import { grid, selectedRow } from './helpers/grid.ts'
import { openPage, openSample } from './helpers/page.ts'
import { hostCard, openTab } from './helpers/panel.ts'
import { root, sampleLog } from './helpers/sample.ts'

const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 900, height: 700 }
const folder = join(root, 'docs/pictures')
const chromiumPath = process.env.SKEWLINE_CHROMIUM ?? '/usr/bin/chromium'

/** The minute in which both switches shut the port, with every host on its own zone. */
async function theStory(page: Page, narrow: boolean): Promise<void> {
  await openSample(page)
  if (narrow)
    await page
      .getByRole('navigation', { name: 'Panel' })
      .getByRole('button', { name: /^Clocks/ })
      .click()
  else await openTab(page, 'Clocks')
  for (const host of ['c35', 'cc-01']) {
    await hostCard(page, host).getByRole('combobox', { name: 'zone' }).fill('America/Edmonton')
    await page.keyboard.press('Enter')
    await hostCard(page, host).getByText('set by you').first().waitFor()
  }
  if (narrow) await page.keyboard.press('Escape')
  await page.getByRole('textbox', { name: 'Search' }).fill('Port-Channel35 with BPDU guard')
  await page
    .getByRole('search')
    .getByText(/^[1-9]\d* hits$/)
    .waitFor()
  await page.getByRole('button', { name: 'Next hit' }).click()
  await selectedRow(page).waitFor()
  if (!narrow) await openTab(page, 'Event')
  await page.getByRole('button', { name: 'Clear search' }).click()
  await grid(page).focus()
}

/** Pictures show a page at rest: fonts loaded, nothing gliding. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.mouse.move(0, 0)
  await page.evaluate(() => new Promise((done) => setTimeout(done, 600)))
  await page.screenshot({ path: join(folder, `${name}.png`) })
  console.log(`docs/pictures/${name}.png`)
}

/** A read that takes its time: a big log beside the sample's. */
async function whileReading(page: Page): Promise<void> {
  await openPage(page)
  const big = join(root, 'bench/data/console-1g.log')
  await chooseFiles(
    page,
    ['SW-1/sw-1.log', 'c35/kern.log', 'c35/nova-compute.log', 'cc-01/syslog'].map(sampleLog).concat(big),
  )
  await page.getByRole('heading', { name: /^Reading/ }).waitFor()
  await page
    .getByText(/[1-9]\d*%/)
    .first()
    .waitFor()
}

mkdirSync(folder, { recursive: true })
const server = await preview({ root, preview: { port: 4331, strictPort: true }, logLevel: 'error' })
const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu'] })

async function withPage(
  viewport: { width: number; height: number },
  draw: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await browser.newPage({ viewport, baseURL: 'http://localhost:4331', timezoneId: 'America/Edmonton' })
  await draw(page)
  await page.close()
}

await withPage(WIDE, async (page) => {
  await openPage(page)
  await shoot(page, 'empty')
})
await withPage(WIDE, async (page) => {
  await theStory(page, false)
  await shoot(page, 'main-light')
  await page.getByRole('button', { name: 'Dark theme' }).click()
  await shoot(page, 'main-dark')
})
await withPage(NARROW, async (page) => {
  await theStory(page, true)
  await shoot(page, 'narrow')
})
await withPage(WIDE, async (page) => {
  await whileReading(page)
  await shoot(page, 'reading')
})
await browser.close()
await server.close()
process.exit(0)
