// The engine as a plain class: asks in, answers out. Runs in a worker for the page, in place for the command line and for tests.
import { assertNever } from '../base/result.ts'
import { ALL_SEVERITIES } from '../base/severity.ts'
import { parseZone } from '../clocks/zone.ts'
import { detect } from '../formats/detect.ts'
import type { FormatId } from '../formats/format.ts'
import { formatById, formats } from '../formats/index.ts'
import { makeReader } from '../formats/scanner.ts'
import { laneCounts, readWide } from '../index/buckets.ts'
import type { Filter, FoundRow } from '../index/merged.ts'
import { type Matcher, makeMatcher } from '../index/text-search.ts'
import { readTrouble } from '../reading/chunks.ts'
import { readContext } from './context.ts'
import { HitList } from './hits.ts'
import { IncidentSources, type View } from './incident-sources.ts'
import type { Answer, Ask, AskId, Row, RowFilter, Sniff, TextQuery } from './protocol.ts'
import type { Readers } from './readers.ts'
import { buildRow } from './rows.ts'

export interface EngineOptions {
  readonly readers: Readers
  /** µs since 1970; absent = the real clock. */
  readonly now?: number
  readonly zone?: string
  readonly year?: number
}

/** Blocks read for one exact bucket answer: about 40 MB. */
const EXACT_BLOCKS = 640
const ROWS_MOST = 1000
const BINS_MOST = 4096

type Send = (answer: Answer, transfer?: ArrayBuffer[]) => void

interface RunningSearch {
  readonly key: string
  readonly list: HitList
  readonly hearers: Set<(answer: Answer) => void>
}

export class Engine {
  readonly sources: IncidentSources
  private readonly cancelled = new Set<AskId>()
  private readonly active = new Set<AskId>()
  private search: RunningSearch | undefined
  private pastes = 0

  constructor(
    options: EngineOptions,
    private readonly send: Send,
  ) {
    this.sources = new IncidentSources(options.readers, options, (state) => send({ kind: 'state', id: 0, state }))
  }

  /** Takes an ask; answers come through `send`, each with the ask's id. Never throws: what fails is a `trouble` answer. */
  async ask(ask: Ask): Promise<void> {
    if (ask.kind === 'cancel') {
      if (this.active.has(ask.id)) this.cancelled.add(ask.id)
      return
    }
    this.active.add(ask.id)
    try {
      await this.answerReadable(ask)
    } catch (error) {
      const trouble = { ...readTrouble(error, 0), where: 'row' in ask ? ask.row.source : ask.kind }
      this.reply({ kind: 'trouble', id: ask.id, trouble })
    } finally {
      this.active.delete(ask.id)
      this.cancelled.delete(ask.id)
    }
  }

  /** A file that cannot be read any more leaves the rows; the ask is answered from what is left. */
  private async answerReadable(ask: Exclude<Ask, { kind: 'cancel' }>): Promise<void> {
    for (;;) {
      const lost = this.sources.lost
      try {
        return await this.answer(ask)
      } catch (error) {
        if (this.sources.lost === lost) throw error
        this.sources.changed()
      }
    }
  }

  private reply(answer: Answer, transfer?: ArrayBuffer[]): void {
    if (!this.cancelled.has(answer.id)) this.send(answer, transfer)
  }

  private async answer(ask: Exclude<Ask, { kind: 'cancel' }>): Promise<void> {
    const { id } = ask
    switch (ask.kind) {
      case 'open':
        return this.reply({ kind: 'opened', id, sources: this.sources.add(ask.files) })
      case 'paste':
        return this.paste(id, ask.text)
      case 'remove':
        this.sources.remove(ask.source)
        return this.reply({ kind: 'done', id })
      case 'stop':
        this.sources.stop()
        return this.reply({ kind: 'done', id })
      case 'members':
        return this.reply({ kind: 'members', id, members: this.sources.archives.members(ask.archive) })
      case 'choose':
        return this.choose(ask)
      case 'choose-clocks':
        this.sources.chooseClocks({
          pins: ask.pins,
          rejectedAnchors: [],
          ...(ask.reference === undefined ? {} : { reference: ask.reference }),
        })
        return this.reply({ kind: 'done', id })
      case 'sniff':
        return this.reply({ kind: 'sniffed', id, sniff: sniff(ask.text) })
      case 'buckets':
        return this.buckets(ask)
      case 'rows':
        return this.rows(ask)
      case 'row-at': {
        const view = this.sources.view()
        const hits = await this.hitsFor(view, ask.filter)
        const filter = filterOf(ask.filter)
        const index = hits ? hits.rowAt(ask.time, filter) : await view.merged.rowAt(ask.time, filter)
        return this.reply({ kind: 'row', id, index, total: hits ? hits.total(filter) : view.merged.total(filter) })
      }
      case 'row-of':
        return this.rowOf(ask)
      case 'context':
        return this.context(ask)
      case 'search':
        return this.runSearch(ask)
      default:
        return assertNever(ask)
    }
  }

  private paste(id: AskId, text: string): void {
    this.pastes++
    const blob = new Blob([text])
    const file = { path: `paste ${this.pastes}`, blob, modified: Date.now() }
    this.reply({ kind: 'opened', id, sources: this.sources.add([file]) })
  }

  private choose(ask: Extract<Ask, { kind: 'choose' }>): void {
    const { id } = ask
    const source = this.sources.get(ask.source)
    const refuse = (problem: string, help: string) =>
      this.reply({ kind: 'trouble', id, trouble: { problem, where: ask.source, why: '', help } })
    if (!source) return refuse('No such source.', 'It may have been removed.')
    // All is checked before anything is taken: a wrong choice changes nothing.
    const zone = typeof ask.zone === 'string' ? parseZone(ask.zone) : undefined
    if (typeof ask.zone === 'string' && zone === undefined) {
      return refuse(
        `“${ask.zone}” is not a zone.`,
        'Write UTC, an offset such as +02:00, or a name such as America/Edmonton.',
      )
    }
    const { year, format } = ask
    if (typeof year === 'number' && !(Number.isInteger(year) && year >= 1970 && year <= 2254)) {
      return refuse(`${year} is not a year logs can have.`, 'Write a year from 1970 to 2254.')
    }
    if (typeof format === 'string' && !formats.some((f) => f.id === format)) {
      return refuse(`“${format}” is not a format.`, `One of ${formats.map((f) => f.id).join(', ')}.`)
    }
    if (ask.host?.trim() === '') return refuse('A host needs a name.', 'Write the name its logs give it.')
    const { choices } = source
    if (ask.zone !== undefined) assign(choices, 'zone', zone)
    if (year !== undefined) assign(choices, 'year', year ?? undefined)
    if (ask.host !== undefined) assign(choices, 'host', ask.host ?? undefined)
    if (format !== undefined) {
      assign(choices, 'format', (format ?? undefined) as FormatId | undefined)
      this.sources.readAgain(source)
    }
    this.sources.changed(true)
    this.reply({ kind: 'done', id })
  }

  private async buckets(ask: Extract<Ask, { kind: 'buckets' }>): Promise<void> {
    const { id, from, to } = ask
    const bins = Math.max(1, Math.min(BINS_MOST, Math.floor(ask.bins)))
    if (!(to > from)) return this.reply({ kind: 'done', id })
    const view = this.sources.view()
    const window = { from, to, bins }
    let budget = EXACT_BLOCKS
    for (let pass = 0; pass < 2; pass++) {
      const lanes = view.placed
        .filter((s) => s.placed)
        .map((s) => ({ s, lane: laneCounts(s, window, this.sources.cache) }))
      const wide = lanes.filter(({ lane }) => lane.wide.length > 0)
      const exact = wide.length === 0 || pass === 1
      const answered = lanes.map(({ s, lane }) => ({ source: s.source.key, counts: lane.counts }))
      this.reply(
        { kind: 'buckets', id, revision: view.revision, ...window, exact, lanes: answered },
        answered.map((lane) => lane.counts.buffer as ArrayBuffer),
      )
      if (exact) return
      for (const { s, lane } of wide) {
        // What cannot be read any more stays spread evenly.
        if (this.sources.get(s.source.key)?.lost) continue
        budget -= await readWide(s, lane.wide, budget, this.sources.cache, () => this.cancelled.has(id))
      }
      if (this.cancelled.has(id)) return
    }
  }

  private async rows(ask: Extract<Ask, { kind: 'rows' }>): Promise<void> {
    const view = this.sources.view()
    const filter = filterOf(ask.filter)
    const hits = await this.hitsFor(view, ask.filter)
    const total = hits ? hits.total(filter) : view.merged.total(filter)
    const from = Math.max(0, Math.min(Math.floor(ask.from), total))
    const count = Math.min(ROWS_MOST, Math.max(0, Math.floor(ask.count)), total - from)
    const found = hits ? await hits.page(from, count, filter) : await view.merged.page(from, count, filter)
    const highlight = ask.highlight ? this.matcher(ask.highlight) : undefined
    const rows = await this.build(view, found, from, highlight)
    this.reply({ kind: 'rows', id: ask.id, revision: view.revision, from, total, rows })
  }

  private async build(view: View, found: readonly FoundRow[], from: number, highlight?: Matcher): Promise<Row[]> {
    const rows: Row[] = []
    for (let i = 0; i < found.length; i++) {
      const row = found[i] as FoundRow
      const source = this.sources.get(row.source.source.key)
      if (!source) continue
      const placement = view.placements.get(source.id)
      const context = { source, placement, bytes: this.sources.bytes, ...(highlight ? { highlight } : {}) }
      rows.push(await buildRow(row, from + i, context))
    }
    return rows
  }

  private async rowOf(ask: Extract<Ask, { kind: 'row-of' }>): Promise<void> {
    const view = this.sources.view()
    const filter = filterOf(ask.filter)
    const hits = await this.hitsFor(view, ask.filter)
    const total = hits ? hits.total(filter) : view.merged.total(filter)
    let index: number | undefined
    if (hits) {
      const source = view.placed.find((s) => s.source.key === ask.row.source)
      const found = source && (await view.merged.find(source, ask.row.line))
      index = found && hits.rowOf(found, filter)
    } else {
      index = await view.merged.rowOf(ask.row.source, ask.row.line, filter)
    }
    this.reply({ kind: 'row', id: ask.id, total, ...(index === undefined ? {} : { index }) })
  }

  private async context(ask: Extract<Ask, { kind: 'context' }>): Promise<void> {
    const view = this.sources.view()
    const placed = view.placed.find((s) => s.source.key === ask.row.source)
    const source = this.sources.get(ask.row.source)
    const found = placed && (await view.merged.find(placed, ask.row.line))
    if (!found || !source) {
      const trouble = {
        problem: 'That line is not there any more.',
        where: `${ask.row.source}:${ask.row.line}`,
        why: 'Its source was removed or is being read anew.',
        help: 'Choose another line.',
      }
      return this.reply({ kind: 'trouble', id: ask.id, trouble })
    }
    const index = await view.merged.rowOf(ask.row.source, ask.row.line, { mask: ALL_SEVERITIES })
    const [row] = await this.build(view, [found], index ?? 0)
    const placement = view.placements.get(source.id)
    const read = await readContext(found, source, placement, this.sources.bytes, ask.before, ask.after)
    if (row) this.reply({ kind: 'context', id: ask.id, row, ...read })
  }

  private matcher(query: TextQuery): Matcher | undefined {
    const made = makeMatcher(query.text, query.regex, query.caseSensitive)
    return made.ok ? made.value : undefined
  }

  /** The hits a filter's query gives, searched for if they are not at hand; undefined without a query. */
  private async hitsFor(view: View, filter: RowFilter): Promise<HitList | undefined> {
    if (!filter.query || filter.query.text === '') return undefined
    const search = this.searchFor(view, filter.query, { severities: ALL_SEVERITIES })
    await search?.list.settled
    return search?.list
  }

  private searchFor(view: View, query: TextQuery, filter: RowFilter): RunningSearch | undefined {
    const key = JSON.stringify([view.revision, query, filter])
    if (this.search?.key === key) return this.search
    const matcher = this.matcher(query)
    if (!matcher) return undefined
    this.search?.list.stop()
    const hearers = new Set<(answer: Answer) => void>()
    const list = new HitList(
      view.merged.sources,
      matcher,
      this.sources.cache,
      (progress) => {
        for (const hear of hearers) hear({ kind: 'hits', id: 0, ...progress })
      },
      filterOf(filter),
    )
    this.search = { key, list, hearers }
    return this.search
  }

  private async runSearch(ask: Extract<Ask, { kind: 'search' }>): Promise<void> {
    const { id } = ask
    const made = makeMatcher(ask.query.text, ask.query.regex, ask.query.caseSensitive)
    if (!made.ok) return this.reply({ kind: 'trouble', id, trouble: made.trouble })
    const view = this.sources.view()
    const search = this.searchFor(view, ask.query, { severities: ALL_SEVERITIES })
    if (!search) return
    const hear = (answer: Answer) => this.reply({ ...answer, id } as Answer)
    search.hearers.add(hear)
    await search.list.settled
    search.hearers.delete(hear)
    const filter = filterOf(ask.filter)
    const progress = search.list.progress()
    const hits = progress.capped ? progress.hits : search.list.total(filter)
    if (progress.done) this.reply({ kind: 'hits', id, ...progress, hits })
  }
}

function assign<T, K extends keyof T>(to: T, key: K, value: T[K] | undefined): void {
  if (value === undefined) delete to[key]
  else to[key] = value
}

const filterOf = (filter: RowFilter): Filter => ({
  mask: filter.severities,
  ...(filter.sources ? { sources: new Set(filter.sources) } : {}),
})

/** What a snippet is, before it is added. */
function sniff(text: string): Sniff {
  const detection = detect(new TextEncoder().encode(text))
  const format = formatById(detection.format)
  const read = makeReader(detection.format, detection.also)
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const entries = lines.slice(0, 2000).map((line) => read(line)?.entry)
  const host = entries.find((entry) => entry?.host !== undefined)?.host
  return {
    format: format.id,
    formatTitle: format.title,
    badge: format.badge,
    lines: lines.length,
    timed: entries.filter((entry) => entry?.stamp).length,
    reason: detection.reason,
    ...(host === undefined ? {} : { host }),
  }
}
