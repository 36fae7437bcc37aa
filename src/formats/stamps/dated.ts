// A date and a time of day in any of the shapes that programs write them in, at byte level. Documented shape by shape; what is not in
// the list is no stamp. Shared by every format whose stamp is not the one of syslog.
//
//   2013-06-11 02:09:40[.,:fff][ +03:00]   2013-06-11T02:09:40Z   2013/06/11 02:09:40   2013.06.11-02:09:40    year first
//   20130611T020940   20130611 02:09:40    130611  2:09:40 (MySQL 5)                                           run together
//   11/Jun/2013:02:09:40 +0300 (CLF)       11-Jun-2013 02:09:40   14-Feb-2013::18:39:31   17 May 23:27:49      day, name
//   Jun/11/2013:02:09:40   Jun-11-13 02:09:40   May 17, 2018 10:45:12 PM                                       name, day
//   Sun Dec 04 04:47:44.000001 2005   Thu May 17 22:45:12 CST 2018   Sun, 04 Dec 2005 04:47:44 +0000           weekday
//   Thu 2018-05-17 22:45:12 CST (systemd)
//   11-06-2013 02:09:40   06/11/2013 - 02:09:40   11.06.2013 02:09:40                                          day or month first
//   1386543323.000   1386543323000   1386543323000000   @4000000052f5a2b90a1b2c3d (TAI64N)                     counted
import type { ScanOut } from '../../base/scan.ts'
import { Basis, DAY, daysFromCivil, isCivil, SECOND, YEARLESS } from '../../base/time.ts'
import { monthAt } from './bsd.ts'
import { COLON, COMMA, DASH, DOT, fourDigits, isDigit, isLetter, SPACE, skipSpaces, twoDigits } from './bytes.ts'
import { clockTimeEnd, clockTimeMicros, fractionEnd, readClockTime, readFraction } from './clock-time.ts'
import { readEpoch, readTai } from './counted.ts'
import { readIso } from './iso.ts'

/** Which of two numbers is the day in `11-06-2013`. Nothing in one line tells; another line of the source may. */
export const DayOrder = { Unknown: 0, DayFirst: 1, MonthFirst: 2 } as const
export type DayOrder = (typeof DayOrder)[keyof typeof DayOrder]

/** The last reader met a date whose day and month cannot be told apart: a stamp stands there, but gives no time. */
export let ambiguous = false
/** The order that the last date proves (a number above 12), else Unknown. */
export let proven: DayOrder = DayOrder.Unknown

const SLASH = 47
const PLUS = 43
const LETTER_T = 84
const LETTER_Z = 90

let lastYear = -1
let lastMonth = -1
let lastDay = -1
let lastDays = 0

/** Days since 1970, or −1 000 000 where there is no such day. The date of the line before is kept. */
function daysOf(year: number, month: number, day: number): number {
  if (day === lastDay && month === lastMonth && year === lastYear) return lastDays
  if (year < 0 || !isCivil(year, month, day, 0, 0, 0)) return NO_DAY
  lastYear = year
  lastMonth = month
  lastDay = day
  lastDays = daysFromCivil(year, month, day)
  return lastDays
}
const NO_DAY = -1_000_000

/** Years of a log. */
const isYear = (year: number): boolean => year >= 1970 && year <= 2199

let seconds = 0
let micros = 0

/** `02:09:40[.fff]`, ` 2:09:40`, `10:45:12 PM` or `02:09:40:259`; index after it, or −1. Fills `seconds` and `micros`. */
function readTime(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  let time = -1
  if (p + 1 < end && bytes[p + 1] === COLON && isDigit(bytes[p] as number)) {
    if (p + 7 > end || bytes[p + 4] !== COLON) return -1
    const minute = twoDigits(bytes, p + 2)
    const second = twoDigits(bytes, p + 5)
    if (minute < 0 || second < 0 || minute > 59 || second > 60) return -1
    time = ((bytes[p] as number) - 48) * 3600 + minute * 60 + second
    micros = 0
    p += 7
    if (p + 1 < end && bytes[p] === DOT && isDigit(bytes[p + 1] as number)) {
      micros = readFraction(bytes, p + 1, end)
      p = fractionEnd
    }
  } else {
    time = readClockTime(bytes, p, end)
    if (time < 0) return -1
    p = clockTimeEnd
    micros = clockTimeMicros
    // `19:46:43:259`: milliseconds behind a colon.
    if (p === i + 8 && p + 3 < end && bytes[p] === COLON && isDigit(bytes[p + 1] as number)) {
      const ms = readFraction(bytes, p + 1, end)
      if (fractionEnd === p + 4) {
        micros = ms
        p = fractionEnd
      }
    }
  }
  if (p + 2 < end && bytes[p] === SPACE && ((bytes[p + 2] as number) | 32) === 109) {
    const half = (bytes[p + 1] as number) | 32
    if ((half === 97 || half === 112) && (p + 3 >= end || !isLetter(bytes[p + 3] as number)) && time < 13 * 3600) {
      if (half === 112 && time < 12 * 3600) time += 12 * 3600
      else if (half === 97 && time >= 12 * 3600) time -= 12 * 3600
      p += 3
    }
  }
  seconds = time
  return p
}

/** An offset at `i`: `Z`, `+03:00`, `+0300`, each also behind a space. Moves `out` to UTC; index after it, or `i`. */
function readZone(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  let p = i
  if (p < end && ((bytes[p] as number) | 32) === LETTER_Z + 32) {
    if (p + 1 < end && isLetter(bytes[p + 1] as number)) return i
    out.basis = Basis.Absolute
    return p + 1
  }
  if (p < end && bytes[p] === SPACE) p++
  if (p + 5 > end || (bytes[p] !== PLUS && bytes[p] !== DASH)) return i
  const hours = twoDigits(bytes, p + 1)
  const colon = bytes[p + 3] === COLON ? 1 : 0
  if (p + 5 + colon > end) return i
  const minutes = twoDigits(bytes, p + 3 + colon)
  const after = p + 5 + colon
  if (hours < 0 || minutes < 0 || hours > 14 || minutes > 59) return i
  if (after < end && isDigit(bytes[after] as number)) return i
  const shift = (hours * 60 + minutes) * 60 * SECOND
  out.at += bytes[p] === PLUS ? -shift : shift
  out.basis = Basis.Absolute
  return after
}

/** Puts date and time together; index after the offset, or −1 where there is no such day. */
function finish(
  bytes: Uint8Array,
  i: number,
  end: number,
  out: ScanOut,
  year: number,
  month: number,
  day: number,
): number {
  const days = daysOf(year === 0 ? YEARLESS : year, month, day)
  if (days === NO_DAY) return -1
  out.at = days * DAY + seconds * SECOND + micros
  out.basis = year === 0 ? Basis.Yearless : Basis.Local
  return year === 0 ? i : readZone(bytes, i, end, out)
}

/** Index of the time behind a date that ends at `i`: a space or two, `T`, `-`, `:`, `::` or ` - `. */
function skipBetween(bytes: Uint8Array, i: number, end: number): number {
  if (i >= end) return end
  const byte = bytes[i] as number
  if (byte === COLON) return bytes[i + 1] === COLON ? i + 2 : i + 1
  if (byte === LETTER_T || byte === DASH || byte === 95) return i + 1
  if (byte !== SPACE) return end
  const p = skipSpaces(bytes, i, end)
  return p + 2 < end && bytes[p] === DASH && bytes[p + 1] === SPACE ? p + 2 : p
}

/** `2013-06-11 …`, `2013/06/11 …`, `2013.06.11 …`: four digits and their separator stand at `i`. */
function readYearFirst(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  if (i + 18 > end) return -1
  const mark = bytes[i + 4] as number
  if (mark === DASH && bytes[i + 7] === DASH) {
    const after = readIso(bytes, i, end, out)
    if (after >= 0 && out.basis === Basis.Absolute) return after
    if (after >= 0) {
      if (after + 3 < end && bytes[after] === COLON && isDigit(bytes[after + 1] as number)) {
        const ms = readFraction(bytes, after + 1, end)
        if (fractionEnd === after + 4 && after === i + 19) {
          out.at += ms
          return fractionEnd
        }
      }
      return readZone(bytes, after, end, out)
    }
  } else if ((mark !== SLASH && mark !== DOT && mark !== DASH) || bytes[i + 7] !== mark) return -1
  const year = fourDigits(bytes, i)
  const month = twoDigits(bytes, i + 5)
  const day = twoDigits(bytes, i + 8)
  if (!isYear(year)) return -1
  const p = readTime(bytes, skipBetween(bytes, i + 10, end), end)
  return p < 0 ? -1 : finish(bytes, p, end, out, year, month, day)
}

/** A year of four or two digits at `i`, or −1. `yearEnd` is where it ends. */
function readYear(bytes: Uint8Array, i: number, end: number): number {
  if (i + 2 > end) return -1
  const two = twoDigits(bytes, i)
  if (two < 0) return -1
  if (i + 4 <= end && isDigit(bytes[i + 2] as number)) {
    yearEnd = i + 4
    const year = fourDigits(bytes, i)
    return isYear(year) ? year : -1
  }
  yearEnd = i + 2
  return two < 70 ? 2000 + two : 1900 + two
}
let yearEnd = 0

/** `11/Jun/2013:…`, `11-Jun-2013 …`, `17 May 23:27:49`, `11-06-2013 …`: one or two digits end at `i`, where their separator stands. */
function readDayFirst(bytes: Uint8Array, i: number, end: number, first: number, order: DayOrder, out: ScanOut): number {
  const mark = bytes[i] as number
  if ((mark !== SLASH && mark !== DASH && mark !== DOT && mark !== SPACE) || i + 8 > end) return -1
  if (isLetter(bytes[i + 1] as number)) {
    const month = monthAt(bytes, i + 1)
    if (month === 0) return -1
    if (mark === SPACE && bytes[i + 4] === SPACE && bytes[i + 7] === COLON) {
      const time = readTime(bytes, i + 5, end)
      return time < 0 ? -1 : finish(bytes, time, end, out, 0, month, first)
    }
    if (bytes[i + 4] !== mark) return -1
    const year = readYear(bytes, i + 5, end)
    if (year < 0) return -1
    const p = readTime(bytes, skipBetween(bytes, yearEnd, end), end)
    return p < 0 ? -1 : finish(bytes, p, end, out, year, month, first)
  }
  const second = twoDigits(bytes, i + 1)
  // `08-03 07:56:53.026`: Android's logcat and FreeSWITCH write month and day, no year.
  if (mark === DASH && bytes[i + 3] === SPACE && bytes[i + 6] === COLON) {
    const time = readTime(bytes, i + 4, end)
    return time < 0 ? -1 : finish(bytes, time, end, out, 0, first, second)
  }
  if (mark === SPACE || bytes[i + 3] !== mark) return -1
  const year = readYear(bytes, i + 4, end)
  if (second < 1 || year < 0 || first < 1) return -1
  const p = readTime(bytes, skipBetween(bytes, yearEnd, end), end)
  if (p < 0) return -1
  // Dots are only written day first; a number above 12 is a day; equal numbers say the same either way.
  if (mark === DOT) return finish(bytes, p, end, out, year, second, first)
  if (first > 12) proven = DayOrder.DayFirst
  else if (second > 12) proven = DayOrder.MonthFirst
  const told = proven !== DayOrder.Unknown ? proven : first === second ? DayOrder.DayFirst : order
  if (order !== DayOrder.Unknown && proven !== DayOrder.Unknown && proven !== order) return -1
  if (told === DayOrder.Unknown) {
    const after = readZone(bytes, p, end, out)
    ambiguous = true
    out.at = 0
    out.basis = Basis.None
    return after
  }
  return told === DayOrder.DayFirst
    ? finish(bytes, p, end, out, year, second, first)
    : finish(bytes, p, end, out, year, first, second)
}

/** `20130611T020940`, `20130611 02:09:40`, `130611  2:09:40`: `count` digits stand at `i`. */
function readPacked(bytes: Uint8Array, i: number, count: number, end: number, out: ScanOut): number {
  const long = count === 8
  const year = long ? fourDigits(bytes, i) : 2000 + twoDigits(bytes, i)
  const month = twoDigits(bytes, i + count - 4)
  const day = twoDigits(bytes, i + count - 2)
  if (!isYear(year) || month < 1 || month > 12) return -1
  let p = i + count
  const mark = bytes[p] as number
  if (mark !== SPACE && mark !== DASH && !(mark === LETTER_T && long)) return -1
  p = mark === SPACE ? skipSpaces(bytes, p, end) : p + 1
  if (long && p + 6 <= end && bytes[p + 2] !== COLON && bytes[p + 1] !== COLON) {
    const hour = twoDigits(bytes, p)
    const minute = twoDigits(bytes, p + 2)
    const second = twoDigits(bytes, p + 4)
    if (hour < 0 || minute < 0 || second < 0 || hour > 23 || minute > 59 || second > 60) return -1
    seconds = hour * 3600 + minute * 60 + second
    micros = 0
    p += 6
    if (p + 1 < end && (bytes[p] === DOT || bytes[p] === COMMA) && isDigit(bytes[p + 1] as number)) {
      micros = readFraction(bytes, p + 1, end)
      p = fractionEnd
    } else if (p < end && isDigit(bytes[p] as number)) return -1
  } else p = readTime(bytes, p, end)
  return p < 0 ? -1 : finish(bytes, p, end, out, year, month, day)
}

const isWeekday = (packed: number): boolean =>
  packed === 0x6d6f6e || // Mon
  packed === 0x747565 ||
  packed === 0x776564 ||
  packed === 0x746875 ||
  packed === 0x667269 ||
  packed === 0x736174 ||
  packed === 0x73756e

const isCapital = (byte: number): boolean => byte >= 65 && byte <= 90

/** `Sun Dec 04 04:47:44 2005`, `Thu May 17 22:45:12 CST 2018`, `Sun, 04 Dec 2005 …`, `Thu 2018-05-17 22:45:12`. */
function readWeekday(bytes: Uint8Array, i: number, end: number, order: DayOrder, out: ScanOut): number {
  if (i + 20 > end) return -1
  let p = i + 3
  if (bytes[p] === COMMA) p++
  if (bytes[p] !== SPACE) return -1
  p = skipSpaces(bytes, p, end)
  if (p + 14 > end) return -1
  if (isDigit(bytes[p] as number)) {
    const after = bytes[p + 4] === DASH ? readYearFirst(bytes, p, end, out) : readDated(bytes, p, end, order, out)
    return out.basis === Basis.Yearless ? -1 : after
  }
  const month = monthAt(bytes, p)
  if (month === 0 || bytes[p + 3] !== SPACE) return -1
  p = skipSpaces(bytes, p + 3, end)
  let day = 0
  const dayAt = p
  while (p < end && p < dayAt + 2 && isDigit(bytes[p] as number)) day = day * 10 + (bytes[p++] as number) - 48
  if (p === dayAt || bytes[p] !== SPACE) return -1
  p = readTime(bytes, p + 1, end)
  if (p < 0) return -1
  let q = skipSpaces(bytes, p, end)
  // A zone's name between time and year: kept as text by the reader, never used to shift.
  if (q < end && isCapital(bytes[q] as number)) {
    while (q < end && isCapital(bytes[q] as number)) q++
    q = skipSpaces(bytes, q, end)
  }
  if (q > p && q + 4 <= end && (q + 4 === end || !isDigit(bytes[q + 4] as number))) {
    const year = fourDigits(bytes, q)
    if (isYear(year)) return finish(bytes, q + 4, end, out, year, month, day)
  }
  return finish(bytes, p, end, out, 0, month, day)
}

/** `Jun/11/2013:…`, `Jun-11-13 …`, `May 17, 2018 10:45:12 PM`. `May 17 22:45:12` without a year is syslog's and not read here. */
function readNameFirst(bytes: Uint8Array, i: number, month: number, end: number, out: ScanOut): number {
  const mark = bytes[i + 3] as number
  if (i + 15 > end || (mark !== SLASH && mark !== DASH && mark !== SPACE)) return -1
  let p = i + 4
  let day = 0
  while (p < i + 6 && isDigit(bytes[p] as number)) day = day * 10 + (bytes[p++] as number) - 48
  if (p === i + 4) return -1
  if (mark === SPACE) {
    if (bytes[p] !== COMMA || bytes[p + 1] !== SPACE) return -1
    p += 2
  } else if (bytes[p++] !== mark) return -1
  const year = readYear(bytes, p, end)
  if (year < 0) return -1
  p = skipBetween(bytes, yearEnd, end)
  p = readTime(bytes, p, end)
  return p < 0 ? -1 : finish(bytes, p, end, out, year, month, day)
}

/**
 * Reads any of the shapes above at `i`. Returns the index after it (and after its offset), or −1. Fills `at` and `basis`; sets
 * {@link ambiguous} and {@link proven}.
 */
export function readDated(bytes: Uint8Array, i: number, end: number, order: DayOrder, out: ScanOut): number {
  ambiguous = false
  proven = DayOrder.Unknown
  if (i + 10 > end) return -1
  const first = bytes[i] as number
  if (isDigit(first)) {
    if (bytes[i + 4] === DASH) return readYearFirst(bytes, i, end, out)
    let p = i + 1
    const stop = Math.min(end, i + 20)
    while (p < stop && isDigit(bytes[p] as number)) p++
    switch (p - i) {
      case 1:
        return readDayFirst(bytes, p, end, first - 48, order, out)
      case 2:
        return readDayFirst(bytes, p, end, (first - 48) * 10 + (bytes[i + 1] as number) - 48, order, out)
      case 4:
        return readYearFirst(bytes, i, end, out)
      case 6:
      case 8:
        return readPacked(bytes, i, p - i, end, out)
      case 10:
      case 13:
      case 16:
      case 19:
        return readEpoch(bytes, i, p - i, end, out)
      default:
        return -1
    }
  }
  if (first === 64) return readTai(bytes, i, end, out)
  if (!isLetter(first)) return -1
  const packed = ((first | 32) << 16) | (((bytes[i + 1] as number) | 32) << 8) | ((bytes[i + 2] as number) | 32)
  if (isWeekday(packed)) return readWeekday(bytes, i, end, order, out)
  const month = monthAt(bytes, i)
  if (month === 0) return -1
  return readNameFirst(bytes, i, month, end, out)
}
