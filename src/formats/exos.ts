// Extreme EXOS: `02/15/2013 01:40:18.12 <Info:vlan.msgs.portLinkStateUp> Slot-1: Port 1:2 link UP`, and its rows in a collector's file.

import type { ScanOut } from '../base/scan.ts'
import type { Severity } from '../base/severity.ts'
import { Basis, DAY, daysFromCivil, isCivil, SECOND } from '../base/time.ts'
import { withDeviceFields } from './device-fields.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { exosSamples } from './samples/exos.ts'
import { readBsdOrYearFirst } from './stamps/bsd.ts'
import { COLON, fourDigits, GREATER, LESS, reachOf, SPACE, skipSpaces, twoDigits, wordKind } from './stamps/bytes.ts'
import { clockTimeEnd, clockTimeMicros, readClockTime } from './stamps/clock-time.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { civilStamp } from './stamps/stamp-text.ts'
import { facilityName, readPri } from './syslog-header.ts'

const SLASH = 47

/** `mm/dd/yyyy hh:mm:ss.ff` at `i`. Returns the index after it, or −1. */
function readMonthFirst(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  if (i + 19 > end || bytes[i + 2] !== SLASH || bytes[i + 5] !== SLASH || bytes[i + 10] !== SPACE) return -1
  const month = twoDigits(bytes, i)
  const day = twoDigits(bytes, i + 3)
  const year = fourDigits(bytes, i + 6)
  if (year < 1970 || !isCivil(year, month, day, 0, 0, 0)) return -1
  const time = readClockTime(bytes, i + 11, end)
  if (time < 0) return -1
  out.at = daysFromCivil(year, month, day) * DAY + time * SECOND + clockTimeMicros
  out.basis = Basis.Local
  return clockTimeEnd
}

/** Severity of EXOS's four-letter level word at `i`, or −1. */
function levelAt(bytes: Uint8Array, i: number, end: number): number {
  if (i + 5 > end || bytes[i + 4] !== COLON) return -1
  const packed =
    ((bytes[i] as number) << 24) |
    ((bytes[i + 1] as number) << 16) |
    ((bytes[i + 2] as number) << 8) |
    (bytes[i + 3] as number)
  switch (packed) {
    case 0x43726974: // Crit
      return 2
    case 0x4572726f: // Erro
      return 3
    case 0x5761726e: // Warn
      return 4
    case 0x4e6f7469: // Noti
      return 5
    case 0x496e666f: // Info
    case 0x53756d6d: // Summ
      return 6
    case 0x56657262: // Verb
    case 0x44656275: // Debu
      return 7
    default:
      return -1
  }
}

/** Index of the `<` of `<Info:vlan.msgs.x> ` at `i`, or −1. */
function eventAt(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  if (i >= end || bytes[i] !== LESS) return -1
  const severity = levelAt(bytes, i + 1, end)
  if (severity < 0) return -1
  let p = i + 6
  while (p < end && (wordKind[bytes[p] as number] as number) > 0) p++
  if (p === i + 6 || p >= end || bytes[p] !== GREATER) return -1
  out.severity = severity
  return i
}

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 24) return false
  const end = reachOf(start, lineEnd)
  let p = start
  place.pri = -1
  out.severity = 8
  if (bytes[p] === LESS) {
    p = readPri(bytes, p, end)
    if (p < 0) return false
    p = skipSpaces(bytes, p, end)
  }
  let after = readMonthFirst(bytes, p, end, out)
  const own = after >= 0
  if (!own) after = readBsdOrYearFirst(bytes, p, end, out)
  if (after < 0 || after >= end || bytes[after] !== SPACE) return false
  place.from = p - start
  place.to = after - start
  p = skipSpaces(bytes, after, end)
  // A collector's file: the host and a process stand in between.
  for (let word = own ? 2 : 0; word <= 2; word++) {
    if (eventAt(bytes, p, end, out) >= 0) {
      place.rest = p - start
      return true
    }
    while (p < end && (bytes[p] as number) > SPACE && (bytes[p] as number) < 127 && bytes[p] !== LESS) p++
    p = skipSpaces(bytes, p, end)
  }
  return false
}

const EVENT = /^<\w+:([\w./-]+)> */
const PART = /^((?:Slot-?\d+|MSM-[AB]|MM-[AB])): */

export const exos = defineFormat({
  id: 'exos',
  title: 'Extreme EXOS',
  badge: 'EXOS',
  reference: 'https://documentation.extremenetworks.com/ems_catalog/',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read: (line) => {
    if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
    const stamp = civilStamp(line.slice(place.from, place.to))
    const between = line.slice(place.to, place.rest).trim().split(/ +/)
    const program = between.find((word) => word.endsWith(':'))?.slice(0, -1)
    const host = between.find((word) => word !== '' && !word.endsWith(':'))
    let message = line.slice(place.rest)
    const event = EVENT.exec(message)
    if (!event) return undefined
    message = message.slice(event[0].length)
    const part = PART.exec(message)
    if (part) message = message.slice(part[0].length)
    const facility = place.pri >= 0 ? facilityName(place.pri >> 3) : undefined
    return {
      stamp,
      severity: lineOut.severity as Severity,
      ...(facility === undefined ? {} : { facility }),
      ...(host === undefined ? {} : { host }),
      ...(program === undefined ? {} : { program }),
      tag: event[1] as string,
      message,
      ...withDeviceFields(message, part ? { part: part[1] as string } : {}),
    }
  },
  exact: true,
  marks: (line) => scan(lineBytes, 0, loadLine(line), lineOut),
  ...exosSamples,
})
