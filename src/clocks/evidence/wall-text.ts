// Dates as people's tools print them inside a message: `Thu May 17 22:45:12 CST 2018`, `Thu 17 May 2018 11:40:36 PM CST`,
// `2018-05-17T22:45:12,123+08:00`, `00:31:43 UTC Mon Mar 1 1993`. Abbreviations are kept as text and never used to shift.
import { isCivil, MINUTE, microsFromCivil, SECOND, YEARLESS } from '../../base/time.ts'

export interface WallText {
  /** The fields as written, taken as UTC; on the year 2000 where none is written. */
  readonly civil: number
  /** UTC µs where an offset is written or the zone is UTC, else {@link civil}. */
  readonly at: number
  readonly zone: 'utc' | 'local'
  readonly year?: number
  /** What the last written digit leaves open, in µs. */
  readonly resolution: number
  readonly zoneName?: string
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const TIME = /(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,9}))?/
const ISO_DATE = /(\d{4})-(\d\d)-(\d\d)/
const WORDS = /[A-Za-z]{3,}|\d+/g
const OFFSET = /^ ?\(?([+-])(\d\d):?(\d\d)\b/

interface Day {
  readonly year?: number
  readonly month: number
  readonly day: number
}

/** The date among the words beside the time of day: a month's name, a day of one or two digits, a year of four. */
function dayOf(text: string): Day | undefined {
  const iso = ISO_DATE.exec(text)
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) }
  let month = 0
  let day = 0
  let year: number | undefined
  for (const [word] of text.matchAll(WORDS)) {
    if (/^\d/.test(word)) {
      if (word.length === 4) year = Number(word)
      else if (word.length <= 2 && day === 0) day = Number(word)
    } else if (month === 0) month = MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1
  }
  return month > 0 && day > 0 ? { ...(year === undefined ? {} : { year }), month, day } : undefined
}

const ZONE = /\b(?!AM\b|PM\b)(Z|[A-Z]{3,5})\b/

/** Reads a text that is one date and nothing else. `undefined` where there is no such date. */
export function readWallText(text: string): WallText | undefined {
  const time = TIME.exec(text)
  if (!time) return undefined
  const before = text.slice(0, time.index)
  let after = text.slice(time.index + time[0].length)
  const half = /^ ?([AP]M)\b/i.exec(after)?.[1]?.toUpperCase()
  if (half) after = after.replace(/^ ?[AP]M\b/i, '')
  const offset = OFFSET.exec(after)
  const zulu = /^Z\b/.test(after)
  if (offset) after = after.slice(offset[0].length)
  const date = dayOf(`${before.replace(/T$/, ' ')} ${after}`)
  if (!date) return undefined
  let hour = Number(time[1])
  if (half) hour = (hour % 12) + (half === 'PM' ? 12 : 0)
  const [minute, second] = [Number(time[2]), Number(time[3])]
  const year = date.year ?? YEARLESS
  if (!isCivil(year, date.month, date.day, hour, minute, second)) return undefined
  const fraction = time[4] ?? ''
  const part = Math.floor(Number(`0.${fraction || '0'}`) * 1e6 + 1e-6)
  const civil = microsFromCivil(year, date.month, date.day, hour, minute, second, part)
  const zoneName = ZONE.exec(after)?.[1] ?? ZONE.exec(before)?.[1]
  const utc = zulu || offset !== null || zoneName === 'UTC' || zoneName === 'GMT'
  const shift = offset ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) * MINUTE : 0
  return {
    civil,
    at: civil - shift,
    zone: utc ? 'utc' : 'local',
    ...(date.year === undefined ? {} : { year: date.year }),
    resolution: Math.max(1, SECOND / 10 ** Math.min(6, fraction.length)),
    ...(zoneName === undefined ? {} : { zoneName }),
  }
}
