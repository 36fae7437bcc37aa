// From the tightest intervals to one time per node. The middle of every interval at once satisfies all constraints (they are convex), so
// causes stay before effects. Where only one side is bounded, the nominal time is kept as far as the bound allows.
import type { Assembled } from './assemble.ts'
import { type GraphNode, ZERO } from './graph.ts'
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
  const spots = new Map<GraphNode, Spot>()
  for (const [clock, nodes] of graph.byClock) {
    if (groups.has(clock)) placeClock(assembled, nodes, lo, hi, spots)
  }
  return { spots, groups }
}

function placeClock(
  assembled: Assembled,
  nodes: readonly GraphNode[],
  lo: Float64Array,
  hi: Float64Array,
  spots: Map<GraphNode, Spot>,
): void {
  let start = 0
  while (start < nodes.length) {
    let end = start
    while (end < nodes.length && nodes[end]?.epoch === nodes[start]?.epoch) end++
    const epoch = nodes.slice(start, end)
    const shift = shiftOf(assembled, epoch, lo, hi)
    for (const node of epoch) {
      const [a, b] = [lo[node.index] as number, hi[node.index] as number]
      const finite = Number.isFinite(a) && Number.isFinite(b)
      const at = finite ? (a + b) / 2 : assembled.graph.relative(node.at) + shift
      spots.set(node, { at, lo: a, hi: b })
    }
    start = end
  }
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
