import { describe, expect, test } from 'vitest'
import { SECOND, sharedMicros } from '../../src/base/time.ts'
import type { TimeWindow } from '../store/store.ts'
import { covers, gridFor } from './bucket-feed.ts'
import { transformOfWindow, windowOfTransform } from './gestures.ts'
import { moveOfKey } from './lane-keys.ts'
import { movedTo } from './Overview.tsx'
import { ticksOf, timeAt, timeScale, xAt } from './time-scale.ts'
import { clampWindow, NARROWEST, nudge } from './time-window.ts'
import { between } from './window-motion.ts'

const START = 1_360_890_000 * SECOND
const win = (from: number, to: number): TimeWindow => ({
  from: sharedMicros(START + from * SECOND),
  to: sharedMicros(START + to * SECOND),
})
const seconds = ({ from, to }: TimeWindow) => [(from - START) / SECOND, (to - START) / SECOND]
const extent = win(0, 1000)

describe('the window', () => {
  test('stays inside the extent and keeps its width', () => {
    expect(seconds(clampWindow(win(-50, 50), extent))).toEqual([0, 100])
    expect(seconds(clampWindow(win(950, 1050), extent))).toEqual([900, 1000])
    expect(seconds(clampWindow(win(-50, 5000), extent))).toEqual([0, 1000])
  })

  test('is never narrower than 10 ms', () => {
    const { from, to } = clampWindow(win(500, 500), extent)
    expect(to - from).toBe(NARROWEST)
  })

  test('moves by keys: W and S about the middle, A and D by a tenth, shift five times as far', () => {
    const moved = (key: string, fast = false) => {
      const move = moveOfKey(key, fast)
      return move && seconds(nudge(win(400, 500), move.factor, move.share))
    }
    expect(moved('w')).toEqual([410, 490])
    expect(moved('d')).toEqual([410, 510])
    expect(moved('A', true)).toEqual([350, 450])
    expect(moved('x')).toBeUndefined()
  })

  test('survives the way through a zoom transform, also 10 ms out of ten years', () => {
    const years = win(0, 315_360_000)
    for (const window of [win(10, 20), { from: win(0, 0).from, to: sharedMicros(START + NARROWEST) }, years]) {
      const back = windowOfTransform(transformOfWindow(window, years, 1200), years, 1200)
      expect(Math.abs(back.from - window.from)).toBeLessThanOrEqual(2)
      expect(Math.abs(back.to - window.to)).toBeLessThanOrEqual(2)
    }
  })

  test('glides from where it is and ends exactly at its goal', () => {
    expect(between(win(0, 100), win(50, 60), 0)).toEqual(win(0, 100))
    expect(between(win(0, 100), win(50, 60), 1)).toEqual(win(50, 60))
    expect(seconds(between(win(0, 100), win(100, 200), 0.5))[0]).toBeGreaterThan(50)
  })
})

describe('an end of the overview’s brush', () => {
  const moved = (key: string, end: 'from' | 'to') => {
    const at = movedTo(key, false, win(400, 500), extent, end)
    return at === undefined ? undefined : (at - START) / SECOND
  }
  test('moves by a twentieth of the window', () => {
    expect([moved('ArrowLeft', 'from'), moved('ArrowRight', 'to'), moved('x', 'to')]).toEqual([395, 505, undefined])
  })
  test('goes to the ends, and never past the other end', () => {
    expect([moved('Home', 'from'), moved('End', 'to'), moved('End', 'from')]).toEqual([0, 1000, 499.99])
  })
})

describe('buckets', () => {
  test('are 3 px wide and lie on the same grid while panning', () => {
    const a = gridFor(win(100, 200), 900, 0.5)
    const b = gridFor(win(100.123456, 200.123457), 900, 0.5, a)
    expect(a.length / SECOND).toBeCloseTo(1 / 3)
    const apart = (b.from - a.from) / a.length
    expect(apart - Math.round(apart)).toBeCloseTo(0)
    expect(covers(a, win(120, 220), 900)).toBe(true)
    expect(covers(a, win(300, 400), 900)).toBe(false)
    expect(covers(a, win(120, 170), 900)).toBe(false)
  })

  test('are never more than the engine counts', () => {
    expect(gridFor(win(0, 1000), 20_000, 0.5).bins).toBeLessThanOrEqual(4096)
  })
})

test('a scale leads from time to pixel and back', () => {
  const scale = timeScale(win(0, 100), 1000)
  expect(xAt(scale, win(25, 25).from)).toBeCloseTo(250)
  expect(timeAt(scale, 250)).toBe(win(25, 25).from)
})

test('ticks never stand closer than their labels are long', () => {
  for (const [span, width] of [
    [0.05, 960],
    [3600, 960],
    [7200, 640],
    [30, 500],
  ] as const) {
    const ticks = ticksOf(timeScale(win(0.0123, 0.0123 + span), width), 'UTC')
    const [a, b] = ticks
    expect(a && b && b.xCss - a.xCss > b.label.length * 6.6).toBe(true)
  }
})

test('ticks stand on round times of their zone', () => {
  const scale = timeScale(win(0, 5 * 3600), 620)
  expect(ticksOf(scale, 'UTC').map((tick) => tick.label)).toEqual([
    '01:00',
    '02:00',
    '03:00',
    '04:00',
    '05:00',
    '06:00',
  ])
  // Nepal is 5 h 45 min ahead: its round hours are not the axis's.
  const [first] = ticksOf(scale, 'Asia/Kathmandu')
  expect(first?.label).toBe('07:00')
  expect(first && (first.at - START) / SECOND).toBe(900)
})
