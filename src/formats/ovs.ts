// Open vSwitch and OVN: `2017-03-12T11:56:54.989Z|00001|vlog(thread)|INFO|text` (vlog's file pattern). Always UTC.
import { Basis } from '../base/time.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { ovsSamples } from './samples/ovs.ts'
import { serviceEntry } from './service-line.ts'
import { isDigit, reachOf, SPACE } from './stamps/bytes.ts'
import { readIso } from './stamps/iso.ts'
import { levelWordAt, levelWordEnd } from './stamps/level-word.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'

const BAR = 124

/** vlog's own level names (lib/vlog.h): EMER, ERR, WARN, INFO, DBG, OFF. */
const EMER = 0x454d4552

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 30) return false
  const end = reachOf(start, lineEnd)
  const after = readIso(bytes, start, end, out)
  if (after < 0 || out.basis !== Basis.Absolute || after + 4 > end || bytes[after] !== BAR) return false
  let p = after + 1
  while (p < end && isDigit(bytes[p] as number)) p++
  if (p === after + 1 || p >= end || bytes[p] !== BAR) return false
  p++
  while (p < end && bytes[p] !== BAR && (bytes[p] as number) > SPACE) p++
  if (p + 5 > end || bytes[p] !== BAR) return false
  p++
  const four =
    ((bytes[p] as number) << 24) |
    ((bytes[p + 1] as number) << 16) |
    ((bytes[p + 2] as number) << 8) |
    (bytes[p + 3] as number)
  const level = four === EMER ? 0 : levelWordAt(bytes, p, end)
  const levelEnd = four === EMER ? p + 4 : levelWordEnd
  if (level < 0 || levelEnd >= end || bytes[levelEnd] !== BAR) return false
  out.severity = level
  place.from = 0
  place.to = after - start
  place.rest = levelEnd + 1 - start
  return true
}

export const ovs = defineFormat({
  id: 'ovs',
  title: 'Open vSwitch',
  badge: 'OVS',
  reference: 'https://docs.openvswitch.org/en/latest/ref/ovs-appctl.8/',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read: (line) => {
    if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
    const [, sequence, module] = line.slice(place.to, place.rest).split('|')
    const thread = /\((.*)\)$/.exec(module ?? '')
    return serviceEntry(line, {
      program: thread ? module?.slice(0, thread.index) : module,
      fields: { sequence, thread: thread?.[1] },
      message: line.slice(place.rest),
    })
  },
  marks: (line) => scan(lineBytes, 0, loadLine(line), lineOut),
  ...ovsSamples,
})
