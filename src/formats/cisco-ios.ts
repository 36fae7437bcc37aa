// Cisco IOS, IOS-XE, IOS-XR, NX-OS, ASA, and who speaks like them (Ruijie, Dell): `*Mar 18 17:56:52.123 UTC: %SEC-6-IPACCESSLOGP: text`.
import type { Entry, Stamp } from '../base/entry.ts'
import type { Severity } from '../base/severity.ts'
import { Basis } from '../base/time.ts'
import { collector, found, scanCisco } from './cisco-scan.ts'
import { withDeviceFields } from './device-fields.ts'
import { defineFormat } from './format.ts'
import { ciscoIosSamples } from './samples/cisco-ios.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { civilStamp, uptimeStamp } from './stamps/stamp-text.ts'
import { facilityName } from './syslog-header.ts'
import { MNEMONIC } from './syslog-text.ts'

/** IOS-XR node: rack/slot/module/cpu. */
const NODE = /^(?:[A-Z]{2}\/)?\d+\/[\w/]+$/
const PROCESS = /^([\w./*-]+)\[(\d+)\]: +/

/** Host and node from the words in front of the stamp: the last one that is no number and no task. */
function readPrefix(prefix: string): { host?: string; node?: string } {
  let host: string | undefined
  let node: string | undefined
  const collector =
    /^\s*(?:[A-Za-z]{3} [ \d]?\d (?:\d{4} )?[\d:.]+(?: \d{4})?|\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-][\d:]+)?) +(\S+)/.exec(
      prefix,
    )
  if (collector) host = (collector[1] as string).replace(/:$/, '')
  for (const [, word] of (collector ? prefix.slice(collector[0].length) : prefix).matchAll(/([^\s:]+)(?::|\s)/g)) {
    if (word === undefined || /^[*.]?$|^\d+$|^\*/.test(word)) continue
    if (NODE.test(word)) node = word
    else host = word
  }
  return { ...(host === undefined ? {} : { host }), ...(node === undefined ? {} : { node }) }
}

/** Reads a line that {@link scanCisco} has just opened. */
export function readCisco(line: string): Entry {
  const received = collector.from < 0 ? undefined : line.slice(collector.from, collector.to)
  const prefix = line.slice(0, place.from).replace(/^<\d+>/, '')
  const { host: named, node } = readPrefix(prefix)
  const host = named ?? (found.host > 0 ? /^\S+/.exec(line.slice(found.host))?.[0] : undefined)
  let message = line.slice(place.rest)
  if (found.host > place.to) message = message.slice(Math.max(0, message.indexOf('%')))
  const process = PROCESS.exec(message)
  if (process) message = message.slice(process[0].length)
  const tag = MNEMONIC.exec(message)
  const facility = place.pri >= 0 ? facilityName(place.pri >> 3) : undefined
  const stamp = readStamp(line, prefix)
  return {
    ...(stamp ? { stamp } : {}),
    ...(lineOut.severity < 8 ? { severity: lineOut.severity as Severity } : {}),
    ...(facility === undefined ? {} : { facility }),
    ...(host === undefined ? {} : { host }),
    ...(process ? { program: process[1] as string, pid: Number(process[2]) } : {}),
    ...(tag ? { tag: tag[1] as string } : {}),
    message,
    ...withDeviceFields(message, {
      ...(node === undefined ? {} : { node }),
      ...(received === undefined ? {} : { received }),
    }),
  }
}

function readStamp(line: string, prefix: string): Stamp | undefined {
  if (lineOut.basis === Basis.None) return undefined
  const text = line.slice(place.from, place.to)
  const mark = prefix.at(-1)
  const quality = mark === '*' || mark === '.' ? mark : undefined
  if (lineOut.basis === Basis.Boot) return uptimeStamp(text, quality)
  return civilStamp(text, { quality, zoneName: line.slice(place.to, found.zoneTo).trim() })
}

export const ciscoIos = defineFormat({
  id: 'cisco-ios',
  title: 'Cisco IOS, IOS-XE, IOS-XR, NX-OS, ASA',
  badge: 'IOS',
  reference: 'https://www.cisco.com/c/en/us/td/docs/ios/system/messages/guide/sm_cnovr.html',
  clock: 'wall',
  unopened: 'continues',
  scan: scanCisco,
  read: (line) => (scanCisco(lineBytes, 0, loadLine(line), lineOut) ? readCisco(line) : undefined),
  exact: true,
  marks: (line) => scanCisco(lineBytes, 0, loadLine(line), lineOut) && found.marked,
  ...ciscoIosSamples,
})
