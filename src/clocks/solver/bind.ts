// Puts the testimony into the network: links between clocks and to true time, steps, hints where a jump would be no surprise.
import { MINUTE, SECOND } from '../../base/time.ts'
import type { Anchor, Interval } from '../testimony.ts'
import type { Assembled, Placed } from './assemble.ts'
import { lateBursts } from './bursts.ts'
import { type Gap, type GraphNode, type Hint, rateFor, ZERO } from './graph.ts'
import { COST, keyOf, RATE_SLEW, type SolveInput, SYNCED } from './input.ts'
import { type Discipline, isDaemon } from './reference.ts'
import type { ClockModel } from './tracks.ts'

/** Anchors that count: both lines known, two clocks, not rejected by the user; with how many each clock has. */
export function usableAnchors(input: SolveInput, assembled: Assembled) {
  const usable: { anchor: Anchor; a: string; b: string; gap: Interval; pin: boolean }[] = []
  const counts = new Map<ClockModel, number>()
  const rejected = new Set(input.choices.rejectedAnchors)
  const late = lateBursts(input.anchors, assembled)
  const pins = input.choices.pins.map(
    (pin, i): Anchor => ({
      id: `pin-${i}`,
      a: pin.a,
      b: pin.b,
      gap: [0, 0],
      key: 'pin',
      class: 'keyed',
      weight: COST.pin,
      says: 'you said these lines are one moment',
    }),
  )
  for (const anchor of [...pins, ...[...input.anchors].sort((x, y) => (x.id < y.id ? -1 : x.id > y.id ? 1 : 0))]) {
    const a = assembled.at.get(keyOf(anchor.a))
    const b = assembled.at.get(keyOf(anchor.b))
    if (!a || !b || a.track.clock === b.track.clock || rejected.has(anchor.id)) continue
    const hi = late.has(anchor.id) ? Number.POSITIVE_INFINITY : anchor.gap[1]
    const gap: Interval = [anchor.gap[0] - b.reading.resolution, hi + a.reading.resolution]
    usable.push({ anchor, a: a.node, b: b.node, gap, pin: anchor.key === 'pin' && anchor.weight === COST.pin })
    for (const clock of [a.track.clock, b.track.clock]) counts.set(clock, (counts.get(clock) ?? 0) + 1)
  }
  return { usable, counts }
}

/** Everything but the reference: what clocks say of each other and of true time, a free node (returned). */
export function bind(
  assembled: Assembled,
  discipline: Discipline,
  anchors: ReturnType<typeof usableAnchors>['usable'],
): number {
  const { graph } = assembled
  const utc = graph.network.addNode()
  graph.nodes.push(undefined)
  graph.join((clock) => rateFor(clock, discipline.disciplined), slewsOf(assembled))
  for (const clock of assembled.clocks.all) joinEpochs(assembled, clock, rateFor(clock, discipline.disciplined))
  orderBoots(assembled)
  for (const use of anchors) addAnchor(assembled, use)
  for (const ties of assembled.pairs) addPairLinks(assembled, ties)
  addTruth(assembled, utc)
  weighGaps(assembled, discipline)
  addHints(assembled)
  return utc
}

/** The shared axis is the reference's own reading in its home, by definition; and true time, where it is synchronised. */
export function bindReference(assembled: Assembled, home: readonly GraphNode[], utc: number, synced: boolean): void {
  const { graph } = assembled
  for (const node of home) {
    const at = graph.relative(node.at)
    graph.network.limit(ZERO, node.index, at)
    graph.network.limit(node.index, ZERO, -at)
  }
  if (!synced) return
  graph.network.limit(ZERO, utc, 0)
  graph.network.limit(utc, ZERO, 0)
}

const LEAP = 1.1 * SECOND

/** What a slew may have added to or taken from a stretch of a clock: chrony runs up to 1/12 fast or slow until the rest is gone. */
function slewsOf(assembled: Assembled): (gap: Gap) => { readonly slower: number; readonly faster: number } {
  const slews = assembled.placed.flatMap((p) => {
    const { witness, host } = p.testimony
    if (witness.kind !== 'D' || !witness.behind || (witness.about ?? host) !== host) return []
    const most = Math.max(Math.abs(witness.behind[0]), Math.abs(witness.behind[1]))
    const node = assembled.node(p.node)
    return node && Number.isFinite(most) ? [{ node, by: witness.behind[1] > 0 ? most : -most }] : []
  })
  const leaps = assembled.placed.filter((p) => p.testimony.witness.kind === 'L' && !p.testimony.witness.harmless)
  return (gap) => {
    const leaping = leaps.some(
      (p) => [gap.from, gap.to].includes(assembled.node(p.node) ?? gap.from) && p.track.clock === gap.clock,
    )
    let [slower, faster] = leaping ? [LEAP, LEAP] : [0, 0]
    for (const { node, by } of slews) {
      if (node.clock !== gap.clock || node.epoch !== gap.from.epoch || gap.to.at <= node.at) continue
      const shared = Math.min(gap.to.at, node.at + Math.abs(by) * 14) - Math.max(gap.from.at, node.at)
      const part = Math.min(Math.abs(by) + SECOND, Math.max(0, shared) * RATE_SLEW * 1.1)
      if (by > 0) faster += part
      else slower += part
    }
    return { slower, faster }
  }
}

function addAnchor(assembled: Assembled, use: ReturnType<typeof usableAnchors>['usable'][number]): void {
  const a = assembled.node(use.a)
  const b = assembled.node(use.b)
  if (!a || !b) return
  const { anchor } = use
  assembled.graph.link({
    a: a.index,
    b: b.index,
    gap: use.gap,
    costHi: anchor.weight * (use.pin ? 1 : COST.late),
    costLo: anchor.weight,
    says: anchor.says,
    refs: [anchor.a, anchor.b],
    anchor,
    kind: use.pin ? 'pin' : 'anchor',
  })
}

function addPairLinks(assembled: Assembled, ties: Assembled['pairs'][number]): void {
  for (const { mono, wall, pair } of ties.nodes) {
    const a = assembled.node(mono)
    const b = assembled.node(wall)
    if (!a || !b) continue
    assembled.graph.link({
      a: a.index,
      b: b.index,
      gap: [-pair.resolution, pair.latency],
      costHi: COST.pairLate,
      costLo: COST.pairWrong,
      says: 'seconds since boot and wall time of one line',
      refs: [pair.ref],
      kind: 'pair',
    })
  }
}

/** Neighbouring epochs: a step of known size, or order alone. */
function joinEpochs(assembled: Assembled, clock: ClockModel, rate: number): void {
  const { graph } = assembled
  for (const gap of graph.gapsOf.get(clock) ?? []) {
    const { from, to } = gap
    if (from.epoch === to.epoch) continue
    const breaks = clock.breaks.slice(from.epoch, to.epoch)
    const sized = breaks.every((b) => b.size)
    // Both readings were cut to their last digit, so a small step may show them a second the wrong way round.
    graph.network.limit(to.index, from.index, sized ? SECOND : 0)
    if (!sized) continue
    let lo = 0
    let hi = 0
    for (const b of breaks) {
      lo += b.size?.[0] ?? 0
      hi += b.size?.[1] ?? 0
    }
    const length = to.at - from.at
    const drift = rate * Math.max(Math.abs(length - lo), Math.abs(length - hi))
    graph.link({
      a: from.index,
      b: to.index,
      gap: [length - hi - drift - 10_000, length - lo + drift + 10_000],
      costHi: COST.declared,
      costLo: COST.declared,
      says: breaks.map((b) => b.evidence[0]?.says ?? '').join('; '),
      refs: breaks.flatMap((b) => b.evidence.map((e) => e.ref)),
      kind: 'declared',
    })
  }
}

/** A later boot in one file begins after the earlier one ended. */
function orderBoots(assembled: Assembled): void {
  const { graph, clocks } = assembled
  const boots = clocks.tracks.filter((t) => t.clock.kind === 'boot')
  for (let i = 1; i < boots.length; i++) {
    const [a, b] = [boots[i - 1], boots[i]]
    if (!a || !b || a.source !== b.source) continue
    const last = graph.byClock.get(a.clock)?.at(-1)
    const first = graph.byClock.get(b.clock)?.[0]
    if (last && first) graph.network.limit(first.index, last.index, 0)
  }
}

/** What lines say of true time itself: synchronised, stepped to it, or so far behind it. */
function addTruth(assembled: Assembled, utc: number): void {
  const { graph, placed } = assembled
  const tie = (
    node: GraphNode | undefined,
    off: Interval,
    cost: number,
    kind: 'synced' | 'behind',
    p: Placed,
  ): void => {
    if (!node) return
    const at = graph.relative(node.at)
    const gap: Interval = [at + off[0], at + off[1]]
    const refs = [p.testimony.ref]
    graph.link({ a: utc, b: node.index, gap, costHi: cost, costLo: cost, says: p.testimony.witness.says, refs, kind })
  }
  const stretches = new Map<ClockModel, { from: Placed; until?: Placed }[]>()
  for (const p of placed) {
    const { witness, host } = p.testimony
    if (witness.about !== undefined && witness.about !== host) continue
    const node = assembled.node(p.node)
    const sized = (witness.kind === 'F' || witness.kind === 'B') && witness.size !== undefined
    if (witness.behind && !sized) {
      tie(node, [witness.behind[0] - SECOND / 2, witness.behind[1] + SECOND / 2], COST.behind, 'behind', p)
    }
    const began = (witness.kind === 'Q' && witness.synced === true) || (sized && isDaemon(witness.id))
    const list = stretches.get(p.track.clock) ?? []
    if (began && p.track.clock.kind === 'wall') {
      const off = sized ? afterStep(assembled, p) : node
      tie(off, [-SYNCED, SYNCED], COST.synced, 'synced', p)
      list.push({ from: p })
      stretches.set(p.track.clock, list)
    } else if (witness.kind === 'Q' && witness.synced === false) {
      const open = list.at(-1)
      if (open && !open.until) open.until = p
    }
  }
  for (const [clock, list] of stretches) {
    const last = list.at(-1)
    const nodes = graph.byClock.get(clock)
    if (!last || !nodes) continue
    const end = last.until ? assembled.node(last.until.node) : nodes.at(-1)
    tie(end, [-SYNCED, SYNCED], COST.syncedAtEnd, 'synced', last.from)
  }
}

/** The first node behind the step that a witness tells of. */
function afterStep(assembled: Assembled, p: Placed): GraphNode | undefined {
  const { clock } = p.track
  const n = clock.breaks.findIndex((b) => b.evidence.some((e) => keyOf(e.ref) === keyOf(p.testimony.ref)))
  if (n < 0) return assembled.node(p.node)
  return assembled.graph.byClock.get(clock)?.find((node) => node.epoch === n + 1)
}

/** Which jumps a clock may make without a word: silences, virtual machines, synchronised clocks. */
function weighGaps(assembled: Assembled, discipline: Discipline): void {
  for (const [clock, gaps] of assembled.graph.gapsOf) {
    if (clock.kind !== 'wall') continue
    const silences = clock.tracks.length === 1 ? silencesOf(clock) : []
    const more = discipline.synced.has(clock) ? COST.stepSynced : 0
    for (const gap of gaps) {
      if (!Number.isFinite(gap.costHi)) continue
      const silent = silences.some(([from, to]) => from >= gap.from.at && to <= gap.to.at)
      gap.costLo = (silent ? COST.stepInSilence : COST.step) + more
    }
  }
}

/** Gaps between blocks of a clock's only source: ten minutes and more without a line. */
function silencesOf(clock: ClockModel): [number, number][] {
  const silences: [number, number][] = []
  for (const track of clock.tracks) {
    const { blocks } = track.source
    let last = Number.NaN
    for (let b = track.fromBlock; b < track.toBlock; b++) {
      const first = track.nominal(b, blocks.first[b] as number)
      if (Number.isNaN(first)) continue
      if (first - last > 10 * MINUTE) silences.push([last, first])
      last = track.nominal(b, blocks.last[b] as number)
    }
  }
  return silences
}

function addHints(assembled: Assembled): void {
  for (const p of assembled.placed) {
    const { witness, host, ref } = p.testimony
    const evidence = { ref, says: witness.says }
    if (witness.about !== undefined && witness.about !== host) {
      hintAbout(assembled, witness.about, p, witness.kind === 'F' || witness.kind === 'B' ? 'step' : 'pause')
      continue
    }
    const kind = hintKind(witness.kind)
    if (!kind || (witness.harmless && kind !== 'pause')) continue
    for (const gap of gapsNear(assembled, p)) hint(gap, { kind, evidence, cost: COST.witnessed })
  }
  for (const ties of assembled.pairs) {
    for (const jump of ties.jumps) hintPair(assembled, ties, jump)
  }
}

const hintKind = (kind: string): Hint['kind'] | undefined =>
  kind === 'P' ? 'pause' : kind === 'F' || kind === 'B' ? 'step' : kind === 'Z' ? 'suspend' : undefined

function gapsNear(assembled: Assembled, p: Placed): Gap[] {
  const gaps = assembled.graph.gapsOf.get(p.track.clock) ?? []
  const node = assembled.node(p.node)
  return gaps.filter((g) => g.from === node || g.to === node)
}

export function hint(gap: Gap, h: Hint): void {
  gap.hints.push(h)
  if (!Number.isFinite(gap.costHi)) return
  if (h.kind === 'pause' || h.kind === 'suspend' || h.kind === 'step') gap.costHi = Math.min(gap.costHi, h.cost)
  if (h.kind === 'step') gap.costLo = Math.min(gap.costLo, h.cost)
}

/** A hypervisor tells of a guest: the guest's gaps about that time. */
function hintAbout(assembled: Assembled, about: string, p: Placed, kind: 'pause' | 'step'): void {
  const evidence = { ref: p.testimony.ref, says: p.testimony.witness.says }
  for (const [clock, gaps] of assembled.graph.gapsOf) {
    if (clock.host !== about || clock.kind !== 'wall') continue
    for (const gap of gaps) {
      if (gap.to.at < p.at - 30 * MINUTE || gap.from.at > p.at + 5 * MINUTE) continue
      hint(gap, { kind, evidence, cost: COST.witnessed })
    }
  }
}

/** W − M jumped: the wall clock stepped, or the machine slept. Early in a boot a step is likelier, later a sleep. */
function hintPair(assembled: Assembled, ties: Assembled['pairs'][number], jump: (typeof ties.jumps)[number]): void {
  const { graph } = assembled
  const before = assembled.node(ties.boot.node(jump.before.mono))
  const clock = before?.clock
  const says = 'wall time and seconds since boot part here'
  const evidence = { ref: jump.after.ref, says }
  const early = jump.before.mono < 15 * MINUTE
  for (const gap of clock ? (graph.gapsOf.get(clock) ?? []) : []) {
    if (gap.from.at >= jump.before.mono && gap.to.at <= jump.after.mono) {
      hint(gap, { kind: 'suspend', evidence, cost: early ? 0.5 : 0.3 })
    }
  }
  for (const gap of graph.gapsOf.get(ties.track.clock) ?? []) {
    if (gap.from.at >= jump.before.wall - SECOND && gap.to.at <= jump.after.wall + SECOND) {
      hint(gap, { kind: 'step', evidence, cost: early ? 0.3 : 0.5 })
    }
  }
}
