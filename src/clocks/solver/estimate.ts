// From the tightest intervals to one time per node. The middle of every interval at once satisfies all constraints (they are convex), so
// causes stay before effects. Where only one side is bounded, the nominal time is kept as far as the bound allows.
import { SECOND } from '../../base/time.ts'
import type { Assembled } from './assemble.ts'
import { type Gap, type GraphNode, ZERO } from './graph.ts'
import type { ClockModel } from './tracks.ts'

/** How well a node is known: on the shared axis, or only within a group of clocks that nothing ties to the reference. */
export interface Spot {
  /** Relative to the graph's origin. */
  readonly at: number
  readonly lo: number
  readonly hi: number
}

export interface Group {
  /** The clock that is taken as right, in this group. */
  readonly root: ClockModel
  readonly main: boolean
}

export interface Estimate {
  readonly spots: ReadonlyMap<GraphNode, Spot>
  /** Group of each clock; absent where nothing places it. */
  readonly groups: ReadonlyMap<ClockModel, Group>
}

/** Connected clocks by edges that are on. */
function componentsOf(assembled: Assembled): number[] {
  const { network } = assembled.graph
  const parent = Array.from({ length: network.size }, (_, i) => i)
  const root = (i: number): number => {
    let at = i
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number
      at = parent[at] as number
    }
    return at
  }
  for (let e = 0; e < network.edges; e++) {
    if (!network.isOn(e)) continue
    const { from, to } = network.endsOf(e)
    // A free node of true time ties synchronised clocks to each other.
    parent[root(from)] = root(to)
  }
  // All epochs of a clock belong together.
  for (const nodes of assembled.graph.byClock.values()) {
    const first = nodes[0]
    for (const node of nodes) if (first) parent[root(node.index)] = root(first.index)
  }
  return parent.map((_, i) => root(i))
}

export function estimate(
  assembled: Assembled,
  reference: ClockModel | undefined,
  loose: ReadonlySet<Gap>,
  rootOf: (clocks: readonly ClockModel[]) => { clock: ClockModel; home: number } | undefined,
): Estimate {
  const { graph } = assembled
  const component = componentsOf(assembled)
  const members = new Map<number, ClockModel[]>()
  for (const [clock, nodes] of graph.byClock) {
    const first = nodes[0]
    if (!first) continue
    const id = component[first.index] as number
    const list = members.get(id) ?? []
    list.push(clock)
    members.set(id, list)
  }
  const groups = new Map<ClockModel, Group>()
  const zero = component[ZERO] as number
  for (const [id, clocks] of [...members].sort((a, b) => a[0] - b[0])) {
    if (id === zero && reference) {
      for (const clock of clocks) groups.set(clock, { root: reference, main: true })
      continue
    }
    const chosen = rootOf(clocks)
    if (!chosen) continue
    const nodes = (graph.byClock.get(chosen.clock) ?? []).filter((n) => n.epoch === chosen.home)
    const node = nodes[nodes.length >> 1]
    if (!node) continue
    graph.network.limit(ZERO, node.index, graph.relative(node.at))
    graph.network.limit(node.index, ZERO, -graph.relative(node.at))
    for (const clock of clocks) groups.set(clock, { root: chosen.clock, main: false })
  }
  const { lo, hi } = graph.network.bounds(ZERO)
  const settled = settle(assembled, reference, groups, loose)
  const spots = new Map<GraphNode, Spot>()
  for (const [clock, nodes] of graph.byClock) {
    if (!groups.has(clock)) continue
    for (const epoch of epochsOf(nodes)) {
      const shift = shiftOf(assembled, epoch, lo, hi)
      for (const node of epoch) {
        const [a, b] = [settled.lo[node.index] as number, settled.hi[node.index] as number]
        const finite = Number.isFinite(a) && Number.isFinite(b)
        const at = finite ? (a + b) / 2 : graph.relative(node.at) + shift
        spots.set(node, { at, lo: lo[node.index] as number, hi: hi[node.index] as number })
      }
    }
  }
  return { spots, groups }
}

function epochsOf(nodes: readonly GraphNode[]): GraphNode[][] {
  const epochs: GraphNode[][] = []
  for (const node of nodes) {
    if (epochs.at(-1)?.[0]?.epoch !== node.epoch) epochs.push([])
    epochs.at(-1)?.push(node)
  }
  return epochs
}

/** Intervals wider than this, where they exclude what the clock reads, put it near their nearer end. */
const WIDE = 2 * SECOND
/** How far inside a wide interval a clock is put that cannot stay where it reads: delays are mostly short. */
const INSIDE = SECOND
const MOST_FIXES = 64

/**
 * Bounds for the estimates: clocks that little is known of stay where they read, or as near as the evidence allows, one after the other,
 * so that all estimates together still satisfy every constraint.
 */
function settle(
  assembled: Assembled,
  reference: ClockModel | undefined,
  groups: ReadonlyMap<ClockModel, Group>,
  loose: ReadonlySet<Gap>,
): { lo: Float64Array; hi: Float64Array } {
  const { graph } = assembled
  let bounds = graph.network.bounds(ZERO)
  const added: number[] = []
  let fixes = 0
  for (const [clock, nodes] of graph.byClock) {
    if (clock === reference || clock.kind !== 'wall' || groups.get(clock)?.main !== true) continue
    for (const run of runsOf(graph.gapsOf.get(clock) ?? [], nodes, loose)) {
      const shift = likelyShift(assembled, run, bounds)
      if (shift === undefined || fixes >= MOST_FIXES) continue
      fixes++
      for (const node of run) {
        const at = graph.relative(node.at) + shift
        added.push(graph.network.limit(ZERO, node.index, at), graph.network.limit(node.index, ZERO, -at))
      }
      bounds = graph.network.bounds(ZERO)
    }
  }
  for (const edge of added) graph.network.set(edge, false)
  return bounds
}

/** Stretches of a clock without a break or a jump. */
function runsOf(gaps: readonly Gap[], nodes: readonly GraphNode[], loose: ReadonlySet<Gap>): GraphNode[][] {
  const runs: GraphNode[][] = []
  nodes.forEach((node, i) => {
    const gap = gaps[i - 1]
    if (!gap || gap.from.epoch !== node.epoch || loose.has(gap)) runs.push([])
    runs.at(-1)?.push(node)
  })
  return runs
}

/** One shift for a whole run, where its intervals are wide and have one in common. */
function likelyShift(
  assembled: Assembled,
  run: readonly GraphNode[],
  bounds: { lo: Float64Array; hi: Float64Array },
): number | undefined {
  let least = Number.NEGATIVE_INFINITY
  let most = Number.POSITIVE_INFINITY
  for (const node of run) {
    const at = assembled.graph.relative(node.at)
    least = Math.max(least, (bounds.lo[node.index] as number) - at)
    most = Math.min(most, (bounds.hi[node.index] as number) - at)
  }
  if (!Number.isFinite(least) || !Number.isFinite(most) || most < least) return undefined
  if (least <= 0 && most >= 0) return 0
  // Many bounds of one constant offset meet in a narrow place.
  if (most - least < WIDE) return (least + most) / 2
  return least > 0 ? least + INSIDE : most - INSIDE
}

/** The least shift that brings an epoch with open intervals into them. */
function shiftOf(assembled: Assembled, epoch: readonly GraphNode[], lo: Float64Array, hi: Float64Array): number {
  let least = Number.NEGATIVE_INFINITY
  let most = Number.POSITIVE_INFINITY
  for (const node of epoch) {
    const at = assembled.graph.relative(node.at)
    least = Math.max(least, (lo[node.index] as number) - at)
    most = Math.min(most, (hi[node.index] as number) - at)
  }
  if (least > 0) return least
  if (most < 0) return most
  return 0
}
