// A file whose records are not lines (an Elasticsearch or Loki answer, a JSON array, a CSV export, the journal's export format) becomes
// sources of lines, one a host. Memory: one record, and what the vault holds.
import type { Trouble } from '../../base/result.ts'
import type { Finds } from '../archives/finds.ts'
import { openVault, type Sink } from '../vault.ts'
import { type Json, lineOf } from './canonical.ts'
import { CsvRows } from './csv.ts'
import { JournalExport } from './journal-export.ts'
import { JsonSlicer, type Level } from './json-slicer.ts'

export type RecordsKind = 'json-hits' | 'json-loki' | 'json-list' | 'csv' | 'journal-export'

/** Hosts that get a source of their own; the rest share one. */
const HOSTS_MOST = 2000
/** Lines are poured in pieces of this size. */
const PIECE = 256 << 10

const decoder = new TextDecoder()
const encoder = new TextEncoder()

const TIME_COLUMN = /^"?(?:@?timestamp|time|_time|date)"?$/i
const TEXT_COLUMN = /^"?(?:message|msg|line|log|_raw|@?message)"?$/i

/** An answer of Elasticsearch begins with one of these. */
const ANSWER = /^\{\s*"(?:took|timed_out|_scroll_id|pit_id|_shards|hits|rawResponse|isPartial|isRunning)"\s*:/
/** One hit a line, as elasticdump writes them: time and message stand inside. */
const DUMPED = /^\{\s*"_(?:index|type|id|source)"\s*:/

/** What kind of records a file holds, from its head; `undefined`: its lines are its records. */
export function recordsKind(head: Uint8Array): RecordsKind | undefined {
  const text = decoder
    .decode(head.subarray(0, 8192))
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (/^__CURSOR=/m.test(text.slice(0, 400)) && /^__REALTIME_TIMESTAMP=\d+$/m.test(text)) return 'journal-export'
  if (text.startsWith('[')) return /^\[\s*\{/.test(text) ? 'json-list' : undefined
  if (text.startsWith('{')) {
    // `dmesg --json` has a format of its own, which reads it as it is printed.
    if (/^\{\s*"dmesg"\s*:/.test(text)) return undefined
    if (ANSWER.test(text)) return 'json-hits'
    if (/"resultType"\s*:\s*"streams"/.test(text) || /"result"\s*:\s*\[\s*\{\s*"stream"/.test(text)) return 'json-loki'
    // A record over several lines. One record a line is read as it is.
    return /^\{\s*\n/.test(text) || DUMPED.test(text) ? 'json-list' : undefined
  }
  const columns = (text.split(/\r?\n/, 1)[0] as string).split(',')
  return columns.length > 1 && columns.some((c) => TIME_COLUMN.test(c)) && columns.some((c) => TEXT_COLUMN.test(c))
    ? 'csv'
    : undefined
}

/** The line pools of the hosts; each is poured into the vault as it grows. */
class Pools {
  private readonly pools = new Map<string, { readonly sink: Sink; parts: string[]; length: number; bytes: number }>()
  private pouring: Promise<void>[] = []

  constructor(private readonly where: string) {}

  add(host: string | undefined, line: string): void {
    const known = host !== undefined && (this.pools.has(host) || this.pools.size < HOSTS_MOST) ? host : ''
    let pool = this.pools.get(known)
    if (!pool) {
      pool = { sink: openVault(`${this.where}/${known}`), parts: [], length: 0, bytes: 0 }
      this.pools.set(known, pool)
    }
    pool.parts.push(line, '\n')
    pool.length += line.length + 1
    if (pool.length > PIECE) this.pour(pool)
  }

  private pour(pool: { readonly sink: Sink; parts: string[]; length: number; bytes: number }): void {
    const bytes = encoder.encode(pool.parts.join(''))
    pool.bytes += bytes.length
    pool.parts = []
    pool.length = 0
    this.pouring.push(pool.sink.write(bytes))
  }

  /** Waits until what was poured is written, so that a fast reader cannot outrun the disk. */
  async settle(): Promise<void> {
    const { pouring } = this
    this.pouring = []
    await Promise.all(pouring)
  }

  async finish(take: (host: string, blob: Blob) => void): Promise<void> {
    for (const [host, pool] of [...this.pools].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (pool.length > 0) this.pour(pool)
      await this.settle()
      if (pool.bytes > 0) take(host, await pool.sink.finish())
    }
  }
}

const isHit = (path: readonly Level[]): boolean => path.at(-1)?.array === true && path.at(-1)?.key === 'hits'
const isListed = (path: readonly Level[]): boolean =>
  path.length === 0 || (path.length === 1 && path[0]?.array === true)

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Bytes in, records out. */
interface Reader {
  push(bytes: Uint8Array): void
  end(): void
  readonly passedOver: number
}

type Tell = (host: string | undefined, line: string) => void

function jsonReader(kind: RecordsKind, tell: Tell, opens: (line: string) => boolean): Reader {
  const add = (json: Json): void => {
    const { host, line } = lineOf(json, opens)
    tell(host, line)
  }
  let labels: Json = {}
  const slicer =
    kind === 'json-loki'
      ? new JsonSlicer(
          (path, key, array) =>
            array ? path.at(-1)?.key === 'values' : key === 'stream' && path.at(-2)?.key === 'result',
          ({ bytes }) => {
            const value = parse(bytes)
            if (isObject(value)) labels = value
            else if (Array.isArray(value)) add({ ...labels, time: value[0] as unknown, line: value[1] as unknown })
          },
        )
      : new JsonSlicer(
          kind === 'json-hits'
            ? (path, _key, array) => !array && isHit(path)
            : (path, _key, array) => !array && isListed(path),
          ({ bytes }) => {
            const value = parse(bytes)
            if (isObject(value)) add(value)
          },
        )
  return {
    push: (bytes) => slicer.push(bytes),
    end: () => undefined,
    get passedOver() {
      return slicer.passedOver
    },
  }
}

function csvReader(tell: Tell, opens: (line: string) => boolean): Reader {
  let columns: readonly string[] | undefined
  const rows = new CsvRows((row) => {
    if (!columns) {
      columns = row.map((name) => name.replace(/^\uFEFF/, '').trim())
      return
    }
    const json = Object.fromEntries(
      columns.map((name, i) => [name.replace(/^Time$/, 'time').replace(/^Line$/, 'line'), row[i]]),
    )
    const { host, line } = lineOf(json, opens)
    tell(host, line)
  })
  return { push: (bytes) => rows.push(bytes), end: () => rows.end(), passedOver: 0 }
}

function readerOf(kind: RecordsKind, tell: Tell, opens: (line: string) => boolean): Reader {
  if (kind === 'csv') return csvReader(tell, opens)
  if (kind !== 'journal-export') return jsonReader(kind, tell, opens)
  const journal = new JournalExport(tell)
  return { push: (bytes) => journal.push(bytes), end: () => journal.end(), passedOver: 0 }
}

/** A host's name as a file's. */
const fileOf = (host: string): string => `${host === '' ? 'no-host' : host.replace(/[^\w.:-]+/g, '_')}.log`

/**
 * Reads all records of `blob` and hands over one member a host, as an archive would. `opens` says whether a message bears a wall clock
 * of its own (the formats know). The value is what went wrong; what was read before it was handed over.
 */
export async function walkRecords(
  blob: Blob,
  kind: RecordsKind,
  where: string,
  finds: Finds,
  opens: (line: string) => boolean,
): Promise<Trouble | undefined> {
  const pools = new Pools(where)
  let records = 0
  const reader = readerOf(
    kind,
    (host, line) => {
      records++
      pools.add(host, line)
    },
    opens,
  )
  let broken: unknown
  let stopped = false
  try {
    const stream = blob.stream().getReader()
    for (;;) {
      const { done, value } = await stream.read()
      if (value) reader.push(value)
      await pools.settle()
      stopped = finds.stopped()
      if (done || stopped) break
    }
    reader.end()
  } catch (error) {
    broken = error
  }
  await pools.finish((host, part) => finds.take({ path: fileOf(host), blob: part, modified: 0 }))
  if (broken === undefined && !stopped && reader.passedOver === 0 && records > 0) return undefined
  const why =
    broken !== undefined
      ? String(broken)
      : stopped
        ? 'Reading was stopped.'
        : records === 0
          ? 'It holds no record with a message.'
          : `${reader.passedOver} records are longer than 16 MB.`
  return {
    problem: 'Not all records were read.',
    where,
    why,
    help: 'What was read is kept. Export the rest again in smaller parts.',
  }
}
