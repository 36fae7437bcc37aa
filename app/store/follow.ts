// The visible window while files are being read: it follows the extent until the user takes it.
import { SECOND, sharedMicros } from '../../src/base/time.ts'
import type { EngineState } from '../../src/engine/protocol.ts'
import type { TimeWindow } from './store.ts'

const PAD = 0.02
/** So that a single moment still is a window one can draw. */
const LEAST = SECOND

const following = new WeakSet<TimeWindow>()

/** Marks a window as the extent's own: nobody wished to go there, so nothing scrolls after it. */
export function followed(window: TimeWindow): TimeWindow {
  following.add(window)
  return window
}

export const isFollowed = (window: TimeWindow): boolean => following.has(window)

/** From the first to the last placed row; absent while nothing is placed. */
export function extentOf(engine: Pick<EngineState, 'first' | 'last'>): TimeWindow | undefined {
  if (engine.first === undefined || engine.last === undefined) return undefined
  return { from: engine.first, to: engine.last }
}

/** The extent with room at both ends, in whole microseconds. */
export function padded(extent: TimeWindow): TimeWindow {
  const pad = Math.ceil(Math.max((extent.to - extent.from) * PAD, LEAST / 2))
  return { from: sharedMicros(extent.from - pad), to: sharedMicros(extent.to + pad) }
}

const covers = (window: TimeWindow, extent: TimeWindow): boolean => window.from <= extent.from && window.to >= extent.to

/**
 * The window after the extent changed: the whole of it where nothing was shown yet or all of it was shown before; the user's own
 * window where they had zoomed into a part. Absent where nothing is placed.
 */
export function windowAfter(
  window: TimeWindow | undefined,
  before: TimeWindow | undefined,
  after: TimeWindow | undefined,
): TimeWindow | undefined {
  if (!after) return undefined
  if (!window || !before || covers(window, before)) return padded(after)
  return window
}
