// The information centre of H3C/HPE Comware and Huawei VRP: `%Jan  1 00:00:00:123 2013 HOST IFNET/3/LINK_UPDOWN: text`,
// `Feb 15 2013 01:40:18+08:00 HOST %%01IFNET/4/LINK_STATE(l)[0]:text`. The device's digit is a syslog severity.
import type { ScanOut } from '../base/scan.ts'
import { Basis } from '../base/time.ts'
import { withDeviceFields } from './device-fields.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { comwareSamples } from './samples/comware.ts'
import { readBsd, readBsdOrYearFirst } from './stamps/bsd.ts'
import {
  CLOSE,
  COLON,
  DASH,
  fourDigits,
  isDigit,
  LESS,
  OPEN,
  PERCENT,
  reachOf,
  SPACE,
  skipSpaces,
  wordKind,
} from './stamps/bytes.ts'
import { fractionEnd, readFraction } from './stamps/clock-time.ts'
import { readIso, readOffset } from './stamps/iso.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { civilStamp } from './stamps/stamp-text.ts'
import { facilityName, readPri, skipZone } from './syslog-header.ts'

const PLUS = 43
const SLASH = 47

/** The stamp at `i` in either vendor's writing. Returns the index after it, or −1. */
function readStamp(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  if (i + 19 <= end && bytes[i + 4] === DASH) return readIso(bytes, i, end, out)
  const after = readBsdOrYearFirst(bytes, i, end, out)
  if (after < 0 || after >= end) return after
  const mark = bytes[after]
  if (mark === COLON && after + 1 < end && isDigit(bytes[after + 1] as number)) {
    // Comware: milliseconds behind a third colon, then the year.
    const micros = readFraction(bytes, after + 1, end)
    const p = fractionEnd
    const year = p + 5 <= end && bytes[p] === SPACE ? fourDigits(bytes, p + 1) : -1
    if (year < 1970 || year > 2199) {
      out.at += micros
      return p
    }
    if (readBsd(bytes, i, end, out, year) < 0) return -1
    out.at += micros
    return p + 5
  }
  // An offset needs a year to shift.
  return (mark === PLUS || mark === DASH) && out.basis === Basis.Local ? readOffset(bytes, after, end, out) : after
}

/** `MODULE/5/MNEMONIC` at `i`: takes the severity. Returns the index after the name, or −1. */
function takeBrief(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  let p = i
  while (p < end && ((wordKind[bytes[p] as number] as number) - 1) >>> 0 < 2) p++
  if (p === i || p + 3 >= end || bytes[p] !== SLASH || bytes[p + 2] !== SLASH) return -1
  const digit = (bytes[p + 1] as number) - 48
  if (digit < 0 || digit > 7) return -1
  const name = p + 3
  p = name
  while (p < end && ((wordKind[bytes[p] as number] as number) - 1) >>> 0 < 2) p++
  if (p === name) return -1
  out.severity = digit
  return p
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
  } else if (bytes[p] === PERCENT || bytes[p] === 35 || bytes[p] === 42) {
    // Comware: `%` a log, `#` a trap, `*` a debug line, with a number in `@` signs where it is counted.
    p++
    if (p < end && bytes[p] === 64) {
      p++
      while (p < end && isDigit(bytes[p] as number)) p++
      if (p < end && (bytes[p] as number) < 127) p++
    }
  }
  const after = readStamp(bytes, p, end, out)
  if (after < 0) return false
  place.from = p - start
  place.to = after - start
  const zone = skipZone(bytes, after, end)
  place.rest = zone - start
  if (zone >= end || bytes[zone] !== SPACE) return false
  p = skipSpaces(bytes, zone, end)
  const host = p
  // Up to the message a line is ASCII, so that offsets in bytes are offsets in the text.
  while (p < end && (bytes[p] as number) > SPACE && (bytes[p] as number) < 127) p++
  if (p === host || p >= end || bytes[p] !== SPACE) return false
  p = skipSpaces(bytes, p, end)
  if (p + 4 < end && bytes[p] === PERCENT && bytes[p + 1] === PERCENT && isDigit(bytes[p + 2] as number))
    p += isDigit(bytes[p + 3] as number) ? 4 : 3
  p = takeBrief(bytes, p, end, out)
  if (p < 0) return false
  // Huawei: what kind of record, and its number: `(l)[12]`.
  if (p + 2 < end && bytes[p] === 40 && bytes[p + 2] === 41 && wordKind[bytes[p + 1] as number] === 1) p += 3
  if (p < end && bytes[p] === OPEN) {
    p++
    while (p < end && isDigit(bytes[p] as number)) p++
    if (p >= end || bytes[p] !== CLOSE || bytes[p - 1] === OPEN) return false
    p++
  }
  return p < end && bytes[p] === COLON
}

const BEHIND = /^ *(\S+) +(?:%%\d\d)?([\w-]+\/[0-7]\/[\w-]+)(?:\((\w)\))?(?:\[(\d+)\])?: ?/

export const comware = defineFormat({
  id: 'comware',
  title: 'Comware (H3C, HPE) and Huawei VRP',
  badge: 'COMWARE',
  reference: 'https://support.huawei.com/enterprise/en/doc/EDOC1100112423/8cf8ef7e/log-format',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read: (line) => {
    if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
    const text = line.slice(place.from, place.to)
    const zoneName = line.slice(place.to, place.rest).trim()
    const stamp = civilStamp(text, { zoneName })
    const millis = /:\d\d:\d\d:(\d{1,6})(?: \d{4})?$/.exec(text)?.[1]
    const behind = BEHIND.exec(line.slice(place.rest))
    if (!behind) return undefined
    const message = line.slice(place.rest + behind[0].length)
    const facility = place.pri >= 0 ? facilityName(place.pri >> 3) : undefined
    return {
      stamp: millis === undefined || stamp.wall?.includes('.') ? stamp : { ...stamp, wall: `${stamp.wall}.${millis}` },
      severity: lineOut.severity as 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7,
      ...(facility === undefined ? {} : { facility }),
      host: behind[1] as string,
      tag: behind[2] as string,
      message,
      ...withDeviceFields(message),
    }
  },
  exact: true,
  marks: (line) => scan(lineBytes, 0, loadLine(line), lineOut),
  ...comwareSamples,
})
