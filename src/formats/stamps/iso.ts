// `2013-02-15T01:40:18[.ffffff][Z|+08:00|+0800|+08]` at byte level (ISO 8601, RFC 3339; a space or a comma where people write them).
import type { ScanOut } from '../../base/scan.ts'
import { Basis, DAY, daysFromCivil, isCivil, SECOND } from '../../base/time.ts'
import { COLON, COMMA, DASH, fourDigits, isDigit, SPACE, twoDigits } from './bytes.ts'
import { clockTimeEnd, clockTimeMicros, readClockTime } from './clock-time.ts'

let lastPacked = -1
let lastDays = 0

const LETTER_T = 84
const LETTER_Z = 90
const PLUS = 43

/**
 * Reads an ISO stamp at `i`. Returns the index after it (and after its offset), or −1. Fills `at` and `basis`: Absolute and true UTC
 * where an offset is written, else Local. An offset needs to stand right behind the seconds.
 */
export function readIso(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  if (i + 19 > end || bytes[i + 4] !== DASH || bytes[i + 7] !== DASH) return -1
  const between = bytes[i + 10] as number
  if (between !== LETTER_T && between !== SPACE && between !== LETTER_T + 32) return -1
  const year = fourDigits(bytes, i)
  const month = twoDigits(bytes, i + 5)
  const day = twoDigits(bytes, i + 8)
  if (year < 0 || month < 0 || day < 0) return -1
  const packed = (year * 16 + month) * 32 + day
  if (packed !== lastPacked) {
    if (!isCivil(year, month, day, 0, 0, 0)) return -1
    lastPacked = packed
    lastDays = daysFromCivil(year, month, day)
  }
  const time = readClockTime(bytes, i + 11, end)
  if (time < 0) return -1
  const p = clockTimeEnd
  out.at = lastDays * DAY + time * SECOND + clockTimeMicros
  out.basis = Basis.Local
  if (p >= end) return p
  const mark = bytes[p] as number
  if (mark === LETTER_Z || mark === LETTER_Z + 32) {
    out.basis = Basis.Absolute
    return p + 1
  }
  return mark === PLUS || mark === DASH ? readOffset(bytes, p, end, out) : p
}

/** True where the ISO stamp at `i` writes its fraction behind a comma: Python and dmesg do, syslog daemons never. */
export const hasCommaFraction = (bytes: Uint8Array, i: number, end: number): boolean =>
  i + 19 < end && bytes[i + 19] === COMMA

/** `+08:00`, `+0800` or `+08` at `p`. What does not read as an offset is left alone: it is not part of the stamp. */
export function readOffset(bytes: Uint8Array, p: number, end: number, out: ScanOut): number {
  if (p + 3 > end) return p
  const hours = twoDigits(bytes, p + 1)
  if (hours < 0 || hours > 14) return p
  let minutes = 0
  let after = p + 3
  const colon = after < end && bytes[after] === COLON ? 1 : 0
  if (after + colon + 2 <= end && isDigit(bytes[after + colon] as number)) {
    minutes = twoDigits(bytes, after + colon)
    if (minutes < 0 || minutes > 59) return p
    after += colon + 2
  }
  const micros = (hours * 60 + minutes) * 60_000_000
  out.at += bytes[p] === PLUS ? -micros : micros
  out.basis = Basis.Absolute
  return after
}
