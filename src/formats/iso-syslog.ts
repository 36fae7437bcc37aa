// Syslog with an ISO stamp, `2013-02-15T01:40:18.123456-07:00 host prog[pid]: message`: rsyslog's RSYSLOG_FileFormat, journalctl -o short-iso.
import { Basis } from '../base/time.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { isoSyslogSamples } from './samples/iso-syslog.ts'
import { COLON, isDigit, isLetter, LESS, OPEN, reachOf, SPACE, skipSpaces } from './stamps/bytes.ts'
import { hasCommaFraction, readIso } from './stamps/iso.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { civilStamp } from './stamps/stamp-text.ts'
import { readPri, scanTail } from './syslog-header.ts'
import { type Behind, readBehind, syslogEntry } from './syslog-text.ts'

/**
 * Words that stand where the host would, in logs that are no syslog: levels, and Docker's stream names. By their first four
 * letters, lower case, packed; a host of 3–8 letters that begins so is given up, which costs a line and never invents a host.
 */
const NOT_HOSTS = new Set(
  'trac debu info noti warn erro err crit fata seve stdo stde audi verb'.split(' ').map((word) => {
    let packed = 0
    for (const letter of word) packed = packed * 256 + letter.charCodeAt(0)
    return packed
  }),
)

function isNotHost(bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from
  if (length < 3 || length > 8 || !isLetter(bytes[to - 1] as number)) return false
  let packed = 0
  for (let p = from; p < to; p++) {
    if (!isLetter(bytes[p] as number)) return false
    if (p < from + 4) packed = packed * 256 + ((bytes[p] as number) | 32)
  }
  return NOT_HOSTS.has(packed)
}

const NAMED = 1
const COLONED = 2
const NO_HEX = 4
const PLAIN = 8
/** What a byte says of the word it stands in; 0: it cannot stand in a host. One load instead of six comparisons. */
const HOST: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (isLetter(byte)) return (byte | 32) > 102 ? NAMED | NO_HEX : NAMED
  if (byte === COLON) return COLONED
  if (byte === 46) return NAMED
  if (byte === 45 || byte === 95) return NO_HEX
  return isDigit(byte) ? PLAIN : 0
})

/** Index after a host at `i`, or −1: letters, digits and `._-` with at least one letter or dot, or an IPv6 address. */
function readHostBytes(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  let seen = 0
  while (p < end) {
    const kind = HOST[bytes[p] as number] as number
    if (kind === 0) break
    seen |= kind
    p++
  }
  if (p < end && bytes[p] !== SPACE) return -1
  if ((seen & COLONED) !== 0 && ((seen & NO_HEX) !== 0 || bytes[p - 1] === COLON)) return -1
  return (seen & (NAMED | COLONED)) !== 0 && !isNotHost(bytes, i, p) ? p : -1
}

/** Bytes at which a tag may end or that cannot stand in one. */
const ENDS_TAG: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === OPEN || byte === COLON || byte <= SPACE || byte === 61 || byte === 124 || byte === 34 ? 1 : 0,
)

/** True where a tag stands at `i`: a word that ends in `:` or `[`. */
function hasTag(bytes: Uint8Array, i: number, end: number): boolean {
  const stop = Math.min(i + 64, end)
  let p = i
  while (p < stop && ENDS_TAG[bytes[p] as number] === 0) p++
  if (p === i || p >= stop) return false
  const byte = bytes[p] as number
  if (byte === OPEN) return p + 1 < end && isDigit(bytes[p + 1] as number)
  return byte === COLON && (p + 1 >= end || bytes[p + 1] === SPACE)
}

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 19) return false
  const end = reachOf(start, lineEnd)
  let p = start
  place.pri = -1
  out.severity = 8
  if (bytes[p] === LESS) {
    p = readPri(bytes, p, end)
    if (p < 0) return false
    out.severity = place.pri & 7
    p = skipSpaces(bytes, p, end)
  }
  const after = readIso(bytes, p, end, out)
  if (after < 0 || (after < end && bytes[after] !== SPACE) || hasCommaFraction(bytes, p, end)) return false
  place.from = p - start
  place.to = after - start
  const host = skipSpaces(bytes, after, end)
  if (host >= end) return place.pri >= 0
  const hostEnd = readHostBytes(bytes, host, end)
  if (hostEnd < 0) {
    // No host: `<14>2013-02-15T01:40:18Z prog[7]: text`. Without a PRI too many other logs look so.
    if (place.pri < 0 || !hasTag(bytes, host, end)) return false
  } else if (place.pri < 0) {
    // The full form (T, offset) is trusted with any message; a shorter stamp needs a tag behind the host.
    const full = bytes[p + 10] !== SPACE && out.basis === Basis.Absolute
    if (!full && !hasTag(bytes, skipSpaces(bytes, hostEnd, end), end)) return false
  }
  scanTail(bytes, after, end, out)
  return true
}

/** Junos with `structured-data` but without the version: `host process pid TAG [junos@2636… ] text`. */
const JUNOS = /^ *(\S+) (\S+) (\d+|-) ([A-Z][A-Z0-9_]+) (?=\[junos@)/

function readJunos(rest: string): Behind | undefined {
  const m = JUNOS.exec(rest)
  if (!m) return undefined
  const pid = m[3] === '-' ? {} : { pid: Number(m[3]) }
  return {
    host: m[1] as string,
    program: m[2] as string,
    ...pid,
    tag: m[4] as string,
    message: rest.slice(m[0].length),
  }
}

export const isoSyslog = defineFormat({
  id: 'iso-syslog',
  title: 'Syslog with ISO stamps',
  badge: 'iso',
  reference: 'https://www.rsyslog.com/doc/configuration/templates.html#reserved-template-names',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read: (line) => {
    if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
    const rest = line.slice(place.to)
    const behind = readJunos(rest) ?? readBehind(rest, place.pri >= 0)
    return syslogEntry(civilStamp(line.slice(place.from, place.to), { monotonic: behind.monotonic }), behind)
  },
  marks: () => false,
  ...isoSyslogSamples,
})
