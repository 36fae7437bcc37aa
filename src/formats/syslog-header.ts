// What the syslog formats share at byte level: PRI, zone abbreviation, `facility.level`, and the device mnemonic `%FAC-n-NAME`.

import {
  CLOSE,
  COLON,
  DASH,
  DOT,
  GREATER,
  isDigit,
  isLetter,
  OPEN,
  PERCENT,
  SPACE,
  skipSpaces,
  wordKind,
} from './stamps/bytes.ts'
import { levelWordAt, levelWordEnd } from './stamps/level-word.ts'
import { place } from './stamps/line.ts'
import { type ScanOut, UNSTATED_CLASS } from './stamps/out.ts'

/** Facility names by number (RFC 5424 table 1; names as syslog.conf writes them). */
export const facilityNames = [
  'kern',
  'user',
  'mail',
  'daemon',
  'auth',
  'syslog',
  'lpr',
  'news',
  'uucp',
  'cron',
  'authpriv',
  'ftp',
  'ntp',
  'audit',
  'alert',
  'clock',
  'local0',
  'local1',
  'local2',
  'local3',
  'local4',
  'local5',
  'local6',
  'local7',
] as const

/** The name of a facility number, `undefined` beyond the table. */
export const facilityName = (number: number): string | undefined => facilityNames[number]

/**
 * Reads `<PRI>` at `i` (RFC 5424 section 6.2.1: 0–191, no longer than three digits). Returns the index after `>`, or −1, and leaves
 * the value in `place.pri`.
 */
export function readPri(bytes: Uint8Array, i: number, end: number): number {
  let p = i + 1
  let value = 0
  while (p < end && p - i <= 3 && isDigit(bytes[p] as number)) value = value * 10 + (bytes[p++] as number) - 48
  if (p === i + 1 || p >= end || bytes[p] !== GREATER || value > 191) return -1
  place.pri = value
  return p + 1
}

/** Packs up to four upper-case letters; the abbreviations that are read as a zone where the format does not mark one. */
const isZone = (packed: number): boolean => ZONES.has(packed)
const pack = (name: string): number => [...name].reduce((sum, letter) => sum * 256 + letter.charCodeAt(0), 0)
const ZONES = new Set(
  (
    'UTC GMT CET CEST EET EEST WET WEST BST IST MSK SAST EAT WAT CAT PKT SGT HKT JST KST ICT AEST AEDT ACST ACDT AWST NZST NZDT ' +
    'EST EDT CST CDT MST MDT PST PDT AKST AKDT HST AST ADT NST NDT BRT ART CLT'
  )
    .split(' ')
    .map(pack),
)

/** Index after ` CEST` or ` CEST:` where a known abbreviation stands at `i` (a space first), else `i`. */
export function skipZone(bytes: Uint8Array, i: number, end: number): number {
  // Three capitals in a row: hosts seldom begin so, and this runs on every line.
  if (i + 4 > end || !isCapital(bytes[i + 2] as number) || !isCapital(bytes[i + 3] as number)) return i
  if (bytes[i] !== SPACE || !isCapital(bytes[i + 1] as number)) return i
  const four = i + 4 < end && isCapital(bytes[i + 4] as number)
  const p = four ? i + 5 : i + 4
  if (p < end && bytes[p] !== SPACE && bytes[p] !== COLON) return i
  const three = ((bytes[i + 1] as number) << 16) | ((bytes[i + 2] as number) << 8) | (bytes[i + 3] as number)
  return isZone(four ? three * 256 + (bytes[i + 4] as number) : three) ? p : i
}

const isCapital = (byte: number): boolean => byte >= 65 && byte <= 90

/** Severity of the last {@link findMnemonic}. */
let mnemonicSeverity = 0

/**
 * Finds `%FACILITY-n-NAME` at `i` (the `%` itself): Cisco's and Arista's message header ("%facility-severity-MNEMONIC:", Cisco
 * System Message Guide). The facility may hold dashes (`%SECURITY-XR_SSL-6-INFO`). Returns the index of the name, or −1.
 */
function findMnemonic(bytes: Uint8Array, i: number, end: number): number {
  const stop = Math.min(i + 96, end) - 3
  if (i >= stop || !isLetter(bytes[i + 1] as number)) return -1
  let p = i + 2
  while (p < stop) {
    if (wordKind[bytes[p] as number] === 1) {
      p++
      continue
    }
    if (bytes[p] !== DASH) return -1
    const digit = (bytes[p + 1] as number) - 48
    if (bytes[p + 2] === DASH && digit >>> 0 <= 7) {
      mnemonicSeverity = digit
      return wordKind[bytes[p + 3] as number] === 1 ? p + 3 : -1
    }
    if (wordKind[bytes[p + 1] as number] !== 1) return -1
    p++
  }
  return -1
}

/** True where a colon follows the name at `i` (with a space between on IOS-XR). */
export function hasMnemonicColon(bytes: Uint8Array, i: number, end: number): boolean {
  let p = i
  while (
    p < end &&
    (wordKind[bytes[p] as number] === 1 || (bytes[p] === DASH && p + 1 < end && wordKind[bytes[p + 1] as number] === 1))
  )
    p++
  return p < end && (bytes[p] === COLON || (bytes[p] === SPACE && p + 1 < end && bytes[p + 1] === COLON))
}

/**
 * Takes a mnemonic's severity at `i` if there is one. Returns the index of its name, or −1. Without a colon behind the name a
 * stated PRI is the better witness.
 */
export function takeMnemonic(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  const name = findMnemonic(bytes, i, end)
  if (name >= 0 && (out.severity === UNSTATED_CLASS || hasMnemonicColon(bytes, name, end)))
    out.severity = mnemonicSeverity
  return name
}

/** Severity of a level word at `i` that ends in a space, as syslog.conf(5) names them; −1 for any other word. */
function levelAt(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  let packed = 0
  while (p < end && p < i + 7 && isLetter(bytes[p] as number)) {
    if (p < i + 4) packed = packed * 256 + (bytes[p] as number)
    p++
  }
  if (p >= end || bytes[p] !== SPACE) return -1
  levelEnd = p
  switch (packed) {
    case 0x656d6572:
    case 0x70616e69:
      return 0
    case 0x616c6572:
      return 1
    case 0x63726974:
      return 2
    case 0x657272:
    case 0x6572726f:
      return 3
    case 0x7761726e:
      return 4
    case 0x6e6f7469:
      return 5
    case 0x696e666f:
      return 6
    case 0x64656275:
      return 7
    default:
      return -1
  }
}
let levelEnd = 0

/** `user.warn ` at `i` (busybox, UniFi, rsyslog's facility-text templates): takes the severity, returns the index after it, or `i`. */
function takeFacilityLevel(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  if (i + 10 > end) return i
  // Where the dot can stand: behind `lpr`, `kern`, `daemon` or `local4`, `console`, `authpriv`.
  let p = i + 4
  if (bytes[p] !== DOT) p = i + 6
  if (bytes[p] !== DOT) p = i + 3
  if (bytes[p] !== DOT) p = i + 8
  if (bytes[p] !== DOT) p = i + 7
  if (bytes[p] !== DOT) return i
  for (let k = i; k < p; k++) if ((bytes[k] as number) < 97 && (k < p - 1 || !isDigit(bytes[k] as number))) return i
  const level = levelAt(bytes, p + 1, end)
  if (level < 0) return i
  out.severity = level
  return levelEnd
}

/** First index at or after `i` that is not in the middle of a word. */
function wordEnd(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  // Four at a time: the bounds check costs more than the byte.
  while (p + 3 < end) {
    if ((bytes[p] as number) <= SPACE) return p
    if ((bytes[p + 1] as number) <= SPACE) return p + 1
    if ((bytes[p + 2] as number) <= SPACE) return p + 2
    if ((bytes[p + 3] as number) <= SPACE) return p + 3
    p += 4
  }
  while (p < end && (bytes[p] as number) > SPACE) p++
  return p
}

/** `[1234] host crmd: notice: `, `[1234] host corosync notice  [`: the level of a cluster's own log. */
function takeClusterLevel(bytes: Uint8Array, i: number, end: number, out: ScanOut): void {
  let p = i + 1
  while (p < end && isDigit(bytes[p] as number)) p++
  if (p === i + 1 || p + 1 >= end || bytes[p] !== CLOSE || bytes[p + 1] !== SPACE) return
  p = wordEnd(bytes, p + 2, end)
  p = skipSpaces(bytes, wordEnd(bytes, skipSpaces(bytes, p, end), end), end)
  const level = levelWordAt(bytes, p, end)
  if (level < 0 || levelWordEnd >= end) return
  const next = skipSpaces(bytes, levelWordEnd, end)
  if (next < end && (bytes[next] === COLON ? next === levelWordEnd : bytes[next] === OPEN && next > levelWordEnd))
    out.severity = level
}

/**
 * After the stamp of a syslog line: host, program, message. Only what changes the severity is looked for: `facility.level` behind
 * the host, and a device mnemonic behind the host or the program.
 */
export function scanTail(bytes: Uint8Array, i: number, end: number, out: ScanOut): void {
  let p = i
  if (p < end && bytes[p] === COLON) p++
  p = skipSpaces(bytes, p, end)
  if (p >= end) return
  if (bytes[p] === PERCENT) {
    takeMnemonic(bytes, p, end, out)
    return
  }
  if (bytes[p] === OPEN) {
    takeClusterLevel(bytes, p, end, out)
    return
  }
  p = wordEnd(bytes, p, end)
  if (bytes[p - 1] !== COLON) {
    p = skipSpaces(bytes, p, end)
    if (p < end && bytes[p] === PERCENT) {
      takeMnemonic(bytes, p, end, out)
      return
    }
    p = skipSpaces(bytes, takeFacilityLevel(bytes, p, end, out), end)
    const word = p
    p = wordEnd(bytes, p, end)
    if (p === word || bytes[p - 1] !== COLON) return
    // A sequence number in front of the program.
    if (isDigit(bytes[p - 2] as number) && isDigit(bytes[word] as number))
      p = wordEnd(bytes, skipSpaces(bytes, p, end), end)
    if (bytes[p - 1] !== COLON) return
  }
  p = skipSpaces(bytes, p, end)
  if (p < end && bytes[p] === PERCENT) takeMnemonic(bytes, p, end, out)
}
