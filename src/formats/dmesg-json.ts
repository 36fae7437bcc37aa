// `dmesg --json`: `{"pri":6,"time":12.345678,"caller":"T1","msg":"…"}`, an object a line (as jq -c leaves it) or a member a line (as
// dmesg prints it: there the entry opens at its time, and the priority, which stands a line before, is not told).
import type { Entry } from '../base/entry.ts'
import type { ScanOut } from '../base/scan.ts'
import type { Severity } from '../base/severity.ts'
import { Basis } from '../base/time.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { kernelText } from './kernel-line.ts'
import { dmesgJsonSamples } from './samples/dmesg-json.ts'
import { COLON, DOT, isDigit, reachOf, SPACE } from './stamps/bytes.ts'
import { fractionEnd, readFraction } from './stamps/clock-time.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { bootStamp } from './stamps/stamp-text.ts'
import { facilityName } from './syslog-header.ts'

const QUOTE = 34
const BACKSLASH = 92

/** Four bytes from `i` as one number; 0 where the line ends before. */
const four = (bytes: Uint8Array, i: number, end: number): number =>
  i + 4 > end
    ? 0
    : ((bytes[i] as number) << 24) |
      ((bytes[i + 1] as number) << 16) |
      ((bytes[i + 2] as number) << 8) |
      (bytes[i + 3] as number)

/** The keys dmesg writes, by their first four bytes (a closing quote included where the key has three letters). */
const PRI = 0x70726922
const FAC = 0x66616322
const TIME = 0x74696d65
const CALLER = 0x63616c6c
const MSG = 0x6d736722

/** Index of the quote that ends the string whose text begins at `i`; `end` where it does not. */
function stringEnd(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  while (p < end && bytes[p] !== QUOTE) p += bytes[p] === BACKSLASH ? 2 : 1
  return Math.min(p, end)
}

/** `12.345678` at `i`, six digits and less than thirty years: index after it, or −1. */
function readTime(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  let p = i
  let seconds = 0
  while (p < end && isDigit(bytes[p] as number)) seconds = seconds * 10 + (bytes[p++] as number) - 48
  if (p === i || p - i > 9 || p >= end || bytes[p] !== DOT) return -1
  const micros = readFraction(bytes, p + 1, end)
  if (micros < 0 || fractionEnd !== p + 7) return -1
  out.at = seconds * 1_000_000 + micros
  return fractionEnd
}

/** Severity of a value of `pri` at `i`: the number of facility and level, or the level's word. */
function readPri(bytes: Uint8Array, i: number, end: number): number {
  if (bytes[i] === QUOTE) {
    const word = WORDS.indexOf(four(bytes, i + 1, end))
    place.pri = -1
    return word < 0 ? 8 : word
  }
  let pri = 0
  let p = i
  while (p < end && p - i < 5 && isDigit(bytes[p] as number)) pri = pri * 10 + (bytes[p++] as number) - 48
  place.pri = pri
  return p === i ? 8 : pri & 7
}
const WORDS = ['emer', 'aler', 'crit', 'err"', 'warn', 'noti', 'info', 'debu'].map((word) =>
  four(new TextEncoder().encode(word), 0, 4),
)

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  const end = reachOf(start, lineEnd)
  let p = start
  while (p < end && bytes[p] !== QUOTE) {
    const byte = bytes[p] as number
    // Only blanks, `{ } [ ] ,` before the first key.
    if (byte > SPACE && byte !== 123 && byte !== 125 && byte !== 91 && byte !== 93 && byte !== 44) return false
    p++
  }
  if (four(bytes, p + 1, end) === 0x646d6573) {
    // `"dmesg":[{` in front of the first object
    p = stringEnd(bytes, p + 1, end) + 1
    while (p < end && bytes[p] !== QUOTE) p++
  }
  let hasTime = false
  let hasMore = false
  out.severity = 8
  place.pri = -1
  for (let n = 0; n < 5 && p < end && bytes[p] === QUOTE; n++) {
    const key = four(bytes, p + 1, end)
    p = stringEnd(bytes, p + 1, end) + 1
    while (p < end && (bytes[p] === SPACE || bytes[p] === COLON)) p++
    if (p >= end) return false
    if (key === TIME) {
      const after = readTime(bytes, p, end, out)
      if (after < 0) return false
      place.from = p - start
      place.to = after - start
      hasTime = true
      p = after
    } else if (key === PRI || key === FAC || key === CALLER || key === MSG) {
      if (key === PRI) out.severity = readPri(bytes, p, end)
      hasMore = true
      if (bytes[p] === QUOTE) p = stringEnd(bytes, p + 1, end) + 1
      else while (p < end && isDigit(bytes[p] as number)) p++
    } else return false
    while (p < end && bytes[p] !== QUOTE && (bytes[p] === SPACE || bytes[p] === 44)) p++
  }
  if (!hasTime || (hasMore && out.severity === 8)) return false
  // A member alone on its line is dmesg's own print; anything else behind the time is not.
  if (!hasMore && p < end) return false
  out.basis = Basis.Boot
  return true
}

const member = (key: string, text: string): string | undefined =>
  new RegExp(`"${key}"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*"?)`).exec(text)?.[1]

/** A JSON string's text; where it is torn or not quite JSON, what stands in it. */
function stringText(quoted: string | undefined): string | undefined {
  if (quoted === undefined) return undefined
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted.replace(/^"|"$/g, '')
  }
}

function read(line: string): Entry | undefined {
  if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
  const facility = place.pri >= 0 ? facilityName(place.pri >> 3) : stringText(member('fac', line))
  const caller = stringText(member('caller', line))
  return {
    stamp: bootStamp(line.slice(place.from, place.to)),
    ...(lineOut.severity < 8 ? { severity: lineOut.severity as Severity } : {}),
    ...(facility ? { facility } : {}),
    ...kernelText(stringText(member('msg', line)) ?? ''),
    ...(caller ? { fields: { caller } } : {}),
  }
}

/** The members behind the time, a line each, up to the end of the object. */
function more(entry: Entry, lines: readonly string[]): Entry {
  const end = lines.findIndex((line) => line.trim().startsWith('}'))
  const text = lines.slice(0, end < 0 ? lines.length : end).join('\n')
  const message = entry.message === '' ? stringText(member('msg', text)) : undefined
  const caller = stringText(member('caller', text))
  if (message === undefined && caller === undefined) return entry
  return {
    ...entry,
    ...(message === undefined ? {} : kernelText(message)),
    ...(caller ? { fields: { ...entry.fields, caller } } : {}),
  }
}

export const dmesgJson = defineFormat({
  id: 'dmesg-json',
  title: 'Linux kernel ring buffer as JSON',
  badge: 'dmesg',
  reference: 'https://man7.org/linux/man-pages/man1/dmesg.1.html',
  clock: 'boot',
  unopened: 'continues',
  scan,
  read,
  more,
  marks: (line) => line.includes('"pri"'),
  ...dmesgJsonSamples,
})
