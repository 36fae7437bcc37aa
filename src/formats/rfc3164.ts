// BSD syslog, `Feb 15 01:40:18 host prog[pid]: message`, as RFC 3164 describes it and as every daemon bends it.
import type { Entry } from '../base/entry.ts'
import { Basis } from '../base/time.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { rfc3164Samples } from './samples/rfc3164.ts'
import { readBsdOrYearFirst } from './stamps/bsd.ts'
import { isBlank, isDigit, LESS, OPEN, reachOf, SPACE, skipSpaces } from './stamps/bytes.ts'
import { readIso } from './stamps/iso.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { readLocalBsd, wideBytes } from './stamps/month-names.ts'
import { civilStamp } from './stamps/stamp-text.ts'
import { readPri, scanTail, skipZone } from './syslog-header.ts'
import { readBehind, syslogEntry } from './syslog-text.ts'

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (start >= lineEnd) return false
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
  let wide = 0
  let after = readBsdOrYearFirst(bytes, p, end, out)
  if (after < 0 && (bytes[p] as number) > 64) {
    after = readLocalBsd(bytes, p, end, out)
    if (after >= 0) wide = wideBytes
  }
  if (after < 0) {
    // RFC 3164 section 4.3.3: a packet may bear a PRI and nothing else. `<6>[` is the kernel's ring, `<6>1 ` is RFC 5424.
    // Lines that belong to either of them, or bear an ISO stamp, are left to their own formats.
    if (p === start || p >= end || bytes[p] === OPEN || isBlank(bytes, p, end)) return false
    if (isDigit(bytes[p] as number) && (bytes[p + 1] === SPACE || readIso(bytes, p, end, out) >= 0)) return false
    out.at = 0
    out.basis = Basis.None
    place.from = place.to = place.rest = p - start
    scanTail(bytes, p, end, out)
    return true
  }
  place.from = p - start
  // Offsets in the text, where a month's `û` is one character.
  place.to = after - start - wide
  const rest = skipZone(bytes, after, end)
  place.rest = rest - start - wide
  scanTail(bytes, rest, end, out)
  return true
}

/** Reads a line that {@link scan} has just opened. */
function readBsdSyslog(line: string): Entry {
  const wire = place.pri >= 0
  const text = line.slice(place.from, place.to)
  const behind = readBehind(text === '' ? ` ${line.slice(place.rest)}` : line.slice(place.rest), wire && text !== '')
  if (text === '') {
    // Without a stamp the first word may be a tag as well as a host: neither is claimed unless the tag is plain.
    const { host, ...rest } = behind
    return syslogEntry(undefined, host === undefined ? rest : { message: line.slice(place.rest) })
  }
  const zoneName = line.slice(place.to, place.rest).trim()
  return syslogEntry(civilStamp(text, { zoneName, monotonic: behind.monotonic }), behind)
}

export const rfc3164 = defineFormat({
  id: 'rfc3164',
  title: 'BSD syslog (RFC 3164)',
  badge: '3164',
  reference: 'https://www.rfc-editor.org/rfc/rfc3164',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read: (line) => (scan(lineBytes, 0, loadLine(line), lineOut) ? readBsdSyslog(line) : undefined),
  marks: () => false,
  ...rfc3164Samples,
})
