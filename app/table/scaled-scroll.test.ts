import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  contentHeight,
  isScaled,
  MOST_HEIGHT,
  ROW_HEIGHT,
  SEGMENT,
  scrollOfTop,
  segmentFor,
  topForRow,
  topOfScroll,
} from './scaled-scroll.ts'

const HUGE = 92_890_453
const VIEW = 418

describe('a table that fits an element', () => {
  test('scrolls pixel by pixel', () => {
    expect(isScaled(50_000)).toBe(false)
    expect(contentHeight(50_000)).toBe(1_100_000)
    expect([topOfScroll(777, 50_000, VIEW), scrollOfTop(777, 50_000, VIEW)]).toEqual([777, 777])
  })
})

describe('a table of 92,890,453 rows', () => {
  test('is an element of 15,000,000 px', () => {
    expect(isScaled(HUGE)).toBe(true)
    expect(contentHeight(HUGE)).toBe(MOST_HEIGHT)
  })

  test('has its first row at the top of the bar and its last at the bottom', () => {
    expect(topOfScroll(0, HUGE, VIEW)).toBe(0)
    expect(topOfScroll(MOST_HEIGHT - VIEW, HUGE, VIEW)).toBe(HUGE * ROW_HEIGHT - VIEW)
    expect(scrollOfTop(HUGE * ROW_HEIGHT, HUGE, VIEW)).toBe(MOST_HEIGHT - VIEW)
  })

  test('finds its way back from the bar to within a row at any place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: HUGE * ROW_HEIGHT - VIEW }), (top) => {
        expect(Math.abs(topOfScroll(scrollOfTop(top, HUGE, VIEW), HUGE, VIEW) - top)).toBeLessThan(1)
      }),
    )
  })

  test('moves one line by one key', () => {
    const top = 40_000_000 * ROW_HEIGHT
    expect(topForRow(40_000_019, 'nearest', top, HUGE, VIEW)).toBe(top + ROW_HEIGHT)
    expect(topForRow(40_000_005, 'nearest', top, HUGE, VIEW)).toBe(top)
    expect(topForRow(39_999_999, 'nearest', top, HUGE, VIEW)).toBe(top - ROW_HEIGHT)
  })
})

test('a row is shown at the start or in the middle as far as the ends allow', () => {
  expect(topForRow(100, 'start', 0, 1000, VIEW)).toBe(2200)
  expect(topForRow(100, 'centre', 0, 1000, VIEW)).toBe(2200 - (VIEW - ROW_HEIGHT) / 2)
  expect(topForRow(2, 'centre', 0, 1000, VIEW)).toBe(0)
  expect(topForRow(999, 'start', 0, 1000, VIEW)).toBe(22_000 - VIEW)
})

test('the stretch for TanStack Virtual always holds the view, and stays where it can', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: HUGE - 20 }), fc.integer({ min: 0, max: HUGE }), (first, current) => {
      const base = segmentFor(first, current, HUGE)
      expect(base).toBeGreaterThanOrEqual(0)
      expect(base + SEGMENT).toBeLessThanOrEqual(HUGE)
      expect(first).toBeGreaterThanOrEqual(base)
      expect(first + 19).toBeLessThan(base + SEGMENT)
    }),
  )
  expect(segmentFor(10_000, 5_000, HUGE)).toBe(5_000)
  expect(segmentFor(30, 0, 50)).toBe(0)
})
