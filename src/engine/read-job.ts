// One source from a dropped file to blocks: unpack, detect, scan. Runs in a reading worker, or in place (Node, tests).
import type { Result, Trouble } from '../base/result.ts'
import { ok } from '../base/result.ts'
import { parseZone } from '../clocks/zone.ts'
import { type Detection, detect } from '../formats/detect.ts'
import type { FormatId } from '../formats/format.ts'
import { formatById } from '../formats/index.ts'
import { makeReader, makeScanner } from '../formats/scanner.ts'
import { BlockScanner, type LineShape } from '../index/block-scanner.ts'
import { type BlockPart, BlockTable } from '../index/block-table.ts'
import { type CandidateLines, Candidates } from '../index/candidates.ts'
import type { Batch } from '../reading/archives/archive.ts'
import { readChunks } from '../reading/chunks.ts'
import { HEAD_BYTES } from '../reading/kind.ts'
import { unpack } from '../reading/unpack.ts'
import { enter, skipTimeless } from './enter.ts'
import type { DroppedFile } from './protocol.ts'
import { sought } from './sought.ts'

/** What detection decided, in a form that crosses to another worker. */
export interface Opened {
  readonly blob: Blob
  readonly skip: number
  readonly packed?: string
  readonly format: FormatId
  readonly also: readonly FormatId[]
  readonly reason: string
  readonly runnerUp?: string
  /** Hosts that the first entries name. */
  readonly hosts: readonly (readonly [string, number])[]
  /** The offset the first entries write, if any. */
  readonly statedOffset?: string
}

export interface Totals {
  readonly entries: number
  readonly continuations: number
  readonly unparsed: number
  readonly boots: number
  readonly counts: readonly number[]
  readonly longLines: number
  readonly skippedBytes: number
}

export type ReadEvent =
  | { readonly kind: 'unpacking'; readonly bytes: number }
  | { readonly kind: 'opened'; readonly opened: Opened }
  | { readonly kind: 'blocks'; readonly part: BlockPart; readonly totals: Totals; readonly bytesRead: number }
  | { readonly kind: 'candidates'; readonly candidates: CandidateLines }
  /** What came out of an archive so far. */
  | ({ readonly kind: 'members' } & Batch)
  | {
      readonly kind: 'ended'
      readonly trouble?: Trouble
      readonly refused: boolean
      /** It was an archive: its members were told, there is no text of its own. */
      readonly archive?: boolean
      /** A member of an archive that is no log, and why. */
      readonly skipped?: string
    }

const REPORT_MS = 120
const HEAD_ENTRIES = 300

/** How lines of a source are told apart at byte level. */
export function shapeOf(format: FormatId, also: readonly FormatId[]): LineShape {
  return { scan: makeScanner(format, also), plain: format === 'text' }
}

/** Reads one file; `forced` is the user's own choice of format. Always ends with one `ended` event. */
export async function readSource(
  file: DroppedFile,
  forced: FormatId | undefined,
  tell: (event: ReadEvent) => void,
  stopped: () => boolean,
): Promise<void> {
  const entered = await enter(file, tell, stopped)
  if (!entered) return
  const plain = await unpack(entered.blob, file.path, (bytes) => tell({ kind: 'unpacking', bytes }))
  if (!plain.ok) return tell({ kind: 'ended', refused: true, trouble: plain.trouble })
  const { blob, skip, packed, trouble = entered.trouble } = plain.value
  const opened = await openPlain(blob, skip, file.path, forced)
  const why = opened.format === 'text' && forced === undefined ? skipTimeless(file) : undefined
  if (why !== undefined) return tell({ kind: 'ended', refused: true, skipped: why })
  tell({ kind: 'opened', opened: { ...opened, ...(packed ? { packed } : {}) } })
  const scanned = await scan(opened, tell, stopped)
  const ended = !scanned.ok
    ? { ...scanned.trouble, where: `${file.path}, ${scanned.trouble.where}` }
    : scanned.value < blob.size
      ? stoppedAt(file.path, scanned.value, blob.size)
      : trouble
  tell({ kind: 'ended', refused: false, ...(ended ? { trouble: ended } : {}) })
}

const stoppedAt = (path: string, at: number, size: number): Trouble => ({
  problem: 'Only a part was read.',
  where: `${path}, byte ${at} of ${size}`,
  why: 'Reading was stopped.',
  help: 'Drop it again to read all of it. What was read so far is kept.',
})

async function openPlain(blob: Blob, skip: number, path: string, forced: FormatId | undefined): Promise<Opened> {
  const head = new Uint8Array(await blob.slice(skip, skip + HEAD_BYTES).arrayBuffer())
  const detection = detect(head, { path })
  const format = forced ?? detection.format
  const also = forced === undefined ? detection.also : []
  const facts = headFacts(head, format, also)
  return {
    blob,
    skip,
    format,
    also,
    reason:
      forced === undefined
        ? detection.reason
        : `set by you; by itself: ${titleOf(detection.format)}, ${detection.reason}`,
    ...runnerUpOf(detection),
    ...facts,
  }
}

function runnerUpOf(detection: Detection): { runnerUp?: string } {
  const { runnerUp } = detection
  return runnerUp ? { runnerUp: `${titleOf(runnerUp.format)}: ${runnerUp.reason}` } : {}
}

const titleOf = (format: FormatId): string => formatById(format).title

/** What the first entries say of host and offset. */
function headFacts(head: Uint8Array, format: FormatId, also: readonly FormatId[]) {
  const read = makeReader(format, also)
  const hosts = new Map<string, number>()
  let statedOffset: string | undefined
  let entries = 0
  for (const line of new TextDecoder().decode(head).split(/\r?\n/)) {
    if (entries >= HEAD_ENTRIES) break
    const entry = read(line)?.entry
    if (!entry) continue
    entries++
    if (entry.host !== undefined) hosts.set(entry.host, (hosts.get(entry.host) ?? 0) + 1)
    statedOffset ??= entry.stamp?.offset === undefined ? undefined : parseZone(entry.stamp.offset)
  }
  return { hosts: [...hosts], ...(statedOffset === undefined ? {} : { statedOffset }) }
}

async function scan(opened: Opened, tell: (event: ReadEvent) => void, stopped: () => boolean): Promise<Result<number>> {
  const table = new BlockTable()
  const candidates = new Candidates(sought())
  const scanner = new BlockScanner(table, shapeOf(opened.format, opened.also), opened.skip, candidates)
  let sent = 0
  let lastReport = performance.now()
  const report = (toBlock: number, bytesRead: number) => {
    const { entries, continuations, unparsed, boots, longLines, skippedBytes } = scanner
    const totals = { entries, continuations, unparsed, boots, longLines, skippedBytes, counts: [...scanner.counts] }
    tell({ kind: 'blocks', part: table.part(sent, toBlock), totals, bytesRead })
    sent = toBlock
  }
  const result = await readChunks(
    opened.blob,
    (bytes, filled, last) => {
      const used = scanner.take(bytes, filled, last)
      const now = performance.now()
      // The last block is still open while lines arrive.
      if (!last && now - lastReport > REPORT_MS) {
        lastReport = now
        report(Math.max(sent, table.length - 1), table.endByte)
      }
      return used
    },
    { from: opened.skip, stopped },
  )
  report(table.length, table.endByte)
  tell({ kind: 'candidates', candidates: candidates.result() })
  return result.ok ? ok(result.value) : result
}
