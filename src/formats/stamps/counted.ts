// Stamps that count: seconds since 1970 in ten to nineteen digits, and TAI64N, at byte level.
import type { ScanOut } from '../../base/scan.ts'
import { Basis, SECOND } from '../../base/time.ts'
import { DOT, isDigit } from './bytes.ts'
import { fractionEnd, readFraction } from './clock-time.ts'

/** Seconds, milli-, micro- or nanoseconds since 1970 (10, 13, 16 or 19 digits), from 2001 to 2033. */
export function readEpoch(bytes: Uint8Array, i: number, count: number, end: number, out: ScanOut): number {
  let whole = 0
  for (let k = 0; k < 10; k++) whole = whole * 10 + (bytes[i + k] as number) - 48
  if (whole < 1_000_000_000 || whole >= 2_000_000_000) return -1
  let p = i + 10
  let part = 0
  if (count > 10) {
    part = readFraction(bytes, p, i + count)
    p = i + count
  } else if (p + 1 < end && bytes[p] === DOT && isDigit(bytes[p + 1] as number)) {
    part = readFraction(bytes, p + 1, end)
    p = fractionEnd
  }
  out.at = whole * SECOND + part
  out.basis = Basis.Absolute
  return p
}

/** Seconds that TAI64 labels are ahead of the epoch, as the tools that write them count (2^62 + 10). */
const TAI_AHEAD = 10

/** `@4000000052f5a2b90a1b2c3d` (https://cr.yp.to/libtai/tai64.html): index after it, or −1. */
export function readTai(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  if (i + 25 > end || bytes[i + 1] !== 52) return -1
  let whole = 0
  let nanos = 0
  for (let k = 2; k < 25; k++) {
    const byte = bytes[i + k] as number
    const digit = isDigit(byte) ? byte - 48 : (byte | 32) >= 97 && (byte | 32) <= 102 ? (byte | 32) - 87 : -1
    if (digit < 0) return -1
    if (k < 17) whole = whole * 16 + digit
    else nanos = nanos * 16 + digit
  }
  if (whole > 4_000_000_000 || nanos >= 1_000_000_000) return -1
  out.at = (whole - TAI_AHEAD) * SECOND + Math.floor(nanos / 1000)
  out.basis = Basis.Absolute
  return i + 25
}
