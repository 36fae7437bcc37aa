// Keeps the density of one window at hand: asks the engine, keeps the last answer on screen until the next is here, drops late ones.

import { SEVERITY_CLASSES } from '../../src/base/severity.ts'
import { sharedMicros } from '../../src/base/time.ts'
import type { Answer, SourceId } from '../../src/engine/protocol.ts'
import type { EngineClient } from '../engine-client.ts'
import type { TimeWindow } from '../store/store.ts'
import { mergeCounts, peakOf } from './density-layout.ts'

/** A bucket is a bar of 2 css px and a gap of 1. */
const BUCKET_CSS = 3
const MOST_BINS = 4096
/** While reading, a new revision comes with every block; this is often enough to watch it grow. */
const REVISION_PAUSE_MS = 150
const ZOOM_PAUSE_MS = 40
/** Nor is asked more often than this many times what the last answer took: hundreds of lanes cost the engine and this thread. */
const REST_FACTOR = 4
const LONGEST_PAUSE_MS = 1500
/** Widths that differ less than this are the same zoom: rounding of the window must not shift the grid while panning. */
const SAME_ZOOM = 1e-3

/** Buckets of one length side by side. `from` and `length` may be fractions of a microsecond. */
export interface Grid {
  readonly from: number
  readonly length: number
  readonly bins: number
}

export interface Density extends Grid {
  readonly lanes: ReadonlyMap<SourceId, Uint32Array>
}

export interface LaneDensity {
  readonly counts: Uint32Array
  readonly peak: number
}

const idealLength = (window: TimeWindow, widthCss: number): number =>
  ((window.to - window.from) * BUCKET_CSS) / Math.max(BUCKET_CSS, widthCss)

const isSameZoom = (a: number, b: number): boolean => Math.abs(a / b - 1) < SAME_ZOOM

/**
 * The buckets to ask for: `margin` windows more on each side, so that a pan has something to show. At the same zoom they lie on
 * the grid of the buckets `before`, so that bars stay put while panning.
 */
export function gridFor(window: TimeWindow, widthCss: number, margin: number, before?: Grid): Grid {
  const ideal = idealLength(window, widthCss)
  const kept = before && isSameZoom(ideal, before.length) ? before : undefined
  const length = kept?.length ?? ideal
  const origin = kept?.from ?? window.from
  const extra = (window.to - window.from) * margin
  const first = Math.floor((window.from - extra - origin) / length)
  const bins = Math.min(MOST_BINS, Math.ceil((window.to + extra - origin) / length) - first)
  return { from: origin + first * length, length, bins }
}

/** Whether the answer at hand shows this window at this zoom, so that nothing need be asked. */
export function covers(have: Grid, window: TimeWindow, widthCss: number): boolean {
  // Half a bucket of tolerance: a grid may end on a fraction of a microsecond.
  const slack = have.length / 2
  const end = have.from + have.bins * have.length
  return (
    isSameZoom(idealLength(window, widthCss), have.length) &&
    have.from <= window.from + slack &&
    end >= window.to - slack
  )
}

export class BucketFeed {
  density: Density | undefined
  readonly #engine: EngineClient
  readonly #margin: number
  readonly #changed: () => void
  #merged = new Map<string, LaneDensity>()
  #want:
    | { readonly window: TimeWindow; readonly widthCss: number; readonly revision: number; readonly margin: number }
    | undefined
  #asked: { readonly grid: Grid; readonly revision: number; cancel(): void } | undefined
  #revision = -1
  #timer: ReturnType<typeof setTimeout> | undefined
  #lastAsk = 0
  #took = 0

  constructor(engine: EngineClient, margin: number, changed: () => void) {
    this.#engine = engine
    this.#margin = margin
    this.#changed = changed
  }

  /** Says what is on screen. Asks now, a moment later, or not at all. */
  want(window: TimeWindow, widthCss: number, revision: number, margin = this.#margin): void {
    if (widthCss < BUCKET_CSS || window.to <= window.from) return
    this.#want = { window, widthCss, revision, margin }
    const asked = this.#asked
    const have = asked?.grid ?? this.density
    const fresh = (asked?.revision ?? this.#revision) === revision
    if (have && fresh && covers(have, window, widthCss)) return
    if (this.#timer !== undefined) return
    // While one is on its way for rows of before, the next waits for it: cancelled asks are work for nothing.
    if (asked && !fresh && covers(asked.grid, window, widthCss)) return
    const pause = fresh
      ? ZOOM_PAUSE_MS
      : Math.min(LONGEST_PAUSE_MS, Math.max(REVISION_PAUSE_MS, REST_FACTOR * this.#took))
    const wait = Math.max(0, this.#lastAsk + pause - performance.now())
    this.#timer = setTimeout(() => this.#ask(), wait)
  }

  /** The counts of a lane; of several sources together for a collapsed host. */
  lane(sources: readonly SourceId[]): LaneDensity | undefined {
    const density = this.density
    if (!density || sources.length === 0) return undefined
    const key = sources.join('\n')
    const known = this.#merged.get(key)
    if (known) return known
    const parts = sources.flatMap((source) => density.lanes.get(source) ?? [])
    if (parts.length === 0) return undefined
    const counts = mergeCounts(parts, density.bins * SEVERITY_CLASSES)
    const lane = { counts, peak: peakOf(counts) }
    this.#merged.set(key, lane)
    return lane
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#asked?.cancel()
    this.#asked = undefined
  }

  #ask(): void {
    this.#timer = undefined
    const want = this.#want
    if (!want) return
    this.#asked?.cancel()
    const grid = gridFor(want.window, want.widthCss, want.margin, this.density)
    this.#lastAsk = performance.now()
    const body = {
      kind: 'buckets',
      from: sharedMicros(Math.round(grid.from)),
      to: sharedMicros(Math.round(grid.from + grid.bins * grid.length)),
      bins: grid.bins,
    } as const
    const asked = this.#engine.ask(body, (answer) => this.#hear(answer, grid))
    this.#asked = { grid, revision: want.revision, cancel: () => asked.cancel() }
  }

  #hear(answer: Answer, grid: Grid): void {
    if (this.#asked?.grid !== grid) return
    if (answer.kind === 'trouble') {
      this.#asked = undefined
      return
    }
    if (answer.kind !== 'buckets') return
    this.density = { ...grid, lanes: new Map(answer.lanes.map((lane) => [lane.source, lane.counts])) }
    this.#merged = new Map()
    this.#revision = Math.max(answer.revision, this.#asked.revision)
    if (answer.exact) {
      this.#took = performance.now() - this.#lastAsk
      this.#asked.cancel()
      this.#asked = undefined
    }
    this.#changed()
    // The window moved on while this was being counted.
    if (this.#want) this.want(this.#want.window, this.#want.widthCss, this.#want.revision, this.#want.margin)
  }
}
