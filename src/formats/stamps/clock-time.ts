// `01:40:18[.ffffff]` at byte level: the part every wall clock stamp shares.
import { COLON, COMMA, DOT, isDigit, twoDigits } from './bytes.ts'

// Results travel as small integers in module registers: a function that returns microseconds would box a double on every line.
/** Where the last {@link readClockTime} ended. */
export let clockTimeEnd = 0
/** Microseconds behind the second of the last {@link readClockTime}. */
export let clockTimeMicros = 0
/** Where the last {@link readFraction} ended. */
export let fractionEnd = 0

/** Microseconds of a fraction that starts at `i` (after its dot), or −1 without a digit. Digits beyond the sixth are cut. */
export function readFraction(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  let micros = 0
  const stop = Math.min(i + 6, end)
  while (p < stop) {
    const digit = (bytes[p] as number) - 48
    if (digit < 0 || digit > 9) break
    micros = micros * 10 + digit
    p++
  }
  const read = p - i
  if (read === 6) {
    while (p < end && (bytes[p] as number) >= 48 && (bytes[p] as number) <= 57) p++
    fractionEnd = p
    return micros
  }
  fractionEnd = p
  if (read === 3) return micros * 1000
  if (read === 0) return -1
  for (let k = read; k < 6; k++) micros *= 10
  return micros
}

/**
 * Seconds since midnight of `hh:mm:ss` with an optional `.` or `,` fraction, or −1. The second may be 60 (leap second). Sets
 * {@link clockTimeEnd} and {@link clockTimeMicros}.
 */
export function readClockTime(bytes: Uint8Array, i: number, end: number): number {
  if (i + 8 > end || bytes[i + 2] !== COLON || bytes[i + 5] !== COLON) return -1
  const hour = twoDigits(bytes, i)
  const minute = twoDigits(bytes, i + 3)
  const second = twoDigits(bytes, i + 6)
  // One sign test for all three: a pair that is no number is −1.
  if ((hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 60) return -1
  const p = i + 8
  clockTimeEnd = p
  clockTimeMicros = 0
  if (p + 1 < end) {
    const mark = bytes[p] as number
    if ((mark === DOT || mark === COMMA) && isDigit(bytes[p + 1] as number)) {
      clockTimeMicros = readFraction(bytes, p + 1, end)
      clockTimeEnd = fractionEnd
    }
  }
  return hour * 3600 + minute * 60 + second
}
