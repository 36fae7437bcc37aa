// What the page knows, in two halves: `shared` is what a link will carry, `passing` is this moment in this browser.
import { create } from 'zustand'
import { ALL_SEVERITIES, type SeverityMask } from '../../src/base/severity.ts'
import type { SharedMicros } from '../../src/base/time.ts'
import type { ClockJump, EngineState, RowRef, SourceId, TextQuery } from '../../src/engine/protocol.ts'
import { readKept } from './kept.ts'

/** A stretch of the shared axis, `from` < `to`. */
export interface TimeWindow {
  readonly from: SharedMicros
  readonly to: SharedMicros
}

/** How times are written: the shared axis in UTC, in the browser's zone, or each host in its own. */
export type ZoneView = 'utc' | 'browser' | 'host'

export interface Shared {
  readonly title: string
  /** The visible window; absent until something with a time was read. */
  readonly window?: TimeWindow | undefined
  readonly severities: SeverityMask
  readonly hiddenSources: readonly SourceId[]
  readonly query: TextQuery
  /** Rows that do not match stay, dimmed ("Dim, don't hide"), or leave the table. */
  readonly others: 'dim' | 'hide'
  readonly zoneView: ZoneView
  readonly collapsedHosts: readonly string[]
  readonly selected?: RowRef | undefined
  /** "This line is that line", by hand. */
  readonly pins: readonly ClockPin[]
  /** The clock all others are brought to; absent = the engine chooses. */
  readonly reference?: string | undefined
  /** The table's times are the stamps as logged, not the aligned ones. */
  readonly asLogged: boolean
}

export interface ClockPin {
  readonly a: RowRef
  readonly b: RowRef
}

/** What the Clocks panel is asked to bring into view. */
export interface ClockPlace {
  readonly host: string
}

/** Which jump was pressed: these three name it. */
export type JumpName = Pick<ClockJump, 'clock' | 'after' | 'kind'>

export type PanelTab = 'event' | 'sources' | 'clocks'

export interface Hits {
  /** What was searched for; another query has no hits yet. */
  readonly query: TextQuery
  readonly count: number
  readonly done: boolean
  readonly capped: boolean
  /** 0–1. */
  readonly progress: number
}

export interface Passing {
  /** What `document.documentElement.dataset.state` says. */
  readonly phase: 'empty' | 'reading' | 'ready' | 'error'
  /** While reading: the file list, or already the timeline. */
  readonly view: 'files' | 'timeline'
  readonly engine: EngineState
  /** Drops and pastes handed to the engine that it has not listed yet. */
  readonly opening: number
  readonly hoverTime?: SharedMicros | undefined
  /** The stretch selected with shift-drag in the lanes, and how many rows it holds once that is known. */
  readonly range?: (TimeWindow & { readonly rows?: number | undefined }) | undefined
  readonly panel?: PanelTab | undefined
  /** The host whose clock badge was pressed last: the Clocks panel goes to it, each time anew. */
  readonly clockHost?: ClockPlace | undefined
  /** The jump whose mark was pressed last; it stays marked in the Clocks panel. */
  readonly clockJump?: JumpName | undefined
  /** Remembered for each tab. */
  readonly panelWidths: Readonly<Record<PanelTab, number>>
  /** Height of the lanes as a share of lanes + table, 0.15–0.85. */
  readonly split: number
  readonly theme: 'light' | 'dark'
  /** Single-letter keys can be switched off (WCAG 2.1.4). */
  readonly letterKeys: boolean
  readonly hits?: Hits | undefined
  /** The first line of a pin that waits for its second. */
  readonly pinning?: RowRef | undefined
  readonly dialog?: 'paste' | 'keys' | undefined
  /** Where the incident came from: "sample", or nothing. */
  readonly origin?: string | undefined
  /** Something to know that stops nothing: "3 hidden files left out". */
  readonly notice?: string | undefined
  readonly error?: string | undefined
}

export interface Store {
  readonly shared: Shared
  readonly passing: Passing
  setShared(change: Partial<Shared>): void
  setPassing(change: Partial<Passing>): void
  /** Sets the window and keeps the one before it for `back`. */
  zoomTo(window: TimeWindow): void
  back(): void
}

export const noQuery: TextQuery = { text: '', regex: false, caseSensitive: false }

export const emptyEngine: EngineState = {
  revision: 0,
  sources: [],
  reading: false,
  bytes: 0,
  bytesRead: 0,
  rows: 0,
  lines: 0,
  counts: [0, 0, 0, 0, 0, 0, 0, 0, 0],
  indexBytes: 0,
  workers: 0,
}

export const UNTITLED = 'Untitled incident'

const VIEWS_KEPT = 50
const past: TimeWindow[] = []
const kept = readKept()

export const useStore = create<Store>()((set, get) => ({
  shared: {
    title: UNTITLED,
    severities: ALL_SEVERITIES,
    hiddenSources: [],
    query: noQuery,
    others: 'dim',
    zoneView: 'utc',
    collapsedHosts: [],
    pins: [],
    asLogged: false,
  },
  passing: {
    phase: 'empty',
    view: 'files',
    engine: emptyEngine,
    opening: 0,
    panelWidths: kept.panelWidths,
    split: kept.split,
    theme: kept.theme ?? 'light',
    letterKeys: kept.letterKeys,
  },
  setShared: (change) => set((s) => ({ shared: { ...s.shared, ...change } })),
  setPassing: (change) => set((s) => ({ passing: { ...s.passing, ...change } })),
  zoomTo: (window) => {
    const before = get().shared.window
    if (before) past.push(before)
    if (past.length > VIEWS_KEPT) past.shift()
    set((s) => ({ shared: { ...s.shared, window } }))
  },
  back: () => {
    const window = past.pop()
    if (window) set((s) => ({ shared: { ...s.shared, window } }))
  },
}))
