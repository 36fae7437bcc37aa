// Hands on the lanes: d3-zoom for wheel, pinch and drag; shift-drag selects a stretch; click picks a row; hover moves the cursor.
import { type D3ZoomEvent, select, type ZoomBehavior, type ZoomTransform, zoom, zoomIdentity } from 'd3'
import { sharedMicros } from '../../src/base/time.ts'
import type { EngineClient } from '../engine-client.ts'
import { type TimeWindow, useStore } from '../store/store.ts'
import { markAt } from './clock-marks.ts'
import { pickAt } from './hit-test.ts'
import { openJump } from './open-jump.ts'
import { countRows, pickRow } from './pick-row.ts'
import type { Stage } from './stage.ts'
import { timeAt } from './time-scale.ts'
import { fullExtent, keepView, moveWindow, NARROWEST, nudge, windowAround, windowOf } from './time-window.ts'

/** A pointer that moved less than this has clicked. */
const CLICK_CSS = 4
/** Wheel steps closer together than this are one view for Backspace. */
const GESTURE_PAUSE_MS = 600

/** The window a transform of the whole extent shows. Pure. */
export function windowOfTransform(transform: ZoomTransform, extent: TimeWindow, widthCss: number): TimeWindow {
  const perCss = (extent.to - extent.from) / widthCss / transform.k
  const from = extent.from - transform.x * perCss
  return { from: sharedMicros(Math.round(from)), to: sharedMicros(Math.round(from + widthCss * perCss)) }
}

/** The inverse of {@link windowOfTransform}. */
export function transformOfWindow(window: TimeWindow, extent: TimeWindow, widthCss: number): ZoomTransform {
  const k = (extent.to - extent.from) / Math.max(1, window.to - window.from)
  const x = (-(window.from - extent.from) / (extent.to - extent.from)) * k * widthCss
  return zoomIdentity.translate(x, 0).scale(k)
}

export class Gestures {
  readonly #element: HTMLElement
  readonly #stage: Stage
  readonly #engine: EngineClient
  readonly #zoom: ZoomBehavior<HTMLElement, unknown>
  readonly #undo: (() => void)[] = []
  #busy = false
  #kept = false
  #lastPan = 0
  #hover = 0

  constructor(element: HTMLElement, stage: Stage, engine: EngineClient) {
    this.#element = element
    this.#stage = stage
    this.#engine = engine
    this.#zoom = zoom<HTMLElement, unknown>()
      .extent(() => [
        [0, 0],
        [element.clientWidth, element.clientHeight],
      ])
      .filter((event: MouseEvent) => !event.shiftKey && !event.button && (event.type !== 'wheel' || !isSideways(event)))
      .clickDistance(CLICK_CSS)
      .on('start', () => this.#start())
      .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => this.#zoomed(event))
      .on('end', () => this.#end())
    select(element).call(this.#zoom).on('dblclick.zoom', null)
    this.#listen('wheel', (event) => this.#wheel(event), { passive: false })
    this.#listen('pointermove', (event) => this.#move(event))
    this.#listen('pointerleave', () => this.#leave())
    this.#listen('pointerdown', (event) => this.#down(event))
    this.#listen('click', (event) => void this.#click(event))
    this.#listen('dblclick', (event) => this.#doubleClick(event))
    this.#undo.push(
      useStore.subscribe((now, before) => {
        const [a, b] = [now.passing.engine, before.passing.engine]
        if (now.shared.window !== before.shared.window || a.first !== b.first || a.last !== b.last) this.sync()
      }),
    )
    this.sync()
  }

  stop(): void {
    cancelAnimationFrame(this.#hover)
    select(this.#element).on('.zoom', null)
    for (const undo of this.#undo) undo()
  }

  /** Brings d3-zoom to the window that something else has set. Its own gesture is never disturbed. */
  sync(): void {
    const [extent, window, width] = this.#space()
    if (!extent || !window || width === 0) return
    this.#zoom.scaleExtent([1, Math.max(1, (extent.to - extent.from) / NARROWEST)]).translateExtent([
      [0, Number.NEGATIVE_INFINITY],
      [width, Number.POSITIVE_INFINITY],
    ])
    if (!this.#busy) select(this.#element).property('__zoom', transformOfWindow(window, extent, width))
  }

  #space(): [TimeWindow | undefined, TimeWindow | undefined, number] {
    const state = useStore.getState()
    return [fullExtent(state.passing.engine), windowOf(state), this.#element.clientWidth]
  }

  #listen<K extends keyof HTMLElementEventMap>(
    type: K,
    hear: (event: HTMLElementEventMap[K]) => void,
    options?: AddEventListenerOptions,
  ): void {
    this.#element.addEventListener(type, hear, options)
    this.#undo.push(() => this.#element.removeEventListener(type, hear, options))
  }

  #start(): void {
    // The width may have changed since the last sync.
    this.sync()
    this.#busy = true
    this.#kept = false
  }

  #zoomed(event: D3ZoomEvent<HTMLElement, unknown>): void {
    const [extent, , width] = this.#space()
    if (!extent || width === 0) return
    if (!this.#kept) keepView('lanes')
    this.#kept = true
    moveWindow(windowOfTransform(event.transform, extent, width), 'lanes', 'glide')
  }

  #end(): void {
    this.#busy = false
    this.sync()
  }

  /** Shift or a sideways wheel pans. The lanes never scroll the page, also at the ends of the zoom. */
  #wheel(event: WheelEvent): void {
    event.preventDefault()
    const [, window, width] = this.#space()
    if (!window || width === 0 || !(event.shiftKey || isSideways(event))) return
    if (event.timeStamp - this.#lastPan > GESTURE_PAUSE_MS) keepView('lanes')
    this.#lastPan = event.timeStamp
    const delta = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY
    moveWindow(nudge(window, 1, delta / width), 'lanes', 'glide')
  }

  #x(event: MouseEvent): number {
    return event.clientX - this.#element.getBoundingClientRect().left
  }

  #move(event: PointerEvent): void {
    const x = this.#x(event)
    cancelAnimationFrame(this.#hover)
    this.#hover = requestAnimationFrame(() => {
      const { scale } = this.#stage
      if (scale) useStore.getState().setPassing({ hoverTime: timeAt(scale, x) })
    })
  }

  #leave(): void {
    cancelAnimationFrame(this.#hover)
    useStore.getState().setPassing({ hoverTime: undefined })
  }

  #down(event: PointerEvent): void {
    if (!event.shiftKey || event.button !== 0 || !this.#stage.scale) return
    event.preventDefault()
    this.#element.focus({ preventScroll: true })
    this.#element.setPointerCapture(event.pointerId)
    const start = this.#x(event)
    const stretch = (move: PointerEvent): void => {
      const { scale } = this.#stage
      if (!scale) return
      const ends = [start, Math.min(Math.max(this.#x(move), 0), scale.widthCss)].sort((a, b) => a - b)
      const [from, to] = [timeAt(scale, ends[0] ?? 0), timeAt(scale, ends[1] ?? 0)]
      useStore.getState().setPassing({ range: to > from ? { from, to } : undefined })
    }
    const finish = (): void => {
      this.#element.removeEventListener('pointermove', stretch)
      this.#element.removeEventListener('pointerup', finish)
      this.#element.removeEventListener('pointercancel', finish)
      void this.#countRange()
    }
    this.#element.addEventListener('pointermove', stretch)
    this.#element.addEventListener('pointerup', finish)
    this.#element.addEventListener('pointercancel', finish)
  }

  async #countRange(): Promise<void> {
    const { passing, shared } = useStore.getState()
    const { range } = passing
    if (!range) return
    try {
      const rows = await countRows(this.#engine, range.from, range.to, { severities: shared.severities })
      if (useStore.getState().passing.range === range) useStore.getState().setPassing({ range: { ...range, rows } })
    } catch {
      // The readout keeps the duration alone.
    }
  }

  async #click(event: MouseEvent): Promise<void> {
    if (event.shiftKey) return
    this.#element.focus({ preventScroll: true })
    const { shared, passing, setShared, setPassing } = useStore.getState()
    if (passing.range) setPassing({ range: undefined })
    const y = event.clientY - this.#element.getBoundingClientRect().top
    const mark = markAt(this.#stage.marks, this.#x(event), y + this.#stage.scrollTop)
    if (mark) return openJump(mark.jump)
    const pick = pickAt(this.#stage, this.#x(event), y, shared.severities)
    if (!pick) return
    try {
      const row = await pickRow(this.#engine, pick, shared.severities)
      if (row) setShared({ selected: { source: row.source, line: row.line } })
    } catch {
      // The file went away between click and answer: nothing is selected.
    }
  }

  #doubleClick(event: MouseEvent): void {
    event.preventDefault()
    const { scale } = this.#stage
    if (scale) moveWindow(windowAround(timeAt(scale, this.#x(event))), 'pick')
  }
}

function isSideways(event: Event): boolean {
  return event instanceof WheelEvent && Math.abs(event.deltaX) > Math.abs(event.deltaY)
}
