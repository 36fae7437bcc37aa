// What the engine keeps of one source: its file, its blocks, what was detected and what the user chose.
import type { Trouble } from '../base/result.ts'
import { type SourceMap, segmentOf, toShared } from '../base/source-map.ts'
import { sharedMicros } from '../base/time.ts'
import type { KernelLine } from '../clocks/facts.ts'
import type { Placement } from '../clocks/place.ts'
import type { SolveSource } from '../clocks/solve.ts'
import type { Observation } from '../clocks/testimony.ts'
import type { FormatId } from '../formats/format.ts'
import { formatById } from '../formats/index.ts'
import { makeReader } from '../formats/scanner.ts'
import { BLOCK_READ_BYTES, type BlockDetail } from '../index/block-detail.ts'
import { BLOCK_RECORD_BYTES, BlockTable, FLAG_BOOT } from '../index/block-table.ts'
import type { CandidateLines } from '../index/candidates.ts'
import type { BlockSource, TakeLent } from '../index/detail-cache.ts'
import { splitBlock } from '../index/split-block.ts'
import { readChunks, readTrouble } from '../reading/chunks.ts'
import { hostOf } from './host-name.ts'
import type { DroppedFile, SourceId, SourceSummary } from './protocol.ts'
import { type Opened, type ReadEvent, shapeOf, type Totals } from './read-job.ts'
import type { ReadHandle } from './readers.ts'

export interface Choices {
  host?: string
  zone?: string
  year?: number
  format?: FormatId
}

const noTotals: Totals = {
  entries: 0,
  continuations: 0,
  unparsed: 0,
  boots: 0,
  counts: [0, 0, 0, 0, 0, 0, 0, 0, 0],
  longLines: 0,
  skippedBytes: 0,
}

let generations = 0

export class Source {
  readonly choices: Choices = {}
  opened: Opened | undefined
  table = new BlockTable()
  totals: Totals = noTotals
  phase: SourceSummary['phase'] = 'waiting'
  bytesRead = 0
  trouble: Trouble | undefined
  /** The file became unreadable after it was indexed: its lanes stay, its rows cannot be shown. */
  lost = false
  /** What the file tree of an archive says of its host. */
  treeHost: string | undefined
  kernelLines: readonly KernelLine[] = []
  /** Lines that may testify of a clock; what they say is read once, when reading has ended. */
  candidates: CandidateLines | undefined
  observations: readonly Observation[] | undefined
  handle: ReadHandle | undefined
  private generation = generations++

  constructor(
    readonly id: SourceId,
    readonly file: DroppedFile,
  ) {}

  get ended(): boolean {
    return this.phase === 'ready' || this.phase === 'partial' || this.phase === 'refused'
  }

  get host(): ReturnType<typeof hostOf> {
    return hostOf({
      path: this.file.path,
      named: new Map(this.opened?.hosts ?? []),
      ...(this.treeHost === undefined ? {} : { tree: this.treeHost }),
      ...(this.choices.host === undefined ? {} : { chosen: this.choices.host }),
    })
  }

  get rows(): number {
    return this.totals.entries + this.totals.unparsed
  }

  get lines(): number {
    return this.rows + this.totals.continuations
  }

  get indexBytes(): number {
    return this.table.length * BLOCK_RECORD_BYTES
  }

  /** Forgets what was read, to read again. */
  reset(): void {
    this.handle?.stop()
    this.handle = undefined
    this.opened = undefined
    this.table = new BlockTable()
    this.totals = noTotals
    this.phase = 'waiting'
    this.bytesRead = 0
    this.trouble = undefined
    this.lost = false
    this.kernelLines = []
    this.candidates = undefined
    this.observations = undefined
    this.generation = generations++
  }

  hear(event: ReadEvent): void {
    switch (event.kind) {
      case 'members':
      case 'unpacking':
        this.phase = 'reading'
        this.bytesRead = 0
        return
      case 'opened':
        this.phase = 'reading'
        this.opened = event.opened
        return
      case 'blocks':
        this.table.append(event.part)
        this.totals = event.totals
        this.bytesRead = event.bytesRead
        return
      case 'candidates':
        this.candidates = event.candidates
        return
      case 'ended':
        this.trouble = event.trouble
        this.phase = event.refused ? 'refused' : event.trouble ? 'partial' : 'ready'
        return
    }
  }

  /** For the index; absent before the format is known. */
  blockSource(): BlockSource | undefined {
    const { opened } = this
    if (!opened) return undefined
    return {
      key: this.id,
      generation: this.generation,
      table: this.table,
      shape: shapeOf(opened.format, opened.also),
      read: (from, to) => this.guard(readRange(opened.blob, from, to)),
      stream: (from, to, take) => this.guard(streamRange(opened.blob, from, to, take)),
    }
  }

  /** A file that cannot be read any more is said once; what was read of it stays. */
  private async guard<T>(reading: Promise<T>): Promise<T> {
    try {
      return await reading
    } catch (error) {
      this.lost = true
      this.phase = 'partial'
      this.trouble = { ...readTrouble(error, 0), where: this.id }
      throw error
    }
  }

  reader(): ReturnType<typeof makeReader> {
    return makeReader(this.opened?.format ?? 'text', this.opened?.also ?? [])
  }

  /** Makes blocks begin at a line, so that a map may change there. `detail` is that of the block that holds the line. */
  splitAt(block: number, detail: BlockDetail, row: number): void {
    if (!splitBlock(this.table, block, detail, row)) return
    this.generation = generations++
    this.kernelLines = this.kernelLines.map((l) => (l.block > block ? { ...l, block: l.block + 1 } : l))
  }

  facts(): SolveSource {
    const { table, opened, choices } = this
    return {
      id: this.id,
      host: this.host.value,
      path: this.file.path,
      lines: this.lines,
      modified: this.file.modified * 1000,
      kind: opened ? formatById(opened.format).clock : 'none',
      blocks: {
        length: table.length,
        line: table.line,
        basis: table.basis,
        first: table.first,
        last: table.last,
        min: table.min,
        max: table.max,
        startsBoot: (block) => ((table.flags[block] as number) & FLAG_BOOT) !== 0,
      },
      ...(opened?.statedOffset === undefined ? {} : { statedOffset: opened.statedOffset }),
      chosen: {
        ...(choices.year === undefined ? {} : { year: choices.year }),
        ...(choices.zone === undefined ? {} : { zone: choices.zone }),
      },
      kernelLines: this.kernelLines,
    }
  }

  summary(placement: Placement | undefined): SourceSummary {
    const { opened, totals } = this
    const host = this.host
    const format = opened?.format ?? 'text'
    const extent = placement ? extentOf(this.table, placement.map) : undefined
    const trouble = this.trouble ?? this.notice(placement)
    return {
      id: this.id,
      name: this.file.path.slice(this.file.path.lastIndexOf('/') + 1),
      host: host.value,
      hostReason: host.reason,
      phase: this.phase,
      bytes: this.opened?.blob.size ?? this.file.blob.size,
      bytesRead: this.bytesRead,
      lines: this.lines,
      entries: totals.entries,
      continuations: totals.continuations,
      unparsed: totals.unparsed,
      rows: this.rows,
      counts: totals.counts,
      format,
      formatTitle: formatById(format).title,
      badge: this.phase === 'refused' ? 'none' : formatById(format).badge,
      formatReason: opened?.reason ?? '',
      ...(opened?.runnerUp === undefined ? {} : { runnerUp: opened.runnerUp }),
      boots: totals.boots,
      clock: clockSummary(placement, host.value),
      ...(extent ? { first: sharedMicros(extent.first), last: sharedMicros(extent.last) } : {}),
      ...(trouble ? { trouble } : {}),
      ...(opened?.packed === undefined ? {} : { packed: opened.packed }),
    }
  }

  /** What a reader should know of a source that was read without an error. */
  private notice(placement: Placement | undefined): Trouble | undefined {
    if (!this.ended || this.phase === 'refused') return undefined
    const where = this.file.path
    if (this.totals.longLines > 0) {
      return {
        problem:
          this.totals.longLines === 1
            ? 'A line is longer than 256 kB.'
            : `${this.totals.longLines} lines are longer than 256 kB.`,
        where,
        why: `${this.totals.skippedBytes} bytes of them are counted but not shown.`,
        help: 'Each is in the table with its beginning.',
      }
    }
    if (placement?.kind === 'none' && this.lines > 0) {
      return {
        problem: `No time found in ${this.lines} lines, so they are kept in order only.`,
        where,
        why: this.opened?.reason ?? '',
        help: 'If the lines do state a time, choose their format in the Sources panel.',
      }
    }
    return undefined
  }
}

/** A block's range is at most 1 MiB; the buffer holds it and what is read ahead. */
const STREAM_BUFFER = 2 * BLOCK_READ_BYTES

async function readRange(blob: Blob, from: number, to: number): Promise<Uint8Array> {
  return new Uint8Array(await blob.slice(from, to).arrayBuffer())
}

async function streamRange(blob: Blob, from: number, to: number, take: TakeLent): Promise<void> {
  const read = await readChunks(blob.slice(from, to), take, { bufferBytes: STREAM_BUFFER })
  if (!read.ok) throw Object.assign(new Error(read.trouble.why), { name: 'NotReadableError' })
}

function clockSummary(placement: Placement | undefined, host: string): SourceSummary['clock'] {
  if (!placement) return { id: `${host}/none`, kind: 'none', state: 'unknown' }
  const { year, zone, tie } = placement
  return {
    id: placement.clock,
    kind: placement.kind,
    state: placement.state,
    ...(year ? { year: year.value, yearReason: year.reason } : {}),
    ...(zone ? { zone: zone.value, zoneReason: zone.reason } : {}),
    ...(tie === undefined ? {} : { tie }),
  }
}

function extentOf(table: BlockTable, map: SourceMap): { first: number; last: number } | undefined {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let b = 0; b < table.length; b++) {
    const segment = segmentOf(map, b)
    const min = toShared(segment, table.min[b] as number)
    const max = toShared(segment, table.max[b] as number)
    if (min < first) first = min
    if (max > last) last = max
  }
  return last >= first ? { first, last } : undefined
}
