// How numbers, sizes, durations and moments are written (docs: ui spec, section 9).
import { isoFromMicros, MINUTE, SECOND, type SharedMicros } from '../../src/base/time.ts'
import type { ZoneView } from '../store/store.ts'

/** `92,890,453` */
export function thousands(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',')
}

const UNITS = ['KB', 'MB', 'GB', 'TB'] as const

/** Counted by 1,024 with one decimal: `5.5 GB`; below 1,024 whole bytes: `214 B`. */
export function bytes(n: number): string {
  if (n < 1024) return `${Math.round(n)} B`
  let value = n
  let unit = -1
  // 1,023.96 KB would round to `1024.0 KB`: step on at the rounded value.
  while (unit < 0 || (Number(value.toFixed(1)) >= 1024 && unit < UNITS.length - 1)) {
    value /= 1024
    unit += 1
  }
  return `${value.toFixed(1)} ${UNITS[unit] ?? 'TB'}`
}

/** `2.2 of 5.6 GB`: the unit once where both share it. */
export function bytesOf(done: number, total: number): string {
  const [a, b] = [bytes(done), bytes(total)]
  const unit = b.slice(b.indexOf(' '))
  return a.endsWith(unit) ? `${a.slice(0, -unit.length)} of ${b}` : `${a} of ${b}`
}

/** `1 file`, `1,204 files` */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${thousands(n)} ${n === 1 ? one : many}`
}

/** `12.0 ms`, `138.6 s` up to 180 s, then `6m 02s`, `2h 8m`, `3d 4h`. */
export function duration(micros: number): string {
  if (micros < 1000) return `${Math.round(micros)} µs`
  if (micros < SECOND) return `${(micros / 1000).toFixed(1)} ms`
  if (micros < 180 * SECOND) return `${(micros / SECOND).toFixed(1)} s`
  const seconds = Math.round(micros / SECOND)
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${String(seconds % 60).padStart(2, '0')}s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}h ${minutes % 60}m`
  const hours = Math.round(minutes / 60)
  return `${thousands(Math.floor(hours / 24))}d ${hours % 24}h`
}

/** Minutes the browser's zone is ahead of UTC at a moment. */
export function browserOffsetMinutes(at: number): number {
  return -new Date(at / 1000).getTimezoneOffset()
}

/** The moment as the shared axis shows it. `host` has no zone of its own on the axis, so it reads as UTC there. */
function onAxis(at: SharedMicros, zone: ZoneView): number {
  return zone === 'browser' ? at + browserOffsetMinutes(at) * MINUTE : at
}

/** Digits of a second that a window of this width can tell apart. */
function digitsFor(width: number): number {
  if (width < 2 * SECOND) return 3
  return width < 2 * MINUTE ? 1 : 0
}

/** The visible window in words: the date once where both ends share it. */
export function rangeText(from: SharedMicros, to: SharedMicros, zone: ZoneView): { day: string; range: string } {
  const digits = digitsFor(to - from)
  const [a, b] = [onAxis(from, zone), onAxis(to, zone)].map((at) => isoFromMicros(Math.round(at), digits).split('T'))
  const [dayA = '', timeA = ''] = a ?? []
  const [dayB = '', timeB = ''] = b ?? []
  if (dayA === dayB) return { day: dayA, range: `${timeA} – ${timeB}` }
  const year = (day: string): string => day.slice(0, 5)
  const short = year(dayA) === year(dayB)
  const end = short ? dayB.slice(5) : dayB
  return { day: '', range: `${dayA} ${timeA.slice(0, 5)} – ${end} ${timeB.slice(0, 5)}` }
}

/** `3 %`, never 100 before the end. */
export function percent(share: number): string {
  return `${Math.min(99, Math.floor(share * 100))}%`
}

/** Words as a sentence, so that several can stand in a row. Code at the start keeps its case. */
export function sentence(words: string): string {
  const text = words.trim()
  if (text === '') return ''
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?:]$/.test(text) ? '' : '.'}`
}

/** `+02:00`, `−07:00` */
export function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
