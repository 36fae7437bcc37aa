// How moments and offsets are written on the axis, in lanes and in the table (ui.md section 9); durations and counts are in `ui/format.ts`.
// Pure; zones are looked up through cached Intl formatters.
import { tzOffset } from '@date-fns/tz/tzOffset'
import { DAY, isoFromMicros, MINUTE, SECOND, type SharedMicros } from '../../src/base/time.ts'
import type { ZoneView } from '../store/store.ts'
import { duration } from '../ui/format.ts'

const MINUS = '\u2212'
const MILLISECOND = 1000
/** Offsets change at whole quarter hours only, so one look-up serves that long. */
const OFFSET_STEP = 15 * MINUTE
const OFFSETS_KEPT = 20_000

const browserZone = new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
const offsets = new Map<string, number>()
const nameFormats = new Map<string, Intl.DateTimeFormat | undefined>()

/** The zone that times are written in. A host whose zone nobody states is written in UTC. */
export function zoneFor(view: ZoneView, hostZone?: string): string {
  if (view === 'utc') return 'UTC'
  return view === 'browser' ? browserZone : (hostZone ?? 'UTC')
}

/** Microseconds to add to UTC to get civil time in `zone` at that moment; 0 for a zone nobody knows. */
export function zoneOffset(zone: string, at: number): number {
  if (zone === 'UTC' || zone === 'Z') return 0
  const step = Math.floor(at / OFFSET_STEP)
  const key = `${zone} ${step}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const minutes = tzOffset(zone, new Date((step * OFFSET_STEP) / MILLISECOND))
  const offset = Number.isFinite(minutes) ? minutes * MINUTE : 0
  if (offsets.size > OFFSETS_KEPT) offsets.clear()
  offsets.set(key, offset)
  return offset
}

/** `UTC`, `MST`, `UTC+2`: the short name of a zone at a moment. */
export function zoneName(zone: string, at: number): string {
  if (zone === 'UTC' || zone === 'Z') return 'UTC'
  if (/^[+-]\d/.test(zone)) return zone.replace('-', MINUS)
  if (!nameFormats.has(zone)) nameFormats.set(zone, nameFormat(zone))
  const parts = nameFormats.get(zone)?.formatToParts(new Date(at / MILLISECOND))
  const name = parts?.find((part) => part.type === 'timeZoneName')?.value
  return name?.replace('GMT', 'UTC') ?? zone
}

/** `UTC`, `UTC−7`, `UTC+5:30`: what a zone comes to at a moment. */
export function offsetName(zone: string, at: number): string {
  const minutes = Math.round(zoneOffset(zone, at) / MINUTE)
  if (minutes === 0) return 'UTC'
  const size = Math.abs(minutes)
  const rest = size % 60
  return `UTC${minutes < 0 ? MINUS : '+'}${Math.floor(size / 60)}${rest === 0 ? '' : `:${two(rest)}`}`
}

function nameFormat(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' })
  } catch {
    // A zone name this browser does not know is written as it stands.
    return undefined
  }
}

const iso = (at: number, digits: number, zone: string): string => isoFromMicros(at + zoneOffset(zone, at), digits)

/** `01:40:18.2` with `digits` of a second (0–6), cut and not rounded. */
export function formatTime(at: SharedMicros, digits: number, view: ZoneView, hostZone?: string): string {
  return iso(at, digits, zoneFor(view, hostZone)).slice(11)
}

/** `2013-02-15`. */
export function formatDate(at: SharedMicros, view: ZoneView, hostZone?: string): string {
  return iso(at, 0, zoneFor(view, hostZone)).slice(0, 10)
}

/** `01:40:18 MST`: what a host's own clock shows. */
export function formatOwnClock(at: SharedMicros, digits: number, zone: string): string {
  return `${iso(at, digits, zone).slice(11)} ${zoneName(zone, at)}`
}

/** Decimals of a second worth writing where one step (a pixel, a tick) is that long. */
export function digitsForStep(stepMicros: number): number {
  if (stepMicros >= SECOND) return 0
  if (stepMicros >= 100 * MILLISECOND) return 1
  if (stepMicros >= 10 * MILLISECOND) return 2
  return stepMicros >= MILLISECOND ? 3 : 6
}

/** Decimals a time may be printed with: as many as the stamp states, no more than ± (seconds) supports. */
export function digitsKnown(stated: number, plusMinus?: number): number {
  if (plusMinus === undefined || plusMinus <= 0) return stated
  const supported = plusMinus >= 1 ? 0 : Math.ceil(-Math.log10(plusMinus))
  return Math.min(stated, supported)
}

const two = (n: number): string => String(n).padStart(2, '0')

/** `+0.2s`, `−18m 04s`, `+1h 03m`. Minus: that clock is behind the reference. */
export function formatOffset(micros: number): string {
  const sign = micros < 0 ? MINUS : '+'
  const tenths = Math.round(Math.abs(micros) / (SECOND / 10))
  if (tenths < 600) return `${sign}${(tenths / 10).toFixed(1)}s`
  const seconds = Math.round(Math.abs(micros) / SECOND)
  if (seconds < 3600) return `${sign}${Math.floor(seconds / 60)}m ${two(seconds % 60)}s`
  const minutes = Math.round(Math.abs(micros) / MINUTE)
  return `${sign}${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`
}

/** Seconds after a ±: `0.5s`, `20ms`, `6m 02s`. */
export function formatPlusMinus(seconds: number): string {
  if (seconds < 0.1) return `${(seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0)}ms`
  return seconds < 60 ? `${seconds.toFixed(1)}s` : duration(seconds * SECOND)
}

/** The label of an axis tick: as short as the distance between ticks allows; midnight shows its date. */
export function formatTick(at: SharedMicros, stepMicros: number, zone: string): string {
  const text = iso(at, 6, zone)
  const date = text.slice(0, 10)
  if (stepMicros >= 360 * DAY) return date.slice(0, 4)
  if (stepMicros >= 28 * DAY) return date.slice(0, 7)
  if (stepMicros >= DAY) return date
  // The year stands beside the axis; a full date would run into the next tick.
  if (text.endsWith('T00:00:00.000000')) return date.slice(5)
  if (stepMicros >= MINUTE) return text.slice(11, 16)
  if (stepMicros >= SECOND) return text.slice(11, 19)
  const digits = stepMicros >= 100 * MILLISECOND ? 1 : stepMicros >= 10 * MILLISECOND ? 2 : 3
  return text.slice(11, 20 + digits)
}
