// What the syslog formats share at byte level: PRI, zone abbreviation, `facility.level`, and the device mnemonic `%FAC-n-NAME`.

import { COLON, DASH, GREATER, isDigit, isLetter, PERCENT, SPACE } from './stamps/bytes.ts'
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
  if (i + 4 > end || bytes[i] !== SPACE) return i
  let p = i + 1
  let packed = 0
  while (p < end && p < i + 6) {
    const byte = bytes[p] as number
    if (byte < 65 || byte > 90) break
    packed = packed * 256 + byte
    p++
  }
  if (p - i < 4 || p - i > 5 || (p < end && bytes[p] !== SPACE && bytes[p] !== COLON)) return i
  return isZone(packed) ? p : i
}

/** Severity of the last {@link readMnemonic}, and whether a colon followed: without one, a stated PRI is the better witness. */
export let mnemonicSeverity = 0
export let mnemonicColon = false

const isWord = (byte: number): boolean => isLetter(byte) || isDigit(byte) || byte === 95

/**
 * Reads `%FACILITY-n-NAME` at `i` (the `%` itself): Cisco's and Arista's message header ("%facility-severity-MNEMONIC:", Cisco
 * System Message Guide). The facility may hold dashes (`%SECURITY-XR_SSL-6-INFO`). Returns the index after the name, or −1.
 */
export function readMnemonic(bytes: Uint8Array, i: number, end: number): number {
  const stop = i + 96 < end ? i + 96 : end
  if (i + 5 > stop || bytes[i] !== PERCENT || !isLetter(bytes[i + 1] as number)) return -1
  let p = i + 1
  let severity = -1
  while (p < stop) {
    const byte = bytes[p] as number
    if (byte === DASH) {
      if (severity < 0 && p + 3 < stop && bytes[p + 2] === DASH) {
        const digit = (bytes[p + 1] as number) - 48
        if (digit >= 0 && digit <= 7) {
          severity = digit
          p += 2
        }
      }
      if (p + 1 >= stop || !isWord(bytes[p + 1] as number)) break
    } else if (!isWord(byte)) break
    p++
  }
  if (severity < 0 || bytes[p - 1] === DASH) return -1
  mnemonicSeverity = severity
  mnemonicColon = p < end && (bytes[p] === COLON || (bytes[p] === SPACE && p + 1 < end && bytes[p + 1] === COLON))
  return p
}

/** Takes a mnemonic's severity at `i` if there is one. Returns the index after its name, or −1. */
export function takeMnemonic(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  const after = readMnemonic(bytes, i, end)
  if (after >= 0 && (mnemonicColon || out.severity === UNSTATED_CLASS)) out.severity = mnemonicSeverity
  return after
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
  let p = i
  while (p < end && p < i + 9 && (bytes[p] as number) >= 97 && (bytes[p] as number) <= 122) p++
  if (p < end && isDigit(bytes[p] as number)) p++
  if (p - i < 3 || p >= end || bytes[p] !== 46) return i
  const level = levelAt(bytes, p + 1, end)
  if (level < 0) return i
  out.severity = level
  return levelEnd
}

/**
 * After the stamp of a syslog line: host, program, message. Only what changes the severity is looked for: `facility.level` behind
 * the host, and a device mnemonic behind the host or the program. Returns true where it saw a mnemonic.
 */
export function scanTail(bytes: Uint8Array, i: number, end: number, out: ScanOut): boolean {
  let p = i
  if (p < end && bytes[p] === COLON) p++
  for (let token = 0; token < 4; token++) {
    while (p < end && bytes[p] === SPACE) p++
    if (p >= end) return false
    if (bytes[p] === PERCENT) return takeMnemonic(bytes, p, end, out) >= 0
    if (token === 1) {
      p = takeFacilityLevel(bytes, p, end, out)
      while (p < end && bytes[p] === SPACE) p++
    }
    let byte = 0
    while (p < end) {
      const next = bytes[p] as number
      if (next <= SPACE) break
      byte = next
      p++
    }
    // Behind the host every token up to the message ends in a colon: a sequence number, then the program.
    if (token > 0 && byte !== COLON) return false
    if (token === 0 && byte === COLON) token++
  }
  return false
}
