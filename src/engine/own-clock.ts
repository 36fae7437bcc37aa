// Whether a text line bears a wall clock of its own: a message inside a collector's record that does is a log line, and its own format
// reads it.
import { ScanOut } from '../base/scan.ts'
import { Basis } from '../base/time.ts'
import { trialOrder } from '../formats/trial-order.ts'

/** JSON inside JSON has its time beside it already; a capture is known by its banner alone. */
const NO_LINES = new Set(['ndjson', 'journald-json', 'cisco-capture'])
const encoder = new TextEncoder()
const bytes = new Uint8Array(512)
const out = new ScanOut()

export function hasOwnClock(line: string): boolean {
  const { written } = encoder.encodeInto(line.slice(0, 512), bytes)
  for (const { id, clock, scan } of trialOrder()) {
    if (clock !== 'wall' || NO_LINES.has(id) || !scan(bytes, 0, written, out)) continue
    if (out.basis === Basis.Yearless || out.basis === Basis.Local || out.basis === Basis.Absolute) return true
  }
  return false
}
