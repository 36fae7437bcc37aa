// All formats. To add one: its file, its samples, one line here.
import { accessLog } from './access-log.ts'
import { aristaEos } from './arista-eos.ts'
import { ciscoCapture } from './cisco-capture.ts'
import { ciscoIos } from './cisco-ios.ts'
import { cloudInit } from './cloud-init.ts'
import { comware } from './comware.ts'
import { serialConsole } from './console.ts'
import { dmesg } from './dmesg.ts'
import { dmesgJson } from './dmesg-json.ts'
import { esx } from './esx.ts'
import { exos } from './exos.ts'
import type { Format, FormatId } from './format.ts'
import { fos } from './fos.ts'
import { glog } from './glog.ts'
import { isoSyslog } from './iso-syslog.ts'
import { journal } from './journal.ts'
import { journaldJson, ndjson } from './json-lines.ts'
import { junos } from './junos.ts'
import { kmsg } from './kmsg.ts'
import { libvirt } from './libvirt.ts'
import { netscreen } from './netscreen.ts'
import { oslo } from './oslo.ts'
import { ovs } from './ovs.ts'
import { rfc3164 } from './rfc3164.ts'
import { rfc5424 } from './rfc5424.ts'
import { stamped, stampedDmy, stampedMdy } from './stamped.ts'
import { text } from './text.ts'
import { webError } from './web-error.ts'

export const formats: readonly Format[] = [
  aristaEos,
  ciscoCapture,
  ciscoIos,
  comware,
  dmesg,
  dmesgJson,
  exos,
  fos,
  isoSyslog,
  junos,
  kmsg,
  netscreen,
  oslo,
  rfc3164,
  rfc5424,
  serialConsole,
  accessLog,
  cloudInit,
  esx,
  glog,
  libvirt,
  ovs,
  webError,
  journal,
  journaldJson,
  ndjson,
  stamped,
  stampedDmy,
  stampedMdy,
  text,
]

const byId = new Map<string, Format>(formats.map((format) => [format.id, format]))

/** The format of an id. Ids are checked where they enter (command line, link), so an unknown one is a mistake of ours. */
export function formatById(id: FormatId): Format {
  const format = byId.get(id)
  if (!format) throw new Error(`Skewline has a bug: no format ${id}`)
  return format
}
