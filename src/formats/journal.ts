// What `journalctl` prints in the shapes that are no syslog: `-o short-full` and `verbose` (`Thu 2018-05-17 22:45:12 CST host prog[7]: text`),
// `short-unix` (`1526568312.123456 host prog[7]: text`), `short-monotonic` (`[   38.708001] host prog[7]: text`), and its marks between boots.
import type { Entry } from '../base/entry.ts'
import { Basis } from '../base/time.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { journalSamples } from './samples/journal.ts'
import { COLON, DASH, DOT, isDigit, isLetter, OPEN, reachOf, SPACE, skipSpaces, wordKind } from './stamps/bytes.ts'
import { DayOrder, readDated } from './stamps/dated.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { readPrintk } from './stamps/printk.ts'
import { bootStamp, civilStamp, epochStamp } from './stamps/stamp-text.ts'
import { readBehind, syslogEntry } from './syslog-text.ts'

/** `host prog[7]: ` or `host prog: ` at `i`. */
function isTagged(bytes: Uint8Array, i: number, end: number): boolean {
  let p = i
  while (p < end && wordKind[bytes[p] as number] !== 0) p++
  if (p === i || p >= end || bytes[p] !== SPACE) return false
  const tag = ++p
  if (tag >= end || !isLetter(bytes[tag] as number)) return false
  while (p < end && p < tag + 64 && (bytes[p] as number) > SPACE && bytes[p] !== COLON && bytes[p] !== OPEN) p++
  if (p >= end || p === tag) return false
  if (bytes[p] === COLON) return p + 1 >= end || bytes[p + 1] === SPACE
  return bytes[p] === OPEN && p + 1 < end && isDigit(bytes[p + 1] as number)
}

/** `-- Boot 0dc8… --`, `-- Reboot --`, `-- Logs begin at …`, `-- Journal begins …`, `-- No entries --`. */
function isMark(bytes: Uint8Array, i: number, end: number): boolean {
  if (i + 12 > end || bytes[i] !== DASH || bytes[i + 1] !== DASH || bytes[i + 2] !== SPACE) return false
  switch (((bytes[i + 3] as number) << 16) | ((bytes[i + 4] as number) << 8) | (bytes[i + 5] as number)) {
    case 0x426f6f: // Boo
    case 0x526562: // Reb
    case 0x4c6f67: // Log
    case 0x4a6f75: // Jou
    case 0x4e6f20: // No␠
      return true
    default:
      return false
  }
}

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 12) return false
  const end = reachOf(start, lineEnd)
  const first = bytes[start] as number
  out.severity = 8
  place.pri = -1
  place.from = 0
  if (first === DASH) {
    out.at = 0
    out.basis = Basis.None
    place.to = 0
    return isMark(bytes, start, end)
  }
  if (first === OPEN) {
    const after = readPrintk(bytes, start, end, out)
    place.to = after - start
    return after >= 0 && after < end && isTagged(bytes, skipSpaces(bytes, after, end), end)
  }
  const full = isLetter(first)
  if (full ? bytes[start + 3] !== SPACE || bytes[start + 8] !== DASH : !isDigit(first) || bytes[start + 10] !== DOT)
    return false
  const after = readDated(bytes, start, end, DayOrder.Unknown, out)
  if (after < 0 || after + 4 > end || bytes[after] !== SPACE) return false
  let p = after + 1
  if (full && bytes[p] !== OPEN) {
    // The zone's name; systems without one write the offset's digits.
    while (p < end && (bytes[p] as number) > SPACE) p++
    if (p - after > 7 || p >= end) return false
    p++
  }
  place.to = after - start
  place.rest = (full ? p : after) - start
  // `verbose` writes the cursor where the host would stand.
  return (
    (full && bytes[p] === OPEN && isLetter(bytes[p + 1] as number) && bytes[p + 2] === 61) || isTagged(bytes, p, end)
  )
}

function read(line: string): Entry | undefined {
  if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
  if (lineOut.basis === Basis.None) return { message: line }
  const text = line.slice(0, place.to)
  if (lineOut.basis === Basis.Boot) return syslogEntry(bootStamp(text), readBehind(line.slice(place.to), false))
  if (isDigit(line.charCodeAt(0))) {
    const digits = text.length - text.indexOf('.') - 1
    return syslogEntry(epochStamp(text, digits), readBehind(line.slice(place.to), false))
  }
  const zoneName = /^ ([A-Z]{2,5})\b/.exec(line.slice(place.to))?.[1]
  const rest = line.slice(place.rest)
  const stamp = civilStamp(text, { zoneName: lineOut.basis === Basis.Absolute ? undefined : zoneName })
  if (rest.startsWith('[')) return { stamp, message: rest }
  return syslogEntry(stamp, readBehind(` ${rest}`, false))
}

export const journal = defineFormat({
  id: 'journal',
  title: 'systemd journal (journalctl)',
  badge: 'JOURNAL',
  reference: 'https://www.freedesktop.org/software/systemd/man/latest/journalctl.html#-o',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read,
  marks: (line) =>
    (scan(lineBytes, 0, loadLine(line), lineOut) && lineOut.basis !== Basis.Boot) ||
    /^\[ *\d+\.\d{6}\] [\w.-]+ (?:kernel|[\w.-]+\[\d+\]):/.test(line),
  ...journalSamples,
})
