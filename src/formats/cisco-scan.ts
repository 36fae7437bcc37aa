// The header of a Cisco line at byte level. All of IOS, IOS-XE, IOS-XR, NX-OS and what collectors put in front:
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
import { mnemonicColon, readPri, skipZone, takeMnemonic } from './syslog-header.ts'

/** What the last scan found beside `place`: where the zone ends, and whether the line bears a mark only Cisco has. */
export const found = { zoneTo: 0, marked: false, host: 0 }

/** Index after `proc[113]: ` (IOS-XR) at `i`, or `i`. */
function skipProcess(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  while (p < end && p < i + 40 && isNameByte(bytes[p] as number)) p++
  if (p === i || p >= end || bytes[p] !== OPEN) return i
  p++
  while (p < end && isDigit(bytes[p] as number)) p++
  if (p + 1 >= end || bytes[p] !== CLOSE || bytes[p + 1] !== COLON) return i
  return skipSpaces(bytes, p + 2, end)
}

/** Letters, digits and `._-/*`: hosts, sequence numbers, IOS-XR nodes, WLC task names. */
const isNameByte = (byte: number): boolean => (wordKind[byte] as number) > 0

/** A mnemonic at `i`, with NX-OS's `%$ VDC-1 %$ ` in front allowed. Returns the index of its `%`, or −1. */
function mnemonicAt(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  let p = i
  if (p + 2 < end && bytes[p] === PERCENT && bytes[p + 1] === 36) {
    p += 2
    while (p + 1 < end && !(bytes[p] === PERCENT && bytes[p + 1] === 36)) p++
    p = skipSpaces(bytes, p + 2, end)
  }
  if (p >= end || bytes[p] !== PERCENT) return -1
  return takeMnemonic(bytes, p, end, out) >= 0 ? p : -1
}

/** Index after ` UTC` in front of a colon at `i`: any two to five capitals, since IOS takes any name (`clock timezone`). */
function skipNamedZone(bytes: Uint8Array, i: number, end: number): number {
  if (i + 3 > end || bytes[i] !== SPACE) return i
  let p = i + 1
  while (p < end && p < i + 7 && (bytes[p] as number) >= 65 && (bytes[p] as number) <= 90) p++
  if (p - i < 3 || p - i > 6 || p >= end) return i
  return bytes[p] === COLON || (bytes[p] === SPACE && p + 1 < end && bytes[p + 1] === COLON) ? p : i
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
  let p = skipNamedZone(bytes, after, end)
  if (p === after) p = skipZone(bytes, after, end)
  found.zoneTo = p - start
  const zoned = p > after
  found.host = 0
  let q = p
  if (q < end && bytes[q] === SPACE && q + 1 < end && bytes[q + 1] === COLON) q++
  if (q < end && bytes[q] === COLON) {
    const text = skipSpaces(bytes, q + 1, end)
    const behind = skipProcess(bytes, text, end)
    const tag = mnemonicAt(bytes, behind, end, out)
    if (tag < 0 && needsTag) return false
    place.rest = (tag >= 0 && behind === text ? tag : text) - start
    found.marked = found.marked || tag >= 0 || zoned || behind > text
    return true
  }
  // NX-OS: `2019 May 22 16:20:45 host %ACLLOG-5-…`
  q = skipSpaces(bytes, p, end)
  let tag = mnemonicAt(bytes, q, end, out)
  if (tag < 0) {
    const host = q
    while (q < end && isNameByte(bytes[q] as number)) q++
    if (q === host || q >= end || bytes[q] !== SPACE) return false
    q = skipSpaces(bytes, q, end)
    // Cisco ASA with `logging device-id`: `host : %ASA-6-…`
    if (q < end && bytes[q] === COLON) q = skipSpaces(bytes, q + 1, end)
    tag = mnemonicAt(bytes, q, end, out)
    if (tag < 0) return false
    found.host = host - start
  }
  place.rest = tag - start
  found.marked = true
  return true
}

/** One word in front of the stamp. Returns the index after it, or −1 where no Cisco header goes on. */
function skipPrefix(bytes: Uint8Array, i: number, end: number, behindCollector: boolean): number {
  let p = i
  let node = false
  let digits = true
  while (p < end && isNameByte(bytes[p] as number)) {
    if (bytes[p] === 47) node = true
    if (!isDigit(bytes[p] as number)) digits = false
    p++
  }
  if (p >= end) return -1
  if (bytes[p] === COLON) {
    if (digits && p > i) found.marked = true
    if (node && p > i) return p + 1
    return p + 1 < end && bytes[p + 1] === SPACE ? p + 1 : -1
  }
  if (bytes[p] !== SPACE || p === i) return -1
  // A bare word: the collector's host, a host before an IOS-XR node, or a broken clock's `1 2:`.
  const next = p + 1
  if (behindCollector || (digits && isDigit(bytes[next] as number))) return next
  const isNode =
    next + 3 < end && bytes[next + 2] === 47 && isLetter(bytes[next] as number) && isLetter(bytes[next + 1] as number)
  return isNode ? next : -1
}

export const scanCisco: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 8) return false
  const end = reachOf(start, lineEnd)
  let p = start
  place.pri = -1
  out.severity = 8
  found.marked = false
  if (bytes[p] === LESS) {
    p = readPri(bytes, p, end)
    if (p < 0) return false
    out.severity = place.pri & 7
  }
  let collector = 0
  let collectorAt = 0
  let collectorBasis: Basis = Basis.None
  let collectorFrom = 0
  let collectorTo = 0
  // A word with letters behind the collector's host: a program, so this is somebody else's line unless a stamp follows.
  let named = false
  let host = 0
  for (let word = 0; word < 7; word++) {
    p = skipSpaces(bytes, p, end)
    if (p >= end) return false
    if (bytes[p] === PERCENT) {
      // No stamp at all (`no service timestamps`).
      if (mnemonicAt(bytes, p, end, out) < 0 || !mnemonicColon || named) return false
      place.rest = p - start
      if (collector > 0) {
        // Only the collector says when: `Mar 18 17:56:52 host 123: %SYS-5-…`
        out.at = collectorAt
        out.basis = collectorBasis
        place.from = collectorFrom
        place.to = collectorTo
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
    const quality = bytes[p] === STAR || bytes[p] === DOT ? 1 : 0
    const at = p + quality
    // A stamp has a space as its 4th or 5th byte, or a dash as its 5th; hosts and numbers seldom do.
    const fits = at + 14 <= end
    const fifth = fits ? bytes[at + 4] : 0
    let civil = fits && (fifth === SPACE || bytes[at + 3] === SPACE) ? readBsdOrYearFirst(bytes, at, end, out) : -1
    const iso = civil < 0 && fifth === DASH ? readIso(bytes, at, end, out) : -1
    if (iso >= 0) civil = iso
    if (civil >= 0) {
      if (closesHeader(bytes, start, civil, end, out, iso >= 0)) {
        found.marked = found.marked || quality > 0
        place.from = at - start
        place.to = civil - start
        return true
      }
      // A collector's own stamp: its host follows, then the device's header.
      if (word > 0 || quality > 0) return false
      collector = word + 1
      collectorAt = out.at
      collectorBasis = out.basis
      collectorFrom = at - start
      collectorTo = civil - start
      p = civil
      continue
    }
    const up = at < end && isDigit(bytes[at] as number) ? readUptime(bytes, at, end, out) : -1
    if (up >= 0 && up < end && bytes[up] === COLON) {
      if (!closesHeader(bytes, start, up, end, out, place.pri < 0 && !found.marked)) return false
      place.from = at - start
      place.to = up - start
      return true
    }
    if (collector > 0 && word === collector) host = p - start
    if (collector > 0 && word > collector && !isDigit(bytes[p] as number)) named = true
    p = skipPrefix(bytes, p, end, collector > 0 && word === collector)
    if (p < 0) return false
  }
  return false
}
