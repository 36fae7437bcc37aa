// The lanes: brings store, layout and density together, and says what has to be painted in the next frame.
import { SECOND, type SharedMicros } from '../../src/base/time.ts'
import type { Row } from '../../src/engine/protocol.ts'
import type { EngineClient } from '../engine-client.ts'
import { type Store, type TimeWindow, useStore } from '../store/store.ts'
import { duration, thousands } from '../ui/format.ts'
import { BucketFeed } from './bucket-feed.ts'
import { hostZone } from './clock-badge.ts'
import { type ClockMark, clockMarks } from './clock-marks.ts'
import { onPixelRatio, sizeCanvas } from './device-pixels.ts'
import { drawClocks } from './draw-clocks.ts'
import { type DrawnRow, drawLanes } from './draw-lanes.ts'
import type { FrameLoop } from './frame-loop.ts'
import { ownTicks } from './host-ruler.ts'
import { type HostGroup, isUnplaced, type LaneLayout, rowOfSource, visibleRows } from './lane-layout.ts'
import { type HostChip, Overlay } from './overlay.ts'
import { clockOfHost, ownReading } from './own-clock.ts'
import { onTheme, type Palette, readPalette } from './palette.ts'
import { readRow } from './pick-row.ts'
import { digitsForStep, formatOwnClock, formatTime, zoneFor } from './time-format.ts'
import { type TimeScale, ticksOf, timeScale, xAt } from './time-scale.ts'
import { moverOf, windowOf } from './time-window.ts'
import { WindowMotion } from './window-motion.ts'

export interface StageParts {
  /** The layer over the lanes that stays in view while the headers scroll. */
  readonly stage: HTMLElement
  readonly scroller: HTMLElement
  readonly lanes: HTMLCanvasElement
  readonly bands: HTMLCanvasElement
  readonly overlay: SVGSVGElement
  readonly axis: SVGSVGElement
}

/** Half a window more on each side. */
const PAN_MARGIN = 0.5

export class Stage {
  layout: LaneLayout = { rows: [], height: 0 }
  scale: TimeScale | undefined
  marks: readonly ClockMark[] = []
  readonly feed: BucketFeed
  readonly #parts: StageParts
  readonly #engine: EngineClient
  readonly #loop: FrameLoop
  readonly #overlay: Overlay
  readonly #motion = new WindowMotion()
  readonly #undo: (() => void)[] = []
  #palette: Palette
  #byHost = new Map<string, HostGroup>()
  #selected: Row | undefined
  /** As last told by their observers: reading them from the page would lay it out each time. */
  #size = { width: 0, height: 0 }
  #scrollTop = 0

  constructor(parts: StageParts, engine: EngineClient, loop: FrameLoop) {
    this.#parts = parts
    this.#engine = engine
    this.#loop = loop
    this.#palette = readPalette(parts.stage)
    this.#overlay = new Overlay(parts.overlay, parts.axis)
    this.feed = new BucketFeed(engine, PAN_MARGIN, () => loop.mark('lanes'))
    loop.on('lanes', (now) => this.#paintLanes(now))
    loop.on('overlay', () => this.#paintOverlay())
    loop.on('cursor', () => this.#paintCursor())
    const all = () => loop.mark('lanes', 'overlay', 'cursor')
    const size = new ResizeObserver(([entry]) => {
      if (entry) this.#size = { width: entry.contentRect.width, height: entry.contentRect.height }
      all()
    })
    size.observe(parts.stage)
    const scrolled = () => {
      this.#scrollTop = parts.scroller.scrollTop
      all()
    }
    parts.scroller.addEventListener('scroll', scrolled, { passive: true })
    this.#undo.push(
      () => size.disconnect(),
      () => parts.scroller.removeEventListener('scroll', scrolled),
      onTheme(() => {
        this.#palette = readPalette(parts.stage)
        all()
      }),
      onPixelRatio(all),
      useStore.subscribe((now, before) => this.#follow(now, before)),
    )
    this.#motion.go(windowOf(useStore.getState()), false, performance.now())
    this.#readSelected(useStore.getState())
    all()
  }

  setLayout(groups: readonly HostGroup[], layout: LaneLayout): void {
    this.#byHost = new Map(groups.map((group) => [group.host, group]))
    this.layout = layout
    this.#loop.mark('lanes', 'overlay', 'cursor')
  }

  get scrollTop(): number {
    return this.#scrollTop
  }

  stop(): void {
    for (const undo of this.#undo) undo()
    this.feed.stop()
    this.#overlay.stop()
  }

  #follow(now: Store, before: Store): void {
    const [a, b] = [now.shared, before.shared]
    if (a.window !== b.window || now.passing.engine !== before.passing.engine) {
      const by = moverOf(a.window)
      const glide = a.window !== b.window && by !== 'lanes' && by !== 'overview' && !now.passing.engine.reading
      this.#motion.go(windowOf(now), glide, performance.now())
      this.#loop.mark('lanes', 'overlay', 'cursor')
    }
    if (a.severities !== b.severities || a.hiddenSources !== b.hiddenSources || a.others !== b.others)
      this.#loop.mark('lanes')
    if (a.zoneView !== b.zoneView) this.#loop.mark('lanes', 'cursor')
    if (a.selected !== b.selected) this.#readSelected(now)
    if (now.passing.range !== before.passing.range) this.#loop.mark('overlay', 'cursor')
    if (now.passing.hoverTime !== before.passing.hoverTime) this.#loop.mark('cursor')
  }

  #readSelected({ shared }: Store): void {
    const { selected } = shared
    this.#selected = undefined
    this.#loop.mark('overlay')
    if (!selected) return
    void readRow(this.#engine, selected).then((row) => {
      if (useStore.getState().shared.selected !== selected) return
      this.#selected = row
      this.#loop.mark('overlay')
    })
  }

  #paintLanes(now: number): void {
    const { lanes, bands } = this.#parts
    const window = this.#motion.at(now)
    const { width, height } = this.#size
    if (!window || width === 0 || height === 0) return
    const scale = timeScale(window, width)
    this.scale = scale
    const { shared, passing } = useStore.getState()
    this.#want(window, width, passing.engine.revision, now)
    const ctx = sizeCanvas(lanes, width, height)
    const over = sizeCanvas(bands, width, height)
    if (!ctx || !over) return
    const ticks = ticksOf(scale, this.#axisZone())
    drawLanes(ctx, {
      scale,
      heightCss: height,
      scrollTop: this.scrollTop,
      rows: visibleRows(this.layout, this.scrollTop, this.scrollTop + height).map((row) => this.#drawn(row, scale)),
      ticks,
      ...(this.feed.density && { grid: this.feed.density }),
      mask: shared.severities,
      others: shared.others,
      palette: this.#palette,
    })
    this.marks = clockMarks(passing.engine.alignment, this.layout.rows, scale)
    const seen = { widthCss: width, heightCss: height, scrollTop: this.scrollTop, marks: this.marks }
    drawClocks(over, { ...seen, palette: this.#palette })
    this.#overlay.paintAxis(ticks)
    if (this.#motion.moving(now)) this.#loop.mark('lanes', 'overlay', 'cursor')
  }

  /** While gliding only the goal is asked for; the way there is drawn from what is at hand. */
  #want(window: TimeWindow, width: number, revision: number, now: number): void {
    const goal = this.#motion.moving(now) ? windowOf(useStore.getState()) : window
    // A window of everything has nothing beside it, and while files are read every answer is soon out of date.
    const { reading } = useStore.getState().passing.engine
    if (goal) this.feed.want(goal, width, revision, reading || !useStore.getState().shared.window ? 0 : PAN_MARGIN)
  }

  #axisZone(): string {
    const { zoneView } = useStore.getState().shared
    return zoneFor(zoneView === 'host' ? 'utc' : zoneView)
  }

  #drawn(row: LaneLayout['rows'][number], scale: TimeScale): DrawnRow {
    const hidden = useStore.getState().shared.hiddenSources
    const density = this.feed.lane(row.sources.filter((id) => row.kind === 'source' || !hidden.includes(id)))
    const group = this.#byHost.get(row.host)
    const zone = row.kind === 'host' && group ? hostZone(group.sources) : undefined
    const { alignment } = useStore.getState().passing.engine
    const clock = clockOfHost(alignment, row.host)
    const ticks = zone && ownTicks(scale, this.#axisZone(), zone, clock, alignment?.jumps ?? [])
    return {
      ...row,
      ...(density && { density }),
      ...(ticks && { ownTicks: ticks }),
      dimmed: row.sources.length > 0 && row.sources.every((id) => hidden.includes(id)),
    }
  }

  #paintOverlay(): void {
    const { scale } = this
    if (!scale) return
    const { range } = useStore.getState().passing
    const rows = range?.rows === undefined ? '' : ` · ${thousands(range.rows)} rows`
    const mark = range && {
      from: xAt(scale, range.from),
      to: xAt(scale, range.to),
      text: duration(range.to - range.from) + rows,
    }
    this.#overlay.paintRange(mark, this.#size.height, scale.widthCss)
    const row = this.#selected && rowOfSource(this.layout, this.#selected.source)
    // Without a time the ring says only which lane: it stands at the end, clear of the sentence.
    const x = this.#selected?.time === undefined ? scale.widthCss - 14 : xAt(scale, this.#selected.time)
    const seen = row && x >= -8 && x <= scale.widthCss + 8
    const place = seen && { x, top: row.top - this.scrollTop, height: row.height }
    const whisker = (this.#selected?.plusMinus ?? 0) * SECOND * scale.pitch
    this.#overlay.paintRing(place ? { ...place, whisker } : undefined)
  }

  #paintCursor(): void {
    const { scale } = this
    if (!scale) return
    const { passing, shared } = useStore.getState()
    const at = passing.hoverTime
    const view = shared.zoneView === 'host' ? 'utc' : shared.zoneView
    const label = at === undefined ? '' : formatTime(at, Math.max(1, digitsForStep(1 / scale.pitch)), view)
    this.#overlay.paintCursor(at, scale, this.#size.height, label, at === undefined ? [] : this.#chips(scale))
  }

  #chips(scale: TimeScale): readonly HostChip[] {
    const { height } = this.#size
    const digits = digitsForStep(1 / scale.pitch)
    const { alignment } = useStore.getState().passing.engine
    const chips: HostChip[] = []
    for (const row of visibleRows(this.layout, this.scrollTop, this.scrollTop + height)) {
      const group = row.kind === 'source' ? undefined : this.#byHost.get(row.host)
      if (!group) continue
      const zone = hostZone(group.sources)
      const unplaced = group.sources.every(isUnplaced)
      const clock = clockOfHost(alignment, row.host)
      const text = (at: SharedMicros): string => {
        if (unplaced) return 'no clock'
        if (clock?.kind !== 'wall') return formatOwnClock(at, digits, zone ?? 'UTC')
        const own = ownReading(clock, alignment?.jumps ?? [], at)
        return `${formatOwnClock(own.at, digits, zone ?? 'UTC')}${own.frozen ? ' frozen' : ''}`
      }
      chips.push({ host: row.host, y: row.top - this.scrollTop + row.height / 2, text })
    }
    return chips
  }
}
