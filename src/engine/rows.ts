// From found rows to what the table shows: the entry's text is read again from its file and parsed by its own format.

import type { Entry } from '../base/entry.ts'
import type { SeverityClass } from '../base/severity.ts'
import { SECOND, sharedMicros } from '../base/time.ts'
import type { Placement } from '../clocks/place.ts'
import type { FormatId } from '../formats/format.ts'
import { formatById } from '../formats/index.ts'
import type { ReadLine } from '../formats/scanner.ts'
import { type BlockDetail, blockRange } from '../index/block-detail.ts'
import type { BlockSource } from '../index/detail-cache.ts'
import type { FoundRow } from '../index/merged.ts'
import type { Matcher } from '../index/text-search.ts'
import type { Placed, Row } from './protocol.ts'
import type { Source } from './source.ts'

const BLOCKS_KEPT = 24

/** Bytes of recently shown blocks. */
export class BlockBytes {
  private readonly kept = new Map<string, Uint8Array>()

  async get(source: BlockSource, block: number): Promise<Uint8Array> {
    const key = `${source.key}\n${source.generation}\n${block}`
    const known = this.kept.get(key)
    if (known) {
      this.kept.delete(key)
      this.kept.set(key, known)
      return known
    }
    const { from, to } = blockRange(source.table, block)
    const bytes = await source.read(from, to)
    this.kept.set(key, bytes)
    if (this.kept.size > BLOCKS_KEPT) this.kept.delete(this.kept.keys().next().value as string)
    return bytes
  }
}

const decoder = new TextDecoder()
/** Longest text of one row that is decoded for the table. */
const ROW_BYTES = 64 * 1024

/** Text of a row with all its lines, without the last line end; cut at 64 kB. */
export function rowText(bytes: Uint8Array, detail: BlockDetail, row: number): string {
  const from = detail.start[row] as number
  const end = Math.min(detail.start[row + 1] as number, from + ROW_BYTES)
  return decoder.decode(bytes.subarray(from, end)).replace(/[\r\n]+$/, '')
}

export interface ReadRow {
  readonly entry: Entry
  readonly format: FormatId
  readonly text: string
}

/** Reads the entry of a row. A row no format opens is text. */
export function readRow(text: string, unparsed: boolean, read: ReturnType<Source['reader']>): ReadRow {
  const newline = text.indexOf('\n')
  // A log that was torn by a crash goes on behind a run of NUL bytes.
  const first = (newline < 0 ? text : text.slice(0, newline)).replace(/\r$/, '').replace(/^\0+/, '')
  const found = unparsed ? undefined : read(first)
  if (found)
    return { entry: withMore(found, first, newline < 0 ? '' : text.slice(newline + 1)), format: found.format, text }
  return { entry: { message: first }, format: 'text', text }
}

/** Decimals of a second that a stamp states. */
export function stampDigits(entry: Entry): number {
  const { stamp } = entry
  if (!stamp) return 0
  if (stamp.wall === undefined) return stamp.monotonic === undefined ? 0 : 6
  const dot = stamp.wall.lastIndexOf('.')
  return dot < 0 ? 0 : Math.min(6, stamp.wall.length - dot - 1)
}

export interface RowContext {
  readonly source: Source
  readonly placement: Placement | undefined
  readonly bytes: BlockBytes
  readonly highlight?: Matcher
}

/** The entry with what its further lines add to it, where its format reads them. */
function withMore(found: ReadLine, first: string, rest: string): Entry {
  const more = rest === '' ? undefined : formatById(found.format).more
  return more ? more(found.entry, rest.split(/\r?\n/), first) : found.entry
}

/** Builds one table row. `index` is its place in the merged order. */
export async function buildRow(found: FoundRow, index: number, context: RowContext): Promise<Row> {
  const { source, placement } = context
  const { detail, row } = found
  const bytes = await context.bytes.get(found.source.source, found.block)
  const read = readRow(rowText(bytes, detail, row), detail.unparsed[row] === 1, source.reader())
  const { entry } = read
  const timed = !Number.isNaN(found.time)
  return {
    source: source.id,
    line: (found.source.table.line[found.block] as number) + (detail.line[row] as number),
    index,
    lines: (detail.line[row + 1] as number) - (detail.line[row] as number),
    host: entry.host ?? source.host.value,
    format: read.format,
    ...(timed ? { time: sharedMicros(found.time) } : {}),
    ...(timed && found.half !== undefined ? { plusMinus: found.half / SECOND } : {}),
    placed: placedOf(found, placement),
    digits: stampDigits(entry),
    ...(entry.stamp ? { stampText: entry.stamp.text } : {}),
    severity: detail.severity[row] as SeverityClass,
    ...optional('facility', entry.facility),
    ...optional('program', entry.program),
    ...optional('pid', entry.pid),
    ...optional('tag', entry.tag),
    message: entry.message,
    ...optional('fields', entry.fields),
    ...(context.highlight ? { matches: context.highlight.test(read.text) } : {}),
  }
}

/** How well a row's time is known: as its piece of the map says, else as its clock. */
export function placedOf(found: FoundRow, placement: Placement | undefined): Placed {
  if (Number.isNaN(found.time)) return 'unknown'
  return found.state ?? placement?.state ?? 'unknown'
}

/** A property only where there is a value: absence is absence, also over `postMessage`. */
function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V })
}
