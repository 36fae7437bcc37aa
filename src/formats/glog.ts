// glog and klog (Kubernetes, Mesos, Ceph's friends): `E0517 15:04:22.619632   52992 file.cc:253] text`, newer also with the year:
// `I20200308 23:47:32.089828 400441 config.cc:27] text`.
import { Basis, DAY, daysFromCivil, isCivil, SECOND, YEARLESS } from '../base/time.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { glogSamples } from './samples/glog.ts'
import { serviceEntry } from './service-line.ts'
import { CLOSE, fourDigits, isDigit, reachOf, SPACE, skipSpaces, twoDigits } from './stamps/bytes.ts'
import { clockTimeEnd, clockTimeMicros, readClockTime } from './stamps/clock-time.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'

/** Severity of glog's letter, or −1. */
function severityOf(letter: number): number {
  switch (letter) {
    case 73:
      return 6
    case 87:
      return 4
    case 69:
      return 3
    case 70:
      return 2
    default:
      return -1
  }
}

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 24) return false
  const severity = severityOf(bytes[start] as number)
  if (severity < 0 || !isDigit(bytes[start + 1] as number)) return false
  const end = reachOf(start, lineEnd)
  const yearless = bytes[start + 5] === SPACE
  const at = yearless ? start + 1 : start + 5
  const year = yearless ? YEARLESS : fourDigits(bytes, start + 1)
  const month = twoDigits(bytes, at)
  const day = twoDigits(bytes, at + 2)
  if (bytes[at + 4] !== SPACE || year < 0 || !isCivil(year, month, day, 0, 0, 0)) return false
  const time = readClockTime(bytes, at + 5, end)
  if (time < 0) return false
  const after = clockTimeEnd
  let p = skipSpaces(bytes, after, end)
  const pid = p
  while (p < end && isDigit(bytes[p] as number)) p++
  if (p === pid || p + 3 > end || bytes[p] !== SPACE) return false
  p++
  while (p < end && bytes[p] !== CLOSE && (bytes[p] as number) > SPACE && (bytes[p] as number) < 128) p++
  if (p >= end || bytes[p] !== CLOSE) return false
  out.at = daysFromCivil(year, month, day) * DAY + time * SECOND + clockTimeMicros
  out.basis = yearless ? Basis.Yearless : Basis.Local
  out.severity = severity
  place.from = 1
  place.to = after - start
  place.rest = p + 1 - start
  return true
}

export const glog = defineFormat({
  id: 'glog',
  title: 'glog, klog (Kubernetes)',
  badge: 'GLOG',
  reference: 'https://google.github.io/glog/stable/logging/',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read: (line) => {
    if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
    const head = /^ +(\d+) (\S+)\]$/.exec(line.slice(place.to, place.rest))
    return serviceEntry(line, {
      pid: head?.[1],
      fields: { at: head?.[2] },
      message: line.slice(place.rest).replace(/^ /, ''),
    })
  },
  marks: (line) => scan(lineBytes, 0, loadLine(line), lineOut),
  ...glogSamples,
})
