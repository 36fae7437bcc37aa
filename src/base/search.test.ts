// Binary search against a walk from the left.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lowerBound, upperBound } from './search.ts'

const sorted = fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 40 }).map((a) => a.sort((x, y) => x - y))

/** The first index in `[from, to)` that passes, else `to`: what both searches promise. */
function walk(values: readonly number[], from: number, to: number, passes: (value: number) => boolean): number {
  for (let i = from; i < to; i++) if (passes(values[i] as number)) return i
  return to
}

test('both bounds are where a walk from the left stops, over any part of an array', () => {
  fc.assert(
    fc.property(sorted, fc.integer({ min: -22, max: 22 }), fc.nat(40), fc.nat(40), (values, value, a, b) => {
      const from = Math.min(a, b, values.length)
      const to = Math.min(Math.max(a, b), values.length)
      expect(lowerBound(values, value, from, to)).toBe(walk(values, from, to, (v) => v >= value))
      expect(upperBound(values, value, from, to)).toBe(walk(values, from, to, (v) => v > value))
      expect(lowerBound(Float64Array.from(values), value)).toBe(walk(values, 0, values.length, (v) => v >= value))
      expect(upperBound(Float64Array.from(values), value)).toBe(walk(values, 0, values.length, (v) => v > value))
    }),
    { numRuns: 1000, seed: 7 },
  )
})
