// From sources and testimony to clocks, their breaks and the constraint network.
import { Basis, SECOND } from '../../base/time.ts'
import { bootStarts } from '../place.ts'
import type { Ref } from '../testimony.ts'
import { tieBoot } from '../tie-boots.ts'
import { addDeclared, addPairs, addReturns, type Break, fallsOf, severalWriters } from './breaks.ts'
import { Graph, type GraphNode } from './graph.ts'
import { keyOf, READER_LATENCY, type SolveInput, type SolveSource, type Testimony } from './input.ts'
import type { Lines, Reading } from './lines.ts'
import { inFileOrder } from './lines.ts'
import { lastLineOf } from './nominal.ts'
import { bootsOf, levels, type Pair, type PairJump, type Stretch } from './pairs.ts'
import { type Prepared, utcOf } from './prepare.ts'
import { Clocks, epochByReading, epochOf, mergeBreaks, type Track } from './tracks.ts'

/** A testimony with its place on a clock. */
export interface Placed {
  readonly testimony: Testimony
  readonly track: Track
  readonly node: string
  readonly at: number
  readonly resolution: number
}

/** A boot's own clock read beside a wall clock: the stretches on one level and where the level jumps. */
export interface PairTies {
  readonly boot: { readonly node: (mono: number) => string }
  readonly track: Track
  readonly stretches: readonly Stretch[]
  readonly jumps: readonly PairJump[]
  readonly nodes: readonly { readonly mono: string; readonly wall: string; readonly pair: Pair }[]
}

export interface Assembled {
  readonly graph: Graph
  readonly clocks: Clocks
  readonly placed: readonly Placed[]
  readonly pairs: readonly PairTies[]
  /** Node key and resolution of a line that testifies. */
  readonly at: ReadonlyMap<string, { readonly node: string; readonly reading: Reading; readonly track: Track }>
  /** Sources whose lines alternate between two clocks. */
  readonly mixed: readonly string[]
  readonly node: (key: string) => GraphNode | undefined
}

export function assemble(input: SolveInput, lines: Lines, prepared: ReadonlyMap<string, Prepared>): Assembled {
  const clocks = new Clocks()
  const witnesses = inFileOrder(input.witnesses)
  makeTracks(input, lines, prepared, clocks)
  const origin = originOf(clocks)
  const graph = new Graph(origin)
  const pairLists = pairsOfTracks(witnesses, lines, clocks)
  const mixed = findBreaks(witnesses, lines, clocks, pairLists)
  const at = new Map<string, { node: string; reading: Reading; track: Track }>()
  const markLine = (ref: Ref) => markReading(lines, clocks, graph, at, ref)
  for (const anchor of input.anchors) {
    markLine(anchor.a)
    markLine(anchor.b)
  }
  for (const pin of input.choices.pins) {
    markLine(pin.a)
    markLine(pin.b)
  }
  const placed: Placed[] = []
  for (const testimony of witnesses) {
    const spot = markLine(testimony.ref)
    if (!spot || testimony.host !== spot.reading.host) continue
    const { track, node, reading } = spot
    placed.push({ testimony, track, node, at: atOf(node), resolution: reading.resolution })
  }
  markEnds(clocks, graph)
  const pairs = [...pairLists.flatMap(({ track, boots }) => boots.map((b, i) => tiePairs(graph, clocks, track, b, i)))]
  pairs.push(...kernelTwins(input, prepared, clocks, graph))
  pairs.push(...utcInBoots(witnesses, lines, clocks, graph))
  graph.lay()
  return { graph, clocks, placed, pairs, at, mixed, node: (key) => graph.node(key) }
}

export const atOf = (key: string): number => Number(key.slice(key.lastIndexOf('|') + 1))

function makeTracks(input: SolveInput, lines: Lines, prepared: ReadonlyMap<string, Prepared>, clocks: Clocks): void {
  const foreign = new Map<string, Set<string>>()
  for (const seen of input.observations) {
    const hosts = foreign.get(seen.ref.source) ?? new Set()
    hosts.add(seen.host)
    foreign.set(seen.ref.source, hosts)
  }
  for (const { source, kind, segments } of prepared.values()) {
    if (kind === 'boot') addBoots(clocks, source)
    if (kind !== 'wall') continue
    const printed = source.kind === 'boot'
    clocks.addWall(source, source.host, segments, printed ? `${source.host}/dmesg -T ${source.path}` : undefined)
    for (const host of [...(foreign.get(source.id) ?? [])].sort()) {
      if (host !== source.host && !printed) {
        const stamped = stampedHere(input, lines, source, host)
        clocks.addWall(source, host, segments, stamped ? `${source.host}/wall` : undefined)
      }
    }
  }
}

/**
 * Whether a collector stamped another host's lines itself: its stamps differ from those in that host's own file. Equal stamps are the
 * sender's (rsyslog's default) and tell nothing of the collector.
 */
function stampedHere(input: SolveInput, lines: Lines, source: SolveSource, host: string): boolean {
  // Copies of the sender's stamp agree always; stamps of a collector agree often, to the second.
  let other = 0
  for (const anchor of input.anchors) {
    const [a, b] = [lines.reading(anchor.a), lines.reading(anchor.b)]
    if (!a || !b || a.host !== host || b.host !== host || a.ref.source === b.ref.source) continue
    if (a.ref.source !== source.id && b.ref.source !== source.id) continue
    if (a.at !== b.at || a.basis !== b.basis) other++
  }
  return other > 0
}

function addBoots(clocks: Clocks, source: SolveSource): void {
  const starts = bootStarts(source.blocks)
  starts.forEach((from, boot) => {
    clocks.addBoot(source, boot, from, starts[boot + 1] ?? source.blocks.length)
  })
}

function originOf(clocks: Clocks): number {
  for (const track of clocks.tracks) {
    if (track.clock.kind !== 'wall') continue
    for (let b = 0; b < track.toBlock; b++) {
      const at = track.nominal(b, track.source.blocks.first[b] as number)
      if (!Number.isNaN(at)) return Math.floor(at / SECOND) * SECOND
    }
  }
  return 0
}

function nominalOf(lines: Lines, clocks: Clocks, ref: Ref): { at: number; reading: Reading; track: Track } | undefined {
  const reading = lines.reading(ref)
  const track = reading && clocks.trackOf(ref.source, reading.host, reading.block)
  if (!reading || !track) return undefined
  if ((reading.basis === Basis.Boot) !== (track.source.blocks.basis[reading.block] === Basis.Boot)) return undefined
  const at = track.nominal(reading.block, reading.at)
  return Number.isNaN(at) ? undefined : { at, reading, track }
}

/** Lines that print seconds since boot (or carry them) on a wall-clock track. */
function pairsOfTracks(witnesses: readonly Testimony[], lines: Lines, clocks: Clocks) {
  const byTrack = new Map<Track, Pair[]>()
  const seen = new Set<string>()
  for (const t of witnesses) {
    const pair = t.witness.pair
    const spot = pair && t.witness.about === undefined ? nominalOf(lines, clocks, t.ref) : undefined
    if (!pair || !spot || spot.track.clock.kind !== 'wall') continue
    const utc = utcOf(t)
    // An epoch in the text is the kernel's own reading; the stamp in front was taken by a log daemon, later.
    const made: Pair = utc
      ? { ref: t.ref, mono: pair.mono, wall: utc.at, resolution: utc.resolution, latency: 10_000 }
      : { ref: t.ref, mono: pair.mono, wall: spot.at, resolution: spot.reading.resolution, latency: READER_LATENCY }
    seen.add(keyOf(t.ref))
    push(byTrack, spot.track, made)
  }
  for (const track of clocks.tracks) {
    if (track.clock.kind !== 'wall') continue
    for (const observation of lines.of(track.source.id)) {
      if (observation.host !== track.host || seen.has(keyOf(observation.ref))) continue
      const seconds = observation.stamp?.monotonic
      const spot = seconds !== undefined && seconds > 0 && nominalOf(lines, clocks, observation.ref)
      if (!seconds || !spot) continue
      const mono = Math.round(seconds * SECOND)
      const { at, reading } = spot
      push(byTrack, track, {
        ref: observation.ref,
        mono,
        wall: at,
        resolution: reading.resolution,
        latency: READER_LATENCY,
      })
    }
  }
  return [...byTrack].map(([track, pairs]) => {
    pairs.sort((a, b) => a.ref.line - b.ref.line)
    return { track, boots: bootsOf(pairs).map(levels) }
  })
}

function findBreaks(
  witnesses: readonly Testimony[],
  lines: Lines,
  clocks: Clocks,
  pairLists: readonly { track: Track; boots: readonly { jumps: readonly PairJump[] }[] }[],
): string[] {
  const mixed: string[] = []
  for (const track of clocks.tracks) {
    if (track.clock.kind === 'boot') continue
    const own = witnesses.filter((t) => t.ref.source === track.source.id && t.host === track.host)
    const steps = own.filter((t) => t.witness.kind === 'F' || t.witness.kind === 'B')
    const falls = track.own ? fallsOf(track) : []
    const breaks: Break[] = severalWriters(falls, steps.length) ? [] : falls
    if (breaks.length < falls.length) mixed.push(track.source.id)
    const readings = lines.of(track.source.id).flatMap((o) => {
      const spot = o.host === track.host ? nominalOf(lines, clocks, o.ref) : undefined
      return spot && spot.track === track ? [{ line: o.ref.line, at: spot.at }] : []
    })
    addDeclared(track, breaks, steps, readings, (ref) => nominalOf(lines, clocks, ref)?.at)
    for (const list of pairLists) {
      if (list.track === track) for (const boot of list.boots) addPairs(breaks, boot.jumps)
    }
    addReturns(track, breaks)
    track.breaks = breaks
  }
  for (const clock of clocks.all) mergeBreaks(clock)
  return mixed
}

function markReading(
  lines: Lines,
  clocks: Clocks,
  graph: Graph,
  at: Map<string, { node: string; reading: Reading; track: Track }>,
  ref: Ref,
) {
  const key = keyOf(ref)
  const known = at.get(key)
  if (known) return known
  const spot = nominalOf(lines, clocks, ref)
  if (!spot) return undefined
  const { track, reading } = spot
  const node = graph.mark(track.clock, epochOf(track, ref.line, spot.at), spot.at, ref)
  const made = { node, reading, track }
  at.set(key, made)
  return made
}

/** Nodes where a track begins and ends, and on both sides of its breaks. */
function markEnds(clocks: Clocks, graph: Graph): void {
  for (const track of clocks.tracks) {
    if (!track.own) continue
    const { blocks } = track.source
    let before: { at: number; line: number } | undefined
    let stretch = -1
    const mark = (spot: { at: number; line: number } | undefined): void => {
      if (!spot) return
      const ref = { source: track.source.id, line: spot.line }
      graph.mark(track.clock, epochOf(track, spot.line, spot.at), spot.at, ref)
    }
    for (let b = track.fromBlock; b < track.toBlock; b++) {
      const first = track.nominal(b, blocks.first[b] as number)
      if (Number.isNaN(first)) continue
      const line = blocks.line[b] as number
      const now = track.breaks.filter((x) => line >= x.line).length
      if (now !== stretch) {
        mark(before)
        mark({ at: first, line })
        stretch = now
      }
      before = { at: track.nominal(b, blocks.last[b] as number), line: lastLineOf(track.source, b) }
    }
    mark(before)
    for (const b of track.breaks) {
      mark({ at: b.before, line: Math.min(b.lineBefore, b.line - 1) })
      mark({ at: b.after, line: b.line })
    }
  }
}

function tiePairs(graph: Graph, clocks: Clocks, track: Track, boot: ReturnType<typeof levels>, n: number): PairTies {
  const clock = clocks.clock(`${track.clock.id} boot ${n} of ${track.source.id}`, track.host, 'boot', true)
  const nodes = boot.stretches.flatMap((stretch) =>
    stretch.ties.map((pair) => ({
      mono: graph.mark(clock, 0, pair.mono, pair.ref),
      wall: graph.mark(track.clock, epochOf(track, pair.ref.line, pair.wall), pair.wall, pair.ref),
      pair,
    })),
  )
  return { boot: { node: (mono) => graph.mark(clock, 0, mono) }, track, ...boot, nodes }
}

/** Kernel lines that stand both in a boot's own log and in a wall-clock log of the host (anchor A1). */
function kernelTwins(
  input: SolveInput,
  prepared: ReadonlyMap<string, Prepared>,
  clocks: Clocks,
  graph: Graph,
): PairTies[] {
  const found: PairTies[] = []
  for (const track of clocks.tracks) {
    if (track.clock.kind !== 'boot') continue
    const lines = track.source.kernelLines.filter((l) => l.block >= track.fromBlock && l.block < track.toBlock)
    for (const source of input.sources) {
      if (source.host !== track.source.host || prepared.get(source.id)?.kind !== 'wall') continue
      const wallTrack = clocks.tracks.find((t) => t.source === source && t.own)
      if (!wallTrack || !tieBoot(lines, source.kernelLines)) continue
      const byKey = new Map(source.kernelLines.map((l) => [`${l.boot}\n${l.message}`, l]))
      const pairs: Pair[] = []
      for (const line of lines) {
        const twin = byKey.get(`${line.boot}\n${line.message}`)
        if (twin?.wall === undefined) continue
        const ref = { source: source.id, line: source.blocks.line[twin.block] as number }
        const wall = wallTrack.nominal(twin.block, twin.wall)
        if (Number.isNaN(wall)) continue
        const resolution = source.resolution ?? (twin.wall % SECOND === 0 ? SECOND : 1)
        pairs.push({ ref, mono: line.boot, wall, resolution, latency: READER_LATENCY })
      }
      pairs.sort((a, b) => a.mono - b.mono)
      const boot = levels(pairs)
      const nodes = boot.stretches.flatMap((stretch) =>
        stretch.ties.map((pair) => ({
          mono: graph.mark(track.clock, 0, pair.mono),
          wall: graph.mark(wallTrack.clock, epochOf(wallTrack, pair.ref.line, pair.wall), pair.wall),
          pair,
        })),
      )
      found.push({ boot: { node: (mono) => graph.mark(track.clock, 0, mono) }, track: wallTrack, ...boot, nodes })
    }
  }
  return found
}

/** UTC written inside a boot's own lines (audit, the hardware clock at boot): that host's wall clock at that moment. */
function utcInBoots(witnesses: readonly Testimony[], lines: Lines, clocks: Clocks, graph: Graph): PairTies[] {
  const byTrack = new Map<Track, Pair[]>()
  for (const t of witnesses) {
    const utc = t.witness.pair && utcOf(t)
    const spot = utc && nominalOf(lines, clocks, t.ref)
    if (!utc || !spot || spot.track.clock.kind !== 'boot') continue
    push(byTrack, spot.track, {
      ref: t.ref,
      mono: spot.at,
      wall: utc.at,
      resolution: utc.resolution,
      latency: 10_000 + spot.reading.resolution,
    })
  }
  return [...byTrack].map(([track, pairs]) => {
    pairs.sort((a, b) => a.ref.line - b.ref.line)
    const boot = levels(pairs)
    const wall = clocks.clock(`${track.host}/wall`, track.host, 'wall')
    const nodes = boot.stretches.flatMap((stretch) =>
      stretch.ties.map((pair) => ({
        mono: graph.mark(track.clock, 0, pair.mono, pair.ref),
        wall: graph.mark(wall, epochByReading(wall, pair.wall, 0, wall.breaks.length), pair.wall),
        pair,
      })),
    )
    return { boot: { node: (mono) => graph.mark(track.clock, 0, mono) }, track, ...boot, nodes }
  })
}

function push<K, T>(map: Map<K, T[]>, key: K, item: T): void {
  const list = map.get(key)
  if (list) list.push(item)
  else map.set(key, [item])
}
