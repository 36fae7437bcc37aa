// From a stamp's text to the fields an entry shows: wall, offset, zone name. Never shifts; the number comes from the byte-level scan.
import type { Stamp } from '../../base/entry.ts'
import { Basis, isoFromMicros, sourceMicros } from '../../base/time.ts'
import { lineOut } from './line.ts'

const FRACTION = /\d\d:?\d\d:?\d\d(?:[.,](\d+)|:(\d{3}))(?!\d)/
const OFFSET = /\d ?(?:[Zz]|([+-]\d\d):?(\d\d)?)$/
const LEAP_SECOND = /:60(?:\D|$)/

/** What a format found beside the stamp's own text. */
interface StampExtras {
  readonly zoneName?: string | undefined
  readonly quality?: '*' | '.' | undefined
  readonly monotonic?: number | undefined
}

/** The `+08:00` or `Z` that an ISO stamp's text ends in. */
function offsetOf(text: string): string | undefined {
  const m = OFFSET.exec(text)
  if (!m) return undefined
  return m[1] === undefined ? 'Z' : `${m[1]}:${m[2] ?? '00'}`
}

const offsetMicros = (offset: string): number =>
  offset === 'Z'
    ? 0
    : (offset[0] === '-' ? -60e6 : 60e6) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6)))

/** The stamp of a line whose civil fields {@link lineOut} has just read, from the stamp's text. */
export function civilStamp(text: string, extras: StampExtras = {}): Stamp {
  const basis = lineOut.basis
  const offset = basis === Basis.Absolute ? offsetOf(text) : undefined
  const parts = FRACTION.exec(text)
  const fraction = parts?.[1] ?? parts?.[2] ?? ''
  const leap = LEAP_SECOND.test(text)
  // A leap second is the next minute's first as a number; as text it stays what the line says.
  const civil = lineOut.at + (offset ? offsetMicros(offset) : 0) - (leap ? 1e6 : 0)
  let wall = isoFromMicros(civil, 0)
  if (leap) wall = `${wall.slice(0, 17)}60`
  if (basis === Basis.Yearless) wall = `0000${wall.slice(4)}`
  return {
    text,
    wall: fraction ? `${wall}.${fraction}` : wall,
    ...(offset ? { offset } : {}),
    ...(extras.zoneName ? { zoneName: extras.zoneName } : {}),
    ...(extras.quality ? { quality: extras.quality } : {}),
    ...(extras.monotonic === undefined ? {} : { monotonic: extras.monotonic }),
    basis,
    at: sourceMicros(lineOut.at),
  }
}

/** The stamp of a line that counts seconds since 1970: UTC by definition, so it states its offset. `digits` of a second are written. */
export function epochStamp(text: string, digits: number, extras: StampExtras = {}): Stamp {
  const { monotonic } = extras
  return {
    text,
    wall: isoFromMicros(lineOut.at, Math.min(6, digits)),
    offset: 'Z',
    ...(monotonic === undefined ? {} : { monotonic }),
    basis: Basis.Absolute,
    at: sourceMicros(lineOut.at),
  }
}

/** The stamp of a line that counts from boot. */
export function bootStamp(text: string): Stamp {
  return { text, monotonic: lineOut.at / 1e6, basis: Basis.Boot, at: sourceMicros(lineOut.at) }
}

/** The stamp of a line that states how long the device has been up (Cisco). */
export function uptimeStamp(text: string, quality?: '*' | '.'): Stamp {
  return { text, uptime: text, ...(quality ? { quality } : {}), basis: Basis.Boot, at: sourceMicros(lineOut.at) }
}
