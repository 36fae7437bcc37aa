import { expect, test } from 'vitest'
import { mergeCounts, peakOf, stackHeights, worstIn } from './density-layout.ts'

const heights = new Float32Array(9)
const stack = (counts: readonly number[], peak: number, highest: number) => {
  const sum = stackHeights(counts, 0, peak, highest, heights)
  return { sum: Math.round(sum * 10) / 10, heights: [...heights].map((h) => Math.round(h * 10) / 10) }
}

//                       emerg alert crit err warn notice info debug unstated
const oneCritInCrowd = [0, 0, 1, 0, 0, 0, 10_000, 0, 0]

test('one crit among 10,000 info keeps 3.5 px at the baseline and the bar keeps its lane', () => {
  const bar = stack(oneCritInCrowd, 10_001, 19)
  expect(bar.heights[2]).toBe(3.5)
  expect(bar.sum).toBe(19)
})

test('a warn keeps 2 px', () => {
  expect(stack([0, 0, 0, 0, 1, 0, 5_000, 0, 0], 5_001, 19).heights[4]).toBe(2)
})

test('heights grow with the square root of the rows', () => {
  const [few, many] = [stack([0, 0, 0, 0, 0, 0, 100, 0, 0], 400, 20), stack([0, 0, 0, 0, 0, 0, 400, 0, 0], 400, 20)]
  expect([few.sum, many.sum]).toEqual([10, 20])
})

test('a lane of single rows draws small ticks, not full bars', () => {
  expect(stack([0, 0, 0, 0, 0, 0, 1, 0, 0], 1, 19).sum).toBeLessThan(6)
})

test('an empty bucket draws nothing, a single row at least one px', () => {
  expect(stack([0, 0, 0, 0, 0, 0, 0, 0, 0], 9, 19).sum).toBe(0)
  expect(stack([0, 0, 0, 0, 0, 0, 0, 1, 0], 1_000_000, 19).sum).toBe(1)
})

test('where every mark is present they share the lane and volume gives way', () => {
  const bar = stack([1, 1, 1, 1, 1, 1, 1, 1, 1], 9, 12)
  expect(bar.sum).toBe(12)
  expect(bar.heights.slice(5)).toEqual([0, 0, 0, 0])
})

test('the worst class that passes the filter is found, and peaks and sums of lanes', () => {
  const counts = Uint32Array.from([...oneCritInCrowd, 0, 0, 0, 2, 0, 0, 1, 0, 0])
  expect(worstIn(counts, 0, -1)).toBe(2)
  expect(worstIn(counts, 0, ~(1 << 2))).toBe(6)
  expect(worstIn(counts, 9, 0)).toBeUndefined()
  expect(peakOf(counts)).toBe(10_001)
  expect(mergeCounts([counts, counts], 18)[6]).toBe(20_000)
})
