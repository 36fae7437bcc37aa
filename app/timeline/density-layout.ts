// How high the severities of one bucket stand in a bar. Pure.
//
//   ┌──┐ debug, info, notice, unstated: share the rest of sqrt(count)
//   ├──┤ warn: at least 2 px
//   └──┘ err and worse: at least 3.5 px each, at the baseline
//
// so one crit among 10,000 info stays visible, and a bar is never higher than its lane.
import { SEVERITY_CLASSES } from '../../src/base/severity.ts'

/** Warn: down to here a class is a mark with a least height; notice and below are volume and share the rest. */
export const LAST_MARKED = 4
const LEAST_BAD = 3.5
const LEAST_WARN = 2
const LEAST_BAR = 1
/** A lane whose fullest bucket holds fewer rows than this is drawn as if one held so many: single rows stay small ticks. */
const LEAST_PEAK = 12

const least = (severity: number): number => (severity <= 3 ? LEAST_BAD : severity === 4 ? LEAST_WARN : 0)

/** Fills `heights` (nine, from class 0) for the counts at `at`; gives their sum. `peak` is the lane's fullest bucket. */
export function stackHeights(
  counts: ArrayLike<number>,
  at: number,
  peak: number,
  highest: number,
  heights: Float32Array,
): number {
  let rows = 0
  for (let c = 0; c < SEVERITY_CLASSES; c++) rows += counts[at + c] ?? 0
  heights.fill(0)
  if (rows === 0) return 0
  const full = Math.min(
    highest,
    Math.max(LEAST_BAR, (highest * Math.sqrt(rows)) / Math.sqrt(Math.max(peak, LEAST_PEAK))),
  )
  let marked = 0
  let volume = 0
  for (let c = 0; c < SEVERITY_CLASSES; c++) {
    const n = counts[at + c] ?? 0
    if (n === 0) continue
    const share = (full * n) / rows
    const height = Math.max(share, least(c))
    heights[c] = height
    if (c <= LAST_MARKED) marked += height
    else volume += height
  }
  // What had to be raised pushes the volume up; where the lane ends, volume gives way first and marks last.
  const room = Math.max(0, highest - marked)
  if (volume > room) scaleClasses(heights, LAST_MARKED + 1, SEVERITY_CLASSES, room / volume)
  if (marked > highest) scaleClasses(heights, 0, LAST_MARKED + 1, highest / marked)
  let sum = 0
  for (let c = 0; c < SEVERITY_CLASSES; c++) sum += heights[c] ?? 0
  return sum
}

function scaleClasses(heights: Float32Array, from: number, to: number, factor: number): void {
  for (let c = from; c < to; c++) heights[c] = (heights[c] ?? 0) * factor
}

/** Rows of the fullest bucket. */
export function peakOf(counts: ArrayLike<number>): number {
  let peak = 0
  for (let at = 0; at + SEVERITY_CLASSES <= counts.length; at += SEVERITY_CLASSES) {
    let rows = 0
    for (let c = 0; c < SEVERITY_CLASSES; c++) rows += counts[at + c] ?? 0
    if (rows > peak) peak = rows
  }
  return peak
}

/** The worst class present in the bucket at `at` that `mask` lets through; absent where none is. */
export function worstIn(counts: ArrayLike<number>, at: number, mask: number): number | undefined {
  for (let c = 0; c < SEVERITY_CLASSES; c++) if ((mask >> c) & 1 && (counts[at + c] ?? 0) > 0) return c
  return undefined
}

/** The sum of several sources' counts, for a collapsed host. */
export function mergeCounts(parts: readonly Uint32Array[], length: number): Uint32Array {
  const first = parts[0]
  if (parts.length === 1 && first) return first
  const sum = new Uint32Array(length)
  for (const part of parts) for (let i = 0; i < length; i++) sum[i] = (sum[i] ?? 0) + (part[i] ?? 0)
  return sum
}
