// One JSON object a line: `journalctl -o json`, QMP events, and what applications and log shippers write (NDJSON, ECS, bunyan, zap…).
import type { Entry, Stamp } from '../base/entry.ts'
import type { Severity } from '../base/severity.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { scanJson } from './json-keys.ts'
import { journaldJsonSamples, ndjsonSamples } from './samples/json-lines.ts'
import { reachOf } from './stamps/bytes.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { civilStamp, epochStamp } from './stamps/stamp-text.ts'
import { facilityName } from './syslog-header.ts'

const BRACE = 123

function scanAny(bytes: Uint8Array, start: number, lineEnd: number, out: Parameters<ScanLine>[3]): boolean {
  if (lineEnd - start < 20) return false
  let from = start
  // `-o json-sse` puts `data: ` in front, `-o json-seq` a record separator.
  if (
    bytes[from] === 100 &&
    bytes[from + 1] === 97 &&
    bytes[from + 2] === 116 &&
    bytes[from + 3] === 97 &&
    bytes[from + 4] === 58
  )
    from += bytes[from + 5] === 32 ? 6 : 5
  else if (bytes[from] === 30) from++
  if (bytes[from] !== BRACE) return false
  const skipped = from - start
  if (!scanJson(bytes, from, reachOf(start, lineEnd), out)) return false
  place.from += skipped
  place.to += skipped
  return true
}

type Json = Readonly<Record<string, unknown>>

function parse(line: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(line.slice(line.indexOf('{')))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
  } catch {
    return undefined
  }
}

const decoder = new TextDecoder()

/** A value as text. The journal writes bytes that are no text as an array of numbers, and a repeated field as an array of its values. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (!Array.isArray(value) || value.length === 0) return undefined
  return value.every((v) => typeof v === 'number')
    ? decoder.decode(Uint8Array.from(value as number[]))
    : value.map((v) => textOf(v) ?? '').join('\n')
}

function first(json: Json, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = json[key] ?? (key.includes('.') ? at(json, key) : undefined)
    const text = textOf(value)
    if (text !== undefined && text !== '') return text
  }
  return undefined
}

const at = (json: Json, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? (value as Json)[key] : undefined),
      json,
    )

const HOSTS = [
  '_HOSTNAME',
  'syslog_host',
  'host',
  'hostname',
  'host.name',
  'agent.hostname',
  'beat.hostname',
  'kubernetes.host',
  'node',
  'Computer',
]
const PROGRAMS = [
  'SYSLOG_IDENTIFIER',
  '_COMM',
  'program',
  'syslog_program',
  'process.name',
  'app',
  'appname',
  'service.name',
  'service',
  'logger',
  'logger_name',
  'log.logger',
  'name',
  'c',
]
const PIDS = ['_PID', 'SYSLOG_PID', 'pid', 'process.pid', 'syslog_pid']
const MESSAGES = ['MESSAGE', 'message', 'msg', 'log', '@m', 'event.original', 'text', 'error', 'event']
const NUMBER = /^\d+$/

/** The stamp whose text the scan found; epochs count UTC. */
function stampOf(line: string, monotonic?: number): Stamp {
  if (place.pri === 2) return epochStamp('', 6)
  const text = line.slice(place.from, place.to)
  const epoch = /^\d{10}(\d*)(?:\.(\d+))?$/.exec(text)
  if (!epoch) return civilStamp(text, { monotonic })
  return epochStamp(text, epoch[2]?.length ?? epoch[1]?.length ?? 0, { monotonic })
}

/** `<6>[ 5120.221001] text`: a kernel's own line inside a record (netconsole by way of logstash). */
const KERNEL = /^(?:<\d{1,3}>)?\[ *(\d+\.\d{6})\](?:\[ *[TC]\d+\])? ?/

function readJson(line: string): Entry {
  const severity = lineOut.severity < 8 ? { severity: lineOut.severity as Severity } : {}
  const json = parse(line)
  if (!json) return { stamp: stampOf(line), ...severity, message: line }
  const micros = first(json, ['__MONOTONIC_TIMESTAMP', '_SOURCE_MONOTONIC_TIMESTAMP'])
  const said = first(json, MESSAGES) ?? (MESSAGES.some((key) => key in json) ? '' : line)
  const kernel = KERNEL.exec(said)
  const boot = kernel
    ? Number(kernel[1])
    : micros !== undefined && NUMBER.test(micros)
      ? Number(micros) / 1e6
      : undefined
  const stamp = stampOf(line, boot)
  const host = first(json, HOSTS)?.split('\n')[0]
  const program = first(json, PROGRAMS)?.split('\n')[0] ?? (kernel ? 'kernel' : undefined)
  const pid = first(json, PIDS)
  const facility = first(json, ['SYSLOG_FACILITY'])
  const name = facility !== undefined && NUMBER.test(facility) ? facilityName(Number(facility)) : undefined
  const unit = first(json, ['_SYSTEMD_UNIT', 'unit'])
  const bootId = first(json, ['_BOOT_ID'])
  return {
    stamp,
    ...severity,
    ...(name === undefined ? {} : { facility: name }),
    ...(host === undefined ? {} : { host }),
    ...(program === undefined ? {} : { program }),
    ...(pid !== undefined && NUMBER.test(pid) ? { pid: Number(pid) } : {}),
    message: kernel ? said.slice(kernel[0].length) : said,
    ...(unit === undefined && bootId === undefined
      ? {}
      : { fields: { ...(unit === undefined ? {} : { unit }), ...(bootId === undefined ? {} : { boot: bootId }) } }),
  }
}

const isJournal: ScanLine = (bytes, start, end, out) => scanAny(bytes, start, end, out) && place.pri === 1
const isOther: ScanLine = (bytes, start, end, out) => scanAny(bytes, start, end, out) && place.pri !== 1

export const journaldJson = defineFormat({
  id: 'journald-json',
  title: 'systemd journal (JSON)',
  badge: 'JOURNAL',
  reference: 'https://systemd.io/JOURNAL_EXPORT_FORMATS/#journal-json-format',
  clock: 'wall',
  unopened: 'continues',
  scan: isJournal,
  read: (line) => (isJournal(lineBytes, 0, loadLine(line), lineOut) ? readJson(line) : undefined),
  marks: (line) => isJournal(lineBytes, 0, loadLine(line), lineOut),
  ...journaldJsonSamples,
})

export const ndjson = defineFormat({
  id: 'ndjson',
  title: 'JSON lines',
  badge: 'JSON',
  reference: 'https://github.com/ndjson/ndjson-spec',
  clock: 'wall',
  unopened: 'continues',
  scan: isOther,
  read: (line) => (isOther(lineBytes, 0, loadLine(line), lineOut) ? readJson(line) : undefined),
  marks: (line) => isOther(lineBytes, 0, loadLine(line), lineOut),
  ...ndjsonSamples,
})
