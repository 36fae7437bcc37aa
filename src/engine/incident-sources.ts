// The sources of one incident: joining, leaving, being read, being placed. Announces every change; holds no rows.
import type { Trouble } from '../base/result.ts'
import { sharedMicros } from '../base/time.ts'
import { type Placement, type PlaceOptions, placeAll } from '../clocks/place.ts'
import type { SolveChoices } from '../clocks/solve.ts'
import type { Solution } from '../clocks/testimony.ts'
import { DetailCache } from '../index/detail-cache.ts'
import { Merged } from '../index/merged.ts'
import { PlacedSource } from '../index/placed-source.ts'
import { align, keepsYears, placementOf } from './align.ts'
import { alignmentOf } from './alignment.ts'
import { Archives } from './archives.ts'
import { gatherKernelLines } from './kernel-lines.ts'
import type { Alignment, DroppedFile, EngineState, SourceId } from './protocol.ts'
import type { ReadEvent } from './read-job.ts'
import type { Readers } from './readers.ts'
import { BlockBytes } from './rows.ts'
import { Source } from './source.ts'

/** Pushes while reading are no more frequent than this. */
const PUSH_MS = 150
/** And with more blocks than this (about 600 MB), than this. */
const MANY_BLOCKS = 8000
const PUSH_MS_MANY = 700

/** Everything that answers about rows, made anew when sources or clocks change. */
export interface View {
  readonly revision: number
  readonly merged: Merged
  readonly placed: readonly PlacedSource[]
  readonly placements: ReadonlyMap<SourceId, Placement>
}

export class IncidentSources {
  readonly cache = new DetailCache()
  readonly bytes = new BlockBytes()
  readonly archives = new Archives()
  private readonly byId = new Map<SourceId, Source>()
  private readonly queue: Source[] = []
  private running = 0
  private revision = 0
  private current: View | undefined
  private pushTimer: ReturnType<typeof setTimeout> | undefined
  private idleWaiters: (() => void)[] = []
  private untied = false
  private solution: Solution | undefined
  private alignment: Alignment | undefined
  private alignmentTrouble: Trouble | undefined
  private clockChoices: SolveChoices = { pins: [], rejectedAnchors: [] }
  private prepare: ((source: Source) => void) | undefined

  constructor(
    private readonly readers: Readers,
    private readonly options: Omit<PlaceOptions, 'now'> & { readonly now?: number },
    private readonly onState: (state: EngineState) => void,
  ) {}

  /** How many sources have become unreadable. */
  get lost(): number {
    let lost = 0
    for (const source of this.byId.values()) if (source.lost) lost++
    return lost
  }

  get(id: SourceId): Source | undefined {
    return this.byId.get(id)
  }

  /** In name order, whatever the order they were dropped in. */
  all(): Source[] {
    return [...this.byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  /** `prepare` may set the user's choices before a source is read; it holds for the members of archives too. */
  add(files: readonly DroppedFile[], prepare?: (source: Source) => void): SourceId[] {
    this.prepare = prepare ?? this.prepare
    const ids = files.map((file) => {
      const source = new Source(this.freeId(file.path), file)
      this.prepare?.(source)
      this.archives.joined(source)
      this.byId.set(source.id, source)
      this.queue.push(source)
      return source.id
    })
    // Small files first: the picture begins with many lanes.
    this.queue.sort((a, b) => a.file.blob.size - b.file.blob.size || (a.id < b.id ? -1 : 1))
    this.startNext()
    this.changed()
    return ids
  }

  remove(id: SourceId): boolean {
    if (this.archives.remove(id)) {
      for (const member of this.all()) if (member.file.inside?.archive === id) this.remove(member.id)
    }
    const source = this.byId.get(id)
    if (!source) return false
    source.reset()
    this.dequeue(source)
    this.byId.delete(id)
    this.cache.forget(id)
    this.changed(true)
    return true
  }

  /** Stops reading; what was read stays. */
  stop(): void {
    for (const source of this.queue.splice(0)) {
      source.phase = 'partial'
      source.trouble = {
        problem: 'Not read.',
        where: source.id,
        why: 'Reading was stopped.',
        help: 'Drop it again to read it.',
      }
    }
    for (const source of this.byId.values()) if (!source.ended) source.handle?.stop()
    this.changed()
  }

  readAgain(source: Source): void {
    source.reset()
    this.cache.forget(source.id)
    this.queue.push(source)
    this.startNext()
  }

  chooseClocks(choices: SolveChoices): void {
    this.clockChoices = choices
    this.changed(true)
  }

  /** The solved clocks; undefined while files are read. */
  get solved(): Solution | undefined {
    return this.solution
  }

  /** Placement may have changed: choices of the user, a new host. */
  changed(retie = false): void {
    if (retie) this.untied = true
    this.current = undefined
    this.revision++
    this.pushSoon()
    if (retie) this.checkIdle()
  }

  /** Resolves when nothing is being read and every clock is as tied as it gets. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.idleWaiters.push(resolve)
      this.checkIdle()
    })
  }

  view(): View {
    if (this.current) return this.current
    const sources = this.all()
    const now = this.options.now ?? Date.now() * 1000
    const placements = this.placements(sources, now)
    const placed = sources.flatMap((source) => {
      const blocks = source.blockSource()
      const map = placements.get(source.id)?.map
      return blocks && map && source.table.length > 0 ? [new PlacedSource(blocks, map)] : []
    })
    this.current = {
      revision: this.revision,
      merged: new Merged(
        placed.filter((s) => !this.byId.get(s.source.key)?.lost),
        this.cache,
      ),
      placed,
      placements,
    }
    return this.current
  }

  /** By the solved clocks once they are there; while files are read, by the first clock, which needs no lines. */
  private placements(sources: readonly Source[], now: number): Map<SourceId, Placement> {
    const first = placeAll(
      sources.map((s) => s.facts()),
      { ...this.options, now },
    )
    if (!this.solution) return first
    for (const source of sources) {
      const solved = placementOf(source, this.solution)
      const assumed = first.get(source.id)?.map
      if (solved && (!assumed || keepsYears(source, solved.map, assumed))) first.set(source.id, solved)
    }
    return first
  }

  state(): EngineState {
    const { placements } = this.view()
    const sources = this.all().map((s) => s.summary(placements.get(s.id)))
    const firsts = new Map<string, number>()
    for (const s of sources) {
      firsts.set(s.host, Math.min(firsts.get(s.host) ?? Number.POSITIVE_INFINITY, s.first ?? Number.POSITIVE_INFINITY))
    }
    const rank = (host: string): number => firsts.get(host) ?? Number.POSITIVE_INFINITY
    sources.sort((a, b) => {
      if (a.host !== b.host)
        return rank(a.host) < rank(b.host) ? -1 : rank(a.host) > rank(b.host) ? 1 : a.host < b.host ? -1 : 1
      return a.id < b.id ? -1 : 1
    })
    const counts = [0, 0, 0, 0, 0, 0, 0, 0, 0]
    for (const s of sources) {
      for (let c = 0; c < counts.length; c++) counts[c] = (counts[c] ?? 0) + (s.counts[c] ?? 0)
    }
    const extent = extentOf(sources)
    return {
      revision: this.revision,
      sources,
      archives: this.archives.summaries(),
      reading: this.busy,
      bytes: sources.reduce((sum, s) => sum + s.bytes, 0),
      bytesRead: sources.reduce((sum, s) => sum + s.bytesRead, 0),
      rows: sources.reduce((sum, s) => sum + s.rows, 0),
      lines: sources.reduce((sum, s) => sum + s.lines, 0),
      counts,
      ...extent,
      ...(this.alignment && !this.busy ? { alignment: this.alignment } : {}),
      ...(this.alignmentTrouble ? { alignmentTrouble: this.alignmentTrouble } : {}),
      indexBytes: this.all().reduce((sum, s) => sum + s.indexBytes, 0),
      workers: this.readers.places,
    }
  }

  private get busy(): boolean {
    return this.running > 0 || this.queue.length > 0 || this.untied
  }

  private freeId(path: string): SourceId {
    if (!this.byId.has(path)) return path
    let n = 2
    while (this.byId.has(`${path} (${n})`)) n++
    return `${path} (${n})`
  }

  private dequeue(source: Source): void {
    const at = this.queue.indexOf(source)
    if (at >= 0) this.queue.splice(at, 1)
  }

  private startNext(): void {
    while (this.running < Math.max(1, this.readers.places)) {
      const source = this.queue.shift()
      if (!source) break
      this.start(source)
    }
    this.checkIdle()
  }

  private start(source: Source): void {
    this.running++
    source.phase = 'reading'
    const handle = this.readers.read(source.file, source.choices.format, (event) => {
      // A source that was removed or read anew hears no more of its old read.
      const current = source.handle === handle
      if (current) source.hear(event)
      if (current) this.hearMembers(source, event)
      if (event.kind === 'ended') {
        this.running--
        this.untied = true
        this.startNext()
      }
      if (current) this.changed()
      this.checkIdle()
    })
    source.handle = handle
  }

  /** Members of an archive become sources; what is then left of the archive itself, or is no log, leaves. */
  private hearMembers(source: Source, event: ReadEvent): void {
    if (event.kind === 'members') {
      this.add(this.archives.take(source, event))
      for (const each of event.hosts.length > 0 ? this.byId.values() : []) this.archives.nameHost(each)
    }
    if (event.kind === 'ended' && this.archives.ended(source, event)) {
      this.byId.delete(source.id)
      this.cache.forget(source.id)
    }
  }

  /** Ties boots once nothing is read any more, then tells everyone who waits. */
  private checkIdle(): void {
    if (this.running > 0 || this.queue.length > 0) return
    if (this.untied) {
      this.untied = false
      this.running++
      void this.realign()
        // The first clock stands in for a solver that failed, and the page says so.
        .catch((error: unknown) => this.alignFailed(error))
        .then(() => {
          this.running--
          this.changed()
          // A source may have come while the clocks were weighed.
          this.startNext()
        })
      return
    }
    for (const resolve of this.idleWaiters.splice(0)) resolve()
  }

  /** Weighs what all lines testify; what was read for it before is not read again. */
  private async realign(): Promise<void> {
    await gatherKernelLines(this.all(), this.cache, this.bytes)
    const { now = Date.now() * 1000, zone, year } = this.options
    this.solution = await align(this.all(), this.cache, {
      now,
      choices: this.clockChoices,
      ...(zone === undefined ? {} : { zone }),
      ...(year === undefined ? {} : { year }),
    })
    this.alignmentTrouble = undefined
    this.current = undefined
    this.alignment = await alignmentOf(this.solution, this.view().merged)
  }

  private alignFailed(error: unknown): void {
    this.solution = undefined
    this.alignment = undefined
    this.alignmentTrouble = {
      problem: 'The clocks could not be weighed.',
      where: 'alignment',
      why: error instanceof Error ? error.message : String(error),
      help: 'Times are as assumed from year and zone. Please report it with the names of the files.',
    }
  }

  /** Every push weighs all blocks anew; with many of them it is worth waiting longer. */
  private pushPause(): number {
    let blocks = 0
    for (const source of this.byId.values()) blocks += source.table.length
    return blocks > MANY_BLOCKS ? PUSH_MS_MANY : PUSH_MS
  }

  private pushSoon(): void {
    if (this.pushTimer !== undefined) return
    this.pushTimer = setTimeout(
      () => {
        this.pushTimer = undefined
        this.onState(this.state())
      },
      this.busy ? this.pushPause() : 0,
    )
  }
}

function extentOf(sources: readonly { first?: number; last?: number }[]) {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const s of sources) {
    if (s.first !== undefined && s.first < first) first = s.first
    if (s.last !== undefined && s.last > last) last = s.last
  }
  return last >= first ? { first: sharedMicros(first), last: sharedMicros(last) } : {}
}
