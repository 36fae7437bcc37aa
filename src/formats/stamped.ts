// Any line that bears a date and a time where its program's stamp stands: at its start, in brackets there, or behind a few header words.
// The wide format for the thousand loggers that have no file of their own here; the shapes are listed in stamps/dated.ts.
import type { Entry } from '../base/entry.ts'
import type { ScanOut } from '../base/scan.ts'
import type { Severity } from '../base/severity.ts'
import { Basis } from '../base/time.ts'
import { defineFormat, type Format, type FormatId, type ScanLine } from './format.ts'
import { stampedDmySamples, stampedMdySamples, stampedSamples } from './samples/stamped.ts'
import {
  CLOSE,
  COLON,
  COMMA,
  DASH,
  isDigit,
  isLetter,
  LESS,
  OPEN,
  reachOf,
  SPACE,
  skipSpaces,
  wordKind,
} from './stamps/bytes.ts'
import { ambiguous, DayOrder, proven, readDated } from './stamps/dated.ts'
import { levelOfWord, levelWordAt, levelWordEnd } from './stamps/level-word.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { civilStamp, epochStamp } from './stamps/stamp-text.ts'

const SLASH = 47
const BAR = 124
const QUOTE = 34
const PAREN = 40
const EQUALS = 61
const AT = 64
const GREATER = 62

/** How far into a line a stamp may stand behind header words, and how many words may stand before it. */
const SEARCH = 64
const WORDS = 8

/** A stamp ends where a word ends. */
const endsStamp = (bytes: Uint8Array, i: number, end: number): boolean => {
  if (i >= end) return true
  const byte = bytes[i] as number
  return !isLetter(byte) && !isDigit(byte) && byte < 128
}

/** Bytes behind which a stamp inside a header may begin. */
const opensStamp = (byte: number): boolean =>
  byte === SPACE ||
  byte === OPEN ||
  byte === PAREN ||
  byte === QUOTE ||
  byte === EQUALS ||
  byte === COLON ||
  byte === BAR

/**
 * Index of a stamp behind header words, or −1: no more than eight words, of which at most one is plain lower case. Prose that
 * mentions a date has more of them, and continuation lines begin with a blank.
 */
function findStamp(bytes: Uint8Array, start: number, end: number): number {
  const stop = Math.min(start + SEARCH, end - 10)
  let words = 0
  let plain = 0
  let wordAt = start
  let lower = true
  for (let p = start; p < stop; p++) {
    const byte = bytes[p] as number
    if (byte < SPACE || byte >= 128) return -1
    if (byte === SPACE) {
      if (p > wordAt) {
        if (lower && p - wordAt > 1 && ++plain > 1) return -1
        if (++words > WORDS) return -1
      }
      wordAt = p + 1
      lower = true
      continue
    }
    if (byte < 97 || byte > 122) lower = false
    if (!isDigit(byte) || p === start || !opensStamp(bytes[p - 1] as number)) continue
    const four = bytes[p + 4] as number
    if ((four === DASH || four === SLASH) && bytes[p + 7] === four) return p
    const one = bytes[p + 1] as number
    if ((one === DASH || one === SLASH) && bytes[p + 5] === one) return p
    const two = bytes[p + 2] as number
    if ((two === DASH || two === SLASH) && (bytes[p + 5] === two || bytes[p + 6] === two)) return p
  }
  return -1
}

/** Index behind a level at `i`: `[error]`, `<WARN>`, `INFO`, `error:`; `i` where there is none. Takes its severity. */
function takeLevel(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  let p = i
  const open = bytes[p] as number
  const bracket = open === OPEN || open === LESS || open === PAREN
  if (bracket) p = skipSpaces(bytes, p + 1, end)
  const level = levelWordAt(bytes, p, end)
  if (level < 0) return i
  // Without brackets only capitals, or a word that a colon ends, are a level: anything else may be the message's first word.
  const upper = (bytes[p + 1] as number) < 97
  p = levelWordEnd
  if (!bracket) {
    const next = p < end ? (bytes[p] as number) : SPACE
    if (next !== COLON && !(upper && (next === SPACE || next === OPEN || next === COMMA || next === BAR))) return i
    out.severity = level
    return next === SPACE || next === OPEN ? p : p + 1
  }
  p = skipSpaces(bytes, p, end)
  const close = p < end ? (bytes[p] as number) : 0
  if (close !== CLOSE && close !== GREATER && close !== PAREN + 1) return i
  out.severity = level
  return p + 1
}

/** Index behind one header item that stands between stamp and level: a bracketed group, a number, `-` or `|`; `i` at a word. */
function skipItem(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  const byte = bytes[p] as number
  if (byte === OPEN || byte === PAREN) {
    const close = byte === OPEN ? CLOSE : PAREN + 1
    const stop = Math.min(end, p + 80)
    while (p < stop && bytes[p] !== close) {
      if ((bytes[p] as number) >= 128) return i
      p++
    }
    return p < stop ? p + 1 : i
  }
  if (byte === DASH || byte === BAR || byte === COLON || byte === COMMA) return p + 1
  while (p < end && isDigit(bytes[p] as number)) p++
  if (p > i) return p < end && bytes[p] === SPACE ? p : i
  // `imageService:769`: a place in the source.
  while (p < end && p < i + 48 && wordKind[bytes[p] as number] !== 0) p++
  if (p === i || p + 1 >= end || bytes[p] !== COLON || !isDigit(bytes[p + 1] as number)) return i
  p++
  while (p < end && isDigit(bytes[p] as number)) p++
  return p < end && bytes[p] === SPACE ? p : i
}

/** `[2013-01-16 02:26:25,500 thread  INFO  logger] text`: the bracket that the stamp stands in goes on. Index behind it, or −1. */
function scanGroup(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  const stop = Math.min(end, i + 200)
  for (let p = i; p < stop; p++) {
    const byte = bytes[p] as number
    if (byte >= 128 || byte === OPEN) return -1
    if (byte === CLOSE) return skipSpaces(bytes, p + 1, end)
    if (bytes[p - 1] !== SPACE || out.severity < 8) continue
    const level = (bytes[p + 1] as number) < 97 ? levelWordAt(bytes, p, end) : -1
    if (level >= 0 && levelWordEnd < end && (bytes[levelWordEnd] === SPACE || bytes[levelWordEnd] === CLOSE))
      out.severity = level
  }
  return -1
}

/** Finds the level in the header items behind the stamp. Returns where the message starts. */
function scanHeader(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  let p = i
  while (
    p < end &&
    (bytes[p] === CLOSE || bytes[p] === COLON || bytes[p] === COMMA || bytes[p] === QUOTE || bytes[p] === BAR)
  )
    p++
  p = skipSpaces(bytes, p, end)
  if (p + 1 < end && bytes[p] === DASH && bytes[p + 1] === SPACE) p = skipSpaces(bytes, p + 1, end)
  const message = p
  for (let item = 0; item < 4 && p < end; item++) {
    const after = takeLevel(bytes, p, end, out)
    if (after > p) {
      p = after
      while (p < end && (bytes[p] === COLON || bytes[p] === SPACE)) p++
      return p + 1 < end && bytes[p] === DASH && bytes[p + 1] === SPACE ? p + 2 : p
    }
    const next = skipItem(bytes, p, end)
    if (next === p) break
    p = skipSpaces(bytes, next, end)
  }
  return message
}

function makeScan(order: DayOrder): ScanLine {
  return (bytes, start, lineEnd, out) => {
    if (lineEnd - start < 10) return false
    const end = reachOf(start, lineEnd)
    let p = start
    const first = bytes[p] as number
    if (first <= SPACE || first >= 128) return false
    if (first === OPEN || first === PAREN) p++
    // `<W>2013-…`: a level's letter; `<13>` is a PRI, which is syslog's.
    else if (first === LESS) {
      if (isDigit(bytes[p + 1] as number)) return false
      if (bytes[p + 2] === GREATER && isLetter(bytes[p + 1] as number)) p += 3
    }
    out.severity = 8
    let after = readDated(bytes, p, end, order, out)
    if (after < 0 || !endsStamp(bytes, after, end)) {
      p = findStamp(bytes, start, end)
      if (p < 0) return false
      after = readDated(bytes, p, end, order, out)
      if (after < 0 || !endsStamp(bytes, after, end)) return false
    }
    if (
      out.basis === Basis.Absolute &&
      bytes[after] === DASH &&
      isDigit(bytes[after - 1] as number) &&
      after - p === 10
    )
      return false
    place.from = p - start
    place.to = after - start
    // `=ERROR REPORT==== 14-Feb-2013::18:39:31 ===` (Erlang's SASL, RabbitMQ before 3.7).
    const erlang = first === EQUALS ? levelWordAt(bytes, start + 1, end) : -1
    const group = first === OPEN && p === start + 1 && bytes[after] !== CLOSE ? scanGroup(bytes, after, end, out) : -1
    if (group < 0) out.severity = 8
    if (erlang >= 0 && bytes[levelWordEnd] === SPACE) out.severity = erlang
    place.rest = (group < 0 ? scanHeader(bytes, after, end, out) : group) - start
    return true
  }
}

const ERLANG = /^=(.+ REPORT)=+$/
const EPOCH = /^\d{10}(?:\d{3}|\d{6}|\.(\d+))?$/
const ZONE = /^[A-Z][a-z]{2} .*:\d\d (?:([A-Z]{3,4}) \d{4})$/
/** `ImageService: 139853338433792:` and `HsmService:` in front of the stamp. */
const PROGRAM = /^([A-Za-z][\w.-]*):(?: \d+:)?$/
const PROGRAM_PID = /^[A-Za-z][\w.-]*: (\d+):$/
/** What stands between stamp and message, unless it is the level alone. */
function contextOf(text: string): string | undefined {
  const inner = text.replace(/^[\]:,"| -]+|[: -]+$/g, '')
  return inner === '' || levelOfWord(inner.replace(/^[[<( ]+|[\]>) ,|]+$/g, '').replace(/\d$/, '')) !== undefined
    ? undefined
    : inner
}
const PID = /^(?:\[(?:pid )?(\d+)(?:[:#]\d+)?\]|(\d+)#\d+:)/

function readWith(scan: ScanLine): (line: string) => Entry | undefined {
  return (line) => {
    if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
    const text = line.slice(place.from, place.to)
    const before = line.slice(0, place.from).replace(/[[(]$/, '').trim()
    const program = PROGRAM.exec(before)
    const message = line.slice(place.rest)
    // Thread, logger and place in the source stand between stamp and message.
    const context = contextOf(line.slice(place.to, place.rest))
    const fields = context ? { context } : undefined
    const severity = lineOut.severity < 8 ? { severity: lineOut.severity as Severity } : {}
    const pid = PID.exec(message) ?? PROGRAM_PID.exec(before)
    const erlang = ERLANG.exec(before)?.[1]
    const found = {
      ...severity,
      ...(program ? { program: program[1] as string } : {}),
      ...(pid ? { pid: Number(pid[1] ?? pid[2]) } : {}),
      // What stands before the stamp is not hidden.
      message:
        erlang !== undefined
          ? erlang
          : before === '' || program || /^<\w>$/.test(before)
            ? message
            : `${before} ${message}`,
      ...(fields ? { fields } : {}),
    }
    if (lineOut.basis === Basis.None) return { ...found, fields: { ...fields, stamp: text } }
    const epoch = EPOCH.exec(text)
    const stamp = epoch
      ? epochStamp(text, epoch[1]?.length ?? (text.length > 13 ? 6 : text.length > 10 ? 3 : 0))
      : text.charCodeAt(0) === AT
        ? epochStamp(text, 6)
        : civilStamp(text, { zoneName: ZONE.exec(text)?.[1] })
    return { stamp, ...found }
  }
}

const REFERENCE = 'https://www.w3.org/TR/NOTE-datetime'

function makeStamped(
  id: FormatId,
  title: string,
  order: DayOrder,
  samples: Pick<Format, 'samples' | 'refuses'>,
): Format {
  const scan = makeScan(order)
  return defineFormat({
    id,
    title,
    badge: 'DATED',
    reference: REFERENCE,
    clock: 'wall',
    unopened: 'continues',
    scan,
    read: readWith(scan),
    // The lines that prove this order of day and month; without one, nothing tells.
    marks: (line) =>
      order !== DayOrder.Unknown && scan(lineBytes, 0, loadLine(line), lineOut) && !ambiguous && proven === order,
    ...samples,
  })
}

export const stamped = makeStamped('stamped', 'Dated lines', DayOrder.Unknown, stampedSamples)
export const stampedDmy = makeStamped('stamped-dmy', 'Dated lines, day first', DayOrder.DayFirst, stampedDmySamples)
export const stampedMdy = makeStamped('stamped-mdy', 'Dated lines, month first', DayOrder.MonthFirst, stampedMdySamples)
