// Records of the kernel's ring with their header: `6,416,1758426,-,caller=T1;text` (/dev/kmsg, netconsole's extended mode).
import type { Entry } from '../base/entry.ts'
import type { Severity } from '../base/severity.ts'
import { Basis } from '../base/time.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { kernelText } from './kernel-line.ts'
import { kmsgSamples } from './samples/kmsg.ts'
import { COMMA, DASH, DOT, isDigit, isLetter, reachOf } from './stamps/bytes.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { bootStamp } from './stamps/stamp-text.ts'
import { facilityName } from './syslog-header.ts'

const SEMICOLON = 59
const ZERO = 48

/** Index after the digits at `i`, which are 1 to `most` and end in a comma; −1 otherwise. The index is the comma's. */
function digitsToComma(bytes: Uint8Array, i: number, end: number, most: number): number {
  let p = i
  while (p < end && isDigit(bytes[p] as number)) p++
  return p > i && p - i <= most && p < end && bytes[p] === COMMA ? p : -1
}

/** Index after `6.4.0-rc1,` (netconsole with the release in front), or `i`. */
function skipRelease(bytes: Uint8Array, i: number, end: number): number {
  if (i + 6 > end || !isDigit(bytes[i] as number)) return i
  let p = i
  while (p < end && isDigit(bytes[p] as number)) p++
  if (p >= end || bytes[p] !== DOT) return i
  while (p < end && p - i < 65 && bytes[p] !== COMMA && (bytes[p] as number) > 32 && bytes[p] !== SEMICOLON) p++
  return p < end && bytes[p] === COMMA ? p + 1 : i
}

/** True where the part of a header field that starts at `p` is `ncfrag=N/…` with N above 0: a message's later part (netconsole.c). */
function isLaterPart(bytes: Uint8Array, p: number, end: number): boolean {
  if (p + 9 > end || bytes[p] !== 110 || bytes[p + 1] !== 99 || bytes[p + 2] !== 102 || bytes[p + 6] !== 61)
    return false
  return bytes[p + 7] !== ZERO
}

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  const end = reachOf(start, lineEnd)
  let p = start
  // What is copied record by record out of /dev/kmsg has a NUL between records.
  while (p < end && bytes[p] === 0) p++
  p = skipRelease(bytes, p, end)
  const first = p
  p = digitsToComma(bytes, p, end, 4)
  if (p < 0) return false
  let pri = 0
  for (let k = first; k < p; k++) pri = pri * 10 + (bytes[k] as number) - ZERO
  p = digitsToComma(bytes, p + 1, end, 20)
  if (p < 0) return false
  const from = p + 1
  p = digitsToComma(bytes, from, end, 15)
  if (p < 0) return false
  const to = p
  // The flag (`-`, `c`, `+`), then fields: a key and a value each, up to the semicolon.
  const flag = bytes[p + 1] as number
  if (p + 2 >= end || (flag !== DASH && flag !== 43 && !isLetter(flag))) return false
  p += 2
  while (p < end && bytes[p] !== SEMICOLON) {
    if (bytes[p] === COMMA && isLaterPart(bytes, p + 1, end)) return false
    if ((bytes[p] as number) <= 32) return false
    p++
  }
  if (p >= end) return false
  let at = 0
  for (let k = from; k < to; k++) at = at * 10 + (bytes[k] as number) - ZERO
  out.at = at
  out.basis = Basis.Boot
  out.severity = pri & 7
  place.pri = pri
  place.from = from - start
  place.to = to - start
  place.rest = p + 1 - start
  return true
}

const ESCAPED = /(?:\\x[0-9a-f]{2})+/g
const decoder = new TextDecoder()

/** The kernel writes what is not printable, and the backslash, as `\x5c`; runs of them may be one character of UTF-8. */
function unescaped(text: string): string {
  if (!text.includes('\\x')) return text
  return text.replace(ESCAPED, (run) =>
    decoder.decode(Uint8Array.from(run.slice(2).split('\\x'), (hex) => Number.parseInt(hex, 16))),
  )
}

const PAIR = /^([A-Za-z][\w.-]*)=(.*)$/
const RELEASE = /^\0*(\d+\.[^,;\s]*),/

/** `caller=T1`, and what netconsole adds; the parts of a message are put together, so where one began says nothing. */
function fieldsOf(header: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const part of header.split(',')) {
    const pair = PAIR.exec(part)
    if (pair && pair[1] !== 'ncfrag') fields[pair[1] as string] = pair[2] as string
  }
  return fields
}

function read(line: string): Entry | undefined {
  if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
  const release = RELEASE.exec(line)?.[1]
  const flag = line[place.to + 1] as string
  const fields = {
    ...(release ? { release } : {}),
    ...(flag === '-' ? {} : { flag }),
    ...fieldsOf(line.slice(place.to + 2, place.rest - 1)),
  }
  const facility = facilityName(place.pri >> 3)
  return {
    stamp: bootStamp(line.slice(place.from, place.to)),
    severity: lineOut.severity as Severity,
    ...(facility ? { facility } : {}),
    ...kernelText(unescaped(line.slice(place.rest))),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
  }
}

const LATER_PART = /^\0*(?:\d+\.[^,;\s]*,)?\d+,(\d+),\d+,[^;]*\bncfrag=\d+\/\d+[^;]*;(.*)$/s

/** The lines behind a record's first: ` SUBSYSTEM=usb` gives a field; a later part of the message goes behind the first. */
function more(entry: Entry, lines: readonly string[], first: string): Entry {
  const sequence = /^\0*(?:\d+\.[^,;\s]*,)?\d+,(\d+),/.exec(first)?.[1]
  const fields: Record<string, string> = {}
  let message = entry.message
  for (const line of lines) {
    const pair = line.startsWith(' ') ? PAIR.exec(line.slice(1)) : null
    if (pair) fields[pair[1] as string] = unescaped(pair[2] as string)
    const part = LATER_PART.exec(line)
    if (part && part[1] === sequence) message += unescaped(part[2] as string)
  }
  if (message === entry.message && Object.keys(fields).length === 0) return entry
  return { ...entry, ...kernelText(message), fields: { ...entry.fields, ...fields } }
}

export const kmsg = defineFormat({
  id: 'kmsg',
  title: 'Kernel records (/dev/kmsg, netconsole)',
  badge: 'KMSG',
  reference: 'https://www.kernel.org/doc/Documentation/ABI/testing/dev-kmsg',
  clock: 'boot',
  unopened: 'continues',
  scan,
  read,
  more,
  // Three numbers, a flag and a semicolon: nothing else is written so.
  marks: () => true,
  ...kmsgSamples,
})
