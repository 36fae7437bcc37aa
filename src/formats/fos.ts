// Brocade Fabric OS RASlog: `2013/02/15-01:40:18, [FW-1425], 1234, SLOT 6 | FID 128, WARNING, switch1, text`.
import type { Severity } from '../base/severity.ts'
import { Basis, DAY, daysFromCivil, isCivil, SECOND } from '../base/time.ts'
import { withDeviceFields } from './device-fields.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { fosSamples } from './samples/fos.ts'
import { COLON, COMMA, DASH, fourDigits, isDigit, OPEN, reachOf, SPACE, twoDigits } from './stamps/bytes.ts'
import { clockTimeEnd, clockTimeMicros, fractionEnd, readClockTime, readFraction } from './stamps/clock-time.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { civilStamp } from './stamps/stamp-text.ts'

const SLASH = 47

/** Severity of the level word at `i` (after a comma and a space), or −1. */
function levelAt(bytes: Uint8Array, i: number, end: number): number {
  if (i + 5 > end) return -1
  const packed = ((bytes[i] as number) << 16) | ((bytes[i + 1] as number) << 8) | (bytes[i + 2] as number)
  let length = 0
  while (i + length < end && (bytes[i + length] as number) >= 65 && (bytes[i + length] as number) <= 90) length++
  if (i + length >= end || bytes[i + length] !== COMMA) return -1
  if (packed === 0x435249 && length === 8) return 2 // CRITICAL
  if (packed === 0x455252 && length === 5) return 3 // ERROR
  if (packed === 0x574152 && length === 7) return 4 // WARNING
  return packed === 0x494e46 && length === 4 ? 6 : -1 // INFO
}

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 40 || bytes[start + 4] !== SLASH || bytes[start + 7] !== SLASH || bytes[start + 10] !== DASH)
    return false
  const end = reachOf(start, lineEnd)
  const year = fourDigits(bytes, start)
  const month = twoDigits(bytes, start + 5)
  const day = twoDigits(bytes, start + 8)
  if (year < 1970 || !isCivil(year, month, day, 0, 0, 0)) return false
  const time = readClockTime(bytes, start + 11, end)
  if (time < 0) return false
  let p = clockTimeEnd
  let micros = clockTimeMicros
  if (p + 1 < end && bytes[p] === COLON && isDigit(bytes[p + 1] as number)) {
    micros = readFraction(bytes, p + 1, end)
    p = fractionEnd
  }
  place.from = 0
  place.to = p - start
  place.pri = -1
  if (p + 3 >= end || bytes[p] !== COMMA || bytes[p + 1] !== SPACE || bytes[p + 2] !== OPEN) return false
  out.at = daysFromCivil(year, month, day) * DAY + time * SECOND + micros
  out.basis = Basis.Local
  out.severity = 8
  // `[ID], number, SLOT 6 | FID 128, LEVEL, `: the level is the third to fifth field.
  let commas = 0
  for (p += 3; p + 2 < end && commas < 5; p++) {
    if (bytes[p] !== COMMA) continue
    commas++
    if (commas < 2 || bytes[p + 1] !== SPACE) continue
    const severity = levelAt(bytes, p + 2, end)
    if (severity < 0) continue
    out.severity = severity
    place.rest = p + 2 - start
    return true
  }
  return false
}

const BEHIND = /^[A-Z]+, *([^,\s]*), */

export const fos = defineFormat({
  id: 'fos',
  title: 'Brocade Fabric OS',
  badge: 'FOS',
  reference:
    'https://techdocs.broadcom.com/us/en/fibre-channel-networking/fabric-os/fabric-os-message-reference/9-2-x.html',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read: (line) => {
    if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
    const text = line.slice(0, place.to)
    const stamp = civilStamp(text)
    const micros = /:\d\d:\d\d:(\d{1,6})$/.exec(text)?.[1]
    const tag = /\[([^\]]+)\]/.exec(line)?.[1]
    const rest = line.slice(place.rest)
    const behind = BEHIND.exec(rest)
    const message = rest.slice(behind?.[0].length ?? 0)
    const where = /, ((?:SLOT|CHASSIS|FID)[^,]*), *$/.exec(line.slice(0, place.rest))?.[1]
    return {
      stamp: micros === undefined || stamp.wall?.includes('.') ? stamp : { ...stamp, wall: `${stamp.wall}.${micros}` },
      severity: lineOut.severity as Severity,
      ...(behind?.[1] ? { host: behind[1] } : {}),
      ...(tag === undefined ? {} : { tag }),
      message,
      ...withDeviceFields(message, where === undefined ? {} : { part: where }),
    }
  },
  exact: true,
  marks: (line) => scan(lineBytes, 0, loadLine(line), lineOut),
  ...fosSamples,
})
