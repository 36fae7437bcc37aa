// A kernel ring buffer line at byte level: prefix, stamp, notes of loss. `dmesg` and `console` share it.
import type { ScanOut } from '../base/scan.ts'
import { Basis } from '../base/time.ts'
import { readBsd } from './stamps/bsd.ts'
import { CLOSE, COLON, COMMA, DASH, DOT, isDigit, isLetter, LESS, OPEN, SPACE, STAR } from './stamps/bytes.ts'
import { isWebServers, readCtime, readRelative } from './stamps/dmesg-styles.ts'
import { readIso } from './stamps/iso.ts'
import { place } from './stamps/line.ts'
import { readPrintk } from './stamps/printk.ts'
import { readPri } from './syslog-header.ts'
import { skipEscapes } from './terminal-text.ts'

/** `kern  :warn  : ` (dmesg --decode) at `i`: takes the severity into `out`, returns the index after it, or `i`. */
function readDecoded(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  if (i + 16 > end || !isLetter(bytes[i] as number)) return i
  let p = i
  while (p < i + 8 && (isLetter(bytes[p] as number) || isDigit(bytes[p] as number))) p++
  const nameEnd = p
  while (p < i + 8 && bytes[p] === SPACE) p++
  if (bytes[p] !== COLON) return i
  const severity = severityOf(((bytes[p + 1] as number) << 8) | (bytes[p + 2] as number))
  if (severity < 0) return i
  p += 3
  while (p < end && (isLetter(bytes[p] as number) || bytes[p] === SPACE)) p++
  if (p + 1 >= end || bytes[p] !== COLON || nameEnd - i < 3) return i
  out.severity = severity
  p++
  while (p < end && bytes[p] === SPACE) p++
  return p
}

/** Severity by the first two letters of dmesg's word for it, or −1. */
function severityOf(letters: number): number {
  switch (letters) {
    case 0x656d:
      return 0
    case 0x616c:
      return 1
    case 0x6372:
      return 2
    case 0x6572:
      return 3
    case 0x7761:
      return 4
    case 0x6e6f:
      return 5
    case 0x696e:
      return 6
    case 0x6465:
      return 7
    default:
      return -1
  }
}

const LETTER_T = 84

/** dmesg --time-format iso: `2009-02-13T23:31:30,123456+00:00`; nothing else writes a `T` and a comma. Index after it, or −1. */
function readIsoStyle(bytes: Uint8Array, p: number, end: number, out: ScanOut): number {
  if (end - p <= 24 || bytes[p + 10] !== LETTER_T || bytes[p + 19] !== COMMA) return -1
  const after = readIso(bytes, p, end, out)
  return out.basis === Basis.Absolute ? after : -1
}

/**
 * The stamps that are computed by dmesg, from `p` on. dmesg prints as many as it is asked for: the kernel's own wins, then one that
 * names an instant; one that counts from the line before gives the line no time. Returns the index after the one that was taken and
 * leaves its start in `place.from`, or −1.
 */
function readComputed(bytes: Uint8Array, p: number, end: number, out: ScanOut): number {
  let from = p
  let relative = 0
  let after = -1
  for (let n = 0; n < 3; n++) {
    if (after < 0) after = bytes[from] === OPEN ? readCtime(bytes, from, end, out) : readIsoStyle(bytes, from, end, out)
    if (after >= 0 && bytes[from] === OPEN && out.basis !== Basis.Boot && isWebServers(bytes, from, after, end))
      return -1
    if (after >= 0) break
    const next = readRelative(bytes, from, end)
    if (next < 0) break
    if (relative === 0) relative = next
    from = next < end && bytes[next] === SPACE ? next + 1 : next
    if (from < end && bytes[from] === OPEN) after = readPrintk(bytes, from, end, out)
  }
  if (after < 0) {
    if (relative === 0) return -1
    out.at = 0
    out.basis = Basis.None
    place.from = p
    return relative
  }
  if (out.basis !== Basis.Boot) {
    const next = after + 1
    if (next < end && bytes[after] === SPACE && bytes[next] === OPEN) {
      const own = readPrintk(bytes, next, end, out)
      if (own >= 0) {
        place.from = next
        return own
      }
    }
  }
  place.from = from
  return after
}

const PRINTK_WORD = new TextEncoder().encode(' printk')
const DROPPED = new TextEncoder().encode(' messages dropped **')

/** Index after `word` where it stands at `i`, else −1. */
function skipWord(bytes: Uint8Array, i: number, end: number, word: Uint8Array): number {
  if (i + word.length > end) return -1
  for (let k = 0; k < word.length; k++) if (bytes[i + k] !== word[k]) return -1
  return i + word.length
}

/** `** 12 printk messages dropped **` at `i`: index after it and its space, or −1 (kernel/printk/printk.c; older without `printk`). */
function readDropped(bytes: Uint8Array, i: number, end: number): number {
  if (i + 24 > end || bytes[i + 1] !== STAR || bytes[i + 2] !== SPACE || !isDigit(bytes[i + 3] as number)) return -1
  let p = i + 4
  while (p < end && isDigit(bytes[p] as number)) p++
  const worded = skipWord(bytes, p, end, PRINTK_WORD)
  p = skipWord(bytes, worded < 0 ? p : worded, end, DROPPED)
  return p < 0 || p >= end || bytes[p] !== SPACE ? p : p + 1
}

/** True where the text at `p` begins like a syslog line's (a date, a version, a sequence number): its prefix is a PRI, not the kernel's. */
function isDated(bytes: Uint8Array, p: number, end: number, out: ScanOut): boolean {
  if (p >= end) return true
  if (!isDigit(bytes[p] as number)) return readBsd(bytes, p, end, out) >= 0
  let q = p
  while (q < end && isDigit(bytes[q] as number)) q++
  if (q + 1 >= end) return true
  const next = bytes[q + 1] as number
  return bytes[q] === DASH || ((bytes[q] === COLON || bytes[q] === SPACE) && (next === SPACE || isDigit(next)))
}

/**
 * Scans a kernel line whose first byte is at `i` (`origin` is the line's start). Returns the index after the stamp, or −1. Fills
 * `out` and `place`; `place.pri` is the raw prefix's value.
 */
export function scanKernel(bytes: Uint8Array, origin: number, i: number, end: number, out: ScanOut): number {
  place.pri = -1
  out.severity = 8
  if (i >= end) return -1
  if (bytes[i] === OPEN) {
    const after = readPrintk(bytes, i, end, out)
    if (after >= 0) {
      place.from = i - origin
      place.to = after - origin
      return after
    }
  }
  return scanStyled(bytes, origin, i, end, out)
}

/** {@link scanKernel} of a line that does not begin with the kernel's own stamp: kept apart so that the common line stays short. */
function scanStyled(bytes: Uint8Array, origin: number, i: number, end: number, out: ScanOut): number {
  let p = i
  if (bytes[p] === LESS) {
    p = readPri(bytes, p, end)
    if (p < 0) return -1
    out.severity = place.pri & 7
    if (p < end && bytes[p] === SPACE) p++
  } else if (bytes[p] !== OPEN) {
    if (bytes[p] === STAR) return scanDropped(bytes, origin, p, end, out)
    p = readDecoded(bytes, p, end, out)
    if (p > i) p = skipEscapes(bytes, p, end)
  }
  if (p >= end) return -1
  place.from = p
  let after = p > i && bytes[p] === OPEN ? readPrintk(bytes, p, end, out) : -1
  if (after < 0) after = readComputed(bytes, p, end, out)
  if (after < 0) {
    // A raw ring of a kernel that stamps nothing (printk.time=0): the prefix alone opens the line.
    if (place.pri < 0 || place.pri > 7 || isDated(bytes, p, end, out)) return -1
    out.at = 0
    out.basis = Basis.None
    after = p
  }
  place.from -= origin
  place.to = after - origin
  return after
}

/** A note of lost messages; before Linux 4.13 the next message stood behind it in the same row. */
function scanDropped(bytes: Uint8Array, origin: number, i: number, end: number, out: ScanOut): number {
  const p = readDropped(bytes, i, end)
  if (p < 0) return -1
  const after = p < end && bytes[p] === OPEN ? readPrintk(bytes, p, end, out) : -1
  if (after < 0) {
    out.at = 0
    out.basis = Basis.None
  }
  place.from = (after < 0 ? i : p) - origin
  place.to = (after < 0 ? i : after) - origin
  return after < 0 ? i : after
}

/** Index of a kernel stamp in the middle of a line (a prompt or half a line was printed before it), or −1. Exactly as printk writes it. */
export function findPrintk(bytes: Uint8Array, i: number, end: number): number {
  for (let p = i; p + 14 <= end; p++) {
    if (bytes[p] !== OPEN) continue
    let q = p + 1
    while (q < end && bytes[q] === SPACE) q++
    const first = q
    while (q < end && isDigit(bytes[q] as number)) q++
    // `%5lu.%06lu`: never fewer than five places before the dot, never other than six digits behind it.
    if (q === first || q - p < 6 || q + 8 > end || bytes[q] !== DOT || bytes[q + 7] !== CLOSE) continue
    let digits = 1
    while (digits <= 6 && isDigit(bytes[q + digits] as number)) digits++
    if (digits <= 6) continue
    return p
  }
  return -1
}
