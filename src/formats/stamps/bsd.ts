// `Feb 15 01:40:18` at byte level: the BSD stamp (RFC 3164 section 4.1.2) and what the wild made of it: sub-seconds, a year before the
// month, after the day or after the time, a day padded with a space, a zero or nothing.
import type { ScanOut } from '../../base/scan.ts'
import { Basis, DAY, daysFromCivil, isCivil, SECOND, YEARLESS } from '../../base/time.ts'
import { COLON, fourDigits, SPACE } from './bytes.ts'
import { clockTimeEnd, clockTimeMicros, readClockTime } from './clock-time.ts'

/** 1–12 for the three letters of an English month packed into one number, lower case; 0 for anything else. */
function monthOf(packed: number): number {
  switch (packed) {
    case 0x6a616e:
      return 1
    case 0x666562:
      return 2
    case 0x6d6172:
      return 3
    case 0x617072:
      return 4
    case 0x6d6179:
      return 5
    case 0x6a756e:
      return 6
    case 0x6a756c:
      return 7
    case 0x617567:
      return 8
    case 0x736570:
      return 9
    case 0x6f6374:
      return 10
    case 0x6e6f76:
      return 11
    case 0x646563:
      return 12
    default:
      return 0
  }
}

/** 1–12 for an English month name's three letters at `i`, else 0. */
export const monthAt = (bytes: Uint8Array, i: number): number =>
  monthOf(
    (((bytes[i] as number) | 32) << 16) | (((bytes[i + 1] as number) | 32) << 8) | ((bytes[i + 2] as number) | 32),
  )

// The date of the line before: nearly every line of a source has the same one.
let lastMonth = -1
let lastDay = -1
let lastYear = -1
let lastDays = 0

/** Days since 1970 of a date, or {@link NO_DAY}. */
function daysOf(packed: number, day: number, year: number): number {
  if (packed === lastMonth && day === lastDay && year === lastYear) return lastDays
  const month = monthOf(packed)
  const calendar = year === 0 ? YEARLESS : year
  if (month === 0 || !isCivil(calendar, month, day, 0, 0, 0)) return NO_DAY
  lastMonth = packed
  lastDay = day
  lastYear = year
  lastDays = daysFromCivil(calendar, month, day)
  return lastDays
}
const NO_DAY = -1_000_000

/** True where a year may end at `i`: not in the middle of an IPv6 address such as `2001:db8::1`. */
const endsWord = (bytes: Uint8Array, i: number, end: number): boolean =>
  i >= end || bytes[i] === SPACE || (bytes[i] === COLON && (i + 1 >= end || bytes[i + 1] === SPACE))

/** A year that a log can hold, and not a host number or a count. */
const isYear = (year: number): boolean => year >= 1970 && year <= 2199

/**
 * Reads a BSD stamp at `i`. Returns the index after it, or −1. Fills `at` and `basis` (Yearless, or Local where a year is written).
 * `year` is one already read before the month, else 0.
 */
export function readBsd(bytes: Uint8Array, i: number, end: number, out: ScanOut, year = 0): number {
  if (i + 14 > end || bytes[i + 3] !== SPACE) return -1
  const packed =
    (((bytes[i] as number) | 32) << 16) | (((bytes[i + 1] as number) | 32) << 8) | ((bytes[i + 2] as number) | 32)
  let p = i + 4
  if (bytes[p] === SPACE) p++
  const tens = (bytes[p] as number) - 48
  if (tens < 0 || tens > 9) return -1
  let day = tens
  const ones = (bytes[++p] as number) - 48
  if (ones >= 0 && ones <= 9) {
    day = day * 10 + ones
    p++
  }
  if (bytes[p] !== SPACE) return -1
  p++
  if (p + 8 > end) return -1
  let stated = year
  if (bytes[p + 2] !== COLON) {
    // `Feb 15 2013 01:40:18`
    stated = fourDigits(bytes, p)
    if (!isYear(stated) || bytes[p + 4] !== SPACE || year !== 0) return -1
    p += 5
  }
  const time = readClockTime(bytes, p, end)
  if (time < 0) return -1
  p = clockTimeEnd
  if (stated === 0 && p + 5 <= end && bytes[p] === SPACE && (bytes[p + 1] as number) < 51) {
    // `Feb 15 01:40:18 2013 host`
    const after = fourDigits(bytes, p + 1)
    if (isYear(after) && endsWord(bytes, p + 5, end)) {
      stated = after
      p += 5
    }
  }
  const days = daysOf(packed, day, stated)
  if (days === NO_DAY) return -1
  out.at = days * DAY + time * SECOND + clockTimeMicros
  out.basis = stated === 0 ? Basis.Yearless : Basis.Local
  return p
}

/** {@link readBsd}, or the same with the year in front: `2013 Feb 15 01:40:18` (NX-OS, IOS with `show-timezone year`). */
export function readBsdOrYearFirst(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  if (i + 14 > end) return -1
  if ((bytes[i] as number) > 57) return readBsd(bytes, i, end, out)
  const year = bytes[i + 4] === SPACE ? fourDigits(bytes, i) : -1
  return isYear(year) ? readBsd(bytes, i + 5, end, out, year) : -1
}
