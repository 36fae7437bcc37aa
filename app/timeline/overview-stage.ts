// The overview: heat of the full extent, and the brush that is the visible window.
import { type BrushBehavior, brushX, type D3BrushEvent, select } from 'd3'
import { sharedMicros } from '../../src/base/time.ts'
import type { EngineClient } from '../engine-client.ts'
import { type TimeWindow, useStore } from '../store/store.ts'
import { BucketFeed } from './bucket-feed.ts'
import { onPixelRatio, sizeCanvas } from './device-pixels.ts'
import { drawOverviewClocks } from './draw-clocks.ts'
import { drawOverview } from './draw-overview.ts'
import type { FrameLoop } from './frame-loop.ts'
import type { HostGroup } from './lane-layout.ts'
import { overviewMarks } from './overview-clocks.ts'
import { brushOf, heatRows, LEAST_BRUSH } from './overview-layout.ts'
import { onTheme, type Palette, readPalette } from './palette.ts'
import { zoneFor } from './time-format.ts'
import { ticksOf, timeAt, timeScale, xAt } from './time-scale.ts'
import { fullExtent, keepView, moveWindow, windowOf } from './time-window.ts'

export interface OverviewParts {
  readonly box: HTMLElement
  readonly canvas: HTMLCanvasElement
  readonly brush: SVGSVGElement
  /** The two visible handles; they are moved here and keyed in React. */
  readonly handles: readonly [HTMLElement, HTMLElement]
  /** Veils over what lies outside of the window. */
  readonly veils: readonly [HTMLElement, HTMLElement]
}

const AXIS_HEIGHT = 13
const TOP = 4
const HANDLE_HIT = 12
const HANDLE_HALF = 3

export class OverviewStage {
  readonly #parts: OverviewParts
  readonly #loop: FrameLoop
  readonly #feed: BucketFeed
  readonly #brush: BrushBehavior<unknown>
  readonly #undo: (() => void)[] = []
  #palette: Palette
  #groups: readonly HostGroup[] = []
  /** As last told by the observer. */
  #size = { width: 0, height: 0 }
  #held: { readonly window: TimeWindow; readonly left: number; readonly right: number } | undefined

  constructor(parts: OverviewParts, engine: EngineClient, loop: FrameLoop) {
    this.#parts = parts
    this.#loop = loop
    this.#palette = readPalette(parts.box)
    this.#feed = new BucketFeed(engine, 0, () => loop.mark('overview'))
    this.#brush = brushX<unknown>()
      .handleSize(HANDLE_HIT)
      .filter((event: MouseEvent) => !event.button && !event.ctrlKey)
      .on('start', (event: D3BrushEvent<unknown>) => this.#start(event))
      .on('brush', (event: D3BrushEvent<unknown>) => this.#brushed(event))
      .on('end', (event: D3BrushEvent<unknown>) => this.#end(event))
    select(parts.brush).append('g').attr('class', 'tl-brush')
    this.#sizeBrush()
    loop.on('overview', () => this.#paint())
    loop.on('brush', () => this.#placeBrush())
    const all = () => loop.mark('overview', 'brush')
    const size = new ResizeObserver(([entry]) => {
      if (entry) this.#size = { width: entry.contentRect.width, height: entry.contentRect.height }
      this.#sizeBrush()
      all()
    })
    size.observe(parts.box)
    this.#undo.push(
      () => size.disconnect(),
      onTheme(() => {
        this.#palette = readPalette(parts.box)
        all()
      }),
      onPixelRatio(all),
      useStore.subscribe((now, before) => {
        if (now.shared.window !== before.shared.window) loop.mark('brush')
        if (now.passing.engine !== before.passing.engine) all()
        if (now.shared.severities !== before.shared.severities || now.shared.others !== before.shared.others)
          loop.mark('overview')
        if (now.shared.zoneView !== before.shared.zoneView) loop.mark('overview')
      }),
    )
    all()
  }

  setGroups(groups: readonly HostGroup[]): void {
    this.#groups = groups
    this.#loop.mark('overview')
  }

  stop(): void {
    for (const undo of this.#undo) undo()
    this.#feed.stop()
    select(this.#parts.brush).selectAll('*').remove()
  }

  #scale() {
    const extent = fullExtent(useStore.getState().passing.engine)
    const { width } = this.#size
    return extent && width > 0 ? timeScale(extent, width) : undefined
  }

  #paint(): void {
    const scale = this.#scale()
    const { height } = this.#size
    if (!scale || height === 0) return
    const { shared, passing } = useStore.getState()
    this.#feed.want(scale, scale.widthCss, passing.engine.revision)
    const ctx = sizeCanvas(this.#parts.canvas, scale.widthCss, height)
    if (!ctx) return
    const rows = heatRows(this.#groups, TOP, height - TOP - AXIS_HEIGHT).map((row) => {
      const density = this.#feed.lane(row.sources)
      return { ...row, ...(density && { density }) }
    })
    const marks = overviewMarks(passing.engine, rows, scale)
    drawOverview(ctx, {
      scale,
      heightCss: height,
      rows,
      ticks: ticksOf(scale, zoneFor(shared.zoneView === 'host' ? 'utc' : shared.zoneView)),
      ...(this.#feed.density && { grid: this.#feed.density }),
      mask: shared.severities,
      others: shared.others,
      palette: this.#palette,
    })
    drawOverviewClocks(ctx, this.#palette, marks)
  }

  #sizeBrush(): void {
    this.#brush.extent([
      [0, 0],
      [this.#size.width, this.#size.height],
    ])
    select(this.#parts.brush).select<SVGGElement>('g').call(this.#brush)
  }

  #placeBrush(): void {
    const scale = this.#scale()
    const window = windowOf(useStore.getState())
    if (!scale || !window) return
    const [left, right] = brushOf(xAt(scale, window.from), xAt(scale, window.to), scale.widthCss)
    const [from, to] = this.#parts.handles
    const [before, after] = this.#parts.veils
    // At the very ends a handle would be cut in half.
    from.style.left = `${Math.max(HANDLE_HALF, left)}px`
    to.style.left = `${Math.min(scale.widthCss - HANDLE_HALF, right)}px`
    before.style.width = `${left}px`
    after.style.width = `${Math.max(0, scale.widthCss - right)}px`
    if (this.#held) return
    select(this.#parts.brush).select<SVGGElement>('g').call(this.#brush.move, [left, right])
  }

  #start(event: D3BrushEvent<unknown>): void {
    const window = windowOf(useStore.getState())
    const scale = this.#scale()
    if (!event.sourceEvent || !window || !scale) return
    keepView('overview')
    const [left, right] = brushOf(xAt(scale, window.from), xAt(scale, window.to), scale.widthCss)
    this.#held = { window, left, right }
  }

  #brushed(event: D3BrushEvent<unknown>): void {
    const scale = this.#scale()
    const held = this.#held
    const ends = event.selection as [number, number] | null
    if (!event.sourceEvent || !scale || !ends || !held) return
    if (event.mode === 'drag') {
      // A brush widened to be held moves its window without widening it.
      const by = Math.round((ends[0] - held.left) / scale.pitch)
      const { window } = held
      moveWindow({ from: sharedMicros(window.from + by), to: sharedMicros(window.to + by) }, 'overview', 'glide')
      return
    }
    if (ends[1] - ends[0] < 2) return
    const from = event.mode === 'handle' && ends[0] === held.left ? held.window.from : timeAt(scale, ends[0])
    const to = event.mode === 'handle' && ends[1] === held.right ? held.window.to : timeAt(scale, ends[1])
    moveWindow({ from, to }, 'overview', 'glide')
  }

  /** A click beside the brush brings the window there. */
  #end(event: D3BrushEvent<unknown>): void {
    const held = this.#held
    this.#held = undefined
    const scale = this.#scale()
    const ends = event.selection as [number, number] | null
    if (event.sourceEvent && held && scale && (!ends || ends[1] - ends[0] < LEAST_BRUSH / 6)) {
      const source = event.sourceEvent as MouseEvent
      const at = timeAt(scale, source.clientX - this.#parts.box.getBoundingClientRect().left)
      const half = (held.window.to - held.window.from) / 2
      moveWindow({ from: sharedMicros(at - half), to: sharedMicros(at + half) }, 'overview', 'glide')
    }
    if (event.sourceEvent) this.#loop.mark('brush')
  }
}
