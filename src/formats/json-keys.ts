// The keys and values at the top of one JSON line, at byte level: where its time, level and host stand. No object is built.
import type { ScanOut } from '../base/scan.ts'
import { Basis, SECOND } from '../base/time.ts'
import { isDigit, isLetter } from './stamps/bytes.ts'
import { DayOrder, readDated } from './stamps/dated.ts'
import { levelWordAt } from './stamps/level-word.ts'
import { place } from './stamps/line.ts'

const QUOTE = 34
const BACKSLASH = 92

/** What a key at the top means: 1 time, 2 level, 3 journald's realtime, 4 its priority, 5 QMP's `timestamp` object. */
const KEYS: ReadonlyMap<string, number> = new Map([
  ...[
    '@timestamp',
    'timestamp',
    'time',
    'ts',
    'datetime',
    '_time',
    'eventTime',
    '@t',
    'date',
    'asctime',
    'TimeCreated',
  ].map((k) => [k, 1] as const),
  ...[
    'level',
    'severity',
    'loglevel',
    'log.level',
    'lvl',
    'levelname',
    'log_level',
    '@l',
    'syslog_severity',
    'SEVERITY',
  ].map((k) => [k, 2] as const),
  ['__REALTIME_TIMESTAMP', 3],
  ['PRIORITY', 4],
])

// Keys as bytes, by length: a line has some twenty keys and most have a length that none of ours has.
interface Key {
  readonly bytes: Uint8Array
  readonly means: number
}
const byLength: readonly (readonly Key[])[] = Array.from({ length: 24 }, (_, length) =>
  [...KEYS]
    .filter(([key]) => key.length === length)
    .map(([key, means]) => ({ bytes: Uint8Array.from(key, (c) => c.charCodeAt(0)), means })),
)

function meaningOf(bytes: Uint8Array, from: number, to: number): number {
  const keys = byLength[to - from]
  if (keys === undefined) return 0
  for (const key of keys) {
    let k = 0
    while (k < key.bytes.length && bytes[from + k] === key.bytes[k]) k++
    if (k === key.bytes.length) return key.means
  }
  return 0
}

/** Index of the quote that closes the string whose first byte is at `i`, or `end`. */
function stringEnd(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  while (p < end) {
    const byte = bytes[p] as number
    if (byte === QUOTE) return p
    p += byte === BACKSLASH ? 2 : 1
  }
  return end
}

/** Severity of a number: syslog's 0–7; pino's and bunyan's 10–60 (https://getpino.io). −1 for others. */
const severityOfNumber = (n: number, digits: number): number =>
  digits === 1
    ? n <= 7
      ? n
      : -1
    : n === 10 || n === 20
      ? 7
      : n === 30
        ? 6
        : n === 40
          ? 4
          : n === 50
            ? 3
            : n === 60
              ? 2
              : -1

function numberAt(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  let value = 0
  while (p < end && p < i + 3 && isDigit(bytes[p] as number)) value = value * 10 + (bytes[p++] as number) - 48
  return p === i || p >= end || isDigit(bytes[p] as number) || isLetter(bytes[p] as number)
    ? -1
    : severityOfNumber(value, p - i)
}

/** `{"seconds": 1526597112, "microseconds": 123456}` at `i` (QMP): fills `out`; true where it is one. */
function readQmpTime(bytes: Uint8Array, i: number, end: number, out: ScanOut): boolean {
  let p = i
  let numbers = 0
  let whole = 0
  while (p < end && p < i + 64 && bytes[p] !== 125) {
    if (!isDigit(bytes[p] as number)) {
      p++
      continue
    }
    let value = 0
    while (p < end && isDigit(bytes[p] as number)) value = value * 10 + (bytes[p++] as number) - 48
    if (numbers++ === 0) whole = value
    else if (numbers === 2 && value < SECOND) {
      out.at = whole * SECOND + value
      out.basis = Basis.Absolute
      return whole >= 1e9 && whole < 2e9
    }
  }
  return false
}

/**
 * Reads one JSON object's line: `out` gets time and severity, `place.from/to` the time's text, `place.pri` 1 where it is a record of the
 * journal, 2 for QMP. Returns whether the line is an object with a time in its first bytes.
 */
export function scanJson(bytes: Uint8Array, start: number, end: number, out: ScanOut): boolean {
  let p = start + 1
  let depth = 1
  let found = false
  let leveled = false
  out.severity = 8
  place.pri = 0
  while (p < end) {
    const byte = bytes[p] as number
    if (byte === 123 || byte === 91) depth++
    else if (byte === 125 || byte === 93) {
      if (--depth === 0) break
    } else if (byte === QUOTE) {
      const from = p + 1
      const close = stringEnd(bytes, from, end)
      if (close >= end) break
      p = close
      if (depth === 1) {
        let v = p + 1
        while (v < end && (bytes[v] as number) <= 32) v++
        if (bytes[v] === 58) {
          v++
          while (v < end && (bytes[v] as number) <= 32) v++
          const means = meaningOf(bytes, from, close)
          const quoted = bytes[v] === QUOTE ? 1 : 0
          if (v + 1 < end && means > 0) {
            if ((means === 1 && !found) || means === 3) {
              const held = out.at
              const basis = out.basis
              const after = readDated(bytes, v + quoted, end, DayOrder.Unknown, out)
              if (after >= 0 && after < end && out.basis !== Basis.None && out.basis !== Basis.Yearless) {
                found = true
                place.from = v + quoted - start
                place.to = after - start
                if (means === 3) place.pri = 1
              } else if (means === 1 && bytes[v] === 123 && readQmpTime(bytes, v, end, out)) {
                found = true
                place.pri = 2
                place.from = v - start
                place.to = v - start
              } else {
                out.at = held
                out.basis = basis
              }
            } else if ((means === 2 || means === 4) && !leveled) {
              const level = isDigit(bytes[v + quoted] as number)
                ? numberAt(bytes, v + quoted, end)
                : quoted === 1
                  ? levelWordAt(bytes, v + 1, end)
                  : -1
              if (level >= 0) {
                out.severity = level
                leveled = true
              }
            }
            if (found && leveled && place.pri === 1) return true
          }
          // A string value is passed over here, so that it is not taken for a key.
          if (quoted === 1) {
            p = stringEnd(bytes, v + 1, end)
            if (p >= end) break
          } else p = v - 1
        }
      }
    }
    p++
  }
  return found
}
