// libvirtd and the logs it keeps of each domain: `2013-10-23 17:32:19.909+0000: 14069: debug : func:1174 : text`,
// `2018-05-17 22:45:12.123+0000: starting up …`, `virsh event --timestamp`. libvirt always writes UTC.
import { Basis } from '../base/time.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { libvirtSamples } from './samples/libvirt.ts'
import { serviceEntry } from './service-line.ts'
import { COLON, isDigit, isLetter, reachOf, SPACE, skipSpaces } from './stamps/bytes.ts'
import { readIso } from './stamps/iso.ts'
import { levelWordAt, levelWordEnd } from './stamps/level-word.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 28) return false
  const end = reachOf(start, lineEnd)
  const after = readIso(bytes, start, end, out)
  if (after < 0 || out.basis !== Basis.Absolute || bytes[start + 19] !== 46) return false
  out.severity = 8
  place.from = 0
  place.to = after - start
  place.rest = after - start
  // qemu's own lines with `-msg timestamp=on`: `2022-07-29T07:52:44.108820Z qemu-system-x86_64: text`.
  if (bytes[start + 10] !== SPACE) {
    if (after + 6 > end || bytes[after] !== SPACE) return false
    const p = after + 1
    return (
      (bytes[p] === 113 && bytes[p + 1] === 101 && bytes[p + 2] === 109 && bytes[p + 3] === 117) ||
      (bytes[p] === 107 && bytes[p + 1] === 118 && bytes[p + 2] === 109 && bytes[p + 3] === COLON)
    )
  }
  if (after + 2 > end || bytes[after] !== COLON || bytes[after + 1] !== SPACE) return false
  let p = after + 2
  while (p < end && isDigit(bytes[p] as number)) p++
  if (p > after + 2 && p + 1 < end && bytes[p] === COLON && bytes[p + 1] === SPACE) {
    const level = levelWordAt(bytes, p + 2, end)
    if (level >= 0 && isLetter(bytes[p + 2] as number)) {
      const colon = skipSpaces(bytes, levelWordEnd, end)
      if (colon < end && bytes[colon] === COLON) out.severity = level
    }
  }
  return true
}

const DAEMON = /^: (\d+): (?:(?:error|warning|info|debug) : )?/
const EVENT = /^: event '([^']+)' for (?:domain|network|pool|storage pool|node device|secret) '?([^':]+)'?: /

export const libvirt = defineFormat({
  id: 'libvirt',
  title: 'libvirt and QEMU',
  badge: 'LIBVIRT',
  reference: 'https://libvirt.org/logging.html',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read: (line) => {
    if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
    const rest = line.slice(place.to)
    const daemon = DAEMON.exec(rest)
    if (daemon)
      return serviceEntry(line, { program: 'libvirtd', pid: daemon[1], message: rest.slice(daemon[0].length) })
    const event = EVENT.exec(rest)
    if (event) return serviceEntry(line, { fields: { event: event[1], domain: event[2] }, message: rest.slice(2) })
    const qemu = /^ (qemu[\w-]*|kvm): /.exec(rest)
    if (qemu) return serviceEntry(line, { program: qemu[1], message: rest.slice(qemu[0].length) })
    return serviceEntry(line, { message: rest.replace(/^:? /, '') })
  },
  marks: (line) => scan(lineBytes, 0, loadLine(line), lineOut),
  ...libvirtSamples,
})
