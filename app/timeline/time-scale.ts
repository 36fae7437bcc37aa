// One stretch of the shared axis on so many css pixels, and its ticks. Pure.
import { scaleUtc } from 'd3'
import { type SharedMicros, sharedMicros } from '../../src/base/time.ts'
import type { TimeWindow } from '../store/store.ts'
import { formatTick, zoneOffset } from './time-format.ts'

export interface TimeScale {
  readonly from: SharedMicros
  readonly to: SharedMicros
  readonly widthCss: number
  /** Css pixels per microsecond. */
  readonly pitch: number
}

export interface Tick {
  readonly at: SharedMicros
  readonly xCss: number
  readonly label: string
}

/** About one tick per so many css pixels; fewer where the labels are longer than that. */
const TICK_EVERY = 110
/** JetBrains Mono at 11 px. */
const LABEL_EM = 6.6
const LABEL_GAP = 14

export function timeScale({ from, to }: TimeWindow, widthCss: number): TimeScale {
  return { from, to, widthCss, pitch: widthCss / Math.max(1, to - from) }
}

/** The window's origin is taken off before scaling: the shared axis needs 51 bits, a pixel does not. */
export const xAt = (scale: TimeScale, at: number): number => (at - scale.from) * scale.pitch

export const timeAt = (scale: TimeScale, xCss: number): SharedMicros =>
  sharedMicros(Math.round(scale.from + xCss / scale.pitch))

/**
 * Ticks on round civil times of `zone`. The zone's offset at the window's start holds for all of it: a change of daylight saving
 * inside the window moves the ticks behind it off the round hour, and their labels say so.
 */
export function ticksOf(scale: TimeScale, zone: string): readonly Tick[] {
  const offset = zoneOffset(zone, scale.from)
  const civil = scaleUtc().domain([(scale.from + offset) / 1000, (scale.to + offset) / 1000])
  let ticks: readonly Tick[] = []
  for (let count = Math.max(2, Math.round(scale.widthCss / TICK_EVERY)); count >= 1; count--) {
    const times = civil.ticks(count).map((date) => +date * 1000 - offset)
    const step = times.length > 1 ? (times[1] ?? 0) - (times[0] ?? 0) : scale.to - scale.from
    ticks = times.map((time) => {
      const at = sharedMicros(time)
      return { at, xCss: xAt(scale, at), label: formatTick(at, step, zone) }
    })
    // The second label: the first may be the longer date of a midnight.
    const longest = (ticks[1]?.label.length ?? 0) * LABEL_EM + LABEL_GAP
    if (ticks.length < 2 || step * scale.pitch >= longest) break
  }
  return ticks
}
