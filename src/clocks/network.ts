// Difference constraints (Dechter, Meiri, Pearl 1991): x[to] − x[from] ≤ weight. Either some lines cannot all be true (a negative
// cycle), or shortest paths give the tightest interval of every node (clock.md section 3.3).

/** Improvements below this are rounding: weights are µs held in doubles near 2^50. */
const GRAIN = 0.5

export class Network {
  private readonly from: number[] = []
  private readonly to: number[] = []
  private readonly weight: number[] = []
  private off = new Uint8Array(64)
  /** Edges by their start (`out`) and by their end (`into`), made when first needed. */
  private out: Adjacency | undefined
  private into: Adjacency | undefined

  constructor(private nodes = 0) {}

  get size(): number {
    return this.nodes
  }

  get edges(): number {
    return this.from.length
  }

  addNode(): number {
    this.out = this.into = undefined
    return this.nodes++
  }

  /** x[to] − x[from] ≤ weight. Returns the edge's number; an infinite weight says nothing and gives −1. */
  limit(from: number, to: number, weight: number): number {
    if (weight === Number.POSITIVE_INFINITY) return -1
    this.out = this.into = undefined
    this.from.push(from)
    this.to.push(to)
    this.weight.push(weight)
    const edge = this.from.length - 1
    if (edge >= this.off.length) {
      const grown = new Uint8Array(this.off.length * 2)
      grown.set(this.off)
      this.off = grown
    }
    return edge
  }

  /** An edge that is off binds nothing. */
  set(edge: number, on: boolean): void {
    if (edge >= 0) this.off[edge] = on ? 0 : 1
  }

  isOn(edge: number): boolean {
    return this.off[edge] === 0
  }

  /** Sets of edges that cannot all hold, as cycles in order; none where the network is consistent. */
  contradictions(): number[][] {
    const dist = new Float64Array(this.nodes)
    const { cycles } = this.relax(dist, new Uint8Array(this.nodes).fill(1), this.outward())
    return cycles
  }

  /** By how much a cycle falls short (negative). */
  lengthOf(cycle: readonly number[]): number {
    return cycle.reduce((sum, edge) => sum + (this.weight[edge] as number), 0)
  }

  endsOf(edge: number): { from: number; to: number } {
    return { from: this.from[edge] as number, to: this.to[edge] as number }
  }

  /**
   * For every node the least and the greatest of x[node] − x[root]; infinite where nothing bounds it. Only for a consistent network.
   */
  bounds(root: number): { lo: Float64Array; hi: Float64Array } {
    const hi = this.shortest(root, this.outward())
    const lo = this.shortest(root, this.inward())
    for (let n = 0; n < lo.length; n++) lo[n] = -(lo[n] as number)
    return { lo, hi }
  }

  private shortest(root: number, adjacency: Adjacency): Float64Array {
    const dist = new Float64Array(this.nodes).fill(Number.POSITIVE_INFINITY)
    const dirty = new Uint8Array(this.nodes)
    dist[root] = 0
    dirty[root] = 1
    this.relax(dist, dirty, adjacency)
    return dist
  }

  /**
   * Label correcting in sweeps up and down the node numbers: nodes of a clock are numbered along it, so a few sweeps settle long chains.
   * After each pair of sweeps the tree of parents is searched for a cycle, which can only be a negative one.
   */
  private relax(dist: Float64Array, dirty: Uint8Array, adjacency: Adjacency): { cycles: number[][] } {
    const parent = new Int32Array(this.nodes).fill(-1)
    const visit = (node: number): boolean => {
      if (dirty[node] === 0) return false
      dirty[node] = 0
      const end = adjacency.start[node + 1] as number
      let moved = false
      for (let i = adjacency.start[node] as number; i < end; i++) {
        const edge = adjacency.edge[i] as number
        if (this.off[edge] !== 0) continue
        const other = adjacency.other[i] as number
        const next = (dist[node] as number) + (this.weight[edge] as number)
        if (next < (dist[other] as number) - GRAIN) {
          dist[other] = next
          parent[other] = edge
          dirty[other] = 1
          moved = true
        }
      }
      return moved
    }
    for (let sweep = 0; ; sweep++) {
      let moved = false
      for (let n = 0; n < this.nodes; n++) if (visit(n)) moved = true
      for (let n = this.nodes - 1; n >= 0; n--) if (visit(n)) moved = true
      if (!moved) return { cycles: [] }
      const cycles = this.cyclesIn(parent, adjacency)
      if (cycles.length > 0) return { cycles }
      // A consistent network settles within as many sweeps as it has nodes; more means that rounding plays ping-pong.
      if (sweep > this.nodes + 2) return { cycles: [] }
    }
  }

  /** Cycles among the parent edges; each node has at most one parent, so they share nothing. */
  private cyclesIn(parent: Int32Array, adjacency: Adjacency): number[][] {
    const seen = new Int32Array(this.nodes)
    const cycles: number[][] = []
    const before = adjacency === this.into ? this.to : this.from
    for (let root = 0; root < this.nodes; root++) {
      let node = root
      while (seen[node] === 0 && (parent[node] as number) >= 0) {
        seen[node] = root + 1
        node = before[parent[node] as number] as number
      }
      if (seen[node] !== root + 1 || (parent[node] as number) < 0) {
        if (seen[node] === 0) seen[node] = -1
        continue
      }
      const cycle: number[] = []
      const first = node
      do {
        const edge = parent[node] as number
        cycle.push(edge)
        node = before[edge] as number
      } while (node !== first)
      cycles.push(cycle.reverse())
    }
    return cycles
  }

  private outward(): Adjacency {
    this.out ??= adjacencyOf(this.nodes, this.from, this.to)
    return this.out
  }

  private inward(): Adjacency {
    this.into ??= adjacencyOf(this.nodes, this.to, this.from)
    return this.into
  }
}

interface Adjacency {
  readonly start: Int32Array
  readonly edge: Int32Array
  readonly other: Int32Array
}

function adjacencyOf(nodes: number, from: readonly number[], to: readonly number[]): Adjacency {
  const start = new Int32Array(nodes + 1)
  for (const node of from) start[node + 1] = (start[node + 1] as number) + 1
  for (let n = 0; n < nodes; n++) start[n + 1] = (start[n + 1] as number) + (start[n] as number)
  const fill = start.slice()
  const edge = new Int32Array(from.length)
  const other = new Int32Array(from.length)
  from.forEach((node, e) => {
    const at = fill[node] as number
    fill[node] = at + 1
    edge[at] = e
    other[at] = to[e] as number
  })
  return { start, edge, other }
}
