// The Linux kernel's ring buffer: `[   12.345678] text` as printk stamps it and dmesg(1) prints it.
import { defineFormat, type ScanLine } from './format.ts'
import { readKernel, scanKernel, skipEscapes } from './kernel-line.ts'
import { dmesgSamples } from './samples/dmesg.ts'
import { isLetter, LESS, OPEN, reachOf } from './stamps/bytes.ts'
import { lineBytes, lineOut, loadLine } from './stamps/line.ts'

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 5) return false
  const first = bytes[start] as number
  if (first === OPEN || first === LESS) return scanKernel(bytes, start, start, reachOf(start, lineEnd), out) >= 0
  // `kern  :warn  : [`, an ISO date, or colours in front; a continuation line starts with none of them.
  if (!isLetter(first) && first !== 27 && first !== 49 && first !== 50) return false
  const end = reachOf(start, lineEnd)
  return scanKernel(bytes, start, skipEscapes(bytes, start, end), end, out) >= 0
}

export const dmesg = defineFormat({
  id: 'dmesg',
  title: 'Linux kernel ring buffer',
  badge: 'dmesg',
  reference: 'https://man7.org/linux/man-pages/man1/dmesg.1.html',
  clock: 'boot',
  unopened: 'continues',
  scan,
  read: (line) => (scan(lineBytes, 0, loadLine(line), lineOut) ? readKernel(line) : undefined),
  // Only a ring buffer is printed with its raw prefix or decoded level; a console never shows them.
  marks: (line) => /^(?:<\d{1,3}>\[ *\d+\.|[a-z]+\d? *:[a-z]+ *: )/.test(line),
  ...dmesgSamples,
})
