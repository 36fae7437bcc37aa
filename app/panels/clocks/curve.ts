// How far a clock was behind over time, as points of a small drawing. Pure.
import { scaleLinear, scaleUtc } from 'd3'
import { SECOND } from '../../../src/base/time.ts'
import type { AlignedClock, ClockJump } from '../../../src/engine/protocol.ts'
import { hasPlace, isPause, offsetAt } from '../../timeline/own-clock.ts'
import { formatOffset, formatTick } from '../../timeline/time-format.ts'

export const CURVE = { width: 452, height: 132, left: 58, right: 8, top: 10, bottom: 20 } as const
/** Behind in the drawing of a clock that is right: so much either way. */
const LEAST_SPAN = 2

export interface CurveDot {
  readonly n: number
  readonly x: number
  readonly y: number
}

export interface Curve {
  readonly line: string
  readonly band: string
  readonly pauses: readonly { readonly x: number; readonly width: number }[]
  readonly steps: readonly { readonly x: number; readonly y1: number; readonly y2: number }[]
  readonly dots: readonly CurveDot[]
  readonly xTicks: readonly { readonly x: number; readonly text: string }[]
  readonly yTicks: readonly { readonly y: number; readonly text: string }[]
}

const path = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], n) => `${n === 0 ? 'M' : 'L'}${x.toFixed(1)},${y.toFixed(1)}`).join('')

const STEPS = [0.1, 0.5, 1, 5, 10, 30, 60, 300, 600, 1800, 3600, 21_600, 86_400, 864_000, 8_640_000]

function yTicksOf(low: number, high: number): readonly number[] {
  const step = STEPS.find((size) => (high - low) / size <= 4) ?? (high - low) / 3
  const ticks: number[] = []
  for (let at = Math.ceil(low / step) * step; at <= high + step / 100; at += step) ticks.push(at)
  return ticks
}

/** Absent for a clock without any stretch, and for one that counts from boot: its offset is the boot itself. */
export function curveOf(clock: AlignedClock, jumps: readonly ClockJump[]): Curve | undefined {
  const { segments } = clock
  const [first, last] = [segments[0], segments.at(-1)]
  if (clock.kind !== 'wall' || !first || !last) return undefined
  const ends = segments.flatMap((s) => [
    { at: s.from, y: -s.offset, lo: -s.offsetHi, hi: -s.offsetLo },
    { at: s.to, y: -s.offset, lo: -s.offsetHi, hi: -s.offsetLo },
  ])
  const finite = ends.flatMap(({ y, lo, hi }) => [y, lo, hi]).filter(Number.isFinite)
  const [low, high] = [Math.min(0, ...finite), Math.max(0, ...finite)]
  const pad = Math.max((high - low) * 0.06, (LEAST_SPAN - (high - low)) / 2, 0)
  const x = scaleLinear([first.from, Math.max(last.to, first.from + SECOND)], [CURVE.left, CURVE.width - CURVE.right])
  const y = scaleLinear([low - pad, high + pad], [CURVE.height - CURVE.bottom, CURVE.top])
  const bound = (value: number): number => y(Math.min(Math.max(value, low - pad), high + pad))
  const [from, to] = x.domain() as [number, number]
  const times = scaleUtc([from / 1000, to / 1000], [0, 1])
    .ticks(5)
    .map((date) => +date * 1000)
  const step = (times[1] ?? to) - (times[0] ?? from)
  const own = jumps.filter(hasPlace)
  return {
    line: path(ends.map((end) => [x(end.at), y(end.y)])),
    band: `${path(ends.map((end) => [x(end.at), bound(end.hi)]))}${path(
      [...ends].reverse().map((end) => [x(end.at), bound(end.lo)]),
    ).replace('M', 'L')}Z`,
    pauses: own.filter(isPause).map((jump) => ({ x: x(jump.from), width: Math.max(2, x(jump.to) - x(jump.from)) })),
    steps: own
      .filter((jump) => jump.kind === 'step' || jump.kind === 'zone')
      .map((jump) => ({
        x: x(jump.to),
        y1: y(-(offsetAt(clock, jump.from - 1)?.offset ?? 0)),
        y2: y(-(offsetAt(clock, jump.to)?.offset ?? 0)),
      })),
    dots: jumps.flatMap((jump, n) =>
      hasPlace(jump) ? [{ n: n + 1, x: x(jump.to), y: y(-(offsetAt(clock, jump.to)?.offset ?? 0)) }] : [],
    ),
    xTicks: times.map((at) => ({ x: x(at), text: formatTick(at as typeof first.from, step, 'UTC') })),
    yTicks: yTicksOf(low - pad, high + pad).map((at) => ({
      y: y(at),
      text:
        Math.abs(at) < 1e-9
          ? '0'
          : formatOffset(at * SECOND)
              .replace(' 00s', '')
              .replace('.0s', 's'),
    })),
  }
}
