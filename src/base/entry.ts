// What every format yields: one entry of a log, as its line states it. Nothing here is aligned, shifted or guessed.
import type { Severity } from './severity.ts'
import type { Basis, SourceMicros } from './time.ts'

/** The time stamp of a line, as written. Times of the shared axis are made in `clocks/`, never here. */
export interface Stamp {
  /** The stamp's text, byte for byte. */
  readonly text: string
  /** Civil fields as written, ISO shaped, fraction digits as written; year `0000` where none is written. */
  readonly wall?: string
  /** `+08:00` or `Z`, only where written. */
  readonly offset?: string
  /** An abbreviation such as `CEST`, only where written. Never used to shift: abbreviations are ambiguous. */
  readonly zoneName?: string
  /** Seconds since boot (printk). */
  readonly monotonic?: number
  /** A Cisco style uptime, as written: `2y10w`, `00:01:01`. */
  readonly uptime?: string
  /** The device's own mark of its clock: `*` never set, `.` set but not synchronised (Cisco IOS). */
  readonly quality?: '*' | '.'
  /** What {@link at} counts from. */
  readonly basis: Basis
  /** The reading as a number; equal to what the byte-level scan of the same line gives. */
  readonly at: SourceMicros
}

/** The fields of one entry. Absence is `undefined`. */
export interface Entry {
  readonly stamp?: Stamp
  readonly severity?: Severity
  /** Syslog facility by name (`kern`, `daemon`, `local4`). */
  readonly facility?: string
  readonly host?: string
  readonly program?: string
  readonly pid?: number
  /** A device mnemonic such as `SPANTREE-4-BLOCK_BPDUGUARD`. */
  readonly tag?: string
  readonly message: string
  /** Values the line names by a key of its own: `request`, `global_request`, `user`, `project`, `instance`, `caller`, … */
  readonly fields?: Readonly<Record<string, string>>
}
