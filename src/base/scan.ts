// The contract between a log format's byte-level reader and the block index that drives it.
import { Basis } from './time.ts'

/**
 * Where a byte-level scan leaves what it read. One object per scanner, reused for every line, so a scan loop allocates nothing.
 * Valid only after a scan that returned `true`.
 */
export class ScanOut {
  /** Microseconds; 0 where `basis` is None. */
  at = 0
  basis: Basis = Basis.None
  /** 0–7, or 8 (`UNSTATED`) where the line states none. */
  severity = 8
}

/**
 * Reads the opening of one line at byte level. `[start, end)` is the line without its terminator (no `\n`, no `\r` before it).
 * Returns whether the line opens an entry, and fills `out`. Must not allocate, must not read at or beyond `end`,
 * must look at no more than the first 512 bytes of the line.
 */
export type ScanLine = (bytes: Uint8Array, start: number, end: number, out: ScanOut) => boolean
