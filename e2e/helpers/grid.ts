// Reading the merged table back by role.
import { expect, type Locator, type Page } from '@playwright/test'

const ROW_HEIGHT = 22
/** Names of the columns; a narrow table leaves some out. */
const COLUMNS = ['glyph', 'time', 'plusMinus', 'stamp', 'host', 'source', 'severity', 'program', 'message'] as const

export type GridRow = Readonly<Record<(typeof COLUMNS)[number], string>> & { readonly index: number }

export const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Merged log rows' })

export async function hasRows(page: Page, rows: number): Promise<void> {
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(rows))
}

/** `aria-rowcount`: the whole table, not what is in the page. */
export const rowCount = async (page: Page): Promise<number> => Number(await grid(page).getAttribute('aria-rowcount'))

/** A row by its place in the whole table, from 1. */
export const rowAt = (page: Page, index: number): Locator => grid(page).locator(`[role=row][aria-rowindex="${index}"]`)

export const selectedRow = (page: Page): Locator => grid(page).getByRole('row', { selected: true })

export async function scrollToRow(page: Page, index: number): Promise<void> {
  await grid(page).evaluate((element, top) => element.scrollTo(0, top), (index - 1) * ROW_HEIGHT)
}

/** All rows the page holds now, in order, those still on their way left out. */
async function rowsInPage(page: Page): Promise<readonly GridRow[]> {
  const found = await grid(page)
    .locator('[role=row][aria-rowindex]')
    .evaluateAll((rows) =>
      rows.map((row) => ({
        index: Number(row.getAttribute('aria-rowindex')),
        cells: [...row.querySelectorAll('[role=gridcell]')].map(
          (cell) => [/tb-cell-(\w+)/.exec(cell.className)?.[1] ?? '', cell.textContent ?? ''] as const,
        ),
      })),
    )
  return found
    .map(({ index, cells }) => {
      const text = new Map(cells)
      const named = Object.fromEntries(COLUMNS.map((name) => [name, text.get(name) ?? '']))
      return { index, ...named } as GridRow
    })
    .filter((row) => row.host !== '')
    .sort((a, b) => a.index - b.index)
}

/** Rows `from` to `to` (from 1, both included), scrolled into view as far as needed. */
export async function readRows(page: Page, from: number, to: number): Promise<readonly GridRow[]> {
  const rows = new Map<number, GridRow>()
  for (let next = from; next <= to; ) {
    const wanted = next
    await expect(async () => {
      // Again each time: right after a read or a filter the table may still be on its way back to the place it kept.
      await scrollToRow(page, wanted)
      for (const row of await rowsInPage(page)) rows.set(row.index, row)
      expect(rows.has(wanted), `row ${wanted} is read`).toBe(true)
    }).toPass({ intervals: [20, 50, 100], timeout: 10_000 })
    while (rows.has(next)) next += 1
  }
  return [...rows.values()].filter(({ index }) => index >= from && index <= to).sort((a, b) => a.index - b.index)
}
