// What the solver is given and the numbers it weighs with (clock.md sections 3.2 and 3.3). Times in µs, rates in parts.
import { MINUTE, SECOND } from '../../base/time.ts'
import type { BlockFacts, SourceFacts } from '../facts.ts'
import type { Anchor, Observation, Ref, Witness } from '../testimony.ts'

export interface SolveBlocks extends BlockFacts {
  /** Number of each block's first line, from 1. */
  readonly line: ArrayLike<number>
}

export interface SolveSource extends SourceFacts {
  readonly blocks: SolveBlocks
  /** Lines of the source. */
  readonly lines: number
  /** What the last written digit of its stamps is worth, µs; found from its observations where absent. */
  readonly resolution?: number
}

/** A witness, the line it stands in and the host that line names. */
export interface Testimony {
  readonly ref: Ref
  readonly host: string
  readonly witness: Witness
}

/** "This line in A is that line in B", by the user's hand. */
export interface Pin {
  readonly a: Ref
  readonly b: Ref
}

export interface SolveChoices {
  /** A clock id or a host. */
  readonly reference?: string
  readonly pins: readonly Pin[]
  /** Ids of anchors the user does not believe. */
  readonly rejectedAnchors: readonly string[]
  /** Zone by host, before `chosen` of a source. */
  readonly zones?: Readonly<Record<string, string>>
  readonly years?: Readonly<Record<string, number>>
}

export interface SolveInput {
  readonly sources: readonly SolveSource[]
  readonly observations: readonly Observation[]
  readonly witnesses: readonly Testimony[]
  readonly anchors: readonly Anchor[]
  readonly choices: SolveChoices
  /** What "today" is, µs since 1970. */
  readonly now: number
  readonly defaultZone?: string
  readonly defaultYear?: number
}

/** Rate error allowed of a clock: free-running, disciplined by ntpd or chrony (500 ppm is the kernel's limit), printk. */
export const RATE_FREE = 100e-6
export const RATE_DISCIPLINED = 500e-6
export const RATE_BOOT = 150e-6
/** chrony's fastest slew is 1/12 of elapsed time. */
export const RATE_SLEW = 1 / 12

/** How far a synchronised clock may be from true time. */
export const SYNCED = SECOND
/** How far a synchronised reference usually is from true time: added to what is measured against it. */
export const SYNCED_NEAR = SECOND / 10
/** A kernel line is read by the log daemon this late at most; later ones are late readers. */
export const READER_LATENCY = SECOND

/** Costs of explanations. What lies within {@link TIE} of the best is reported as an alternative. */
export const COST = {
  pause: 1.2,
  /** A step forward leaves a silence; without one it hides between two lines. */
  stepInSilence: 1.2,
  step: 2,
  /** More, where the clock is synchronised and no line tells of the step. */
  stepSynced: 0.8,
  witnessed: 0.2,
  suspend: 1.2,
  bootForward: 4,
  anchor: 1.5,
  late: 0.8,
  pairLate: 0.4,
  pairWrong: 0.8,
  syncedAtEnd: 0.3,
  synced: 0.8,
  behind: 1.5,
  declared: 1,
  pin: 50,
} as const
export const TIE = 0.3

/** Readings that fall by less are two writers of one file, not a clock that was set back. */
export const BACK = 2 * SECOND
/** A witness and the change of readings it tells of are at most this far apart in the file. */
export const NEAR = 2 * MINUTE
/** An unannounced jump is claimed only with so many independent anchors on either side. */
export const ANCHORS_NEEDED = 2

export const keyOf = (ref: Ref): string => `${ref.source}\u0000${ref.line}`
