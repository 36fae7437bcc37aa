// Year and zone of every source before any clock is compared: from its own lines, its host, the anchors that tie it, or assumed.
import type { MapSegment } from '../../base/source-map.ts'
import { Basis, civilFromMicros, DAY } from '../../base/time.ts'
import { type Assumption, mainBasis } from '../facts.ts'
import { inYear, type YearWitness } from '../year.ts'
import type { SolveInput, SolveSource, Testimony } from './input.ts'
import type { Lines } from './lines.ts'
import { extentOf, nominalAt, nominalSegments, yearOf } from './nominal.ts'
import { turnsOf } from './turns.ts'
import { offsetName, type ZoneVote, zoneFromVotes } from './zones.ts'

export interface Prepared {
  readonly source: SolveSource
  readonly kind: 'wall' | 'boot' | 'none'
  readonly segments: readonly MapSegment[]
  readonly year?: Assumption<number>
  readonly zone?: Assumption<string>
  /** Whether its readings are UTC by what its lines write. */
  readonly stated: boolean
}

/** What a line says its host's clock reads in UTC, beside its own stamp. */
export function utcOf(t: Testimony): { readonly at: number; readonly resolution: number } | undefined {
  const { pair, reading } = t.witness as Testimony['witness'] & {
    readonly reading?: { readonly at: number; readonly zone: 'utc' | 'local'; readonly resolution: number }
  }
  if (t.witness.about !== undefined && t.witness.about !== t.host) return undefined
  if (reading?.zone === 'utc') return reading
  return pair?.zone === 'utc' ? { at: pair.wall, resolution: pair.resolution } : undefined
}

interface Draft {
  readonly source: SolveSource
  readonly basis: Basis
  readonly turns: Int16Array
  readonly year?: Assumption<number>
  /** Readings with the zone left out. */
  readonly local: readonly MapSegment[]
  zone?: Assumption<string>
  /** Readings with the zone applied, once it is known. */
  utc?: readonly MapSegment[]
}

export function prepare(input: SolveInput, lines: Lines): Map<string, Prepared> {
  const sources = [...input.sources].sort((a, b) => (a.id < b.id ? -1 : 1))
  const stated = sources.flatMap((s) => statedExtent(s))
  const drafts = new Map<string, Draft>()
  for (const source of sources) {
    // `dmesg -T` counts since boot whatever it prints.
    if (isWall(source)) drafts.set(source.id, draftOf(input, lines, source, stated))
  }
  findZones(input, lines, drafts)
  const prepared = new Map<string, Prepared>()
  for (const source of sources) prepared.set(source.id, finish(source, drafts.get(source.id), input.now))
  return prepared
}

function isWall(source: SolveSource): boolean {
  const basis = mainBasis(source.blocks)
  return basis !== Basis.None && basis !== Basis.Boot && source.kind !== 'none'
}

function finish(source: SolveSource, draft: Draft | undefined, now: number): Prepared {
  if (!draft) {
    const kind = mainBasis(source.blocks) === Basis.Boot ? 'boot' : 'none'
    return { source, kind, segments: [], stated: false }
  }
  const zone = draft.zone ?? { value: 'UTC', reason: 'assumed: no line states a zone' }
  const year = draft.year?.value ?? civilFromMicros(now).year
  const segments = nominalSegments(source, zone.value, year, draft.turns)
  return {
    source,
    kind: 'wall',
    segments,
    zone,
    stated: draft.basis === Basis.Absolute,
    ...(draft.year ? { year: draft.year } : {}),
  }
}

function statedExtent(source: SolveSource): (Omit<YearWitness, 'sameHost'> & { host: string })[] {
  const basis = mainBasis(source.blocks)
  if (basis !== Basis.Local && basis !== Basis.Absolute) return []
  const extent = extentOf(source, basis)
  return extent ? [{ host: source.host, from: source.path, ...extent }] : []
}

function draftOf(
  input: SolveInput,
  lines: Lines,
  source: SolveSource,
  stated: readonly (Omit<YearWitness, 'sameHost'> & { host: string })[],
): Draft {
  const basis = mainBasis(source.blocks)
  const steps = new Set<number>()
  const turns = turnsOf(source.blocks, (block) => steps.has(block))
  const year = basis === Basis.Yearless ? yearFound(input, lines, source, stated, turns) : undefined
  const local = nominalSegments(source, 'UTC', year?.value ?? civilFromMicros(input.now).year, turns)
  const zone = zoneStated(input, source, basis)
  return { source, basis, turns, local, ...(year ? { year } : {}), ...(zone ? { zone } : {}) }
}

function zoneStated(input: SolveInput, source: SolveSource, basis: Basis): Assumption<string> | undefined {
  if (basis === Basis.Absolute) return { value: source.statedOffset ?? 'UTC', reason: 'stated by its lines' }
  const chosen = source.chosen.zone ?? input.choices.zones?.[source.host]
  return chosen === undefined ? undefined : { value: chosen, reason: 'set by you' }
}

function yearFound(
  input: SolveInput,
  lines: Lines,
  source: SolveSource,
  stated: readonly (Omit<YearWitness, 'sameHost'> & { host: string })[],
  turns: Int16Array,
): Assumption<number> {
  const chosen = source.chosen.year ?? input.choices.years?.[source.host] ?? input.defaultYear
  if (chosen === undefined) {
    const exact = yearFromLines(input, lines, source, turns)
    if (exact) return exact
  }
  const witnesses: YearWitness[] = stated.map((s) => ({ ...s, sameHost: s.host === source.host }))
  for (const t of input.witnesses) {
    const utc = utcOf(t)
    if (!utc || t.ref.source === source.id) continue
    witnesses.push({ from: t.ref.source, sameHost: t.host === source.host, first: utc.at, last: utc.at })
  }
  return yearOf(source, witnesses, turns, { now: input.now, chosen })
}

/** A line of the source itself states the year: in words, or as seconds since 1970 beside its stamp. */
function yearFromLines(
  input: SolveInput,
  lines: Lines,
  source: SolveSource,
  turns: Int16Array,
): Assumption<number> | undefined {
  const votes = new Map<number, { votes: number; line: number }>()
  for (const t of input.witnesses) {
    if (t.ref.source !== source.id || t.host !== source.host) continue
    const reading = lines.reading(t.ref)
    if (!reading || reading.basis !== Basis.Yearless) continue
    const utc = utcOf(t)
    let year = t.witness.year
    if (utc) {
      const near = civilFromMicros(utc.at).year
      const fits = [near - 1, near, near + 1].filter((y) => Math.abs(inYear(reading.at, y) - utc.at) < 2 * DAY)
      year = fits[0]
    }
    if (year === undefined) continue
    const last = year - (turns[reading.block] as number)
    const vote = votes.get(last) ?? { votes: 0, line: t.ref.line }
    vote.votes++
    votes.set(last, vote)
  }
  const best = [...votes].sort((a, b) => b[1].votes - a[1].votes || b[0] - a[0])[0]
  return best ? { value: best[0], reason: `line ${best[1].line} states it` } : undefined
}

/** Zones in order: own lines, the host's other sources, anchors to sources whose zone is known, else assumed. */
function findZones(input: SolveInput, lines: Lines, drafts: Map<string, Draft>): void {
  const own = new Map<string, ZoneVote[]>()
  for (const t of input.witnesses) {
    const draft = drafts.get(t.ref.source)
    if (!draft || draft.zone || t.host !== draft.source.host) continue
    const vote = ownVote(t, draft, lines)
    if (vote) push(own, draft.source.id, vote)
  }
  for (const [id, votes] of own) {
    const found = zoneFromVotes(votes)
    const draft = drafts.get(id)
    if (found && draft)
      draft.zone = { value: offsetName(found.offset), reason: `${found.votes} of its lines state UTC too` }
  }
  shareOnHosts(drafts)
  const ties = tiesOf(input, lines, drafts)
  for (;;) {
    if (spread(ties, drafts)) continue
    const next = mostTied(ties, drafts)
    if (!next) break
    next.zone = assumed(input)
    shareOnHosts(drafts)
  }
  for (const draft of drafts.values()) draft.zone ??= assumed(input)
}

const assumed = (input: SolveInput): Assumption<string> =>
  input.defaultZone === undefined
    ? { value: 'UTC', reason: 'assumed: no line states a zone' }
    : { value: input.defaultZone, reason: 'assumed: the zone given for sources that state none' }

function ownVote(t: Testimony, draft: Draft, lines: Lines): ZoneVote | undefined {
  if (t.witness.utcOffset !== undefined) return { ahead: t.witness.utcOffset, weight: 3 }
  const utc = utcOf(t)
  const reading = utc && lines.reading(t.ref)
  if (!utc || !reading?.own) return undefined
  const local = nominalAt(draft.local, reading.block, reading.at)
  return Number.isNaN(local) ? undefined : { ahead: local - utc.at, weight: 1 }
}

function shareOnHosts(drafts: Map<string, Draft>): void {
  for (const draft of drafts.values()) {
    if (draft.zone) continue
    const sibling = [...drafts.values()].find((d) => d.source.host === draft.source.host && d.zone)
    if (!sibling?.zone) continue
    const by = sibling.zone.reason === 'set by you' ? 'is set by you' : 'states it'
    draft.zone = { value: sibling.zone.value, reason: `assumed: ${sibling.source.path} on this host ${by}` }
  }
}

interface Tie {
  readonly a: string
  readonly b: string
  /** Local reading of b minus local reading of a, cleared of the anchor's own gap. */
  readonly ahead: number
  readonly blockA: number
  readonly readingA: number
  readonly blockB: number
  readonly readingB: number
  readonly gap: number
}

function tiesOf(input: SolveInput, lines: Lines, drafts: ReadonlyMap<string, Draft>): Tie[] {
  const ties: Tie[] = []
  for (const anchor of input.anchors) {
    const a = lines.reading(anchor.a)
    const b = lines.reading(anchor.b)
    const from = drafts.get(anchor.a.source)
    const to = drafts.get(anchor.b.source)
    if (!a || !b || !from || !to || from === to || input.choices.rejectedAnchors.includes(anchor.id)) continue
    const gap = Number.isFinite(anchor.gap[0] + anchor.gap[1]) ? Math.min(anchor.gap[1], anchor.gap[0] + 60e6) : 0
    ties.push({
      a: anchor.a.source,
      b: anchor.b.source,
      ahead: 0,
      blockA: a.block,
      readingA: a.at,
      blockB: b.block,
      readingB: b.at,
      gap: Number.isFinite(anchor.gap[0]) ? (anchor.gap[0] + gap) / 2 : gap / 2,
    })
  }
  return ties
}

/** Decides the undecided host that most anchors tie to decided ones. */
function spread(ties: readonly Tie[], drafts: Map<string, Draft>): boolean {
  const votes = new Map<string, ZoneVote[]>()
  const through = new Map<string, string>()
  for (const tie of ties) {
    const from = drafts.get(tie.a)
    const to = drafts.get(tie.b)
    if (!from || !to || !from.zone === !to.zone) continue
    const [known, open] = from.zone ? [from, to] : [to, from]
    const a = utcReading(from, tie.blockA, tie.readingA)
    const b = utcReading(to, tie.blockB, tie.readingB)
    const ahead = known === from ? b - a - tie.gap : a - b + tie.gap
    if (Number.isNaN(ahead)) continue
    push(votes, open.source.host, { ahead, weight: 1 })
    through.set(open.source.host, known.source.path)
  }
  const best = [...votes].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))[0]
  if (!best) return false
  const [host, list] = best
  const found = zoneFromVotes(list) ?? { offset: 0, votes: list.length, rest: 0 }
  const reason = `found: ${found.votes} ${found.votes === 1 ? 'tie' : 'ties'} to ${through.get(host)}`
  for (const draft of drafts.values()) {
    if (!draft.zone && draft.source.host === host) draft.zone = { value: offsetName(found.offset), reason }
  }
  return true
}

function utcReading(draft: Draft, block: number, reading: number): number {
  if (!draft.zone) return nominalAt(draft.local, block, reading)
  const year = draft.year?.value ?? civilFromMicros(reading).year
  draft.utc ??= nominalSegments(draft.source, draft.zone.value, year, draft.turns)
  return nominalAt(draft.utc, block, reading)
}

/** The undecided source with the most anchors to other undecided ones: it begins. */
function mostTied(ties: readonly Tie[], drafts: Map<string, Draft>): Draft | undefined {
  const counts = new Map<string, number>()
  for (const tie of ties) for (const id of [tie.a, tie.b]) counts.set(id, (counts.get(id) ?? 0) + 1)
  const open = [...drafts.values()].filter((d) => !d.zone && (counts.get(d.source.id) ?? 0) > 0)
  return open.sort(
    (a, b) => (counts.get(b.source.id) ?? 0) - (counts.get(a.source.id) ?? 0) || (a.source.id < b.source.id ? -1 : 1),
  )[0]
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key)
  if (list) list.push(item)
  else map.set(key, [item])
}
