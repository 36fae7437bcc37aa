// One record of a collector as one line: its time, level and host first, then its message. What the JSON formats read.

export type Json = Readonly<Record<string, unknown>>

/** A record on its way to a source of its host. `raw`: the message bears its own stamp and goes as it is. */
export interface RecordLine {
  readonly host: string | undefined
  readonly line: string
}

const at = (json: Json, path: string): unknown => {
  if (path in json) return json[path]
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? (value as Json)[key] : undefined),
      json,
    )
}

const textOf = (value: unknown): string | undefined => {
  const one = Array.isArray(value) && value.length > 0 ? (value[0] as unknown) : value
  return typeof one === 'string' ? one : typeof one === 'number' ? String(one) : undefined
}

function first(json: Json, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const text = textOf(at(json, key))
    if (text !== undefined && text !== '' && text !== '-') return text
  }
  return undefined
}

const TIMES = ['@timestamp', 'timestamp', 'time', 'ts', 'datetime', '_time', 'eventTime', '@t', 'date', 'received_at']
const HOSTS = [
  'syslog_host',
  'host.name',
  'host.hostname',
  'host',
  'hostname',
  '_HOSTNAME',
  'logsource',
  'agent.hostname',
  'beat.hostname',
  'node_name',
  'nodename',
  'node',
  'instance',
  'kubernetes.node_name',
  'kubernetes.host',
  'source_host',
]
const LEVELS = [
  'log.level',
  'level',
  'severity',
  'syslog_severity',
  'loglevel',
  'levelname',
  'PRIORITY',
  'detected_level',
]
const PROGRAMS = [
  'program',
  'syslog_program',
  'process.name',
  'SYSLOG_IDENTIFIER',
  'appname',
  'app',
  'job',
  'service.name',
  'service',
  'logger',
  'unit',
  'container',
  'filename',
]
const PIDS = ['pid', 'process.pid', 'syslog_pid', '_PID']
const MESSAGES = ['message', 'MESSAGE', 'msg', 'log', '@message', 'event.original', 'line', 'text', '_raw']

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec'

/** Kibana shows `Jul 4, 2019 @ 03:02:01.310`; in a file it is written so that a stamp reader knows it. No zone: it is the viewer's. */
export function plainTime(text: string): string {
  const m = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) @ (\d\d:\d\d:\d\d(?:\.\d+)?)$/.exec(text)
  if (!m) return text
  const month = MONTHS.indexOf(m[1] as string) / 3 + 1
  return `${m[3]}-${String(month).padStart(2, '0')}-${(m[2] as string).padStart(2, '0')}T${m[4]}`
}

/**
 * The line of a record. `opens` says whether a text line is an entry with a wall clock of its own: then the message is the line, and
 * its own format reads it.
 */
export function lineOf(json: Json, opens: (line: string) => boolean): RecordLine {
  const source = (typeof json['_source'] === 'object' && json['_source'] !== null ? json['_source'] : json) as Json
  const fields = (typeof json['fields'] === 'object' && json['fields'] !== null ? json['fields'] : {}) as Json
  const find = (keys: readonly string[]): string | undefined => first(source, keys) ?? first(fields, keys)
  const time = find(TIMES)
  const host = find(HOSTS)
  const message = find(MESSAGES)?.replace(/\r?\n$/, '')
  if (message !== undefined && opens(message.split('\n', 1)[0] as string)) return { host, line: message }
  const canonical: Record<string, unknown> = {}
  if (time !== undefined) canonical['time'] = plainTime(time)
  const level = find(LEVELS)
  if (level !== undefined) canonical['level'] = level
  if (host !== undefined) canonical['host'] = host
  const program = find(PROGRAMS)
  if (program !== undefined) canonical['program'] = program
  const pid = find(PIDS)
  if (pid !== undefined) canonical['pid'] = pid
  canonical['message'] = message ?? JSON.stringify(source)
  return { host, line: JSON.stringify(canonical) }
}
