// VMware ESX(i) and vCenter: vmkernel (`…Z cpu7:35233)VC: 2002: text`), ESX syslog (`…Z In(14) prog[77]: text`), and the services
// (`… info vpxd[05160] [Originator@6876 sub=… opID=…] text`, `[… F5A5AB90 info 'vm:…' opID=…] text`).
import type { Entry } from '../base/entry.ts'
import type { ScanOut } from '../base/scan.ts'
import { Basis } from '../base/time.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { esxSamples } from './samples/esx.ts'
import { serviceEntry } from './service-line.ts'
import {
  CLOSE,
  COLON,
  DASH,
  fourDigits,
  isDigit,
  isLetter,
  OPEN,
  reachOf,
  SPACE,
  skipSpaces,
  twoDigits,
} from './stamps/bytes.ts'
import { DayOrder, readDated } from './stamps/dated.ts'
import { levelWordAt, levelWordEnd } from './stamps/level-word.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'

const PAREN = 40
const QUOTE = 39

/** `In(14)` at `i`: severity of ESX syslog's two letters, or −1. */
function classAt(bytes: Uint8Array, i: number): number {
  switch (((bytes[i] as number) << 8) | (bytes[i + 1] as number)) {
    case 0x456d:
      return 0
    case 0x416c:
      return 1
    case 0x4372:
      return 2
    case 0x4572:
      return 3
    case 0x5761:
      return 4
    case 0x4e6f:
      return 5
    case 0x496e:
      return 6
    case 0x4462:
      return 7
    default:
      return -1
  }
}

const startsWith = (bytes: Uint8Array, i: number, end: number, text: Uint8Array): boolean => {
  if (i + text.length > end) return false
  for (let k = 0; k < text.length; k++) if (bytes[i + k] !== text[k]) return false
  return true
}
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const SECTION = ascii('Section for VM')
const ROTATED = ascii('- last log rotation time')
const STARTED = ascii('- time the service was')

/** `vpxd[05160] ` or `vpxd 20973 [` at `i`: what stands behind the level of a service. */
function isService(bytes: Uint8Array, i: number, end: number): boolean {
  let p = i
  while (p < end && p < i + 48 && (isLetter(bytes[p] as number) || isDigit(bytes[p] as number) || bytes[p] === DASH))
    p++
  if (p === i || p + 3 >= end) return false
  const spaced = bytes[p] === SPACE
  if (!spaced && bytes[p] !== OPEN) return false
  const digits = ++p
  while (p < end && isDigit(bytes[p] as number)) p++
  if (p === digits || p + 1 >= end) return false
  return spaced ? bytes[p] === SPACE && bytes[p + 1] === OPEN : bytes[p] === CLOSE && bytes[p + 1] === SPACE
}

/** `[7F03ECE76700 verbose 'Default' opID=…]`: a thread, a level, a quoted name stand at `i`. Takes the severity. */
function takeThread(bytes: Uint8Array, i: number, end: number, out: ScanOut): boolean {
  let p = i
  while (p < end && p < i + 20 && (isDigit(bytes[p] as number) || isLetter(bytes[p] as number))) p++
  if (p < i + 4 || p + 6 > end || bytes[p] !== SPACE) return false
  const level = levelWordAt(bytes, p + 1, end)
  if (level < 0 || levelWordEnd + 1 >= end || bytes[levelWordEnd] !== SPACE || bytes[levelWordEnd + 1] !== QUOTE)
    return false
  out.severity = level
  return true
}

/** `esxupdate: 1000211352: root: INFO: `, `lifecycle: 1000212917: lifecyclectl:58 ERROR ` at `i`. Takes the severity. */
function takePython(bytes: Uint8Array, i: number, end: number, out: ScanOut): boolean {
  let p = i
  while (p < end && isLetter(bytes[p] as number)) p++
  if (p === i || p + 3 > end || bytes[p] !== COLON || bytes[p + 1] !== SPACE) return false
  p += 2
  const digits = p
  while (p < end && isDigit(bytes[p] as number)) p++
  if (p < digits + 4 || p + 3 > end || bytes[p] !== COLON || bytes[p + 1] !== SPACE) return false
  p += 2
  while (p < end && (bytes[p] as number) > SPACE && (bytes[p] as number) < 128) p++
  const level = p + 1 < end && bytes[p] === SPACE ? levelWordAt(bytes, p + 1, end) : -1
  if (level < 0) return false
  out.severity = level
  return true
}

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 24) return false
  const end = reachOf(start, lineEnd)
  const bracket = bytes[start] === OPEN
  const from = bracket ? start + 1 : start
  if (bytes[from + 4] !== DASH || bytes[from + 7] !== DASH) return false
  out.severity = 8
  place.from = from - start
  // A day without its time: ESX cuts the stamp where it cannot tell the time.
  if (bytes[from + 10] === SPACE && bytes[from + 13] === PAREN && !bracket) {
    const level = classAt(bytes, from + 11)
    if (level < 0 || fourDigits(bytes, from) < 0 || twoDigits(bytes, from + 5) < 0 || twoDigits(bytes, from + 8) < 0)
      return false
    out.severity = level
    out.at = 0
    out.basis = Basis.None
    place.to = 10
    return true
  }
  const after = readDated(bytes, from, end, DayOrder.Unknown, out)
  if (after < 0 || after + 8 > end || bytes[after] !== SPACE) return false
  place.to = after - start
  const p = skipSpaces(bytes, after, end)
  if (bracket) return takeThread(bytes, p, end, out)
  if (bytes[p + 2] === PAREN) {
    const level = classAt(bytes, p)
    if (level < 0) return false
    out.severity = level
    return true
  }
  if (bytes[p] === OPEN) return bytes[p + 1] === 47 || takeThread(bytes, p + 1, end, out)
  if (bytes[p] === 99 && bytes[p + 1] === 112 && bytes[p + 2] === 117 && isDigit(bytes[p + 3] as number)) {
    let q = p + 4
    while (q < end && q < p + 64 && bytes[q] !== PAREN + 1) q++
    if (q >= end || bytes[q] !== PAREN + 1) return false
    const level = levelWordAt(bytes, q + 1, end)
    if (level >= 0 && levelWordEnd < end && bytes[levelWordEnd] === COLON) out.severity = level
    return true
  }
  const level = levelWordAt(bytes, p, end)
  if (level >= 0 && levelWordEnd < end && bytes[levelWordEnd] === SPACE) {
    out.severity = level
    const q = skipSpaces(bytes, levelWordEnd, end)
    return isService(bytes, q, end) || (bytes[q] === DASH && bytes[q + 1] === OPEN)
  }
  return (
    startsWith(bytes, p, end, SECTION) ||
    startsWith(bytes, p, end, ROTATED) ||
    startsWith(bytes, p, end, STARTED) ||
    takePython(bytes, p, end, out)
  )
}

const CLASS = /^ +[A-Z][a-z]\(\d+\)(?:\[\+\])? /
const PROGRAM = /^(?:([\w./-]+)\[(\d+)\]|([a-z]+)-(\d+)(?= )|([\w./-]+)(?=: )):? ?/
const SERVICE = /^(?:trace|trivia|verbose|debug|info|warning|error|fatal|panic) (?:-|[\w-]+)(?:\[(\d+)\])? (?=\[)/i
const CPU = /^ ?cpu\d+:(\d+)(?: opID=([^)\s]+))?\)(?:([\w<>-]+): )?/
const GROUP = /^\[((?:[^[\]]|\[[^\]]*\])*)\] ?/
const LEVELED = /^ +(\w+) +(?:-|([\w-]+))(?:\[(\d+)\]| (\d+)) (?=\[|\S)/
const PYTHON = /^ +([A-Za-z]+): (\d+): \S+ ?(?:[A-Z]+):? (?=\S)/
const OPID = /\bop[iI][dD]="?([^\s"\]]+)/

/** Text behind the `[Originator@… sub=… opID=…]` group, and what the group names. */
function readGroup(text: string): { readonly message: string; readonly fields: Record<string, string | undefined> } {
  const group = GROUP.exec(text)
  if (!group || group[0].length >= text.length) return { message: text, fields: {} }
  let message = text.slice(group[0].length)
  // `[vciSessionAuthData 94] `: where in the source the line was written.
  const at = /^\[(\w+,? \d+)\] /.exec(message)
  if (at) message = message.slice(at[0].length)
  return { message, fields: { context: group[1], opid: OPID.exec(group[1] as string)?.[1], at: at?.[1] } }
}

function readClassed(line: string, rest: string): Entry {
  const program = PROGRAM.exec(rest)
  const behind = program ? rest.slice(program[0].length) : rest
  const name = program?.[1] ?? program?.[3] ?? program?.[5]
  const kernel = CPU.exec(behind)
  if (kernel)
    return serviceEntry(line, { program: name, fields: { opid: kernel[2] }, message: behind.slice(kernel[0].length) })
  if (name === 'vmkernel' || name === 'vmkwarning')
    return serviceEntry(line, { program: name, message: behind.replace(/^\w+: /, '') })
  const found = readGroup(behind.replace(SERVICE, '').replace(/^(?:verbose|debug|info|warning|error) (?=\[)/, ''))
  return serviceEntry(line, { program: name, pid: program?.[2] ?? program?.[4], ...found })
}

function read(line: string): Entry | undefined {
  if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
  const rest = line.slice(place.to)
  const classed = CLASS.exec(rest)
  if (classed) {
    const entry = readClassed(line, rest.slice(classed[0].length))
    if (lineOut.basis !== Basis.None) return entry
    const { stamp: _, ...unstamped } = entry
    const time = /^\d\d:\d\d:\d\d(?:\.\d+)? /.exec(entry.message)?.[0]
    return {
      ...unstamped,
      message: entry.message.slice(time?.length ?? 0),
      fields: { ...entry.fields, date: line.slice(0, 10), ...(time ? { time: time.trim() } : {}) },
    }
  }
  const kernel = CPU.exec(rest)
  if (kernel)
    return serviceEntry(line, {
      program: 'vmkernel',
      fields: { opid: kernel[2] },
      message: rest.slice(kernel[0].length),
    })
  if (line.charCodeAt(0) === OPEN) {
    const found = readGroup(`[${rest.trimStart()}`)
    return serviceEntry(line, found)
  }
  if (rest.startsWith(' [/'))
    return serviceEntry(line, { message: rest.replace(/^ \[([^\s[]+)\[(\d+)\]: /, '').replace(/\]$/, '') })
  if (rest.startsWith(' [')) return serviceEntry(line, readGroup(rest.slice(1)))
  const leveled = LEVELED.exec(rest)
  if (leveled)
    return serviceEntry(line, {
      program: leveled[2],
      pid: leveled[3] ?? leveled[4],
      ...readGroup(rest.slice(leveled[0].length)),
    })
  const python = PYTHON.exec(rest)
  if (python) return serviceEntry(line, { program: python[1], pid: python[2], message: rest.slice(python[0].length) })
  return serviceEntry(line, { message: rest.replace(/^ (?:- )?/, '') })
}

export const esx = defineFormat({
  id: 'esx',
  title: 'VMware ESX and vCenter',
  badge: 'ESX',
  reference: 'https://knowledge.broadcom.com/external/article/306962',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read,
  marks: (line) => scan(lineBytes, 0, loadLine(line), lineOut),
  ...esxSamples,
})
