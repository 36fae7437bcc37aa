// The cheapest set of explanations that leaves no contradiction (clock.md 3.3): an implicit hitting set. Contradictions are collected
// as cycles; each is hit by not believing one of its links or by a jump somewhere on the stretch of a clock it runs along. A jump is kept as
// a range of gaps and narrowed by every cycle it must hit, so the answer is a window between two lines and never a guess inside it.
import type { Gap, Graph, Link, Unit } from './graph.ts'
import { TIE } from './input.ts'
import type { ClockModel } from './tracks.ts'

/** Not believing one side of a link: it came later than its ceiling (`hi`) or before its cause (`lo`). */
export interface Drop {
  readonly kind: 'drop'
  readonly link: Link
  readonly side: 'hi' | 'lo'
  readonly cost: number
}

/** A jump in one of the gaps `from`…`to` of a clock. `hi`: more true time passed than it counted; `lo`: less. */
export interface Jumped {
  readonly kind: 'jump'
  readonly clock: ClockModel
  readonly side: 'hi' | 'lo'
  readonly from: number
  readonly to: number
  readonly cost: number
}

export type Explanation = Drop | Jumped

/** One contradiction: what could resolve it, and by how much it falls short, µs. */
export interface Contradiction {
  readonly options: readonly Explanation[]
  readonly short: number
}

export interface Explained {
  readonly chosen: readonly Explanation[]
  readonly cost: number
  readonly contradictions: readonly Contradiction[]
  /** Contradictions between lines that no explanation is allowed for. */
  readonly unresolved: number
  /** Cost of the best solution without an explanation, where that is nearly as good. */
  readonly alternatives: ReadonlyMap<Explanation, { readonly cost: number; readonly instead: readonly Explanation[] }>
}

const ROUNDS = 400
/** Branches looked at per group of contradictions; beyond, the best answer so far stands. */
const BRANCHES = 3000

/** `before`: what was found when fewer constraints were known; its contradictions still hold. */
export function explain(graph: Graph, before?: Explained): Explained {
  const contradictions: Contradiction[] = [...(before?.contradictions ?? [])]
  const known = new Set<string>(contradictions.map(signature))
  let unresolved = 0
  let chosen: readonly Explanation[] = before?.chosen ?? []
  for (let round = 0; round < ROUNDS; round++) {
    // Collect greedily until nothing contradicts, then choose the cheapest for everything seen, and look again.
    let found = 0
    let current: Explanation[] = [...chosen]
    const undo: number[] = []
    for (const e of current) relax(graph, e, undo)
    for (let inner = 0; inner < ROUNDS; inner++) {
      const cycles = graph.network.contradictions()
      if (cycles.length === 0) break
      for (const cycle of cycles) {
        const contradiction = read(graph, cycle)
        if (contradiction.options.length === 0) {
          unresolved++
          const edge = cycle[0] as number
          graph.network.set(edge, false)
          continue
        }
        const name = signature(contradiction)
        if (!known.has(name)) {
          known.add(name)
          contradictions.push(contradiction)
        }
        found++
        const cheapest = [...contradiction.options].sort(byCost)[0] as Explanation
        current = [...current, cheapest]
        relax(graph, cheapest, undo)
      }
    }
    for (const edge of undo) graph.network.set(edge, true)
    if (found === 0) break
    chosen = cheapestOf(graph, contradictions)
  }
  for (const e of chosen) relax(graph, e, [])
  const cost = chosen.reduce((sum, e) => sum + e.cost, 0)
  return { chosen, cost, contradictions, unresolved, alternatives: alternativesOf(graph, contradictions, chosen) }
}

/** Takes the edges of an explanation off; those that were on go to `undo`. */
export function relax(graph: Graph, e: Explanation, undo: number[]): void {
  for (const edge of edgesOf(graph, e)) {
    if (edge < 0 || !graph.network.isOn(edge)) continue
    graph.network.set(edge, false)
    undo.push(edge)
  }
}

function edgesOf(graph: Graph, e: Explanation): number[] {
  if (e.kind === 'drop') return e.side === 'hi' ? [e.link.hi] : [e.link.hi, e.link.lo]
  const gaps = (graph.gapsOf.get(e.clock) ?? []).slice(e.from, e.to + 1)
  const cheapest = Math.min(...gaps.map((g) => costOf(g, e.side)))
  const meant = gaps.filter((g) => costOf(g, e.side) <= cheapest + 1e-9)
  return meant.map((g) => (e.side === 'hi' ? g.hi : g.lo))
}

export const costOf = (gap: Gap, side: 'hi' | 'lo'): number => (side === 'hi' ? gap.costHi : gap.costLo)

/** What could resolve a cycle: its links, and the runs of gaps it takes along one clock. */
function read(graph: Graph, cycle: readonly number[]): Contradiction {
  const units = cycle.map((edge) => graph.units.get(edge))
  const options: Explanation[] = []
  const runs = new Map<string, { clock: ClockModel; side: 'hi' | 'lo'; gaps: number[] }>()
  for (const unit of units) {
    if (!unit) continue
    if ('link' in unit) addDrop(options, unit)
    else {
      const name = `${unit.gap.clock.index} ${unit.side}`
      const run = runs.get(name) ?? { clock: unit.gap.clock, side: unit.side, gaps: [] }
      run.gaps.push(unit.gap.n)
      runs.set(name, run)
    }
  }
  for (const { clock, side, gaps } of runs.values()) {
    for (const [from, to] of rangesOf(gaps)) {
      const cost = rangeCost(graph, clock, side, from, to)
      if (Number.isFinite(cost)) options.push({ kind: 'jump', clock, side, from, to, cost })
    }
  }
  options.sort(byCost)
  return { options, short: -graph.network.lengthOf(cycle) }
}

function addDrop(options: Explanation[], unit: Extract<Unit, { link: Link }>): void {
  const { link, side } = unit
  const cost = side === 'hi' ? link.costHi : link.costLo
  if (Number.isFinite(cost)) options.push({ kind: 'drop', link, side, cost })
}

/** Runs of neighbouring numbers. Break edges between epochs carry no gap, so a run may pass over one missing number. */
function rangesOf(gaps: number[]): [number, number][] {
  const sorted = [...gaps].sort((a, b) => a - b)
  const ranges: [number, number][] = []
  for (const n of sorted) {
    const last = ranges.at(-1)
    if (last && n <= last[1] + 1) last[1] = n
    else ranges.push([n, n])
  }
  return ranges
}

function rangeCost(graph: Graph, clock: ClockModel, side: 'hi' | 'lo', from: number, to: number): number {
  let least = Number.POSITIVE_INFINITY
  const gaps = graph.gapsOf.get(clock) ?? []
  for (let n = from; n <= to; n++) {
    const gap = gaps[n]
    if (gap) least = Math.min(least, costOf(gap, side))
  }
  return least
}

const nameOf = (e: Explanation): string =>
  e.kind === 'drop' ? `d${e.link.n}${e.side}` : `j${e.clock.index}${e.side}${e.from}-${e.to}`

const signature = (c: Contradiction): string => c.options.map(nameOf).join(' ')

const byCost = (a: Explanation, b: Explanation): number => a.cost - b.cost || (nameOf(a) < nameOf(b) ? -1 : 1)

/** Contradictions that share no option are solved apart. */
function groupsOf(contradictions: readonly Contradiction[]): Contradiction[][] {
  const parent = contradictions.map((_, i) => i)
  const root = (i: number): number => {
    let at = i
    while (parent[at] !== at) at = parent[at] as number
    return at
  }
  const owner = new Map<string, number>()
  contradictions.forEach((c, i) => {
    for (const o of c.options) {
      const names = o.kind === 'drop' ? [`d${o.link.n}`] : [`j${o.clock.index}${o.side}`]
      for (const name of names) {
        const known = owner.get(name)
        if (known === undefined) owner.set(name, i)
        else parent[root(i)] = root(known)
      }
    }
  })
  const groups = new Map<number, Contradiction[]>()
  contradictions.forEach((c, i) => {
    const list = groups.get(root(i)) ?? []
    list.push(c)
    groups.set(root(i), list)
  })
  return [...groups.values()]
}

function cheapestOf(graph: Graph, contradictions: readonly Contradiction[]): readonly Explanation[] {
  return groupsOf(contradictions).flatMap((group) => hit(graph, group) ?? [])
}

/** Branch and bound over one group. */
function hit(
  graph: Graph,
  group: readonly Contradiction[],
  forbidden?: Explanation,
): readonly Explanation[] | undefined {
  // Those with the fewest ways out come first: they decide most.
  const order = [...group].sort((a, b) => a.options.length - b.options.length || b.short - a.short)
  const ways = new Map(order.map((c) => [c, byPromise(c, group)]))
  let best: readonly Explanation[] | undefined
  let bestCost = Number.POSITIVE_INFINITY
  let branches = 0
  const visit = (set: readonly Explanation[], cost: number, from: number): void => {
    if (cost >= bestCost - 1e-9 || (branches++ > BRANCHES && best)) return
    let next = from
    while (next < order.length && order[next]?.options.some((o) => set.some((e) => hits(e, o)))) next++
    const contradiction = order[next]
    if (!contradiction) {
      best = set
      bestCost = cost
      return
    }
    for (const o of contradiction.options) {
      if (o.kind !== 'jump') continue
      set.forEach((e, i) => {
        const narrow = e.kind === 'jump' ? narrowed(graph, e, o) : undefined
        if (!narrow || (forbidden && same(narrow, forbidden))) return
        const changed = [...set]
        changed[i] = narrow
        visit(changed, cost + narrow.cost - e.cost, 0)
      })
    }
    for (const o of ways.get(contradiction) ?? []) {
      if (forbidden && same(o, forbidden)) continue
      visit([...set, o], cost + o.cost, next + 1)
    }
  }
  visit([], 0, 0)
  return best
}

/** Options in the order in which they promise most: least cost for each contradiction they could resolve. */
function byPromise(contradiction: Contradiction, group: readonly Contradiction[]): readonly Explanation[] {
  const promise = new Map(
    contradiction.options.map((o) => [o, o.cost / group.filter((c) => c.options.some((x) => same(o, x))).length]),
  )
  return [...contradiction.options].sort((a, b) => (promise.get(a) ?? 0) - (promise.get(b) ?? 0) || byCost(a, b))
}

/** Whether choosing `e` resolves a contradiction that offers `o`. */
function hits(e: Explanation, o: Explanation): boolean {
  if (e.kind === 'drop') return o.kind === 'drop' && e.link === o.link && (e.side === o.side || e.side === 'lo')
  return o.kind === 'jump' && e.clock === o.clock && e.side === o.side && e.from >= o.from && e.to <= o.to
}

/** A jump that lies in both ranges. */
function narrowed(graph: Graph, e: Jumped, o: Jumped): Jumped | undefined {
  if (e.clock !== o.clock || e.side !== o.side) return undefined
  const from = Math.max(e.from, o.from)
  const to = Math.min(e.to, o.to)
  if (from > to || (from === e.from && to === e.to)) return undefined
  const cost = rangeCost(graph, e.clock, e.side, from, to)
  return Number.isFinite(cost) ? { ...e, from, to, cost } : undefined
}

function same(a: Explanation, b: Explanation): boolean {
  if (a.kind === 'drop') return b.kind === 'drop' && a.link === b.link
  return b.kind === 'jump' && a.clock === b.clock && a.side === b.side && a.from <= b.to && b.from <= a.to
}

function alternativesOf(graph: Graph, contradictions: readonly Contradiction[], chosen: readonly Explanation[]) {
  const found = new Map<Explanation, { cost: number; instead: readonly Explanation[] }>()
  for (const group of groupsOf(contradictions)) {
    const own = hit(graph, group) ?? []
    const cost = own.reduce((sum, e) => sum + e.cost, 0)
    for (const e of own.slice(0, 12)) {
      const other = hit(graph, group, e)
      if (!other) continue
      const otherCost = other.reduce((sum, o) => sum + o.cost, 0)
      const meant = chosen.find((c) => nameOf(c) === nameOf(e))
      if (meant && otherCost <= cost + TIE) {
        found.set(meant, { cost: otherCost, instead: other.filter((o) => !own.some((x) => nameOf(x) === nameOf(o))) })
      }
    }
  }
  return found
}
