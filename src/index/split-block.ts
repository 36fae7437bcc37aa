// Splits a block in two at one of its rows, so that a map may change there. The only change a finished table ever sees.
import { SEVERITY_CLASSES } from '../base/severity.ts'
import type { BlockDetail } from './block-detail.ts'
import { type BlockTable, FLAG_BACK, FLAG_BOOT, FLAG_LONG } from './block-table.ts'

/** Rows `[row, …)` of the block become the block behind it. False where that would change how its lines are read. */
export function splitBlock(table: BlockTable, block: number, detail: BlockDetail, row: number): boolean {
  if (row <= 0 || row >= detail.rows) return false
  // Before the first entry of a source every unexplained line is a row; behind a block's start it would continue.
  if (block === 0 && detail.unparsed.subarray(0, row).every((flag) => flag === 1)) return false
  const start = table.start[block] as number
  const line = table.line[block] as number
  const lines = table.linesOf(block)
  const flags = table.flags[block] as number
  table.insert(block + 1)
  const second = block + 1
  table.start[second] = start + (detail.start[row] as number)
  table.line[second] = line + (detail.line[row] as number)
  table.basis[second] = table.basis[block] as number
  table.flags[block] = flags & (FLAG_BOOT | FLAG_BACK)
  table.flags[second] = flags & (FLAG_LONG | FLAG_BACK)
  const firstLines = detail.line[row] as number
  recount(table, block, detail, 0, row, firstLines)
  recount(table, second, detail, row, detail.rows, lines - firstLines)
  return true
}

function recount(table: BlockTable, block: number, detail: BlockDetail, from: number, to: number, lines: number): void {
  table.counts.fill(0, block * SEVERITY_CLASSES, (block + 1) * SEVERITY_CLASSES)
  table.first[block] = table.last[block] = table.min[block] = table.max[block] = Number.NaN
  let unparsed = 0
  for (let row = from; row < to; row++) {
    unparsed += detail.unparsed[row] as number
    const count = block * SEVERITY_CLASSES + (detail.severity[row] as number)
    table.counts[count] = (table.counts[count] as number) + 1
    const reading = detail.at[row] as number
    if (Number.isNaN(reading)) continue
    if (Number.isNaN(table.first[block] as number)) table.first[block] = table.min[block] = table.max[block] = reading
    table.last[block] = reading
    table.min[block] = Math.min(table.min[block] as number, reading)
    table.max[block] = Math.max(table.max[block] as number, reading)
  }
  table.unparsed[block] = unparsed
  table.entries[block] = to - from - unparsed
  table.continuations[block] = lines - (to - from)
}
