// All formats. To add one: its file, its samples, one line here.
import { aristaEos } from './arista-eos.ts'
import { ciscoIos } from './cisco-ios.ts'
import { serialConsole } from './console.ts'
import { dmesg } from './dmesg.ts'
import { dmesgJson } from './dmesg-json.ts'
import type { Format, FormatId } from './format.ts'
import { isoSyslog } from './iso-syslog.ts'
import { kmsg } from './kmsg.ts'
import { oslo } from './oslo.ts'
import { rfc3164 } from './rfc3164.ts'
import { rfc5424 } from './rfc5424.ts'
import { text } from './text.ts'

export const formats: readonly Format[] = [
  aristaEos,
  ciscoIos,
  dmesg,
  dmesgJson,
  isoSyslog,
  kmsg,
  oslo,
  rfc3164,
  rfc5424,
  serialConsole,
  text,
]

const byId = new Map<string, Format>(formats.map((format) => [format.id, format]))

/** The format of an id. Ids are checked where they enter (command line, link), so an unknown one is a mistake of ours. */
export function formatById(id: FormatId): Format {
  const format = byId.get(id)
  if (!format) throw new Error(`Skewline has a bug: no format ${id}`)
  return format
}
