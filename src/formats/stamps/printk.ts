// `[   12.345678]` at byte level: the kernel's own stamp, seconds since boot (kernel/printk/printk.c, print_time and print_caller).
import type { ScanOut } from '../../base/scan.ts'
import { Basis } from '../../base/time.ts'
import { CLOSE, COMMA, DOT, isDigit, LESS, OPEN, SPACE } from './bytes.ts'
import { fractionEnd, readFraction } from './clock-time.ts'

const AT = 64

/**
 * Reads a printk stamp whose `[` stands at `i`. Returns the index after its `]`, or −1. Any number of spaces, any length of second and
 * 1–9 fraction digits: other rings than Linux's main one print them so. `[   12.345678 <    0.000100>]` (dmesg --show-delta) reads too.
 */
export function readPrintk(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  if (i + 5 > end || bytes[i] !== OPEN) return -1
  let p = i + 1
  while (p < end && bytes[p] === SPACE) p++
  const first = p
  let seconds = 0
  while (p < end) {
    const digit = (bytes[p] as number) - 48
    if (digit < 0 || digit > 9) break
    seconds = seconds * 10 + digit
    p++
  }
  if (p === first || p - first > 10 || p >= end || bytes[p] !== DOT) return -1
  const micros = readFraction(bytes, p + 1, end)
  if (micros < 0 || fractionEnd - p > 10) return -1
  p = fractionEnd
  // `,0` and `@0`: the processor, in vendors' kernels.
  if (p < end && (bytes[p] === COMMA || bytes[p] === AT)) {
    p++
    while (p < end && isDigit(bytes[p] as number)) p++
  }
  if (p + 1 < end && bytes[p] === SPACE && bytes[p + 1] === LESS) {
    p += 2
    while (p < end && bytes[p] !== CLOSE) p++
  }
  if (p >= end || bytes[p] !== CLOSE) return -1
  out.at = seconds * 1_000_000 + micros
  out.basis = Basis.Boot
  return p + 1
}
