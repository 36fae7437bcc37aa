// OpenStack services, `2014-01-10 09:11:45.072 129745 INFO nova.x [req-… user project] message` (oslo.log's default format strings).
import type { Entry } from '../base/entry.ts'
import type { ScanOut } from '../base/scan.ts'
import type { Severity } from '../base/severity.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { osloSamples } from './samples/oslo.ts'
import { readBsd } from './stamps/bsd.ts'
import { COLON, isDigit, isLetter, reachOf, SPACE, skipSpaces } from './stamps/bytes.ts'
import { readIso } from './stamps/iso.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { ScanOut as Scratch } from './stamps/out.ts'
import { civilStamp } from './stamps/stamp-text.ts'

/** Severity of a Python level name by its first four letters. AUDIT stood between INFO and WARNING; TRACE is below DEBUG. */
function levelOf(packed: number): number {
  switch (packed) {
    case 0x494e464f:
      return 6
    case 0x44454255:
    case 0x54524143:
      return 7
    case 0x5741524e:
      return 4
    case 0x4552524f:
      return 3
    case 0x43524954:
    case 0x46415441:
      return 2
    case 0x41554449:
    case 0x4e4f5449:
      return 5
    default:
      return -1
  }
}

/** Reads `2014-01-10 09:11:45.072 129745 INFO ` at `i`. Returns the index of the level word, or −1. */
function readOpening(bytes: Uint8Array, start: number, i: number, end: number, out: ScanOut): number {
  if (i + 24 > end || bytes[i + 10] !== SPACE) return -1
  const after = readIso(bytes, i, end, out)
  if (after < 0 || after >= end || bytes[after] !== SPACE) return -1
  let p = skipSpaces(bytes, after, end)
  const first = p
  while (p < end && p - first < 10 && isDigit(bytes[p] as number)) p++
  if (p > first) {
    if (p >= end || bytes[p] !== SPACE) return -1
    p = skipSpaces(bytes, p, end)
  }
  if (p + 5 > end) return -1
  const packed =
    ((bytes[p] as number) << 24) |
    ((bytes[p + 1] as number) << 16) |
    ((bytes[p + 2] as number) << 8) |
    (bytes[p + 3] as number)
  const severity = levelOf(packed)
  if (severity < 0) return -1
  const level = p
  p += 4
  while (p < end && (bytes[p] as number) >= 65 && (bytes[p] as number) <= 90) p++
  if (p >= end || bytes[p] !== SPACE || p - level > 8) return -1
  out.severity = severity
  place.from = i - start
  place.to = after - start
  place.rest = p + 1 - start
  return level
}

// A relay's stamp is read and thrown away: the service's own, further right, is the stamp.
const relay = new Scratch()

/**
 * Index of the service's own stamp behind what was put in front of it: `grep -r`'s `path:`, a syslog header, SQLAlchemy's
 * `(logger): `. −1 where there is no such thing.
 */
function skipRelay(bytes: Uint8Array, start: number, end: number): number {
  let p = start
  const stop = Math.min(start + 200, end)
  if (bytes[p] === 40) {
    while (p < stop && bytes[p] !== COLON) p++
    return p + 1 < end && bytes[p - 1] === 41 ? skipSpaces(bytes, p + 1, end) : -1
  }
  let after = readBsd(bytes, p, end, relay)
  if (after < 0) {
    while (p < stop && bytes[p] !== COLON && (bytes[p] as number) > SPACE) p++
    let word = p
    while (word < stop && (bytes[word] as number) > SPACE) word++
    // A file's name and a space, as merged archives have it: `nova-api.log.1 2014-01-10 …`.
    const name = skipSpaces(bytes, word, end)
    if (name > word && name + 19 < end && bytes[name + 4] === 45 && isDigit(bytes[name] as number)) return name
    if (p >= stop || bytes[p] !== COLON) return -1
    p++
    after = readBsd(bytes, p, end, relay)
    if (after < 0) return p < end && isDigit(bytes[p] as number) ? p : -1
  }
  if (after >= end || bytes[after] !== SPACE) return -1
  p = skipSpaces(bytes, after, end)
  for (let word = 0; word < 3 && p < end; word++) {
    if (p + 19 < end && bytes[p + 4] === 45 && isDigit(bytes[p] as number)) return p
    while (p < stop && (bytes[p] as number) > SPACE) p++
    if (p >= stop) return -1
    if (word > 0 && bytes[p - 1] !== COLON) return -1
    p = skipSpaces(bytes, p, end)
  }
  return -1
}

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 24) return false
  const end = reachOf(start, lineEnd)
  const first = bytes[start] as number
  place.pri = -1
  if (isDigit(first)) return readOpening(bytes, start, start, end, out) >= 0
  if (first !== 40 && first !== 47 && first !== 46 && !isLetter(first)) return false
  const p = skipRelay(bytes, start, end)
  return p >= 0 && readOpening(bytes, start, p, end, out) >= 0
}

const PID = /^ +(\d+) /
const RELAY_HOST = /^(?:[^\s:]+:)?[A-Z][a-z]{2} [ \d]?\d [\d:.]+ +(\S+) /
/** `grep -r`'s `path:`, or a merged archive's `path `. */
const RELAY_FILE = /^([^\s:(]+)(?::| (?=$))/
const RECEIVED = /(?:^|:)([A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d(?:\.\d+)?) /
/** eventlet's request line, new and old. */
const WSGI = /"[A-Z]+ [^"]*" (?:status: (\d{3}) +len: (\d+) time: ([\d.]+)|(\d{3}) (\d+) ([\d.]+)$)/
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
/** The context: `[-]`, or a request id and whose request it is. Other brackets belong to the message. */
const CONTEXT = new RegExp(`^ *\\[((?:-|None|req-[\\w-]+|tx[\\w-]{8,}|${UUID})(?: [^\\]]*)?)\\] ?`)
const INSTANCE = new RegExp(`^ *\\[instance: (${UUID})\\] ?`)
const BRACKETED_LOGGER = /^ *\[([a-z_]\w*(?:\.\w+)*)\](?: |$)/
const LOGGER = /^ *([A-Za-z_][\w-]*(?:\.[\w-]+)*)(?= |$)/
/** SQLAlchemy's `(User|user) ` in front of its message. */
const MAPPER = /^ *\([\w.|]+\) /

/**
 * Request, user and project. Newer oslo.log writes the global request id in front of the request id, `None` or `-` where there is
 * none; then `user project domain user_domain project_domain` (oslo.context's user_identity).
 */
function readContext(text: string, fields: Record<string, string>): void {
  const words = text.split(/ +/)
  const isId = (word: string | undefined): boolean => word !== undefined && /^(?:req-|tx)[\w-]+$/.test(word)
  let at = 0
  if (isId(words[1])) {
    if (isId(words[0])) fields['global_request'] = words[0] as string
    at = 1
  }
  const [request, user, project] = words.slice(at)
  if (request !== undefined && (isId(request) || new RegExp(`^${UUID}$`).test(request))) fields['request'] = request
  if (user !== undefined && user !== '-' && user !== 'None') fields['user'] = user
  if (project !== undefined && project !== '-' && project !== 'None') fields['project'] = project
}

function read(line: string): Entry | undefined {
  if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
  const severity = lineOut.severity as Severity
  const before = line.slice(0, place.from)
  const pid = PID.exec(line.slice(place.to, place.rest))
  const stamp = civilStamp(line.slice(place.from, place.to))
  let message = line.slice(place.rest)
  const fields: Record<string, string> = {}
  let program = /^\(([\w.]+)\): /.exec(before)?.[1]
  if (program !== undefined) message = message.replace(MAPPER, '')
  else program = BRACKETED_LOGGER.exec(message)?.[1]
  if (program !== undefined) message = message.replace(BRACKETED_LOGGER, '')
  else {
    const logger = LOGGER.exec(message)
    const behind = logger ? message.slice(logger[0].length) : ''
    const name = logger?.[1] ?? ''
    // A bare word is a logger only where a context or a pid says so: other programs write their text there.
    if (
      logger &&
      (name.includes('.') || CONTEXT.test(behind) || INSTANCE.test(behind) || (pid && /^[a-z_]+$/.test(name)))
    ) {
      program = name
      message = behind
    }
  }
  const context = CONTEXT.exec(message)
  if (context) {
    readContext(context[1] as string, fields)
    message = message.slice(context[0].length)
  } else if (message.startsWith(' ')) message = message.slice(1)
  const instance = INSTANCE.exec(message)
  if (instance) {
    fields['instance'] = instance[1] as string
    message = message.slice(instance[0].length)
  }
  const host = RELAY_HOST.exec(before)?.[1]
  const received = RECEIVED.exec(before)?.[1]
  if (received !== undefined) fields['received'] = received
  const file = received !== undefined && before.startsWith(received) ? undefined : RELAY_FILE.exec(before)?.[1]
  if (file !== undefined) fields['file'] = file
  const wsgi = WSGI.exec(message)
  if (wsgi) {
    fields['status'] = (wsgi[1] ?? wsgi[4]) as string
    fields['len'] = (wsgi[2] ?? wsgi[5]) as string
    fields['time'] = (wsgi[3] ?? wsgi[6]) as string
  }
  return {
    stamp,
    severity,
    ...(host === undefined || host.endsWith(':') ? {} : { host }),
    ...(program === undefined ? {} : { program }),
    ...(pid ? { pid: Number(pid[1]) } : {}),
    message,
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
  }
}

/** A dotted logger or a context in brackets behind the level: what only oslo.log writes. */
const MARK =
  /^\([a-z]\w*(?:\.\w+)+\): \d{4}-|\d (?:\d+ )? *(?:DEBUG|INFO|AUDIT|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|TRACE) +(?:[a-z_][\w-]*(?:\.[\w-]+)* +\[(?:-|req-|None|instance: |[0-9a-f]{8}-)|[a-z_]\w*(?:\.\w+)+(?: |$)|\[[a-z_]\w*(?:\.\w+)*\] )/

export const oslo = defineFormat({
  id: 'oslo',
  title: 'OpenStack service (oslo.log)',
  badge: 'oslo',
  reference: 'https://docs.openstack.org/oslo.log/latest/configuration/index.html',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read,
  marks: (line) => MARK.test(line.slice(0, 320)),
  ...osloSamples,
})
