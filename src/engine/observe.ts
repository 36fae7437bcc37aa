// Reads the lines that may testify of a clock in full, by their own format. Memory: the observations, at most some thousand a source.
import { lowerBound } from '../base/search.ts'
import type { Observation } from '../clocks/testimony.ts'
import { streamBlocks } from '../index/block-stream.ts'
import { FLAG_BOOT } from '../index/block-table.ts'
import type { DetailCache } from '../index/detail-cache.ts'
import { readRow, rowText } from './rows.ts'
import type { Source } from './source.ts'

/** Blocks without a candidate that are streamed through rather than skipped. */
const GAP_BLOCKS = 4
/** The first lines of a source always testify: a pasted `date`, the year of a prelude, what a stamp is worth. */
const FIRST_LINES = 40

/** The observations of one source; rejects when its file cannot be read any more. */
export async function observe(source: Source, cache: DetailCache): Promise<Observation[]> {
  const blocks = source.blockSource()
  if (!blocks || blocks.table.length === 0) return []
  const { table } = blocks
  const lines = wantedLines(source)
  const seen: Observation[] = []
  const read = source.reader()
  const host = source.host.value
  const boots = bootOrdinals(source)
  for (let at = 0; at < lines.length; ) {
    const first = blockOf(table.line, table.length, lines[at] as number)
    let last = first
    let next = at
    while (next < lines.length) {
      const block = blockOf(table.line, table.length, lines[next] as number)
      if (block - last > GAP_BLOCKS) break
      last = block
      next++
    }
    let line = at
    await streamBlocks(blocks, first, last + 1, (block, bytes) => {
      const end = (table.line[block] as number) + table.linesOf(block)
      if (line >= next || (lines[line] as number) >= end) return true
      const detail = cache.put(blocks, block, bytes)
      let previous = -1
      for (; line < next && (lines[line] as number) < end; line++) {
        const relative = (lines[line] as number) - (table.line[block] as number)
        const row = lowerBound(detail.line, relative + 1, 0, detail.rows) - 1
        if (row < 0 || row === previous) continue
        previous = row
        const text = rowText(bytes, detail, row)
        const { entry, format } = readRow(text, detail.unparsed[row] === 1, read)
        seen.push({
          ...entry,
          ref: { source: source.id, line: (table.line[block] as number) + (detail.line[row] as number) },
          host: entry.host ?? host,
          format,
          text,
          boot: boots[block] as number,
        })
      }
      return true
    })
    at = next
  }
  return seen
}

function wantedLines(source: Source): number[] {
  const wanted = new Set(source.candidates?.lines ?? [])
  for (let line = 1; line <= Math.min(FIRST_LINES, source.lines); line++) wanted.add(line)
  if (source.lines > 0) wanted.add(source.lines)
  return [...wanted].sort((a, b) => a - b)
}

function blockOf(firstLines: Float64Array, blocks: number, line: number): number {
  return Math.max(0, lowerBound(firstLines, line + 1, 0, blocks) - 1)
}

function bootOrdinals(source: Source): Uint32Array {
  const { table } = source
  const boots = new Uint32Array(table.length)
  let boot = 0
  for (let block = 0; block < table.length; block++) {
    if (block > 0 && ((table.flags[block] as number) & FLAG_BOOT) !== 0) boot++
    boots[block] = boot
  }
  return boots
}
