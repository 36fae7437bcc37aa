// What tests of the engine share: files made of text, and an incident read to its end. Not part of the engine.
import { isoFromMicros } from '../base/time.ts'
import { formats } from '../formats/index.ts'
import { Engine } from './engine.ts'
import type { FullEntry } from './entries.ts'
import { type OpenOptions, openIncident } from './open.ts'
import type { Answer, Ask, DroppedFile, SourceSummary } from './protocol.ts'
import { inlineReaders } from './readers.ts'

/** A file in memory. `modified` is an ISO time; absent = unknown. */
export function fileOf(path: string, content: string | Uint8Array<ArrayBuffer>, modified?: string): DroppedFile {
  return { path, blob: new Blob([content]), modified: modified === undefined ? 0 : Date.parse(modified) }
}

export const linesFile = (path: string, lines: readonly string[], modified?: string): DroppedFile =>
  fileOf(path, `${lines.join('\n')}\n`, modified)

export interface ReadIncident {
  readonly summaries: ReadonlyMap<string, SourceSummary>
  readonly entries: ReadonlyMap<string, readonly FullEntry[]>
  /** `2013-02-15T01:40:18` of each entry of a source, or `unknown`. */
  times(source: string): string[]
  summary(source: string): SourceSummary
}

/** µs of an ISO time with zone. */
export const micros = (iso: string): number => Date.parse(iso) * 1000

/** Opens files and reads all entries. "Today" is the first of June 2013 unless said otherwise. */
export async function readIncident(files: readonly DroppedFile[], options: OpenOptions = {}): Promise<ReadIncident> {
  const opened = await openIncident(files, { now: micros('2013-06-01T00:00:00Z'), ...options })
  if (!opened.ok) throw new Error(`${opened.trouble.problem} ${opened.trouble.help}`)
  const summaries = new Map(opened.value.summaries.map((s) => [s.id, s]))
  const entries = new Map<string, FullEntry[]>()
  for (const id of summaries.keys()) {
    const all: FullEntry[] = []
    for await (const entry of opened.value.read(id)) all.push(entry)
    entries.set(id, all)
  }
  return {
    summaries,
    entries,
    times: (source) =>
      (entries.get(source) ?? []).map((e) => (e.time === undefined ? 'unknown' : isoFromMicros(e.time, e.digits))),
    summary(source) {
      const found = summaries.get(source)
      if (!found) throw new Error(`no source ${source}: ${[...summaries.keys()].join(', ')}`)
      return found
    },
  }
}

/** Every sample line of every format: what logs look like, mixed. */
export const sampleLines: readonly string[] = formats.flatMap((f) => f.samples.map((s) => s.line))

type WithoutId<A> = A extends { readonly id: number } ? Omit<A, 'id'> : never
export type Answered<K extends Answer['kind']> = Extract<Answer, { kind: K }>

/** An engine without workers, and everything it has said. */
export function startEngine() {
  const heard: Answer[] = []
  const engine = new Engine({ readers: inlineReaders(), now: micros('2013-06-01T00:00:00Z') }, (a) => heard.push(a))
  let asks = 0
  /** All answers to one ask, once it is settled. */
  async function ask(question: WithoutId<Ask>): Promise<Answer[]> {
    const id = ++asks
    await engine.ask({ ...question, id } as Ask)
    return heard.filter((a) => a.id === id)
  }
  return {
    engine,
    heard,
    ask,
    idle: () => engine.sources.idle(),
    /** The last answer, which must be of this kind. */
    async answer<K extends Answer['kind']>(kind: K, question: WithoutId<Ask>): Promise<Answered<K>> {
      const last = (await ask(question)).at(-1)
      if (last?.kind !== kind) throw new Error(`${question.kind} was answered by ${JSON.stringify(last)}, not ${kind}`)
      return last as Answered<K>
    },
    state: () => engine.sources.state(),
  }
}
