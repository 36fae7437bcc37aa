// The rows of one block, found by scanning its bytes again: what a page, an exact bucket or a rank inside a block needs.
import { ScanOut } from '../base/scan.ts'
import { UNSTATED } from '../base/severity.ts'
import { Basis } from '../base/time.ts'
import { type LineShape, skipNul } from './block-scanner.ts'
import { type BlockTable, FLAG_LONG } from './block-table.ts'

/** At most this much of a block is read: all of its lines, and the head of an over-long last one. */
export const BLOCK_READ_BYTES = 1 << 20

/** Rows `[0, rows)` of one block, in file order. */
export interface BlockDetail {
  readonly rows: number
  /** Source reading; NaN where the row has no stamp of the block's basis. */
  readonly at: Float64Array
  readonly severity: Uint8Array
  /** Byte where the row starts, from the block's start; one extra element holds the end of the last row. */
  readonly start: Uint32Array
  /** Line of the row, from the block's first line; one extra element as well. */
  readonly line: Uint32Array
  /** 1 where no format explains the row. */
  readonly unparsed: Uint8Array
}

/** Bytes a detail keeps in memory, for the cache's bound. */
export const detailBytes = (detail: BlockDetail): number => detail.rows * 18 + 200

/** Where a block's bytes are, for `Blob.slice`. */
export function blockRange(table: BlockTable, block: number): { from: number; to: number } {
  const from = table.start[block] as number
  const end = table.endOf(block)
  const long = ((table.flags[block] as number) & FLAG_LONG) !== 0
  return { from, to: long ? Math.min(end, from + BLOCK_READ_BYTES) : end }
}

/** Scans a block's bytes (exactly those of {@link blockRange}) into its rows. The same rules as the scan, held together by a test. */
export function readDetail(bytes: Uint8Array, table: BlockTable, block: number, shape: LineShape): BlockDetail {
  const rows = table.rowsOf(block)
  const at = new Float64Array(rows)
  const severity = new Uint8Array(rows)
  const start = new Uint32Array(rows + 1)
  const line = new Uint32Array(rows + 1)
  const unparsed = new Uint8Array(rows)
  const basis = table.basis[block] as Basis
  const out = new ScanOut()
  let row = 0
  let lineNo = 0
  let hasEntry = block > 0
  for (let from = 0; from < bytes.length && row < rows; lineNo++) {
    const newline = bytes.indexOf(10, from)
    const end = newline < 0 ? bytes.length : newline
    const stop = end > from && bytes[end - 1] === 13 ? end - 1 : end
    const text = bytes[from] === 0 ? skipNul(bytes, from, stop) : from
    if (stop > text) {
      const opens = shape.scan(bytes, text, stop, out)
      if (opens || row === 0 || !hasEntry) {
        at[row] = opens && out.basis === basis && basis !== Basis.None ? out.at : Number.NaN
        severity[row] = opens ? out.severity : UNSTATED
        unparsed[row] = opens && !shape.plain ? 0 : 1
        start[row] = from
        line[row] = lineNo
        row++
        if (opens) hasEntry = true
      }
    }
    from = end + 1
  }
  start[row] = bytes.length
  line[row] = table.linesOf(block)
  return { rows: row, at, severity, start, line, unparsed }
}
