// The header of a Cisco line at byte level. All of IOS, IOS-XE, IOS-XR, NX-OS, ASA, and what collectors put in front:
//   <189>30: core-sw7: 6340004: *Mar 18 17:56:52.123 UTC: %SEC-6-IPACCESSLOGP: text
//   `PRI` `queue` `origin-id`  `seq`  `quality` `stamp` `zone`  `mnemonic`
import type { ScanOut } from '../base/scan.ts'
import { Basis } from '../base/time.ts'
import type { ScanLine } from './format.ts'
import { readBsdOrYearFirst } from './stamps/bsd.ts'
import {
  CLOSE,
  COLON,
  DASH,
  DOT,
  isDigit,
  isLetter,
  LESS,
  OPEN,
  PERCENT,
  reachOf,
  SPACE,
  STAR,
  skipSpaces,
  wordKind,
} from './stamps/bytes.ts'
import { readIso } from './stamps/iso.ts'
import { place } from './stamps/line.ts'
import { readUptime } from './stamps/uptime.ts'
import { hasMnemonicColon, readPri, skipZone, takeMnemonic } from './syslog-header.ts'

/** What the last scan found beside `place`: where the zone ends, and whether the line bears a mark only Cisco has. */
export const found = { zoneTo: 0, marked: false, host: 0 }

const PLUS = 43

/** Letters, digits and `._-/*`: hosts, sequence numbers, IOS-XR nodes, WLC task names. */
const isNameByte = (byte: number): boolean => (wordKind[byte] as number) > 0

/** Index after `proc[113]: ` (IOS-XR) at `i`, or `i`. */
function skipProcess(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  const stop = Math.min(end, i + 40)
  while (p < stop && isNameByte(bytes[p] as number)) p++
  if (p === i || p >= end || bytes[p] !== OPEN) return i
  p++
  while (p < end && isDigit(bytes[p] as number)) p++
  if (p + 1 >= end || bytes[p] !== CLOSE || bytes[p + 1] !== COLON) return i
  return skipSpaces(bytes, p + 2, end)
}

/** Where the name of the last mnemonic stands. */
let mnemonicName = 0

/**
 * A mnemonic at `i`, with what two vendors put in front allowed: NX-OS's `%$ VDC-1 %$ `, Dell's `%STKUNIT0-M:CP `. Returns the
 * index of its `%`, or −1.
 */
function mnemonicAt(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  if (i >= end || bytes[i] !== PERCENT) return -1
  mnemonicName = takeMnemonic(bytes, i, end, out)
  if (mnemonicName >= 0) return i
  let p = i + 1
  if (p < end && bytes[p] === 36) {
    p++
    while (p + 1 < end && !(bytes[p] === PERCENT && bytes[p + 1] === 36)) p++
    p += 2
  } else {
    while (p < end && (isNameByte(bytes[p] as number) || bytes[p] === COLON)) p++
    if (p >= end || bytes[p] !== SPACE) return -1
  }
  p = skipSpaces(bytes, p, end)
  if (p >= end || bytes[p] !== PERCENT) return -1
  mnemonicName = takeMnemonic(bytes, p, end, out)
  return mnemonicName >= 0 ? p : -1
}

/** Index after ` UTC` in front of a colon at `i`: any two to five capitals, since IOS takes any name (`clock timezone`). */
function skipNamedZone(bytes: Uint8Array, i: number, end: number): number {
  if (i + 3 > end || bytes[i] !== SPACE) return i
  let p = i + 1
  while (p < end && p < i + 7 && (bytes[p] as number) >= 65 && (bytes[p] as number) <= 90) p++
  if (p - i < 3 || p - i > 6 || p >= end) return i
  // `GMT+2`
  if (bytes[p] === PLUS || bytes[p] === DASH)
    do p++
    while (p < end && isDigit(bytes[p] as number))
  if (p >= end) return i
  return bytes[p] === COLON || (bytes[p] === SPACE && p + 1 < end && bytes[p + 1] === COLON) ? p : i
}

/** A host at `i`, then a mnemonic (` : ` between them on an ASA): the mnemonic's index, or −1. Sets `found.host`. */
function hostAndMnemonic(bytes: Uint8Array, i: number, start: number, end: number, out: ScanOut): number {
  let q = i
  while (q < end && isNameByte(bytes[q] as number)) q++
  if (q === i || q >= end || bytes[q] !== SPACE) return -1
  q = skipSpaces(bytes, q, end)
  if (q < end && bytes[q] === COLON) q = skipSpaces(bytes, q + 1, end)
  const tag = mnemonicAt(bytes, q, end, out)
  if (tag >= 0) found.host = i - start
  return tag
}

/**
 * Decides whether the stamp that ends at `after` is the device's own: a colon follows (after a zone), or a host and a mnemonic.
 * Sets `place.rest` to where the message starts.
 */
function closesHeader(
  bytes: Uint8Array,
  start: number,
  after: number,
  end: number,
  out: ScanOut,
  needsTag: boolean,
): boolean {
  let p = after
  found.host = 0
  if (after < end && bytes[after] === SPACE) {
    p = skipNamedZone(bytes, after, end)
    if (p === after) p = skipZone(bytes, after, end)
  }
  found.zoneTo = p - start
  const zoned = p > after
  let q = p
  if (q + 1 < end && bytes[q] === SPACE && bytes[q + 1] === COLON) q++
  if (q < end && bytes[q] === COLON) {
    // Comware: `22:14:05:318`.
    if (q + 1 < end && isDigit(bytes[q + 1] as number)) return false
    const text = skipSpaces(bytes, q + 1, end)
    let tag = mnemonicAt(bytes, text, end, out)
    let behind = text
    if (tag < 0) {
      behind = skipProcess(bytes, text, end)
      tag = behind > text ? mnemonicAt(bytes, behind, end, out) : hostAndMnemonic(bytes, text, start, end, out)
    }
    if (tag < 0 && needsTag) return false
    place.rest = (tag >= 0 && behind === text ? tag : text) - start
    found.marked = found.marked || tag >= 0 || zoned || behind > text
    return true
  }
  // NX-OS: `2019 May 22 16:20:45 host %ACLLOG-5-…`; Dell: `Feb 15 01:40:18 %STKUNIT0-M:CP %IFMGR-5-…`
  q = skipSpaces(bytes, p, end)
  let tag = mnemonicAt(bytes, q, end, out)
  if (tag < 0) tag = hostAndMnemonic(bytes, q, start, end, out)
  if (tag < 0) return false
  place.rest = tag - start
  found.marked = true
  return true
}

/** One word in front of the stamp. Returns the index after it, or −1 where no Cisco header goes on. */
function skipPrefix(bytes: Uint8Array, i: number, end: number, behindCollector: boolean): number {
  const kinds = wordKind
  let p = i
  let byte = bytes[p] as number
  while ((byte - 48) >>> 0 < 10 && ++p < end) byte = bytes[p] as number
  if (p >= end) return -1
  const digits = p > i && kinds[byte] === 0
  if (!digits) while (kinds[byte] !== 0 && ++p < end) byte = bytes[p] as number
  if (p >= end) return -1
  if (bytes[p] === COLON) {
    if (digits) found.marked = true
    if (p + 1 < end && bytes[p + 1] === SPACE) return p + 1
    return p > i && isNode(bytes, i, p) ? p + 1 : -1
  }
  if (bytes[p] !== SPACE || p === i) return -1
  // A bare word: the collector's host, a host before an IOS-XR node, or a broken clock's `1 2:`.
  const next = p + 1
  if (behindCollector || (digits && isDigit(bytes[next] as number))) return next
  const node =
    next + 3 < end && bytes[next + 2] === 47 && isLetter(bytes[next] as number) && isLetter(bytes[next + 1] as number)
  return node ? next : -1
}

/** True where a word holds a slash: an IOS-XR node, which has no space behind its colon. */
function isNode(bytes: Uint8Array, from: number, to: number): boolean {
  for (let p = from; p < to; p++) if (bytes[p] === 47) return true
  return false
}

/** Where the collector's own stamp stands, offsets from the line's start; −1 where there is none. For `fields.received`. */
export const collector = { from: -1, to: -1 }

export const scanCisco: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 8) return false
  const end = reachOf(start, lineEnd)
  let p = start
  place.pri = -1
  out.severity = 8
  found.marked = false
  collector.from = -1
  if (bytes[p] === LESS) {
    p = readPri(bytes, p, end)
    if (p < 0) return false
    out.severity = place.pri & 7
  }
  let behind = -1
  let collectorAt = 0
  let collectorBasis: Basis = Basis.None
  // A word with letters behind the collector's host: a program, so this is somebody else's line unless a stamp follows.
  let named = false
  let host = 0
  for (let word = 0; word < 7; word++) {
    if (p < end && bytes[p] === SPACE) p = skipSpaces(bytes, p, end)
    if (p >= end) return false
    const first = bytes[p] as number
    if (first === PERCENT) {
      // No stamp at all (`no service timestamps`).
      if (mnemonicAt(bytes, p, end, out) < 0 || named || !hasMnemonicColon(bytes, mnemonicName, end)) return false
      place.rest = p - start
      if (behind >= 0) {
        // Only the collector says when: `Mar 18 17:56:52 host 123: %SYS-5-…`
        out.at = collectorAt
        out.basis = collectorBasis
        place.from = collector.from
        place.to = collector.to
        collector.from = -1
      } else {
        out.at = 0
        out.basis = Basis.None
        place.from = place.to = place.rest
      }
      found.zoneTo = place.to
      found.host = host
      found.marked = true
      return true
    }
    const quality = first === STAR || first === DOT ? 1 : 0
    const at = p + quality
    // A stamp has a space as its 4th or 5th byte, or a dash as its 5th; hosts and numbers seldom do.
    if (at + 14 <= end) {
      const fifth = bytes[at + 4]
      const iso = fifth === DASH
      let after = -1
      if (iso) after = readIso(bytes, at, end, out)
      else if (fifth === SPACE || bytes[at + 3] === SPACE) after = readBsdOrYearFirst(bytes, at, end, out)
      if (after >= 0) {
        if (closesHeader(bytes, start, after, end, out, iso)) {
          if (quality > 0) found.marked = true
          place.from = at - start
          place.to = after - start
          return true
        }
        // A collector's own stamp: its host follows, then the device's header.
        if (word > 0 || quality > 0) return false
        behind = 0
        collectorAt = out.at
        collectorBasis = out.basis
        collector.from = at - start
        collector.to = after - start
        p = after
        continue
      }
    }
    if (isDigit(bytes[at] as number)) {
      const up = mayBeUptime(bytes, at, end) ? readUptime(bytes, at, end, out) : -1
      if (up >= 0 && up < end && bytes[up] === COLON) {
        if (!closesHeader(bytes, start, up, end, out, place.pri < 0 && !found.marked)) return false
        place.from = at - start
        place.to = up - start
        return true
      }
    } else if (behind > 0) named = true
    if (behind === 0) host = p - start
    p = skipPrefix(bytes, p, end, behind === 0)
    if (p < 0) return false
    if (behind >= 0) behind++
  }
  return false
}

/** `00:01:01` or `2y10w`: a colon or a unit within the first four digits. Sequence numbers have neither. */
function mayBeUptime(bytes: Uint8Array, i: number, end: number): boolean {
  let p = i + 1
  while (p < end && p < i + 5 && isDigit(bytes[p] as number)) p++
  if (p + 1 >= end) return false
  const byte = bytes[p] as number
  return byte === COLON ? isDigit(bytes[p + 1] as number) : isLetter(byte)
}
