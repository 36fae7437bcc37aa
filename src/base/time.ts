// Time in Skewline: whole microseconds in a `number`, branded by what they count. Exact to the year 2255.

/** Microseconds on the axis every source is brought to: since 1970-01-01T00:00:00Z, as the reference clock counts them. */
export type SharedMicros = number & { readonly brand: 'SharedMicros' }

/**
 * Microseconds as one source's own clock reads, before any alignment. What zero means depends on the stamp's {@link Basis}.
 * Never comparable between sources.
 */
export type SourceMicros = number & { readonly brand: 'SourceMicros' }

/**
 * What a stamp counts from. Kept per block in the index, so it is a small integer and not a string.
 * - `None`: the entry has no stamp of its own
 * - `Yearless`: civil fields without a year; the reading stands on the leap year 2000 so that Feb 29 exists
 * - `Local`: civil fields with a year, zone not stated; the reading takes them as if they were UTC
 * - `Absolute`: civil fields with an offset, or an epoch; the reading is true UTC microseconds of that clock
 * - `Boot`: since the boot of that machine (printk, uptime)
 */
export const Basis = { None: 0, Yearless: 1, Local: 2, Absolute: 3, Boot: 4 } as const
export type Basis = (typeof Basis)[keyof typeof Basis]

export const SECOND = 1_000_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The year a yearless reading stands on: a leap year, so every date a log can print exists in it. */
export const YEARLESS = 2000

export const sourceMicros = (micros: number): SourceMicros => micros as SourceMicros
export const sharedMicros = (micros: number): SharedMicros => micros as SharedMicros

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/**
 * Days from 1970-01-01 to a date of the proleptic Gregorian calendar. `month` is 1–12. Allocates nothing, so scan loops may call it.
 * (The usual era arithmetic: years are counted from March so that the leap day falls last.)
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = ((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0
  return era * 146097 + yearOfEra * 365 + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0) + dayOfYear + day - 1 - 719468
}

/** Microseconds since 1970 of civil fields taken as UTC. A second of 60 (leap second) is accepted and counts on. */
export function microsFromCivil(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  micros = 0,
): number {
  return daysFromCivil(year, month, day) * DAY + hour * HOUR + minute * MINUTE + second * SECOND + micros
}

export interface Civil {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly micros: number
}

/** The inverse of {@link microsFromCivil}. */
export function civilFromMicros(at: number): Civil {
  const days = Math.floor(at / DAY)
  let rest = at - days * DAY
  const hour = Math.floor(rest / HOUR)
  rest -= hour * HOUR
  const minute = Math.floor(rest / MINUTE)
  rest -= minute * MINUTE
  const second = Math.floor(rest / SECOND)
  const z = days + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
    hour,
    minute,
    second,
    micros: rest - second * SECOND,
  }
}

/** True where the fields name a real calendar day and a possible time of day (60 s is a leap second). Yearless: pass {@link YEARLESS}. */
export function isCivil(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): boolean {
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 60) return false
  return day <= daysInMonth(year, month)
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const pad = (n: number, width: number): string => String(n).padStart(width, '0')

/** `2013-02-15T01:40:18.200000` with `digits` of a second (0–6, cut and not rounded), no zone suffix. */
export function isoFromMicros(at: number, digits: number): string {
  const c = civilFromMicros(at)
  const base = `${pad(c.year, 4)}-${pad(c.month, 2)}-${pad(c.day, 2)}T${pad(c.hour, 2)}:${pad(c.minute, 2)}:${pad(c.second, 2)}`
  return digits === 0 ? base : `${base}.${pad(c.micros, 6).slice(0, digits)}`
}
