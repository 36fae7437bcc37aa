// Maps of the sources: pieces in their own readings, interpolated between the nodes of their clock, with the interval around them.
import type { MapPiece, State } from '../../base/source-map.ts'
import type { SolvedMap } from '../testimony.ts'
import type { Assembled } from './assemble.ts'
import type { Estimate, Spot } from './estimate.ts'
import type { Gap, GraphNode } from './graph.ts'
import { SYNCED, SYNCED_NEAR } from './input.ts'
import type { Ordered } from './order.ts'
import { type ClockModel, endOfEpoch, type Track } from './tracks.ts'

export interface Placing {
  readonly assembled: Assembled
  readonly estimate: Estimate
  readonly reference: ClockModel | undefined
  /** Nodes at which the reference is right by definition. */
  readonly home: ReadonlySet<GraphNode>
  readonly referenceSynced: boolean
  /** Whether another clock is placed by the reference; if not, stamps stay as they are. */
  readonly compared: boolean
  /** Gaps in which a jump may lie. */
  readonly loose: ReadonlySet<Gap>
  readonly stateOf: (clock: ClockModel) => State
  readonly resolutionOf: (track: Track) => number
  readonly ordered: Ordered
}

/** A node's correction on its clock: shared minus nominal, with its interval. */
interface Knot {
  readonly at: number
  readonly add: number
  readonly lo: number
  readonly hi: number
  /** A jump may lie between this knot and the next. */
  readonly loose: boolean
}

export function knotsOf(placing: Placing, clock: ClockModel, epoch: number): Knot[] {
  const { graph } = placing.assembled
  const nodes = (graph.byClock.get(clock) ?? []).filter((n) => n.epoch === epoch)
  const gaps = new Map((graph.gapsOf.get(clock) ?? []).map((g) => [g.from, g]))
  return nodes.flatMap((node) => {
    const spot = placing.estimate.spots.get(node)
    if (!spot) return []
    const gap = gaps.get(node)
    return [knot(graph.relative(node.at), node, spot, gap !== undefined && placing.loose.has(gap))]
  })
}

const knot = (at: number, node: GraphNode, spot: Spot, loose: boolean): Knot => ({
  at: node.at,
  add: spot.at - at,
  lo: spot.lo - at,
  hi: spot.hi - at,
  loose,
})

/** Pieces on the nominal axis of one epoch, for readings in `(after, until]`. */
function epochPieces(placing: Placing, track: Track, epoch: number): MapPiece[] {
  const knots = thin(knotsOf(placing, track.clock, epoch))
  const first = knots[0]
  const state = placing.stateOf(track.clock)
  const resolution = placing.resolutionOf(track)
  if (!first) return []
  const group = placing.estimate.groups.get(track.clock)
  if (track.clock === placing.reference && isHomeEpoch(placing, track.clock, epoch)) {
    const half = placing.referenceSynced ? SYNCED + resolution : undefined
    const add = placing.compared ? middleOf(placing, track) : 0
    return [{ from: Number.NEGATIVE_INFINITY, add, ...(half === undefined ? {} : { half }), state }]
  }
  const centre = group?.main && placing.compared ? middleOf(placing, track) : 0
  const known = group?.main === true
  const trust = placing.referenceSynced ? SYNCED_NEAR : 0
  const half = (k: Knot): number | undefined => {
    const width = Math.max(k.add - k.lo, k.hi - k.add) + (centre > 0 ? resolution / 2 : resolution) + trust
    return known && Number.isFinite(width) ? width : undefined
  }
  const pieces: MapPiece[] = [piece(Number.NEGATIVE_INFINITY, first.add + centre, 0, half(first), half(first), state)]
  knots.forEach((k, i) => {
    const next = knots[i + 1]
    const rate = next && next.at > k.at ? (next.add - k.add) / (next.at - k.at) : 0
    const [a, b] = k.loose && next ? hull(k, next, half) : [half(k), next ? half(next) : half(k)]
    pieces.push(piece(k.at, k.add + centre, rate, a, b, state))
  })
  return pieces
}

/** Stamps name the beginning of a second; the line lies in it. Receivers are shown behind senders. */
const middleOf = (placing: Placing, track: Track): number =>
  Math.floor(placing.resolutionOf(track) / 2) + (placing.ordered.rank.get(track.source.id) ?? 0)

/** Moves the lines of single readings, so that effects are shown behind their causes. */
function withShifts(placing: Placing, track: Track, epoch: number, pieces: readonly MapPiece[]): readonly MapPiece[] {
  const shifts = (placing.ordered.shifts.get(track) ?? []).filter((s) => s.epoch === epoch)
  if (shifts.length === 0) return pieces
  const cuts = [...new Set(shifts.flatMap((s) => [s.at, s.at + s.length]))].sort((a, b) => a - b)
  const made: MapPiece[] = []
  let next = 0
  pieces.forEach((p, i) => {
    const end = pieces[i + 1]?.from ?? Number.POSITIVE_INFINITY
    made.push(p)
    while (next < cuts.length && (cuts[next] as number) < end) {
      const from = cuts[next++] as number
      if (from <= p.from) continue
      const into = Number.isFinite(p.from) ? from - p.from : 0
      made.push({ ...p, from, add: p.add + (p.rate ?? 0) * into, ...halfAt(p, from, end) })
    }
  })
  const byStart = new Map(shifts.map((s) => [s.at, s]))
  let shift: (typeof shifts)[number] | undefined
  return made.map((p) => {
    shift = byStart.get(p.from) ?? (shift && p.from < shift.at + shift.length ? shift : undefined)
    if (!shift) return p
    const more = Math.abs(shift.add)
    const half = p.half === undefined ? {} : { half: p.half + more }
    const halfEnd = p.halfEnd === undefined ? {} : { halfEnd: p.halfEnd + more }
    return { ...p, add: p.add + shift.add, ...half, ...halfEnd }
  })
}

/** The interval of a piece where it is cut. */
function halfAt(p: MapPiece, from: number, end: number): { half?: number } {
  if (p.half === undefined || p.halfEnd === undefined || !Number.isFinite(p.from) || !Number.isFinite(end)) return {}
  return { half: Math.ceil(p.half + ((p.halfEnd - p.half) * (from - p.from)) / (end - p.from)) }
}

function isHomeEpoch(placing: Placing, clock: ClockModel, epoch: number): boolean {
  return (placing.assembled.graph.byClock.get(clock) ?? []).every((n) => n.epoch !== epoch || placing.home.has(n))
}

/** Inside a gap that holds a jump, a line may lie before or behind it. */
function hull(k: Knot, next: Knot, half: (k: Knot) => number | undefined): [number | undefined, number | undefined] {
  const [a, b] = [half(k), half(next)]
  if (a === undefined || b === undefined) return [undefined, undefined]
  const wide = Math.abs(next.add - k.add) + Math.max(a, b)
  return [wide, wide]
}

function piece(
  from: number,
  add: number,
  rate: number,
  half: number | undefined,
  halfEnd: number | undefined,
  state: State,
): MapPiece {
  return {
    from,
    add,
    ...(rate === 0 ? {} : { rate }),
    ...(half === undefined ? {} : { half: Math.ceil(half) }),
    ...(halfEnd === undefined || halfEnd === half ? {} : { halfEnd: Math.ceil(halfEnd) }),
    state: half === undefined && state !== 'assumed' ? 'bounded' : state,
  }
}

/** Leaves out knots that a straight line between their neighbours meets within a millisecond. */
function thin(knots: readonly Knot[]): readonly Knot[] {
  if (knots.length < 400) return knots
  const kept: Knot[] = []
  const straight = (a: Knot, k: Knot, b: Knot): boolean => {
    const share = (k.at - a.at) / (b.at - a.at)
    const off = (pick: (k: Knot) => number): number => Math.abs(pick(a) + share * (pick(b) - pick(a)) - pick(k))
    return (
      Math.max(
        off((x) => x.add),
        off((x) => x.lo),
        off((x) => x.hi),
      ) < 1000
    )
  }
  for (const [i, k] of knots.entries()) {
    const [a, b] = [kept.at(-1), knots[i + 1]]
    if (!a || !b || k.loose || a.loose || !straight(a, k, b)) kept.push(k)
  }
  return kept
}

/** The pieces `a` (plain shifts) followed by `b`, in readings of `a`. */
function chain(a: readonly MapPiece[], b: readonly MapPiece[]): MapPiece[] {
  const made: MapPiece[] = []
  a.forEach((first, i) => {
    const end = a[i + 1]?.from ?? Number.POSITIVE_INFINITY
    b.forEach((second, j) => {
      const secondEnd = (b[j + 1]?.from ?? Number.POSITIVE_INFINITY) - first.add
      const from = Math.max(first.from, second.from - first.add)
      if (from >= Math.min(end, secondEnd)) return
      const into = Number.isFinite(second.from) ? from + first.add - second.from : 0
      const add = first.add + second.add + (second.rate ?? 0) * into
      made.push({ ...second, from, add })
    })
  })
  return made
}

/** The map of one source from its tracks. */
export function mapOf(placing: Placing, tracks: readonly Track[]): SolvedMap {
  const segments: { fromLine: number; pieces: readonly MapPiece[] }[] = []
  for (const track of tracks) {
    const { blocks } = track.source
    const starts = new Set<number>([blocks.line[track.fromBlock] as number])
    for (const s of track.segments) {
      if (s.fromBlock > track.fromBlock && s.fromBlock < track.toBlock) starts.add(blocks.line[s.fromBlock] as number)
    }
    for (const b of track.breaks) starts.add(b.line)
    for (const fromLine of [...starts].sort((a, b) => a - b)) {
      segments.push({ fromLine, pieces: piecesFrom(placing, track, fromLine) })
    }
  }
  const first = segments[0]
  if (first && first.fromLine > 1) segments[0] = { ...first, fromLine: 1 }
  return { segments: segments.length > 0 ? segments : [{ fromLine: 1, pieces: [] }] }
}

function piecesFrom(placing: Placing, track: Track, fromLine: number): MapPiece[] {
  let base = track.segments[0]
  for (const s of track.segments) if ((track.source.blocks.line[s.fromBlock] as number) <= fromLine) base = s
  if (!placing.estimate.groups.has(track.clock)) {
    return track.clock.kind === 'wall' ? (base?.pieces ?? []).map((p) => ({ ...p, state: 'assumed' as const })) : []
  }
  const stretch = track.breaks.filter((b) => fromLine >= b.line).length
  const range = track.epochs[stretch] ?? { from: 0, to: 0 }
  const corrections: MapPiece[] = []
  for (let epoch = range.from; epoch <= range.to; epoch++) {
    const pieces = withShifts(placing, track, epoch, epochPieces(placing, track, epoch))
    const from = epoch === range.from ? Number.NEGATIVE_INFINITY : endOfEpoch(track.clock, epoch - 1)
    const until = epoch === range.to ? Number.POSITIVE_INFINITY : endOfEpoch(track.clock, epoch)
    corrections.push(...within(pieces, from, until))
  }
  return chain(base?.pieces ?? [], corrections)
}

/** The part of the pieces that holds in `[from, until)`. */
function within(pieces: readonly MapPiece[], from: number, until: number): MapPiece[] {
  return pieces.flatMap((p, i) => {
    const end = pieces[i + 1]?.from ?? Number.POSITIVE_INFINITY
    if (end <= from || p.from >= until) return []
    if (p.from >= from) return [p]
    const into = Number.isFinite(p.from) ? from - p.from : 0
    return [{ ...p, from, add: p.add + (p.rate ?? 0) * into }]
  })
}
