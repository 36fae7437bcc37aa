// Between the byte level and the text level of one line: `read` runs `scan` on the line's own bytes, so the two cannot disagree.
import { ScanOut } from '../../base/scan.ts'
import { REACH } from './bytes.ts'

/** The bytes of the line being read. Reading is single-threaded and never re-entrant, so one buffer serves all formats. */
export const lineBytes = new Uint8Array(REACH)
/** What the scan of {@link lineBytes} found. */
export const lineOut = new ScanOut()

const encoder = new TextEncoder()

/** Puts the first {@link REACH} bytes of a line into {@link lineBytes}; returns how many there are. */
export const loadLine = (line: string): number =>
  encoder.encodeInto(line.length > REACH ? line.slice(0, REACH) : line, lineBytes).written

/**
 * Where the last scan found things, as offsets from the line's start. Everything up to `rest` is ASCII, so these are offsets
 * in the text as well as in the bytes. Small integers in one object: writing them costs a scan next to nothing.
 */
export const place = { from: 0, to: 0, rest: 0, pri: -1 }
