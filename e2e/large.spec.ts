// A file of 1 GB, chosen as any other: counted like `wc -l`, read like `sed -n`, and the page stays awake meanwhile.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { longestTask, noteLongTasks } from './helpers/blocking.ts'
import { chooseFiles } from './helpers/drop.ts'
import { grid, rowCount, selectedRow } from './helpers/grid.ts'
import { numberIn, openPage, readySources, statusBar, thousands } from './helpers/page.ts'
import { openTab, panel, rawLines, sourceCard, unfold } from './helpers/panel.ts'
import { root } from './helpers/sample.ts'

const file = join(root, 'bench/data/console-1g.log')
const NAME = 'console-1g.log'

test.beforeAll(() => {
  test.setTimeout(300_000)
  if (existsSync(file)) return
  execFileSync('npx', ['tsx', 'bench/make-logs.ts', 'console', '1GB', file], { cwd: root, stdio: 'inherit' })
})

const sed = (from: number, to: number): readonly string[] =>
  execFileSync('sed', ['-n', `${from},${to}p;${to}q`, file], { encoding: 'utf8' })
    .replace(/\n$/, '')
    .split('\n')

/** Chooses the first row in view and reads its line and neighbours from the Event panel. */
async function linesAtTop(page: Page): Promise<Awaited<ReturnType<typeof rawLines>>> {
  const top = await grid(page).evaluate((element) => {
    const box = element.getBoundingClientRect()
    return { x: box.left + 200, y: box.top + 24 + 50 }
  })
  const before = (await panel(page).textContent()) ?? ''
  await page.mouse.click(top.x, top.y)
  await expect(selectedRow(page)).toHaveCount(1)
  await expect(panel(page)).not.toHaveText(before)
  await expect(panel(page)).toContainText(`${NAME} · line `)
  return rawLines(page)
}

/** ms until something of the file is on screen: a lane with rows, or the file list with its progress. */
async function firstPicture(page: Page): Promise<number> {
  return page.evaluate(
    (name) =>
      new Promise<number>((done) => {
        const input = document.querySelector('input[type=file][multiple]')
        input?.addEventListener(
          'change',
          () => {
            const began = performance.now()
            const look = (): void => {
              const text = document.querySelector('main')?.textContent ?? ''
              if (text.includes(name) && /[1-9][\d,]* (?:lines|events|rows)/.test(text)) done(performance.now() - began)
              else requestAnimationFrame(look)
            }
            look()
          },
          { capture: true, once: true },
        )
      }),
    NAME,
  )
}

test('1 GB of a guest console', async ({ page }) => {
  const lines = Number(execFileSync('wc', ['-l', file], { encoding: 'utf8' }).trim().split(' ')[0])
  await openPage(page)
  await noteLongTasks(page)
  const picture = firstPicture(page)
  const began = Date.now()
  await chooseFiles(page, [file])
  const pictureAfter = await picture
  // While it is being read: the timeline opens, rows are there and grow.
  await page.getByRole('button', { name: 'Open the timeline' }).click()
  await expect.poll(() => rowCount(page)).toBeGreaterThan(0)
  await expect(page.locator('html')).toHaveAttribute('data-state', 'reading')
  await readySources(page, 1, 300_000)
  const took = Date.now() - began
  const blocked = await longestTask(page)
  console.log(
    `1 GB in ${took} ms, first picture after ${Math.round(pictureAfter)} ms, longest task while reading ${Math.round(blocked)} ms`,
  )

  await openTab(page, 'Sources')
  const card = sourceCard(page, NAME)
  await unfold(card)
  const account = (await card.getByText(/^[\d,]+ lines/).textContent()) ?? ''
  expect(numberIn(account)).toBe(lines)
  const words = (await card.textContent()) ?? ''
  const [entries, continuations, unparsed] = ['entries', 'continuation', 'unparsed'].map((what) =>
    numberIn(new RegExp(`([\\d,]+) ${what}`).exec(words)?.[1] ?? ''),
  )
  expect((entries ?? 0) + (continuations ?? 0) + (unparsed ?? 0)).toBe(lines)
  expect(await rowCount(page)).toBe((entries ?? 0) + (unparsed ?? 0))
  await expect(statusBar(page)).toContainText(`${thousands(await rowCount(page))} events`)

  await openTab(page, 'Event')
  for (const share of [0, 0.137, 0.5, 0.731, 0.9999]) {
    await grid(page).evaluate((element, part) => {
      element.scrollTop = (element.scrollHeight - element.clientHeight) * part
    }, share)
    await expect(grid(page).getByRole('gridcell', { name: NAME }).first()).toBeVisible()
    const shown = await linesAtTop(page)
    const [first, last] = [shown[0]?.number ?? 0, shown.at(-1)?.number ?? 0]
    expect(shown.map(({ text }) => text)).toEqual(sed(first, last).map((line) => line.replace(/\r$/, '')))
    expect(Math.abs(first / lines - share)).toBeLessThan(0.05)
  }
  expect(pictureAfter).toBeLessThan(1000)
  expect(blocked).toBeLessThan(100)
})
