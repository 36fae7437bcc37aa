// All entries of a source in file order, in full: what the command line prints and the corpus scores.
import type { Entry } from '../base/entry.ts'
import { UNSTATED } from '../base/severity.ts'
import type { FormatId } from '../formats/format.ts'
import { type FoundRow, foundRow } from '../index/merged.ts'
import type { View } from './incident-sources.ts'
import type { Placed } from './protocol.ts'
import { BlockBytes, placedOf, readRow, rowText, stampDigits } from './rows.ts'
import type { Source } from './source.ts'

export interface FullEntry {
  readonly source: string
  readonly line: number
  readonly lines: number
  readonly format: FormatId
  readonly host: string
  readonly entry: Entry
  /** As the byte-level scan saw it; equal to `entry.severity`, which a test holds. */
  readonly severity: number | undefined
  /** µs; absent where nothing places the entry. */
  readonly time?: number
  /** Half the width of the interval around `time`, µs; absent where nothing bounds it. */
  readonly plusMinus?: number
  readonly digits: number
  readonly clock: string
  readonly placed: Placed
  readonly text: string
}

/** Reads block after block; memory is one block. */
export async function* readEntries(view: View, source: Source): AsyncGenerator<FullEntry> {
  const placed = view.placed.find((s) => s.source.key === source.id)
  if (!placed) return
  const placement = view.placements.get(source.id)
  const host = source.host.value
  const read = source.reader()
  const bytes = new BlockBytes()
  for (let block = 0; block < placed.blocks; block++) {
    const detail = await view.merged.detail(placed, block)
    const text = await bytes.get(placed.source, block)
    for (let row = 0; row < detail.rows; row++) {
      const found: FoundRow = foundRow(placed, block, row, detail)
      const body = rowText(text, detail, row)
      const { entry, format } = readRow(body, detail.unparsed[row] === 1, read)
      const severity = detail.severity[row] as number
      const timed = !Number.isNaN(found.time)
      yield {
        source: source.id,
        line: (placed.table.line[block] as number) + (detail.line[row] as number),
        lines: (detail.line[row + 1] as number) - (detail.line[row] as number),
        format,
        host: entry.host ?? host,
        entry,
        severity: severity === UNSTATED ? undefined : severity,
        ...(timed ? { time: found.time } : {}),
        digits: stampDigits(entry),
        clock: placement?.clock ?? `${host}/none`,
        ...(found.half === undefined ? {} : { plusMinus: found.half }),
        placed: placedOf(found, placement),
        text: body,
      }
    }
  }
}
