// The constraint network of an incident: nodes are readings of clocks (grid points; a line's true reading lies within its resolution
// behind one), gaps between neighbours of one clock hold by its rate, links tie clocks to each other or to true time.
import { Network } from '../network.ts'
import type { Anchor, Evidence, Interval, Ref } from '../testimony.ts'
import { COST, RATE_BOOT, RATE_DISCIPLINED, RATE_FREE } from './input.ts'
import type { ClockModel } from './tracks.ts'

export interface GraphNode {
  readonly index: number
  readonly clock: ClockModel
  readonly epoch: number
  /** Nominal reading. */
  readonly at: number
  readonly refs: Ref[]
}

/** What may explain a jump inside a gap, said by lines near it. */
export interface Hint {
  readonly kind: 'pause' | 'step' | 'suspend'
  readonly evidence: Evidence
  readonly cost: number
}

/** Two neighbours on one clock. `break` is the clock's break between their epochs, if they lie in two. */
export interface Gap {
  readonly clock: ClockModel
  /** Position along the clock. */
  readonly n: number
  readonly from: GraphNode
  readonly to: GraphNode
  hi: number
  lo: number
  costHi: number
  costLo: number
  readonly hints: Hint[]
  /** Extra time a declared pause or sleep may have taken. */
  spare: number
  spareLo: number
}

/** A tie between two nodes (or a node and true time): `gap[0]` ≤ T(b) − T(a) ≤ `gap[1]` for grid points. */
export interface Link {
  readonly n: number
  readonly a: number
  readonly b: number
  readonly gap: Interval
  readonly costHi: number
  readonly costLo: number
  readonly says: string
  readonly refs: readonly Ref[]
  readonly anchor?: Anchor
  readonly kind: 'anchor' | 'pair' | 'synced' | 'behind' | 'declared' | 'root' | 'pin'
  hi: number
  lo: number
}

export type Unit =
  | { readonly gap: Gap; readonly side: 'hi' | 'lo' }
  | { readonly link: Link; readonly side: 'hi' | 'lo' }

/** Node 0: zero of the shared axis. Times are relative to `origin`, to keep microseconds exact. */
export const ZERO = 0

export class Graph {
  readonly network = new Network(1)
  readonly nodes: (GraphNode | undefined)[] = [undefined]
  readonly gaps: Gap[] = []
  readonly links: Link[] = []
  readonly byClock = new Map<ClockModel, GraphNode[]>()
  readonly gapsOf = new Map<ClockModel, Gap[]>()
  readonly units = new Map<number, Unit>()
  private readonly marks = new Map<ClockModel, Map<string, { epoch: number; at: number; refs: Ref[] }>>()
  private readonly index = new Map<string, GraphNode>()

  constructor(readonly origin: number) {}

  /** Asks for a node; nodes exist once {@link lay} was called. */
  mark(clock: ClockModel, epoch: number, at: number, ref?: Ref): string {
    const key = `${epoch}|${at}`
    let own = this.marks.get(clock)
    if (!own) {
      own = new Map()
      this.marks.set(clock, own)
    }
    let mark = own.get(key)
    if (!mark) {
      mark = { epoch, at, refs: [] }
      own.set(key, mark)
    }
    if (ref && !mark.refs.some((r) => r.source === ref.source && r.line === ref.line)) mark.refs.push(ref)
    return `${clock.index}|${key}`
  }

  /** Lays the nodes of every clock in order, so that sweeps along node numbers settle a clock at once. */
  lay(): void {
    for (const [clock, marks] of [...this.marks].sort((a, b) => a[0].index - b[0].index)) {
      const list = [...marks.values()].sort((a, b) => a.epoch - b.epoch || a.at - b.at)
      const nodes = list.map(({ epoch, at, refs }) => {
        const node: GraphNode = { index: this.network.addNode(), clock, epoch, at, refs: refs.sort(byRef) }
        this.nodes.push(node)
        this.index.set(`${clock.index}|${epoch}|${at}`, node)
        return node
      })
      this.byClock.set(clock, nodes)
    }
  }

  node(key: string): GraphNode | undefined {
    return this.index.get(key)
  }

  /** Ties the neighbours of every clock by its rate; `rateOf` says how far a clock's rate may be off. */
  join(
    rateOf: (clock: ClockModel) => number,
    slews: (gap: Gap) => { readonly slower: number; readonly faster: number },
  ): void {
    for (const [clock, nodes] of this.byClock) {
      const gaps: Gap[] = []
      for (let i = 1; i < nodes.length; i++) {
        const [from, to] = [nodes[i - 1], nodes[i]]
        if (!from || !to) continue
        const gap = this.gapOf(clock, i - 1, from, to)
        const { slower, faster } = slews(gap)
        gap.spare = slower
        gap.spareLo = faster
        gaps.push(gap)
        if (from.epoch === to.epoch) this.limitGap(gap, rateOf(clock))
      }
      this.gapsOf.set(clock, gaps)
      this.gaps.push(...gaps)
    }
  }

  private gapOf(clock: ClockModel, n: number, from: GraphNode, to: GraphNode): Gap {
    const boot = clock.kind === 'boot'
    return {
      clock,
      n,
      from,
      to,
      hi: -1,
      lo: -1,
      costHi: from.epoch !== to.epoch ? Number.POSITIVE_INFINITY : boot ? COST.suspend : COST.pause,
      costLo: from.epoch !== to.epoch ? Number.POSITIVE_INFINITY : boot ? COST.bootForward : COST.step,
      hints: [],
      spare: 0,
      spareLo: 0,
    }
  }

  /** By rate, and in order even if the rate no longer binds. */
  limitGap(gap: Gap, rate: number): void {
    const { from, to } = gap
    const length = to.at - from.at
    gap.hi = this.network.limit(from.index, to.index, length * (1 + rate) + gap.spare)
    gap.lo = this.network.limit(to.index, from.index, -(length * (1 - rate)) + gap.spareLo)
    this.network.limit(to.index, from.index, 0)
    this.units.set(gap.hi, { gap, side: 'hi' })
    this.units.set(gap.lo, { gap, side: 'lo' })
  }

  link(link: Omit<Link, 'n' | 'hi' | 'lo'>): Link {
    const hi = this.network.limit(link.a, link.b, link.gap[1])
    const lo = link.gap[0] === Number.NEGATIVE_INFINITY ? -1 : this.network.limit(link.b, link.a, -link.gap[0])
    const made: Link = { ...link, n: this.links.length, hi, lo }
    this.links.push(made)
    if (hi >= 0) this.units.set(hi, { link: made, side: 'hi' })
    if (lo >= 0) this.units.set(lo, { link: made, side: 'lo' })
    return made
  }

  /** The gap of a clock that a nominal reading lies in. */
  gapAt(clock: ClockModel, at: number): Gap | undefined {
    return this.gapsOf.get(clock)?.find((g) => g.from.epoch === g.to.epoch && at >= g.from.at && at <= g.to.at)
  }

  /** Where a nominal reading on the shared axis stands as an offset from {@link origin}. */
  relative(at: number): number {
    return at - this.origin
  }
}

const byRef = (a: Ref, b: Ref): number => (a.source < b.source ? -1 : a.source > b.source ? 1 : a.line - b.line)

export const rateFor = (clock: ClockModel, disciplined: ReadonlySet<string>): number =>
  clock.kind === 'boot' ? RATE_BOOT : disciplined.has(clock.host) ? RATE_DISCIPLINED : RATE_FREE

/** Number of epochs of a clock. */
export const epochsOf = (clock: ClockModel): number => clock.breaks.length + 1
