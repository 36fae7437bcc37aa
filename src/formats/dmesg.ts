// The Linux kernel's ring buffer: `[   12.345678] text` as printk stamps it and dmesg(1), vmcore-dmesg and pstore hand it on.
import type { Entry } from '../base/entry.ts'
import { Basis } from '../base/time.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { readKernel } from './kernel-line.ts'
import { scanKernel } from './kernel-scan.ts'
import { dmesgSamples } from './samples/dmesg.ts'
import { DASH, DOT, isDigit, isLetter, LESS, OPEN, reachOf, SPACE, STAR } from './stamps/bytes.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { skipEscapes } from './terminal-text.ts'

const HASH = 35
const EQUALS = 61
const PART = new TextEncoder().encode(' Part')

/**
 * `Panic#1 Part2` (fs/pstore/platform.c: why the ring was saved, the how manyeth time, which part) or `====1438950541.876543-D`
 * (fs/pstore/ram.c): the header of a saved ring.
 */
function isPstoreHeader(bytes: Uint8Array, start: number, end: number): boolean {
  let p = start
  if (bytes[p] === EQUALS) {
    while (p < end && bytes[p] === EQUALS) p++
    if (p - start !== 4 || end - start > 40) return false
    while (p < end && (isDigit(bytes[p] as number) || bytes[p] === DOT)) p++
    return p - start > 12 && p + 2 === end && bytes[p] === DASH && isLetter(bytes[p + 1] as number)
  }
  while (p < end && (isLetter(bytes[p] as number) || (bytes[p] === SPACE && p > start))) p++
  if (p === start || p - start > 20 || p >= end || bytes[p] !== HASH) return false
  p++
  const count = p
  while (p < end && isDigit(bytes[p] as number)) p++
  if (p === count || p + 6 > end || end - p > 9) return false
  for (let k = 0; k < PART.length; k++) if (bytes[p + k] !== PART[k]) return false
  return isDigit(bytes[p + 5] as number)
}

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 5) return false
  const first = bytes[start] as number
  if (first === OPEN || first === LESS || first === STAR) {
    return scanKernel(bytes, start, start, reachOf(start, lineEnd), out) >= 0
  }
  // `kern  :warn  : [`, an ISO date, or colours in front; a continuation line starts with none of them.
  if (!isLetter(first) && first !== 27 && first !== 49 && first !== 50 && first !== EQUALS) return false
  const end = reachOf(start, lineEnd)
  if (scanKernel(bytes, start, skipEscapes(bytes, start, end), end, out) >= 0) return true
  if (lineEnd - start > 60 || !isPstoreHeader(bytes, start, lineEnd)) return false
  out.at = 0
  out.basis = Basis.None
  out.severity = 8
  place.to = -1
  return true
}

const PSTORE = /^(?:([A-Za-z ]+)#(\d+) Part(\d+)|====(\d+\.\d+)-[A-Z])/

function readHeader(line: string): Entry {
  const [, reason, count, part, epoch] = PSTORE.exec(line) ?? []
  const fields = epoch ? { epoch } : { reason: reason as string, count: count as string, part: part as string }
  return { message: line, ...(epoch || reason ? { fields } : {}) }
}

export const dmesg = defineFormat({
  id: 'dmesg',
  title: 'Linux kernel ring buffer',
  badge: 'dmesg',
  reference: 'https://man7.org/linux/man-pages/man1/dmesg.1.html',
  clock: 'boot',
  unopened: 'continues',
  scan,
  read: (line) => {
    if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
    return place.to < 0 ? readHeader(line) : readKernel(line)
  },
  // Only a ring buffer is printed with its raw prefix or decoded level; a console never shows them.
  marks: (line) => /^(?:<\d{1,3}>\[ *\d+\.|[a-z]+\d? *:[a-z]+ *: )/.test(line),
  ...dmesgSamples,
})
