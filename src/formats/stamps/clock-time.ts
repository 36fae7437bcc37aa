// `01:40:18[.ffffff]` at byte level: the part every wall clock stamp shares.
import { COLON, COMMA, DOT, isDigit, twoDigits } from './bytes.ts'

/** Where the last {@link readClockTime} ended. A register, so that the reader can return the microseconds. */
export let clockTimeEnd = 0

/** Weights of the 1st … 6th digit of a fraction, in microseconds. Digits beyond are cut, never rounded. */
const WEIGHTS = [100_000, 10_000, 1_000, 100, 10, 1] as const

/** Microseconds of a fraction that starts at `i` (after its dot). Sets {@link fractionEnd}; no digits at all gives −1. */
export function readFraction(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  let micros = 0
  while (p < end) {
    const digit = (bytes[p] as number) - 48
    if (digit < 0 || digit > 9) break
    if (p - i < 6) micros += digit * (WEIGHTS[p - i] as number)
    p++
  }
  fractionEnd = p
  return p === i ? -1 : micros
}
export let fractionEnd = 0

/**
 * Microseconds since midnight of `hh:mm:ss` with an optional `.` or `,` fraction, or −1. The second may be 60 (leap second).
 * Sets {@link clockTimeEnd}.
 */
export function readClockTime(bytes: Uint8Array, i: number, end: number): number {
  if (i + 8 > end || bytes[i + 2] !== COLON || bytes[i + 5] !== COLON) return -1
  const hour = twoDigits(bytes, i)
  const minute = twoDigits(bytes, i + 3)
  const second = twoDigits(bytes, i + 6)
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return -1
  const whole = (hour * 3600 + minute * 60 + second) * 1_000_000
  const p = i + 8
  clockTimeEnd = p
  if (p + 1 >= end) return whole
  const mark = bytes[p] as number
  if ((mark !== DOT && mark !== COMMA) || !isDigit(bytes[p + 1] as number)) return whole
  const micros = readFraction(bytes, p + 1, end)
  clockTimeEnd = fractionEnd
  return whole + micros
}
