// What other programs put around the lines of any log: the colours of a pager or `grc`, and `grep -r`'s `path:` or `path:17:`. Taken off before
// a format looks at the line, so no format needs to know of them.
import type { Entry } from '../base/entry.ts'
import type { Format, ScanLine } from './format.ts'
import { CLOSE, COLON, DASH, isDigit, isLetter, OPEN, reachOf, SPACE } from './stamps/bytes.ts'

const ESCAPE = 27
const LETTER_M = 109
const SLASH = 47
const DOT = 46

/** A path is not longer than this in front of a line. */
const PATH = 200

/** Formats that deal with a terminal's codes themselves, or that open anything. */
const BARE = new Set(['console', 'dmesg', 'text'])

const plain = new Uint8Array(512)

/** Copies the line's first bytes without colour codes (`ESC [ … m`) into {@link plain}; returns how many there are. */
function withoutColours(bytes: Uint8Array, start: number, end: number): number {
  let length = 0
  let p = start
  const stop = reachOf(start, end)
  while (p < stop) {
    if (bytes[p] === ESCAPE && bytes[p + 1] === OPEN) {
      let q = p + 2
      while (q < stop && (isDigit(bytes[q] as number) || bytes[q] === 59)) q++
      if (q < stop && bytes[q] === LETTER_M) {
        p = q + 1
        continue
      }
    }
    plain[length++] = bytes[p++] as number
  }
  return length
}

/**
 * Index behind `path:`, `path:17:`, `path-17-` (grep's context) at `start`, or −1. A path has a dot or a slash in it and no blank;
 * what stands behind it must look like the opening of a log line: a digit, a capital, `[` or `<`.
 */
export function skipPath(bytes: Uint8Array, start: number, end: number): number {
  const stop = Math.min(start + PATH, end - 12)
  const first = bytes[start] as number
  if (!isLetter(first) && first !== DOT && first !== SLASH && !isDigit(first)) return -1
  let named = false
  for (let p = start; p < stop; p++) {
    const byte = bytes[p] as number
    if (byte <= SPACE || byte === OPEN || byte === CLOSE || byte >= 128) return -1
    if (byte === DOT || byte === SLASH) named = true
    if ((byte !== COLON && byte !== DASH) || !named || p === start) continue
    let q = p + 1
    while (q < end && isDigit(bytes[q] as number)) q++
    // `path:17:` and `path-17-`; a bare `-` is part of a name.
    if (q > p + 1 && q < end && bytes[q] === byte && opensLine(bytes[q + 1] as number)) return q + 1
    if (byte === COLON && opensLine(bytes[p + 1] as number)) return p + 1
  }
  return -1
}

const opensLine = (byte: number): boolean =>
  isDigit(byte) || (byte >= 65 && byte <= 90) || byte === OPEN || byte === 60 || byte === 123

/** Tries a line as it is, then without colours, then without a path in front. */
export function wrapScan(format: Pick<Format, 'id' | 'scan'>): ScanLine {
  const { scan } = format
  if (BARE.has(format.id)) return scan
  return (bytes, start, end, out) => {
    if (scan(bytes, start, end, out)) return true
    if (start >= end) return false
    if (bytes[start] === ESCAPE) {
      const length = withoutColours(bytes, start, end)
      return length > 0 && scan(plain, 0, length, out)
    }
    const from = skipPath(bytes, start, end)
    return from >= 0 && scan(bytes, from, end, out)
  }
}

const COLOURS = /\x1b\[[\d;]*m/g
const encoder = new TextEncoder()
const prefix = new Uint8Array(256)

/** The line as the format sees it, and what stood in front of it. */
export function unwrap(line: string): { readonly text: string; readonly file?: string; readonly fileLine?: string } {
  if (line.charCodeAt(0) === ESCAPE) return { text: line.replace(COLOURS, '') }
  const { written } = encoder.encodeInto(line.slice(0, 256), prefix)
  const from = skipPath(prefix, 0, written)
  if (from < 0) return { text: line }
  const before = line.slice(0, from)
  const numbered = /^(.*?)(?::(\d+):|-(\d+)-)$/.exec(before)
  const fileLine = numbered?.[2] ?? numbered?.[3]
  return {
    text: line.slice(from),
    file: numbered ? (numbered[1] as string) : before.slice(0, -1),
    ...(fileLine === undefined ? {} : { fileLine }),
  }
}

/** {@link wrapScan}'s counterpart at text level. */
export function wrapRead(format: Pick<Format, 'id' | 'read'>): (line: string) => Entry | undefined {
  const { read } = format
  if (BARE.has(format.id)) return read
  return (line) => {
    const entry = read(line)
    if (entry || line === '') return entry
    const { text, file, fileLine } = unwrap(line)
    if (text.length === line.length) return undefined
    const inner = read(text)
    if (!inner || file === undefined) return inner
    return { ...inner, fields: { ...inner.fields, file, ...(fileLine === undefined ? {} : { fileLine }) } }
  }
}
