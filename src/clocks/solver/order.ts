// Order inside one second. A line's true time lies anywhere in the second its stamp names; where anchors tie causes to effects, the times
// shown keep that order, within what the stamps allow. File order stays.
import type { Assembled } from './assemble.ts'
import type { Estimate } from './estimate.ts'
import type { Explained } from './explain.ts'
import type { Link } from './graph.ts'
import { keyOf } from './input.ts'
import type { Track } from './tracks.ts'

/** From this line on, as long as the stamp reads `reading`, the shown time is later by `add` µs than the map says. */
export interface Nudge {
  readonly line: number
  readonly reading: number
  readonly add: number
}

/** All lines of one reading of a track are shown `add` µs from the middle of their second. */
export interface BinShift {
  readonly epoch: number
  /** Nominal reading, and how far the second (or millisecond) reaches. */
  readonly at: number
  readonly length: number
  readonly add: number
}

export interface Ordered {
  readonly nudges: ReadonlyMap<string, readonly Nudge[]>
  readonly shifts: ReadonlyMap<Track, readonly BinShift[]>
  /** µs by which sources that only receive are shown after those that only send. */
  readonly rank: ReadonlyMap<string, number>
}

interface Spotted {
  readonly track: Track
  readonly line: number
  readonly reading: number
  readonly epoch: number
  readonly nominal: number
  readonly from: number
  readonly to: number
  readonly middle: number
  readonly length: number
  at: number
}

const SWEEPS = 40
/** Keeps two lines apart through the rounding of maps. */
const APART = 20
/** Where evidence is tightest, second boundaries of two clocks meet exactly: so much room on both ends of a second. */
const SLOP = 200

export function orderLines(assembled: Assembled, explained: Explained, estimate: Estimate): Ordered {
  const dropped = new Set<Link>(explained.chosen.flatMap((e) => (e.kind === 'drop' ? [e.link] : [])))
  const lines = new Map<string, Spotted>()
  const pairs: [Spotted, Spotted, number][] = []
  const flow = new Map<string, number>()
  for (const link of assembled.graph.links) {
    const { anchor } = link
    if (!anchor || link.kind !== 'anchor' || dropped.has(link) || anchor.gap[0] < 0) continue
    const name = `${anchor.a.source}\n${anchor.b.source}`
    flow.set(name, (flow.get(name) ?? 0) + 1)
    const a = spotted(assembled, estimate, lines, keyOf(anchor.a))
    const b = spotted(assembled, estimate, lines, keyOf(anchor.b))
    if (a && b) pairs.push([a, b, anchor.gap[0] + APART])
  }
  const bins = groupsOf(lines, (s) => `${s.track.source.id}\n${s.track.clock.index}\n${s.epoch}\n${s.nominal}`)
  const tracks = groupsOf(lines, (s) => `${s.track.source.id}\n${s.track.clock.index}`)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = false
    for (const [a, b, gap] of pairs) if (push(a, b, gap)) moved = true
    for (const track of tracks) {
      for (let i = 1; i < track.length; i++) if (push(track[i - 1] as Spotted, track[i] as Spotted, 0)) moved = true
    }
    if (!moved) break
  }
  return { ...resultOf(bins), rank: ranksOf(flow) }
}

function spotted(
  assembled: Assembled,
  estimate: Estimate,
  lines: Map<string, Spotted>,
  key: string,
): Spotted | undefined {
  const known = lines.get(key)
  if (known) return known
  const place = assembled.at.get(key)
  const node = place && assembled.node(place.node)
  const spot = node && estimate.spots.get(node)
  if (!place?.reading.own || !node || !spot || estimate.groups.get(node.clock)?.main !== true) return undefined
  const { reading, track } = place
  const made: Spotted = {
    track,
    line: reading.ref.line,
    reading: reading.at,
    epoch: node.epoch,
    nominal: node.at,
    from: spot.at - SLOP,
    to: spot.at + reading.resolution + SLOP,
    middle: spot.at + Math.floor(reading.resolution / 2),
    length: reading.resolution,
    at: spot.at + Math.floor(reading.resolution / 2),
  }
  lines.set(key, made)
  return made
}

/** Moves both as little as it takes: the effect later first, then the cause earlier. */
function push(a: Spotted, b: Spotted, gap: number): boolean {
  const short = a.at + gap - b.at
  if (short <= 0.5) return false
  const later = Math.min(short, Math.max(0, b.to - b.at))
  const earlier = Math.min(short - later, Math.max(0, a.at - a.from))
  b.at += later
  a.at -= earlier
  return later + earlier > 0.5
}

/** Lines by a name, each group in file order. */
function groupsOf(lines: ReadonlyMap<string, Spotted>, nameOf: (s: Spotted) => string): Spotted[][] {
  const groups = new Map<string, Spotted[]>()
  for (const s of lines.values()) {
    const group = groups.get(nameOf(s))
    if (group) group.push(s)
    else groups.set(nameOf(s), [s])
  }
  return [...groups.values()].map((group) => group.sort((a, b) => a.line - b.line))
}

function resultOf(bins: readonly (readonly Spotted[])[]): Pick<Ordered, 'nudges' | 'shifts'> {
  const nudges = new Map<string, Nudge[]>()
  const shifts = new Map<Track, BinShift[]>()
  for (const bin of bins) {
    const first = bin[0]
    if (!first?.track.own) continue
    const base = Math.round(first.at - first.middle)
    if (base !== 0) {
      add(shifts, first.track, { epoch: first.epoch, at: first.nominal, length: first.length, add: base })
    }
    let shown = first.at
    for (const s of bin.slice(1)) {
      if (s.at - shown < 0.5) continue
      shown = s.at
      add(nudges, s.track.source.id, { line: s.line, reading: s.reading, add: Math.round(s.at - first.at) })
    }
  }
  for (const list of nudges.values()) list.sort((a, b) => a.line - b.line)
  for (const list of shifts.values()) list.sort((a, b) => a.epoch - b.epoch || a.at - b.at)
  return { nudges, shifts }
}

function add<K, T>(map: Map<K, T[]>, key: K, item: T): void {
  const list = map.get(key)
  if (list) list.push(item)
  else map.set(key, [item])
}

/** How many one-way flows lead to a source: a collector stands behind its senders. */
function ranksOf(flow: ReadonlyMap<string, number>): Map<string, number> {
  const rank = new Map<string, number>()
  for (let round = 0; round < 4; round++) {
    for (const name of [...flow.keys()].sort()) {
      const [a, b] = name.split('\n') as [string, string]
      if (flow.has(`${b}\n${a}`)) continue
      rank.set(b, Math.min(4, Math.max(rank.get(b) ?? 0, (rank.get(a) ?? 0) + 1)))
    }
  }
  return rank
}
