// Brings a moment into the visible window without changing the zoom.
import { type SharedMicros, sharedMicros } from '../../src/base/time.ts'
import { type TimeWindow, useStore } from '../store/store.ts'

/** The window moved so that `at` stands in its middle; the same window where it is in view already. */
export function windowWith(window: TimeWindow, at: SharedMicros): TimeWindow {
  if (at >= window.from && at <= window.to) return window
  const half = Math.round((window.to - window.from) / 2)
  return { from: sharedMicros(at - half), to: sharedMicros(at + half) }
}

export function showMoment(at: SharedMicros): void {
  const { shared, zoomTo } = useStore.getState()
  if (!shared.window) return
  const window = windowWith(shared.window, at)
  if (window !== shared.window) zoomTo(window)
}
