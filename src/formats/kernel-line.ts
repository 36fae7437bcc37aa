// A kernel ring buffer line at both levels: prefix, stamp, caller, text. `dmesg` and `console` share it.
import type { Entry, Stamp } from '../base/entry.ts'
import type { ScanOut } from '../base/scan.ts'
import type { Severity } from '../base/severity.ts'
import { Basis } from '../base/time.ts'
import { readBsd } from './stamps/bsd.ts'
import { CLOSE, COLON, isDigit, isLetter, LESS, OPEN, SPACE } from './stamps/bytes.ts'
import { readIso } from './stamps/iso.ts'
import { lineOut, place } from './stamps/line.ts'
import { readPrintk } from './stamps/printk.ts'
import { bootStamp, civilStamp } from './stamps/stamp-text.ts'
import { facilityName, facilityNames, readPri } from './syslog-header.ts'

const ESCAPE = 27
const RETURN = 13

/**
 * Index after the terminal control sequences and stray carriage returns at `i` (ECMA-48: `ESC [ … final byte`). A console's colours
 * and cursor moves stand in front of the text they paint.
 */
export function skipEscapes(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  while (p < end) {
    if (bytes[p] === RETURN) p++
    else if (bytes[p] === ESCAPE) {
      p++
      if (p < end && bytes[p] === OPEN) {
        p++
        while (p < end && ((bytes[p] as number) < 64 || (bytes[p] as number) > 126)) p++
      }
      // A two-byte sequence (`ESC c`); anything that is not ASCII is text.
      if (p < end && (bytes[p] as number) < 128) p++
    } else break
  }
  return p
}

/** `kern  :warn  : ` (dmesg --decode) at `i`: takes the severity into `out`, returns the index after it, or `i`. */
function readDecoded(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  if (i + 16 > end || !isLetter(bytes[i] as number)) return i
  let p = i
  while (p < i + 8 && (isLetter(bytes[p] as number) || isDigit(bytes[p] as number))) p++
  const nameEnd = p
  while (p < i + 8 && bytes[p] === SPACE) p++
  if (bytes[p] !== COLON) return i
  let severity: number
  switch (((bytes[p + 1] as number) << 8) | (bytes[p + 2] as number)) {
    case 0x656d:
      severity = 0
      break
    case 0x616c:
      severity = 1
      break
    case 0x6372:
      severity = 2
      break
    case 0x6572:
      severity = 3
      break
    case 0x7761:
      severity = 4
      break
    case 0x6e6f:
      severity = 5
      break
    case 0x696e:
      severity = 6
      break
    case 0x6465:
      severity = 7
      break
    default:
      return i
  }
  p += 3
  while (p < end && (isLetter(bytes[p] as number) || bytes[p] === SPACE)) p++
  if (p + 1 >= end || bytes[p] !== COLON || nameEnd - i < 3) return i
  out.severity = severity
  p++
  while (p < end && bytes[p] === SPACE) p++
  return p
}

/** `[Fri Feb 13 23:31:30 2009]` (dmesg --ctime) at `i`: index after the `]`, or −1. */
function readCtime(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  if (i + 26 > end || bytes[i] !== OPEN || bytes[i + 4] !== SPACE) return -1
  for (let k = 1; k < 4; k++) if (!isLetter(bytes[i + k] as number)) return -1
  const after = readBsd(bytes, i + 5, end, out)
  // The year is followed by `]`, which the BSD reader does not take for the end of a word.
  if (after < 0 || after + 6 > end || bytes[after] !== SPACE || bytes[after + 5] !== CLOSE) return -1
  return readBsd(bytes, i + 5, after + 5, out) === after + 5 ? after + 6 : -1
}

/**
 * Scans a kernel line whose first byte is at `i` (`origin` is the line's start). Returns the index after the stamp, or −1. Fills
 * `out` and `place`; `place.pri` is the raw prefix's value.
 */
export function scanKernel(bytes: Uint8Array, origin: number, i: number, end: number, out: ScanOut): number {
  let p = i
  place.pri = -1
  out.severity = 8
  if (p >= end) return -1
  if (bytes[p] === LESS) {
    p = readPri(bytes, p, end)
    if (p < 0) return -1
    out.severity = place.pri & 7
    if (p < end && bytes[p] === SPACE) p++
  } else if (bytes[p] !== OPEN) {
    p = readDecoded(bytes, p, end, out)
    if (p > i) p = skipEscapes(bytes, p, end)
  }
  if (p >= end) return -1
  let after = -1
  if (bytes[p] === OPEN) {
    after = readPrintk(bytes, p, end, out)
    if (after < 0) after = readCtime(bytes, p, end, out)
  } else if (end - p > 24 && bytes[p + 10] === 84 && bytes[p + 19] === 44) {
    // dmesg --time-format iso: `2009-02-13T23:31:30,123456+00:00 text`; nothing else writes T and a comma.
    after = readIso(bytes, p, end, out)
    if (out.basis !== Basis.Absolute) after = -1
  }
  if (after < 0) return -1
  place.from = p - origin
  place.to = after - origin
  return after
}

const CALLER = /^(\s?)\[ *([TC]\d+)\] ?/
/** Further stamps of `dmesg` asked for several time formats at once; they repeat what the first one says. */
const MORE_STAMPS =
  /^ ?(?:\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}(?: <[^>]*>)?\]|\[ *<[ \d.]+>\]|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d,\d{6}[+-]\d\d:\d\d)(?= |$)/
const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])?/g

/** Text without terminal control sequences (ECMA-48). */
export const stripEscapes = (text: string): string => (text.includes('\x1b') ? text.replace(ESCAPES, '') : text)

/** The facility a kernel line states: by the raw prefix's number, or by `kern  :warn  :`. */
function facilityOf(before: string): string | undefined {
  if (place.pri >= 0) return facilityName(place.pri >> 3)
  const word = /([a-z]+[0-7]?) *:[a-z]+ *:/.exec(before)?.[1]
  return facilityNames.find((name) => name === word)
}

/** The entry of a line that {@link scanKernel} has just read. */
export function readKernel(line: string): Entry {
  const text = line.slice(place.from, place.to)
  let rest = line.slice(place.to)
  if (rest.includes('\x1b')) rest = stripEscapes(rest)
  for (let more = MORE_STAMPS.exec(rest); more; more = MORE_STAMPS.exec(rest)) rest = rest.slice(more[0].length)
  const caller = CALLER.exec(rest)
  if (caller) rest = rest.slice(caller[0].length)
  else if (rest.startsWith(' ')) rest = rest.slice(1)
  const stamp: Stamp =
    lineOut.basis === Basis.Boot ? bootStamp(text) : civilStamp(text.replace(/^\[[A-Z][a-z]{2} |\]$/g, ''))
  const facility = facilityOf(line.slice(0, place.from))
  return {
    stamp: stamp.text === text ? stamp : { ...stamp, text },
    ...(lineOut.severity < 8 ? { severity: lineOut.severity as Severity } : {}),
    ...(facility === undefined ? {} : { facility }),
    message: rest,
    ...(caller ? { fields: { caller: caller[2] as string } } : {}),
  }
}
