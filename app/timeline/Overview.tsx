// The strip above the lanes: everything at once, with the visible window as a brush and two keyed handles.
import { type KeyboardEvent, type RefObject, useMemo } from 'react'
import { type SharedMicros, sharedMicros } from '../../src/base/time.ts'
import { type TimeWindow, useStore } from '../store/store.ts'
import { LaneCanvas } from './LaneCanvas.tsx'
import { formatDate, formatTime } from './time-format.ts'
import { fullExtent, keepView, moveWindow, NARROWEST, windowOf } from './time-window.ts'

export interface OverviewRefs {
  readonly box: RefObject<HTMLDivElement | null>
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly brush: RefObject<SVGSVGElement | null>
  readonly from: RefObject<HTMLDivElement | null>
  readonly to: RefObject<HTMLDivElement | null>
  readonly before: RefObject<HTMLDivElement | null>
  readonly after: RefObject<HTMLDivElement | null>
}

export function Overview({ refs }: { readonly refs: OverviewRefs }) {
  return (
    <div className="tl-overview" ref={refs.box}>
      <LaneCanvas canvas={refs.canvas} />
      <div className="tl-veil tl-veil-before" ref={refs.before} aria-hidden="true" />
      <div className="tl-veil tl-veil-after" ref={refs.after} aria-hidden="true" />
      <svg ref={refs.brush} aria-hidden="true" />
      <Handle end="from" handle={refs.from} />
      <Handle end="to" handle={refs.to} />
    </div>
  )
}

/** Share of the visible window that an arrow key moves an end by. */
const STEP = 0.05
const FAST = 5

function Handle({ end, handle }: { readonly end: 'from' | 'to'; readonly handle: RefObject<HTMLDivElement | null> }) {
  const chosen = useStore((s) => s.shared.window)
  const engine = useStore((s) => s.passing.engine)
  const zoneView = useStore((s) => s.shared.zoneView)
  const extent = useMemo(() => fullExtent(engine), [engine])
  const window = chosen ?? extent
  const at = window?.[end]
  const view = zoneView === 'host' ? 'utc' : zoneView
  return (
    <div
      className="tl-handle"
      ref={handle}
      role="slider"
      tabIndex={at === undefined ? -1 : 0}
      aria-label={end === 'from' ? 'Start of the visible window' : 'End of the visible window'}
      aria-valuemin={extent?.from ?? 0}
      aria-valuemax={extent?.to ?? 0}
      aria-valuenow={at ?? 0}
      aria-valuetext={
        at === undefined ? 'nothing placed yet' : `${formatTime(at, 0, view)} ${view === 'utc' ? 'UTC' : 'local'}`
      }
      title={at === undefined ? undefined : `${formatDate(at, view)} ${formatTime(at, 0, view)}`}
      onKeyDown={(event) => moveHandle(event, end)}
    />
  )
}

function moveHandle(event: KeyboardEvent, end: 'from' | 'to'): void {
  const state = useStore.getState()
  const [window, extent] = [windowOf(state), fullExtent(state.passing.engine)]
  if (!window || !extent) return
  const at = movedTo(event.key, event.shiftKey, window, extent, end)
  if (at === undefined) return
  event.preventDefault()
  event.stopPropagation()
  if (!event.repeat) keepView('overview')
  moveWindow({ ...window, [end]: at }, 'overview', 'glide')
}

/** Where a key puts an end of the window: inside the extent, before or behind the other end. Pure. */
export function movedTo(
  key: string,
  fast: boolean,
  window: TimeWindow,
  extent: TimeWindow,
  end: 'from' | 'to',
): SharedMicros | undefined {
  const step = Math.max(1, Math.round((window.to - window.from) * STEP)) * (fast ? FAST : 1)
  const least = end === 'from' ? extent.from : window.from + NARROWEST
  const most = end === 'from' ? window.to - NARROWEST : extent.to
  const wanted: Record<string, number> = {
    ArrowLeft: window[end] - step,
    ArrowDown: window[end] - step,
    ArrowRight: window[end] + step,
    ArrowUp: window[end] + step,
    PageDown: window[end] - step * FAST,
    PageUp: window[end] + step * FAST,
    Home: least,
    End: most,
  }
  const at = wanted[key]
  return at === undefined ? undefined : sharedMicros(Math.min(Math.max(at, least), most))
}
