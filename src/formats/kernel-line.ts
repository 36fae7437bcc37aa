// A kernel ring buffer line at both levels: prefix, stamp, caller, text. `dmesg` and `console` share it.
import type { Entry, Stamp } from '../base/entry.ts'
import type { ScanOut } from '../base/scan.ts'
import type { Severity } from '../base/severity.ts'
import { Basis, sourceMicros } from '../base/time.ts'
import { readBsd } from './stamps/bsd.ts'
import { COLON, COMMA, DASH, fourDigits, isDigit, isLetter, LESS, OPEN, SPACE, STAR } from './stamps/bytes.ts'
import { isWebServers, readCtime, readRelative } from './stamps/dmesg-styles.ts'
import { readIso } from './stamps/iso.ts'
import { lineOut, place } from './stamps/line.ts'
import { readPrintk } from './stamps/printk.ts'
import { bootStamp, civilStamp } from './stamps/stamp-text.ts'
import { facilityName, facilityNames, readPri } from './syslog-header.ts'
import { skipEscapes, stripEscapes } from './terminal-text.ts'

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

const CALLER = /^(\s?)\[ *([TC]\d+)\] ?/
const CTIME = String.raw`\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?:[A-Z]{2,5} )?\d{4}(?: <[^>]*>)?\]`
const ISO = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d,\d{6}[+-]\d\d:\d\d`
const RELATIVE = String.raw`\[ *<[ \d.]+>\]|\[ +[+-]\d+\.\d{6}\]|\[[A-Z][a-z]{2} ?\d{1,2} \d\d:\d\d\]`
/** Further stamps of `dmesg` asked for several time formats at once; they repeat what the first one says. */
const MORE_STAMPS = new RegExp(`^ ?(?:${CTIME}|${RELATIVE}|${ISO})(?= |$)`)
const CTIME_ONLY = new RegExp(`^${CTIME}$`)
const WALL_STAMP = new RegExp(`${CTIME}|${ISO}`)
/** `systemd[1]: `, `cloud-init[702]: `: a program that writes to /dev/kmsg names itself as it does to syslog. */
const PROGRAM = /^([A-Za-z][\w.+()-]{0,47})\[(\d{1,7})\]: /
const LOST = /^\*\* (\d+) /
const SUPPRESSED = /^(?:printk: )?(\d+) messages suppressed\.?$/

/** The facility a kernel line states: by the raw prefix's number, or by `kern  :warn  :`. */
function facilityOf(before: string): string | undefined {
  if (place.pri >= 0) return facilityName(place.pri >> 3)
  const word = /([a-z]+[0-7]?) *:[a-z]+ *:/.exec(before)?.[1]
  return facilityNames.find((name) => name === word)
}

/** Which option of dmesg made a stamp that the kernel did not print. Its wall time is a guess (clock.md 1a): `clocks/` must know. */
function computedBy(text: string): string | undefined {
  if (text === '') return undefined
  if (text.includes(',') && text[0] !== '[') return 'dmesg --time-format iso'
  if (CTIME_ONLY.test(text)) return 'dmesg -T'
  return text.startsWith('[<') ? 'dmesg -d' : 'dmesg -e'
}

function stampOf(text: string): Stamp | undefined {
  switch (lineOut.basis) {
    case Basis.Boot:
      return bootStamp(text)
    case Basis.None:
      return text === '' ? undefined : { text, basis: Basis.None, at: sourceMicros(0) }
    default: {
      const zoneName = /:\d\d ([A-Z]{2,5}) \d{4}/.exec(text)?.[1]
      return { ...civilStamp(text.replace(/^\[[A-Z][a-z]{2} |\]$/g, ''), { zoneName }), text }
    }
  }
}

/** What the text of a kernel line says of itself: the program that wrote it, messages lost. */
export function kernelText(message: string): Pick<Entry, 'program' | 'pid' | 'message'> {
  const named = message.includes(']: ') ? PROGRAM.exec(message) : null
  return named ? { program: named[1] as string, pid: Number(named[2]), message } : { message }
}

/** The entry of a line that {@link scanKernel} has just read. */
export function readKernel(line: string): Entry {
  const text = line.slice(place.from, place.to)
  const before = line.slice(0, place.from)
  let rest = line.slice(place.to)
  if (rest.includes('\x1b')) rest = stripEscapes(rest)
  let wall = WALL_STAMP.exec(before)?.[0]
  for (let more = MORE_STAMPS.exec(rest); more; more = MORE_STAMPS.exec(rest)) {
    if (WALL_STAMP.test(more[0])) wall ??= more[0].trim()
    rest = rest.slice(more[0].length)
  }
  const caller = CALLER.exec(rest)
  if (caller) rest = rest.slice(caller[0].length)
  else if (rest.startsWith(' ')) rest = rest.slice(1)
  const stamp = stampOf(text)
  const computed = lineOut.basis === Basis.Boot ? undefined : computedBy(text)
  const facility = facilityOf(before)
  const dropped = LOST.exec(before)?.[1] ?? LOST.exec(rest)?.[1]
  const suppressed = rest.includes('suppressed') ? SUPPRESSED.exec(rest)?.[1] : undefined
  const fields = {
    ...(caller ? { caller: caller[2] as string } : {}),
    ...(computed ? { computed } : {}),
    ...(wall ? { wall } : {}),
    ...(dropped ? { dropped } : {}),
    ...(suppressed ? { suppressed } : {}),
  }
  return {
    ...(stamp ? { stamp } : {}),
    ...(lineOut.severity < 8 ? { severity: lineOut.severity as Severity } : {}),
    ...(facility === undefined ? {} : { facility }),
    ...kernelText(rest),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
  }
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
    if (q === first || q - p < 6 || q + 8 > end || bytes[q] !== 46 || bytes[q + 7] !== 93) continue
    if (fourDigits(bytes, q + 1) < 0 || !isDigit(bytes[q + 5] as number) || !isDigit(bytes[q + 6] as number)) continue
    return p
  }
  return -1
}
