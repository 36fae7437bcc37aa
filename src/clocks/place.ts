// The first clock: brings every source to shared time by stated or assumed year and zone, and boots by lines they share with a wall clock.
// Everything it cannot place stays unknown. Issue C's solver replaces the choices made here and keeps the interface.
import { type MapPiece, type MapSegment, type SourceMap, segmentOf, toShared } from '../base/source-map.ts'
import { Basis, civilFromMicros, DAY } from '../base/time.ts'
import { type Assumption, type BlockFacts, mainBasis, type SourceFacts, type State } from './facts.ts'
import { tieBoot } from './tie-boots.ts'
import { chooseYear, leapTurns, type YearWitness, yearPieces, yearTurns } from './year.ts'
import { type Fold, foldsIn, zonePieces } from './zone.ts'

export interface PlaceOptions {
  /** What "today" is, µs since 1970. */
  readonly now: number
  /** Zone of sources that state none (`--tz`). */
  readonly zone?: string
  /** Year of stamps that state none (`--year`). */
  readonly year?: number
}

export interface Placement {
  readonly map: SourceMap
  readonly clock: string
  readonly kind: 'wall' | 'boot' | 'none'
  readonly state: State
  readonly year?: Assumption<number>
  readonly zone?: Assumption<string>
  /** How a boot clock was tied, or why it was not. */
  readonly tie?: string
}

const identity: readonly MapPiece[] = [{ from: Number.NEGATIVE_INFINITY, add: 0 }]

/** Places every source. The result does not depend on the order of `sources`. */
export function placeAll(sources: readonly SourceFacts[], options: PlaceOptions): Map<string, Placement> {
  const ordered = [...sources].sort((a, b) => (a.id < b.id ? -1 : 1))
  const witnesses = ordered.flatMap((s) => yearWitness(s))
  const placed = new Map<string, Placement>()
  for (const source of ordered) placed.set(source.id, placeWall(source, ordered, witnesses, options))
  for (const source of ordered) {
    const tied = placeBoots(source, ordered, placed)
    if (tied) placed.set(source.id, tied)
  }
  return placed
}

interface Witnessing {
  readonly host: string
  readonly id: string
  readonly witness: Omit<YearWitness, 'sameHost'>
}

function yearWitness(source: SourceFacts): Witnessing[] {
  const basis = mainBasis(source.blocks)
  if (basis !== Basis.Local && basis !== Basis.Absolute) return []
  const extent = readingExtent(source.blocks, basis)
  return extent ? [{ host: source.host, id: source.id, witness: { from: source.path, ...extent } }] : []
}

function readingExtent(blocks: BlockFacts, basis: Basis): { first: number; last: number } | undefined {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let b = 0; b < blocks.length; b++) {
    if (blocks.basis[b] !== basis || Number.isNaN(blocks.min[b] as number)) continue
    first = Math.min(first, blocks.min[b] as number)
    last = Math.max(last, blocks.max[b] as number)
  }
  return last >= first ? { first, last } : undefined
}

function placeWall(
  source: SourceFacts,
  all: readonly SourceFacts[],
  witnesses: readonly Witnessing[],
  options: PlaceOptions,
): Placement {
  const basis = mainBasis(source.blocks)
  const kind = basis === Basis.None ? 'none' : basis === Basis.Boot ? 'boot' : 'wall'
  const none = { map: { segments: [{ fromBlock: 0, pieces: [] }] }, state: 'unknown' as const }
  if (kind === 'none') return { ...none, clock: `${source.host}/none`, kind }
  if (kind === 'boot') {
    return {
      ...none,
      clock: `${source.host}/boot`,
      kind,
      tie: 'no wall-clock log of this host holds the same kernel lines',
    }
  }
  const zone = basis === Basis.Absolute ? statedZone(source) : chooseZone(source, all, options)
  const year = basis === Basis.Yearless ? yearOf(source, witnesses, options) : undefined
  const map = wallMap(source.blocks, zone.value, year?.value ?? civilFromMicros(options.now).year)
  return { map, clock: `${source.host}/wall`, kind, state: 'assumed', zone, ...(year ? { year } : {}) }
}

const statedZone = (source: SourceFacts): Assumption<string> => ({
  value: source.statedOffset ?? 'UTC',
  reason: 'stated by its lines',
})

function chooseZone(source: SourceFacts, all: readonly SourceFacts[], options: PlaceOptions): Assumption<string> {
  if (source.chosen.zone !== undefined) return { value: source.chosen.zone, reason: 'set by you' }
  const neighbour = all.find((s) => s.host === source.host && s.statedOffset !== undefined)
  if (neighbour?.statedOffset !== undefined) {
    return { value: neighbour.statedOffset, reason: `assumed: ${neighbour.path} on this host states it` }
  }
  if (options.zone !== undefined)
    return { value: options.zone, reason: 'assumed: the zone given for sources that state none' }
  return { value: 'UTC', reason: 'assumed: no line states a zone' }
}

function yearOf(source: SourceFacts, witnesses: readonly Witnessing[], options: PlaceOptions): Assumption<number> {
  const { blocks } = source
  const extent = yearlessEnds(blocks)
  const chosen = source.chosen.year ?? options.year
  return chooseYear({
    first: extent.first,
    last: extent.last,
    leapTurns: leapTurns(blocks),
    path: source.path,
    modified: source.modified,
    now: options.now,
    witnesses: witnesses.map((w) => ({ ...w.witness, sameHost: w.host === source.host })),
    ...(chosen === undefined ? {} : { chosen }),
  })
}

/** First and last yearless reading in file order. */
function yearlessEnds(blocks: BlockFacts): { first: number; last: number } {
  let first = Number.NaN
  let last = 0
  for (let b = 0; b < blocks.length; b++) {
    if (blocks.basis[b] !== Basis.Yearless || Number.isNaN(blocks.first[b] as number)) continue
    if (Number.isNaN(first)) first = blocks.first[b] as number
    last = blocks.last[b] as number
  }
  return { first, last }
}

/** One segment per run of blocks that share basis, year and pass through a doubled hour. */
function wallMap(blocks: BlockFacts, zone: string, lastYear: number): SourceMap {
  const turns = yearTurns(blocks)
  const segments: MapSegment[] = []
  let before = ''
  let fold: Fold = 'first'
  let previous = Number.NaN
  for (let b = 0; b < blocks.length; b++) {
    const basis = blocks.basis[b] as Basis
    const toLocal = basis === Basis.Yearless ? yearPieces(lastYear + (turns[b] as number)) : identity
    const first = shift(toLocal, blocks.first[b] as number)
    fold = nextFold(zone, fold, previous, first)
    if (!Number.isNaN(first)) previous = shift(toLocal, blocks.last[b] as number)
    const name = `${basis} ${turns[b]} ${fold}`
    if (name === before) continue
    before = name
    segments.push({ fromBlock: b, pieces: piecesFor(basis, toLocal, zone, fold, blocks) })
  }
  return { segments: segments.length > 0 ? segments : [{ fromBlock: 0, pieces: [] }] }
}

function piecesFor(basis: Basis, toLocal: readonly MapPiece[], zone: string, fold: Fold, blocks: BlockFacts) {
  if (basis === Basis.Absolute) return identity
  if (basis === Basis.None || basis === Basis.Boot) return []
  const extent = readingExtent(blocks, basis)
  if (!extent) return []
  return compose(toLocal, zonePieces(zone, shift(toLocal, extent.first), shift(toLocal, extent.last), fold))
}

/**
 * The second pass through a doubled hour begins where the clock falls back inside that hour; it ends with the hour. File order decides,
 * since the readings alone cannot.
 */
function nextFold(zone: string, fold: Fold, previous: number, first: number): Fold {
  if (Number.isNaN(previous) || Number.isNaN(first)) return fold
  const hour = foldsIn(zone, first, first).find((f) => first >= f.begin && first < f.end)
  // Far from that hour both passes mean the same; the next autumn begins with its first pass again.
  if (!hour) return fold === 'second' && first - previous < 30 * DAY ? fold : 'first'
  if (first >= previous) return first - previous > DAY ? 'first' : fold
  return previous >= hour.begin && previous <= hour.end + (hour.end - hour.begin) ? 'second' : fold
}

function shift(pieces: readonly MapPiece[], reading: number): number {
  return Number.isNaN(reading) ? reading : toShared({ fromBlock: 0, pieces }, reading)
}

/** The map that takes first `a`, then `b`. */
export function compose(a: readonly MapPiece[], b: readonly MapPiece[]): MapPiece[] {
  const composed: MapPiece[] = []
  a.forEach((first, i) => {
    const end = a[i + 1]?.from ?? Number.POSITIVE_INFINITY
    b.forEach((second, j) => {
      const secondEnd = b[j + 1]?.from ?? Number.POSITIVE_INFINITY
      const from = Math.max(first.from, second.from - first.add)
      if (from < Math.min(end, secondEnd - first.add)) composed.push({ from, add: first.add + second.add })
    })
  })
  return composed
}

/** Places the boots of a source that counts since boot, where a wall-clock source of the same host holds the same kernel lines. */
function placeBoots(
  source: SourceFacts,
  all: readonly SourceFacts[],
  placed: ReadonlyMap<string, Placement>,
): Placement | undefined {
  const before = placed.get(source.id)
  if (before?.kind !== 'boot') return undefined
  const walls = all.filter((s) => s.host === source.host && placed.get(s.id)?.kind === 'wall')
  const segments: MapSegment[] = []
  const ties: string[] = []
  const boots = bootStarts(source.blocks)
  boots.forEach((fromBlock, boot) => {
    const toBlock = boots[boot + 1] ?? source.blocks.length
    const lines = source.kernelLines.filter((l) => l.block >= fromBlock && l.block < toBlock)
    let best: { add: number; pairs: number; says: string } | undefined
    for (const wall of walls) {
      const tie = tieBoot(lines, wall.kernelLines)
      const map = placed.get(wall.id)?.map
      if (!tie || !map || (best && best.pairs >= tie.pairs)) continue
      const add = toShared(segmentOf(map, tie.wallBlock), tie.wall) - tie.boot
      if (Number.isNaN(add)) continue
      best = { add, pairs: tie.pairs, says: `${tie.pairs} kernel lines stand in ${wall.path} too` }
    }
    segments.push({ fromBlock, pieces: best ? [{ from: Number.NEGATIVE_INFINITY, add: best.add }] : [] })
    if (best) ties.push(best.says)
  })
  if (ties.length === 0) return undefined
  const missing = boots.length - ties.length
  const tie = missing > 0 ? `${ties[0]}; ${missing} of ${boots.length} boots are not tied` : (ties[0] as string)
  return { ...before, map: { segments }, state: 'assumed', tie }
}

/** First blocks of each boot; block 0 begins the first. */
export function bootStarts(blocks: BlockFacts): number[] {
  const starts = [0]
  for (let b = 1; b < blocks.length; b++) if (blocks.startsBoot(b)) starts.push(b)
  return starts
}
