// The network against the naive model: Floyd–Warshall over all pairs.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Network } from './network.ts'

interface Limit {
  readonly from: number
  readonly to: number
  readonly weight: number
}

function floydWarshall(nodes: number, limits: readonly Limit[]): number[][] {
  const dist = Array.from({ length: nodes }, (_, i) =>
    Array.from({ length: nodes }, (_, j) => (i === j ? 0 : Number.POSITIVE_INFINITY)),
  )
  const at = (i: number, j: number): number => dist[i]?.[j] ?? Number.POSITIVE_INFINITY
  const put = (i: number, j: number, d: number): void => {
    const row = dist[i]
    if (row && d < (row[j] ?? Number.POSITIVE_INFINITY)) row[j] = d
  }
  for (const l of limits) put(l.from, l.to, l.weight)
  for (let k = 0; k < nodes; k++)
    for (let i = 0; i < nodes; i++) for (let j = 0; j < nodes; j++) put(i, j, at(i, k) + at(k, j))
  return dist
}

const NODES = 9
const node = fc.integer({ min: 0, max: NODES - 1 })
const limits = (min: number) =>
  fc.array(fc.record({ from: node, to: node, weight: fc.integer({ min, max: 1000 }) }), { maxLength: 30 })

function build(list: readonly Limit[]): Network {
  const network = new Network(NODES)
  for (const l of list) network.limit(l.from, l.to, l.weight)
  return network
}

describe('the network of difference constraints', () => {
  it('finds a contradiction exactly where the naive model has a negative cycle, and names edges that form one', () => {
    fc.assert(
      fc.property(limits(-400), (list) => {
        const network = build(list)
        const negative = floydWarshall(NODES, list).some((row, i) => (row[i] ?? 0) < 0)
        const cycles = network.contradictions()
        expect(cycles.length > 0).toBe(negative)
        for (const cycle of cycles) {
          expect(network.lengthOf(cycle)).toBeLessThan(0)
          cycle.forEach((edge, i) => {
            const next = cycle[(i + 1) % cycle.length] as number
            expect(network.endsOf(edge).to).toBe(network.endsOf(next).from)
          })
        }
      }),
      { numRuns: 400 },
    )
  })

  it('gives the same tightest intervals as the naive model', () => {
    fc.assert(
      fc.property(limits(-60), node, (list, root) => {
        const network = build(list)
        fc.pre(network.contradictions().length === 0)
        const dist = floydWarshall(NODES, list)
        const { lo, hi } = network.bounds(root)
        for (let n = 0; n < NODES; n++) {
          expect(hi[n]).toBe(dist[root]?.[n])
          expect(lo[n] as number).toBe(-(dist[n]?.[root] ?? 0))
        }
      }),
      { numRuns: 400 },
    )
  })

  it('is consistent again when one edge of every contradiction is off', () => {
    fc.assert(
      fc.property(limits(-400), (list) => {
        const network = build(list)
        for (let round = 0; round < 100; round++) {
          const cycles = network.contradictions()
          if (cycles.length === 0) return
          for (const cycle of cycles) network.set(cycle[0] as number, false)
        }
        expect(network.contradictions()).toEqual([])
      }),
    )
  })

  it('settles a chain of 5,000 nodes in a moment', () => {
    const network = new Network(5000)
    for (let n = 1; n < 5000; n++) {
      network.limit(n - 1, n, 1001)
      network.limit(n, n - 1, -999)
    }
    const started = performance.now()
    const { lo, hi } = network.bounds(2500)
    expect([lo[0], hi[4999]]).toEqual([-2500 * 1001, 2499 * 1001])
    expect(performance.now() - started).toBeLessThan(500)
  })
})
