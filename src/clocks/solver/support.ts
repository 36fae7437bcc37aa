// What a jump rests on. An unannounced jump needs two independent anchors on either side; with fewer it is possible and not claimed, and
// the lines beyond keep an interval that holds both readings of the evidence.
import type { Assembled } from './assemble.ts'
import { type Contradiction, type Explained, type Explanation, type Jumped, relax } from './explain.ts'
import type { Gap, GraphNode, Link } from './graph.ts'
import { ANCHORS_NEEDED } from './input.ts'
import type { ClockModel } from './tracks.ts'

export interface Support {
  readonly left: number
  readonly right: number
}

/** Gaps a jump may lie in: those with the likeliest cause. */
export function windowOf(assembled: Assembled, jump: Jumped): readonly Gap[] {
  const gaps = (assembled.graph.gapsOf.get(jump.clock) ?? []).slice(jump.from, jump.to + 1)
  const cost = (g: Gap): number => (jump.side === 'hi' ? g.costHi : g.costLo)
  const least = Math.min(...gaps.map(cost))
  return gaps.filter((g) => cost(g) <= least + 1e-9)
}

/** All gaps in which a claimed or possible jump lies. */
export const looseGaps = (assembled: Assembled, explained: Explained): ReadonlySet<Gap> =>
  new Set(explained.chosen.flatMap((e) => (e.kind === 'jump' ? windowOf(assembled, e) : [])))

export const isAnnounced = (gaps: readonly Gap[]): boolean => gaps.length > 0 && gaps.every((g) => g.hints.length > 0)

/** Independent lines that tie a clock on both sides of a jump, up to its neighbouring jumps. */
export function supportOf(assembled: Assembled, explained: Explained, jump: Jumped): Support {
  const dropped = new Set(explained.chosen.flatMap((e) => (e.kind === 'drop' ? [e.link] : [])))
  const others = explained.chosen.filter((e): e is Jumped => e.kind === 'jump' && e !== jump && e.clock === jump.clock)
  const before = Math.max(-1, ...others.filter((o) => o.to < jump.from).map((o) => o.to))
  const after = Math.min(Number.POSITIVE_INFINITY, ...others.filter((o) => o.from > jump.to).map((o) => o.from))
  const positions = positionsOf(assembled, jump.clock)
  const left = new Set<number>()
  const right = new Set<number>()
  for (const link of assembled.graph.links) {
    if (dropped.has(link) || link.kind === 'declared') continue
    for (const index of [link.a, link.b]) {
      const n = positions.get(index)
      if (n === undefined) continue
      if (n > before && n <= jump.from) left.add(n)
      if (n > jump.to && n <= after) right.add(n)
    }
  }
  return { left: left.size, right: right.size }
}

function positionsOf(assembled: Assembled, clock: ClockModel): Map<number, number> {
  const nodes: readonly GraphNode[] = assembled.graph.byClock.get(clock) ?? []
  return new Map(nodes.map((node, i) => [node.index, i]))
}

export const isSupported = (s: Support): boolean => s.left >= ANCHORS_NEEDED && s.right >= ANCHORS_NEEDED

const chosenFor = (c: Contradiction, e: Explanation): boolean =>
  c.options.some((o) =>
    e.kind === 'drop'
      ? o.kind === 'drop' && o.link === e.link
      : o.kind === 'jump' && o.clock === e.clock && o.side === e.side && e.from >= o.from && e.to <= o.to,
  )

/** Where one line alone speaks for a jump (or alone against it), both readings stay possible: neither side binds. */
export function keepDoubt(assembled: Assembled, explained: Explained): ReadonlySet<Jumped> {
  const doubtful = new Set<Jumped>()
  const undo: number[] = []
  for (const e of explained.chosen) {
    if (e.kind === 'jump') {
      const support = supportOf(assembled, explained, e)
      if (isAnnounced(windowOf(assembled, e)) || isSupported(support)) continue
      doubtful.add(e)
      for (const c of explained.contradictions) {
        if (!chosenFor(c, e)) continue
        for (const o of c.options)
          if (o.kind === 'drop' && speaksAlone(assembled, e, support, o.link)) oneSide(assembled, o)
      }
    } else if (e.link.kind === 'anchor' && e.side === 'hi') {
      for (const c of explained.contradictions) {
        if (!chosenFor(c, e)) continue
        for (const o of c.options) {
          if (o.kind !== 'jump' || o.cost > e.cost + 1) continue
          const support = supportOf(assembled, explained, o)
          if (Math.min(support.left, support.right) === 0) relax(assembled.graph, o, undo)
        }
      }
    }
  }
  return doubtful
}

/** Whether a link ties the clock on the side of the jump that too few lines support. */
function speaksAlone(assembled: Assembled, jump: Jumped, support: Support, link: Link): boolean {
  const positions = positionsOf(assembled, jump.clock)
  const n = positions.get(link.a) ?? positions.get(link.b)
  if (n === undefined) return false
  return (n <= jump.from && support.left < ANCHORS_NEEDED) || (n > jump.to && support.right < ANCHORS_NEEDED)
}

function oneSide(assembled: Assembled, drop: Extract<Explanation, { kind: 'drop' }>): void {
  assembled.graph.network.set(drop.side === 'hi' ? drop.link.hi : drop.link.lo, false)
}
