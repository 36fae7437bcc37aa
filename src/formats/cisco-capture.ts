// What `show logging` prints on Cisco IOS: a banner about the logging set-up, `Log Buffer (8192 bytes):`, then the ring itself.

import type { ScanOut } from '../base/scan.ts'
import { Basis } from '../base/time.ts'
import { readCisco } from './cisco-ios.ts'
import { scanCisco } from './cisco-scan.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { ciscoCaptureBanner, ciscoCaptureSamples } from './samples/cisco-capture.ts'
import { readBsd } from './stamps/bsd.ts'
import { DASH, isBlank, isLetter, PERCENT, reachOf, SPACE, skipSpaces } from './stamps/bytes.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { beginsWith } from './stamps/words.ts'

/**
 * The banner's lines that stand at the margin, by their first eight bytes. All its others are indented by four or more. So what is
 * neither a phrase of the banner nor indented is a row of the ring, even with its head cut off: IOS prints one message a row.
 */
const BANNER = [
  'Syslog logging',
  'No Active Message',
  'No Inactive Message',
  'No active filter',
  'Active Message',
  'Inactive Message',
  'Trap logging',
  'Log Buffer',
  'Logging Source',
  'Console logging',
  'Monitor logging',
  'Buffer logging',
  'File logging',
  'Persistent logging',
  'Exception Logging',
  'Count and timestamp',
  'TLS Profiles',
  'show logging',
  'sh logging',
  'show log',
].map((text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0)))

/** What IOS prints under a message and never as one: a traceback, the version text under SYS-5-RESTART. */
const CONTINUES = [
  '-Traceback',
  '-Process',
  'Cisco IOS Software',
  'Cisco Internetwork',
  'Technical Support:',
  'Copyright (c)',
  'Compiled ',
].map((text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0)))

function beginsAny(bytes: Uint8Array, i: number, end: number, texts: readonly Uint8Array[]): boolean {
  for (let k = 0; k < texts.length; k++) if (beginsWith(bytes, i, end, texts[k] as Uint8Array)) return true
  return false
}

const HASH = 35
const MORE = 62

/**
 * `switch-1#show logging`: a word without blanks, `#` or `>`, and the command that printed the banner. A bare prompt behind the
 * ring is a row of its own: it must not become part of the last message.
 */
function isCommand(bytes: Uint8Array, i: number, end: number): boolean {
  let p = i
  while (p < end && p < i + 64 && (bytes[p] as number) > SPACE && bytes[p] !== HASH && bytes[p] !== MORE) p++
  if (p === i || p + 1 >= end || (bytes[p] !== HASH && bytes[p] !== MORE) || !isLetter(bytes[i] as number)) return false
  p = skipSpaces(bytes, p + 1, end)
  return p + 1 < end && bytes[p] === 115 && bytes[p + 1] === 104
}

/** `Fri Sep 14 09:08:07.169 UTC`: when IOS-XR ran the command. */
const isCommandTime = (bytes: Uint8Array, i: number, end: number, out: ScanOut): boolean =>
  i + 19 <= end && bytes[i + 3] === SPACE && bytes[i + 7] === SPACE && readBsd(bytes, i + 4, end, out) > 0

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (scanCisco(bytes, start, lineEnd, out)) return true
  const end = reachOf(start, lineEnd)
  if (start >= end || isBlank(bytes, start, end)) return false
  const p = bytes[start] === SPACE ? start + 1 : start
  const first = bytes[p] as number
  if (first <= SPACE || (first === DASH && bytes[p + 1] === DASH)) return false
  if (first !== PERCENT && (beginsAny(bytes, p, end, BANNER) || beginsAny(bytes, p, end, CONTINUES))) return false
  if (isCommand(bytes, p, end) || isCommandTime(bytes, p, end, out)) return false
  out.at = 0
  out.basis = Basis.None
  out.severity = 8
  place.pri = -1
  place.from = place.to = 0
  place.rest = p - start
  return true
}

const HEADER = /^\s*Log Buffer \(\d+ bytes\)/

export const ciscoCapture = defineFormat({
  id: 'cisco-capture',
  title: 'Cisco show logging',
  badge: 'CISCO',
  reference: 'https://www.cisco.com/c/en/us/td/docs/ios/netmgmt/command/reference/nm_book/nm_15.html',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read: (line) => {
    const length = loadLine(line)
    if (scanCisco(lineBytes, 0, length, lineOut)) return readCisco(line)
    return scan(lineBytes, 0, length, lineOut) ? { message: line.slice(place.rest) } : undefined
  },
  marks: (line) => HEADER.test(line),
  banner: ciscoCaptureBanner,
  ...ciscoCaptureSamples,
})
