// The window as drawn: it follows the store, at once under the hand, gliding 160 ms after a zoom-to.
import { sharedMicros } from '../../src/base/time.ts'
import type { TimeWindow } from '../store/store.ts'

const GLIDE_MS = 160

const easeOut = (t: number): number => 1 - (1 - t) ** 3

/** Between two windows. Both ends move together, so that what is in both stays under the eye. Pure. */
export function between(a: TimeWindow, b: TimeWindow, share: number): TimeWindow {
  if (share >= 1) return b
  const eased = easeOut(Math.max(0, share))
  return {
    from: sharedMicros(Math.round(a.from + (b.from - a.from) * eased)),
    to: sharedMicros(Math.round(a.to + (b.to - a.to) * eased)),
  }
}

const reducedMotion = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches

export class WindowMotion {
  #start: TimeWindow | undefined
  #goal: TimeWindow | undefined
  #startedAt = 0

  /** Sets where to go. `glide` false, or nothing shown yet: at once. */
  go(goal: TimeWindow | undefined, glide: boolean, now: number): void {
    if (goal === this.#goal) return
    const shown = this.at(now)
    this.#start = glide && shown && !reducedMotion() ? shown : undefined
    this.#startedAt = now
    this.#goal = goal
  }

  at(now: number): TimeWindow | undefined {
    if (!this.#goal || !this.#start) return this.#goal
    return between(this.#start, this.#goal, (now - this.#startedAt) / GLIDE_MS)
  }

  /** Whether another frame is needed. */
  moving(now: number): boolean {
    return this.#start !== undefined && now - this.#startedAt < GLIDE_MS
  }
}
