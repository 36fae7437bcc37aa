// Juniper ScreenOS: `Mar 18 17:56:52 fw-1 ns204: NetScreen device_id=fw-1  [Root]system-notification-00257(traffic): start_time="…" …`.
import type { Severity } from '../base/severity.ts'
import { Basis } from '../base/time.ts'
import { withDeviceFields } from './device-fields.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { netscreenSamples } from './samples/netscreen.ts'
import { readBsdOrYearFirst } from './stamps/bsd.ts'
import { COLON, LESS, reachOf, SPACE, skipSpaces } from './stamps/bytes.ts'
import { readIso } from './stamps/iso.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { civilStamp } from './stamps/stamp-text.ts'
import { beginsWith } from './stamps/words.ts'
import { facilityName, readPri, skipZone } from './syslog-header.ts'

const NAME = Uint8Array.from('NetScreen ', (letter) => letter.charCodeAt(0))

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
    p = skipSpaces(bytes, p, end)
  }
  let after = readBsdOrYearFirst(bytes, p, end, out)
  if (after < 0) after = readIso(bytes, p, end, out)
  place.from = p - start
  if (after < 0) {
    out.at = 0
    out.basis = Basis.None
    after = p
    place.to = place.from
  } else {
    place.to = after - start
    after = skipZone(bytes, after, end)
    if (after >= end || bytes[after] !== SPACE) return false
  }
  p = skipSpaces(bytes, after, end)
  // At most a host and `model:` in front.
  for (let word = 0; word < 3; word++) {
    if (beginsWith(bytes, p, end, NAME)) {
      place.rest = p - start
      return word > 0
    }
    while (p < end && (bytes[p] as number) > SPACE && (bytes[p] as number) < 127) p++
    if (out.basis === Basis.None && bytes[p - 1] !== COLON) return false
    p = skipSpaces(bytes, p, end)
  }
  return false
}

const MESSAGE = /^NetScreen (?:device_id=(\S+) +)?(?:\[[^\]]*\])?(system-[a-z]+-\d+)?(?:\(\w+\))?:? */
const PARAM = /\b(service|proto|policy_id|action|src|dst|src_port|dst_port|sent|rcvd|reason)=("[^"]*"|[^\s=]+)(?=\s|$)/g

export const netscreen = defineFormat({
  id: 'netscreen',
  title: 'Juniper ScreenOS (NetScreen)',
  badge: 'SCREEN',
  reference: 'https://www.juniper.net/documentation/software/screenos/screenos6.3.0/630_messages.pdf',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read: (line) => {
    if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
    const stamp = lineOut.basis === Basis.None ? undefined : civilStamp(line.slice(place.from, place.to))
    const words = line.slice(place.to, place.rest).trim().split(/ +/)
    const host = words[0]?.replace(/:$/, '')
    const program = words.length > 1 ? words.at(-1)?.replace(/:$/, '') : undefined
    const message = line.slice(place.rest)
    const m = MESSAGE.exec(message)
    const device = m?.[1]
    const fields: Record<string, string> = device === undefined ? {} : { device }
    for (const [, name, value] of message.matchAll(PARAM))
      fields[name as string] = (value as string).replace(/^"|"$/g, '')
    const facility = place.pri >= 0 ? facilityName(place.pri >> 3) : undefined
    return {
      ...(stamp ? { stamp } : {}),
      ...(lineOut.severity < 8 ? { severity: lineOut.severity as Severity } : {}),
      ...(facility === undefined ? {} : { facility }),
      ...(host ? { host } : {}),
      ...(program ? { program } : {}),
      ...(m?.[2] === undefined ? {} : { tag: m[2] }),
      message,
      ...withDeviceFields('', fields),
    }
  },
  exact: true,
  marks: (line) => scan(lineBytes, 0, loadLine(line), lineOut),
  ...netscreenSamples,
})
