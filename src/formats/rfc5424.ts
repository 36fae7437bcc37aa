// Syslog as RFC 5424 writes it: `<PRI>1 stamp host app procid msgid [sd] message`. `-` (NILVALUE) is absence.
import type { Entry } from '../base/entry.ts'
import { Basis } from '../base/time.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { rfc5424Samples } from './samples/rfc5424.ts'
import { DASH, LESS, reachOf, SPACE } from './stamps/bytes.ts'
import { readIso } from './stamps/iso.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { civilStamp } from './stamps/stamp-text.ts'
import { readPri } from './syslog-header.ts'
import { syslogEntry } from './syslog-text.ts'

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 8 || bytes[start] !== LESS) return false
  const end = reachOf(start, lineEnd)
  const p = readPri(bytes, start, end)
  // Section 6.2.2: version 1, then a space.
  if (p < 0 || p + 4 > end || bytes[p] !== 49 || bytes[p + 1] !== SPACE) return false
  const at = p + 2
  let after: number
  if (bytes[at] === DASH) {
    out.at = 0
    out.basis = Basis.None
    after = at + 1
  } else {
    after = readIso(bytes, at, end, out)
    // Section 6.2.3: `T` between date and time.
    if (after < 0 || bytes[at + 10] === SPACE) return false
  }
  if (after >= end || bytes[after] !== SPACE) return false
  out.severity = place.pri & 7
  place.from = at - start
  place.to = after - start
  return true
}

const HEADER = /^ +(\S+) +(\S+) +(\S+) +(\S+)(?: +|$)/
const ELEMENT = /^\[((?:[^\]"\\]|\\.|"(?:[^"\\]|\\.)*")*)\]/
const PARAM = /([^\s="\]]+)= ?"((?:[^"\\]|\\.)*)"/g

/** Structured data (section 6.3) as flat keys `id.name`; returns the rest of the text. */
function readStructuredData(text: string, fields: Record<string, string>): string {
  if (text === '-' || text.startsWith('- ')) return text.slice(1)
  let rest = text
  for (let element = ELEMENT.exec(rest); element; element = ELEMENT.exec(rest)) {
    const body = element[1] as string
    const id = /^[^\s]+/.exec(body)?.[0] ?? ''
    for (const param of body.slice(id.length).matchAll(PARAM)) {
      fields[`${id}.${param[1]}`] = (param[2] as string).replace(/\\(["\\\]])/g, '$1')
    }
    rest = rest.slice(element[0].length)
  }
  return rest
}

const present = (text: string): string | undefined => (text === '-' ? undefined : text)

function read(line: string): Entry | undefined {
  if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
  const stamp = lineOut.basis === Basis.None ? undefined : civilStamp(line.slice(place.from, place.to))
  const behind = line.slice(place.to)
  const header = HEADER.exec(behind)
  if (!header) {
    const host = present(/^ +(\S+)/.exec(behind)?.[1] ?? '-')
    return syslogEntry(stamp, { ...(host === undefined ? {} : { host }), message: '' })
  }
  const fields: Record<string, string> = {}
  const [, host, program, procid, msgid] = header.map((text) => present(text))
  if (msgid !== undefined) fields['msgid'] = msgid
  const pid = procid !== undefined && /^\d+$/.test(procid) ? Number(procid) : undefined
  if (procid !== undefined && pid === undefined) fields['procid'] = procid
  const message = readStructuredData(behind.slice(header[0].length), fields).replace(/^ ?\uFEFF?/, '')
  return {
    ...syslogEntry(stamp, {
      ...(host === undefined ? {} : { host }),
      ...(program === undefined ? {} : { program }),
      ...(pid === undefined ? {} : { pid }),
      message,
    }),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
  }
}

export const rfc5424 = defineFormat({
  id: 'rfc5424',
  title: 'Syslog (RFC 5424)',
  badge: '5424',
  reference: 'https://www.rfc-editor.org/rfc/rfc5424',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read,
  marks: (line) => scan(lineBytes, 0, loadLine(line), lineOut),
  ...rfc5424Samples,
})
