// The words this room speaks: what lines say of a clock (witnesses), which lines tie two clocks (anchors), and what the solver makes of it.
// Signs: a size > 0 means the clock was moved FORWARD; `behind` > 0 means the clock is BEHIND true time (clock.md section 0).

import type { Stamp } from '../base/entry.ts'
import type { MapPiece, State } from '../base/source-map.ts'

/** Where a line stands: a source and its line, from 1. */
export interface Ref {
  readonly source: string
  readonly line: number
}

/** Microseconds, `lo` ≤ `hi`; ±Infinity where one side is open. */
export type Interval = readonly [lo: number, hi: number]

/** One entry that may testify: found by its literals, read in full by its format. */
export interface Observation {
  readonly ref: Ref
  /** Host the line names, else the source's. */
  readonly host: string
  readonly format: string
  readonly program?: string
  readonly pid?: number
  readonly tag?: string
  readonly message: string
  /** The entry's lines, raw, without the last line end. */
  readonly text: string
  readonly stamp?: Stamp
  readonly fields?: Readonly<Record<string, string>>
  /** For lines with seconds since boot: which boot of its source, from 0. */
  readonly boot: number
}

/**
 * F forward step, B backward step, P pause or stall, D drift or slew, S clock source change, U unstable or warp, L leap second,
 * Z suspend, T time zone or RTC mode, O boot or pair, Q state of synchronisation.
 */
export type WitnessKind = 'F' | 'B' | 'P' | 'D' | 'S' | 'U' | 'L' | 'Z' | 'T' | 'O' | 'Q'

/** What one line says of its own host's clock. It never moves a time; the solver weighs it. */
export interface Witness {
  readonly id: string
  readonly kind: WitnessKind
  /** In words, with the numbers: "chronyd stepped the clock forward by 4 h 0 m 0.12 s". */
  readonly says: string
  /** F, B: how far the clock MOVED (F > 0, B < 0); P: true time lost; Z: true time slept; L: ±1 s. */
  readonly size?: Interval
  /** How far the clock is BEHIND true time at this instant (negative: ahead). */
  readonly behind?: Interval
  /** Two clocks read at one instant: µs since boot, and wall µs (UTC unless `zone` is 'local'); ± `resolution` µs. */
  readonly pair?: {
    readonly mono: number
    readonly wall: number
    readonly resolution: number
    readonly zone: 'utc' | 'local'
  }
  /** Rate error of the clock, parts per million, > 0 = runs fast. */
  readonly ppm?: number
  /** Offset from UTC in µs that a line states for its host (T). */
  readonly utcOffset?: number
  /** A year the line states for its host. */
  readonly year?: number
  /** Whether the line's own stamp was taken before or after the step it tells of. */
  readonly stampIs?: 'before' | 'after' | 'unknown'
  /** The host whose clock is meant, where it is not the line's own (a hypervisor telling of a guest). */
  readonly about?: string
  /** The clock did not err: the line is worth a note and changes no map (a 6-cycle TSC warp). */
  readonly harmless?: boolean
  /** Q: whether the clock is disciplined from here on. */
  readonly synced?: boolean
  /** D: `ppm` is what the bare oscillator does; the daemon corrects it, so the wall clock does not run with it. */
  readonly corrected?: boolean
  /** P, Z: the pause begins or ends at this line; the length is told elsewhere or by the two lines together. */
  readonly edge?: 'start' | 'end'
  /** A clock read aloud in the text (`date`, `hwclock`, `uptime`, a dump's file name), beside or instead of the line's own stamp. */
  readonly reading?: {
    readonly of: 'system' | 'rtc' | 'boot'
    /** µs: wall (UTC, or local fields taken as UTC), or since boot. */
    readonly at: number
    readonly resolution: number
    readonly zone: 'utc' | 'local'
  }
  /** How far the hardware clock is behind the system clock of the same host. */
  readonly rtcBehind?: Interval
  /** The host's year is not before this one (a kernel's build date). */
  readonly yearFrom?: number
}

/** A kind of witness: one file each in `evidence/`, with samples in both directions. */
export interface WitnessReader {
  readonly id: string
  readonly title: string
  /** Source of the fact: kernel file, daemon, RFC section. */
  readonly reference: string
  /** A line can only testify if it holds one of these (each ≥ 4 bytes); they feed the scan's prefilter. Case-sensitive. */
  readonly literals: readonly string[]
  /** What one observation says; empty where it says nothing after all. */
  readonly find: (seen: Observation) => readonly Witness[]
  readonly samples: readonly WitnessSample[]
  /** Messages that hold a literal and must say nothing. */
  readonly ignores: readonly string[]
}

export interface WitnessSample {
  readonly program?: string
  readonly message: string
  /** What the line's header says, where the witness looks at it (a Cisco quality mark, seconds since boot). */
  readonly stamp?: Partial<Stamp>
  readonly fields?: Readonly<Record<string, string>>
  /** What must be found; every field named here is compared. */
  readonly gives: Partial<Witness>
}

/** Two lines of different clocks and how their true times relate: `gap[0]` ≤ T(b) − T(a) ≤ `gap[1]`. */
export interface Anchor {
  readonly id: string
  readonly a: Ref
  readonly b: Ref
  readonly gap: Interval
  /** The key both lines hold: a MAC, a request id, a kernel line. */
  readonly key: string
  readonly class: 'keyed' | 'proximity' | 'double-stamp'
  /** Cost of not believing it. */
  readonly weight: number
  readonly says: string
}

/** A kind of anchor: one file each in `anchors/`. */
export interface AnchorReader {
  readonly id: string
  readonly title: string
  readonly reference: string
  readonly literals: readonly string[]
  /** All anchors among the observations, deterministic whatever their order; at most one two-sided pair per event and lane pair. */
  readonly find: (seen: readonly Observation[]) => readonly Anchor[]
}

/** A jump of a clock, between two lines of one of its sources. */
export interface Jump {
  readonly clock: string
  readonly kind: 'step' | 'pause' | 'suspend' | 'zone' | 'leap' | 'drift' | 'stall' | 'boot'
  /** µs. Step, zone, leap: signed, > 0 = moved forward. Pause, suspend, stall: length. */
  readonly size: Interval
  readonly before: Ref
  readonly after: Ref
  readonly cause: string
  readonly evidence: readonly Evidence[]
  readonly state: State | 'contradictory'
  readonly alternatives: readonly { readonly text: string; readonly cost: number }[]
}

export interface Evidence {
  readonly ref: Ref
  readonly says: string
}

/** A map of one source: segments in file order, by the first line each holds for. */
export interface SolvedMap {
  readonly segments: readonly { readonly fromLine: number; readonly pieces: readonly MapPiece[] }[]
}

export interface SolvedClock {
  readonly id: string
  readonly host: string
  readonly kind: 'wall' | 'boot' | 'none'
  readonly sources: readonly string[]
  readonly zone?: { readonly value: string; readonly reason: string }
  readonly year?: { readonly value: number; readonly reason: string }
  readonly state: State | 'contradictory'
  /** Seconds-free: µs to ADD to the clock's UTC-zoned reading; > 0 = the clock is behind. `from`/`to` are shared µs. */
  readonly segments: readonly {
    readonly from: number
    readonly to: number
    readonly offset: number
    readonly offsetLo: number
    readonly offsetHi: number
    readonly ppm: number
  }[]
}

export interface Solution {
  /** Clock id of the reference, or undefined where nothing was placed. */
  readonly reference?: string
  readonly clocks: readonly SolvedClock[]
  readonly jumps: readonly Jump[]
  readonly rejected: readonly {
    readonly refs: readonly Ref[]
    readonly says: string
    readonly why: string
    readonly residual?: number
  }[]
  readonly unplaced: readonly { readonly source: string; readonly why: string }[]
  readonly maps: ReadonlyMap<string, SolvedMap>
  /** Notes that change no map: warps, unsynchronised stretches. */
  readonly notes: readonly { readonly ref: Ref; readonly says: string; readonly kind: WitnessKind }[]
}
