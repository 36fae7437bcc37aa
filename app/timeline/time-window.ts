// The visible window: how far it may reach, who moved it last, and the one way to move it.
import { SECOND, type SharedMicros, sharedMicros } from '../../src/base/time.ts'
import type { EngineState } from '../../src/engine/protocol.ts'
import { extentOf, padded } from '../store/follow.ts'
import { type Store, type TimeWindow, useStore } from '../store/store.ts'

/** The narrowest window: 10 ms. */
export const NARROWEST = 10_000
/** Zoom-to a moment shows this much on either side. */
const AROUND = 15 * SECOND

/** Who moved the window: a hand moves it at once, a zoom-to glides, and the table does not follow its own
 * moves nor a zoom-to around the row it was just brought to (`pick`). */
export type Mover = 'lanes' | 'overview' | 'table' | 'keys' | 'pick'

let lastMover: { readonly window: TimeWindow; readonly by: Mover } | undefined

/** Everything placed, with a little air on both sides so that the first and last bars stand free. */
export function fullExtent(engine: Pick<EngineState, 'first' | 'last'>): TimeWindow | undefined {
  const extent = extentOf(engine)
  return extent && padded(extent)
}

/** What is on screen: the window somebody chose, else everything. */
export const windowOf = (state: Store): TimeWindow | undefined =>
  state.shared.window ?? fullExtent(state.passing.engine)

/** Keeps a window inside the extent and at least {@link NARROWEST} wide; its width is kept where it can be. */
export function clampWindow(window: TimeWindow, extent: TimeWindow): TimeWindow {
  const span = Math.min(Math.max(window.to - window.from, NARROWEST), extent.to - extent.from)
  const middle = (window.from + window.to) / 2
  const from = Math.min(Math.max(middle - span / 2, extent.from), extent.to - span)
  return { from: sharedMicros(Math.round(from)), to: sharedMicros(Math.round(from + span)) }
}

export const windowAround = (at: SharedMicros): TimeWindow => ({
  from: sharedMicros(at - AROUND),
  to: sharedMicros(at + AROUND),
})

/** Moves the window by a factor about its middle and by a share of its width. */
export function nudge(window: TimeWindow, factor: number, share: number): TimeWindow {
  const span = window.to - window.from
  const middle = (window.from + window.to) / 2 + share * span
  return {
    from: sharedMicros(Math.round(middle - (span * factor) / 2)),
    to: sharedMicros(Math.round(middle + (span * factor) / 2)),
  }
}

/** Moves the window. `step` keeps the view before it for Backspace; `glide` is part of a gesture that kept its first view itself. */
export function moveWindow(window: TimeWindow, by: Mover, how: 'step' | 'glide' = 'step'): void {
  const extent = fullExtent(useStore.getState().passing.engine)
  const kept = extent ? clampWindow(window, extent) : window
  lastMover = { window: kept, by }
  if (how === 'step') {
    holdWindow()
    useStore.getState().zoomTo(kept)
  } else useStore.getState().setShared({ window: kept })
}

/** Keeps the view on screen for Backspace; a gesture calls it once, before its first move. */
export function keepView(by: Mover): void {
  holdWindow()
  const now = useStore.getState().shared.window
  if (!now) return
  lastMover = { window: now, by }
  useStore.getState().zoomTo(now)
}

/** "Everything" is an absent window: it is written down before the first move, so that back leads to it. */
function holdWindow(): void {
  const state = useStore.getState()
  const now = windowOf(state)
  if (now && !state.shared.window) state.setShared({ window: now })
}

/** Who moved to this very window; absent where the store changed by other ways (back, a link). */
export const moverOf = (window: TimeWindow | undefined): Mover | undefined =>
  window !== undefined && lastMover?.window === window ? lastMover.by : undefined
