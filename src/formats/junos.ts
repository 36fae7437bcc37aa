// Junos, standard `Mar  5 00:45:00 mx-1 mib2d[1484]: SNMP_TRAP_LINK_DOWN: text` (with `%DAEMON-4-…` where explicit-priority is set) and
// structured `2024-03-18T17:56:52Z mx-1 mgd 3046 UI_COMMIT [junos@2636.1.1.1.2.18 username="kim"] text`.
import type { Entry } from '../base/entry.ts'
import { withDeviceFields } from './device-fields.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { junosSamples } from './samples/junos.ts'
import { readBsdOrYearFirst } from './stamps/bsd.ts'
import {
  CLOSE,
  COLON,
  DASH,
  isDigit,
  isLetter,
  LESS,
  OPEN,
  PERCENT,
  reachOf,
  SPACE,
  skipSpaces,
} from './stamps/bytes.ts'
import { readIso } from './stamps/iso.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { civilStamp } from './stamps/stamp-text.ts'
import { beginsWith } from './stamps/words.ts'
import { readPri, skipZone } from './syslog-header.ts'
import { readBehind, syslogEntry } from './syslog-text.ts'

/** Whether the last scan found the structured form. */
let structured = false

/** Index of the first byte at or after `i` that is not above a space. */
function skipWord(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  while (p < end && (bytes[p] as number) > SPACE && (bytes[p] as number) < 127) p++
  return p
}

const JUNOS_DATA = Uint8Array.from('[junos@2636', (letter) => letter.charCodeAt(0))

/** ` host process pid TAG [junos@…` at `i`. */
function isStructured(bytes: Uint8Array, i: number, end: number): boolean {
  let p = i
  for (let word = 0; word < 6; word++) {
    p = skipSpaces(bytes, p, end)
    if (beginsWith(bytes, p, end, JUNOS_DATA)) return word > 2
    p = skipWord(bytes, p, end)
  }
  return false
}

/** Index after `prog[7]:`, `prog:` at `i`, or −1. Programs of Junos may hold a slash and a dot. */
function skipProgram(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  while (
    p < end &&
    (bytes[p] as number) > SPACE &&
    (bytes[p] as number) < 127 &&
    bytes[p] !== OPEN &&
    bytes[p] !== COLON
  )
    p++
  if (p === i || p >= end) return -1
  if (bytes[p] === OPEN) {
    p++
    while (p < end && isDigit(bytes[p] as number)) p++
    if (p >= end || bytes[p] !== CLOSE) return -1
    p++
  }
  return p < end && bytes[p] === COLON && (p + 1 >= end || bytes[p + 1] === SPACE) ? p + 1 : -1
}

/** `%DAEMON-4` at `i`, then a dash or a colon: takes the severity. */
function takeExplicitPriority(bytes: Uint8Array, i: number, end: number): number {
  let p = i + 1
  while (p < end && isLetter(bytes[p] as number)) p++
  if (p < end && bytes[p] !== DASH) while (p < end && isDigit(bytes[p] as number)) p++
  if (p + 2 >= end || bytes[p] !== DASH) return -1
  const digit = (bytes[p + 1] as number) - 48
  const next = bytes[p + 2]
  return digit >= 0 && digit <= 7 && (next === DASH || next === COLON) ? digit : -1
}

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 20) return false
  const end = reachOf(start, lineEnd)
  let p = start
  place.pri = -1
  out.severity = 8
  if (bytes[p] === LESS) {
    p = readPri(bytes, p, end)
    if (p < 0) return false
    out.severity = place.pri & 7
    if (p + 1 < end && bytes[p] === 49 && bytes[p + 1] === SPACE) p += 2
    p = skipSpaces(bytes, p, end)
  }
  let after = readBsdOrYearFirst(bytes, p, end, out)
  place.from = p - start
  if (after < 0) {
    after = readIso(bytes, p, end, out)
    if (after < 0 || !isStructured(bytes, after, end)) return false
    structured = true
    place.to = place.rest = after - start
    return true
  }
  structured = false
  place.to = after - start
  const rest = skipZone(bytes, after, end)
  place.rest = rest - start
  if (rest >= end || bytes[rest] !== SPACE) return false
  const host = skipSpaces(bytes, rest, end)
  if (host >= end || bytes[host] === PERCENT) return false
  const hostEnd = skipWord(bytes, host, end)
  if (hostEnd >= end || bytes[hostEnd] !== SPACE) return false
  if (bytes[hostEnd - 1] === COLON) return false
  let program = skipSpaces(bytes, hostEnd, end)
  let text = skipProgram(bytes, program, end)
  if (text < 0) {
    // A part of the chassis in front: `fpc0 PFEMAN:`, `re1 craftd[5]:`.
    const partEnd = skipWord(bytes, program, end)
    if (partEnd - program < 3 || partEnd - program > 6 || !isDigit(bytes[partEnd - 1] as number)) return false
    program = skipSpaces(bytes, partEnd, end)
    text = skipProgram(bytes, program, end)
    if (text < 0) return false
  }
  text = skipSpaces(bytes, text, end)
  if (text < end && bytes[text] === PERCENT) {
    const severity = takeExplicitPriority(bytes, text, end)
    if (severity >= 0) out.severity = severity
  }
  return true
}

const STRUCTURED = /^ *(\S+) +(\S+) +(?:(\d+|-) +)?([A-Z][A-Z0-9_]+|-) +(?=\[junos@)/
const PARAM = /([\w.-]+)="((?:[^"\\]|\\.)*)"/g

function readStructured(line: string): Entry {
  const rest = line.slice(place.rest)
  const stamp = civilStamp(line.slice(place.from, place.to))
  const m = STRUCTURED.exec(rest)
  if (!m) return syslogEntry(stamp, { message: rest.trim() })
  const message = rest.slice(m[0].length)
  const fields: Record<string, string> = {}
  for (const [, name, value] of message.matchAll(PARAM))
    fields[name as string] = (value as string).replace(/\\(["\\\]])/g, '$1')
  const port = fields['interface-name']
  const entry = syslogEntry(stamp, {
    host: m[1] as string,
    program: m[2] as string,
    ...(m[3] === undefined || m[3] === '-' ? {} : { pid: Number(m[3]) }),
    ...(m[4] === '-' ? {} : { tag: m[4] as string }),
    message,
  })
  return { ...entry, ...withDeviceFields(message, { ...fields, ...(port ? { interface: port } : {}) }) }
}

const PART = /^\s+(\S+)\s+((?:fpc|pic|re|scb|node|member)\d+)\s+(?=\S+:)/
/** `SNMP_TRAP_LINK_DOWN:`, behind an explicit priority where one is set. */
const TAG = /^(?:%([A-Z]+\d?-[0-7](?:-[A-Z]\w+)?):|([A-Z][A-Z0-9]*_[A-Z0-9_]+):)(?=\s|$)/

function readStandard(line: string): Entry {
  let rest = line.slice(place.rest)
  const part = PART.exec(rest)
  if (part) rest = ` ${part[1]} ${rest.slice(part[0].length)}`
  const behind = readBehind(rest, false)
  const tag = TAG.exec(behind.message)
  const zoneName = line.slice(place.to, place.rest).trim()
  const stamp = civilStamp(line.slice(place.from, place.to), { zoneName, monotonic: behind.monotonic })
  const entry = syslogEntry(stamp, { ...behind, ...(tag ? { tag: (tag[1] ?? tag[2]) as string } : {}) })
  const header = part ? { part: part[2] as string } : {}
  return { ...entry, ...(tag || part ? withDeviceFields(behind.message, header) : {}) }
}

/** What only Junos writes: a tag of its style behind the program, its facilities, its daemons, a part of the chassis. */
const MARK =
  /\[junos@2636|: %(?:AUTH|DAEMON|KERN|USER|FTP|INTERACT|CHANGE|CONFLICT|PFE|FIREWALL|EXTERNAL|LOCAL\d)-[0-7](?:-[A-Z]\w+)?: |\d\d:\d\d(?:\.\d+)?(?: \d{4})?\s+\S+ +(?:(?:fpc|re|scb|node)\d+ )?(?:[\w./-]+(?:\[\d+\])?: [A-Z][A-Z0-9]+_[A-Z0-9_]{3,}: |(?:mib2d|rpd|mgd|chassisd|dcd|pfed|jlaunchd|jddosd|l2ald|eswd|ffp|mustd|agentd|alarmd|craftd|cosd|kmd|RT_\w+|PFEMAN|fpc\d+)(?:\[\d+\])?:)/

export const junos = defineFormat({
  id: 'junos',
  title: 'Juniper Junos',
  badge: 'JUNOS',
  reference:
    'https://www.juniper.net/documentation/us/en/software/junos/network-mgmt/topics/topic-map/interpreting-system-log-messages.html',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read: (line) => {
    if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
    return structured ? readStructured(line) : readStandard(line)
  },
  marks: (line) => MARK.test(line.slice(0, 400)),
  ...junosSamples,
})
