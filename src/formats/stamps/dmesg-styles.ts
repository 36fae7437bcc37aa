// The stamps dmesg(1) can print instead of the kernel's own, at byte level (util-linux sys-utils/dmesg.c, print_record).
import type { ScanOut } from '../../base/scan.ts'
import { Basis } from '../../base/time.ts'
import { readBsd } from './bsd.ts'
import { CLOSE, COLON, DASH, DOT, fourDigits, GREATER, isDigit, isLetter, LESS, OPEN, SPACE } from './bytes.ts'

const PLUS = 43

/**
 * `[Fri Feb 13 23:31:30 2009]` (dmesg --ctime), with ` <    0.000123>` before the bracket (and --show-delta) or ` UTC` before the year
 * (`log -T` of crash). Returns the index after the `]`, or −1. Basis Local.
 */
export function readCtime(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  if (i + 26 > end || bytes[i] !== OPEN || bytes[i + 4] !== SPACE) return -1
  for (let k = 1; k < 4; k++) if (!isLetter(bytes[i + k] as number)) return -1
  const plain = bytes[i + 20] === SPACE && bytes[i + 25] === CLOSE ? fourDigits(bytes, i + 21) : -1
  if (plain >= 1970 && plain <= 2199) return readBsd(bytes, i + 5, i + 20, out, plain) === i + 20 ? i + 26 : -1
  let p = readBsd(bytes, i + 5, end, out)
  if (p < 0) return -1
  if (out.basis === Basis.Yearless) {
    // The year is followed by `]`, which the BSD reader does not take for the end of a word, or stands behind a zone.
    const time = p
    if (p + 6 <= end && bytes[p] === SPACE && isLetter(bytes[p + 1] as number)) {
      p++
      while (p < end && isLetter(bytes[p] as number)) p++
    }
    if (p + 6 > end || bytes[p] !== SPACE) return -1
    const year = fourDigits(bytes, p + 1)
    if (year < 1970 || year > 2199 || readBsd(bytes, i + 5, time, out, year) !== time) return -1
    p += 5
  }
  if (p + 1 < end && bytes[p] === SPACE && bytes[p + 1] === LESS) while (p < end && bytes[p] !== CLOSE) p++
  return p < end && bytes[p] === CLOSE ? p + 1 : -1
}

const LEVELS: readonly Uint8Array[] = [
  'emerg',
  'alert',
  'crit',
  'error',
  'warn',
  'notice',
  'info',
  'debug',
  'trace',
].map((word) => new TextEncoder().encode(word))

/**
 * True where the ctime stamp at `i`, which ends before `after`, is a web server's: Apache pads the day with a zero, dmesg with a
 * space, and `[error]` or `[core:error]` follows it.
 */
export function isWebServers(bytes: Uint8Array, i: number, after: number, end: number): boolean {
  if (bytes[i + 9] === ZERO) return true
  if (after + 6 > end || bytes[after] !== SPACE || bytes[after + 1] !== OPEN) return false
  let p = after + 2
  for (let k = p; k < end && bytes[k] !== CLOSE && bytes[k] !== SPACE; k++) if (bytes[k] === COLON) p = k + 1
  for (let n = 0; n < LEVELS.length; n++) {
    const word = LEVELS[n] as Uint8Array
    let k = 0
    while (k < word.length && p + k < end && bytes[p + k] === word[k]) k++
    if (k < word.length) continue
    // `trace1` to `trace8`
    const q = p + k
    return q < end && (bytes[q] === CLOSE || (isDigit(bytes[q] as number) && bytes[q + 1] === CLOSE))
  }
  return false
}
const ZERO = 48

/** Digits, a dot and six digits from `i` (spaces first): index after them, or −1. */
function readSeconds(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  while (p < end && bytes[p] === SPACE) p++
  const first = p
  while (p < end && isDigit(bytes[p] as number)) p++
  if (p === first || p - first > 10 || p + 7 > end || bytes[p] !== DOT) return -1
  for (let k = 1; k <= 6; k++) if (!isDigit(bytes[p + k] as number)) return -1
  return p + 7
}

/**
 * A stamp that only counts from the line before: `[<    0.000123>]` (--time-format delta), `[  +0.000123]` and, where the minute has
 * changed, `[Feb13 23:31]` (--reltime). Returns the index after the `]`, or −1. Gives no reading.
 */
export function readRelative(bytes: Uint8Array, i: number, end: number): number {
  if (i + 11 > end || bytes[i] !== OPEN) return -1
  if (bytes[i + 1] === LESS) {
    const p = readSeconds(bytes, i + 2, end)
    return p > 0 && p + 1 < end && bytes[p] === GREATER && bytes[p + 1] === CLOSE ? p + 2 : -1
  }
  if (bytes[i + 1] === SPACE) {
    let p = i + 2
    while (p < end && bytes[p] === SPACE) p++
    if (p >= end || (bytes[p] !== PLUS && bytes[p] !== DASH)) return -1
    p = readSeconds(bytes, p + 1, end)
    return p > 0 && p < end && bytes[p] === CLOSE ? p + 1 : -1
  }
  for (let k = 1; k < 4; k++) if (!isLetter(bytes[i + k] as number)) return -1
  // `%b%e %H:%M`: the day is padded with a space where a locale does not leave it out.
  let p = i + 4
  if (bytes[p] === SPACE) p++
  if (!isDigit(bytes[p] as number)) return -1
  p++
  if (isDigit(bytes[p] as number)) p++
  if (p + 7 > end || bytes[p] !== SPACE || bytes[p + 3] !== COLON || bytes[p + 6] !== CLOSE) return -1
  for (const k of MINUTE_DIGITS) if (!isDigit(bytes[p + k] as number)) return -1
  return p + 7
}
const MINUTE_DIGITS: readonly number[] = [1, 2, 4, 5]
