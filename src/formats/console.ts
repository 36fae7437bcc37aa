// A guest's or server's serial console: boot loader, kernel, init and login prompt in one stream. Only the kernel stamps its lines.
import type { Entry } from '../base/entry.ts'
import { Basis } from '../base/time.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { readKernel, scanKernel, skipEscapes, stripEscapes } from './kernel-line.ts'
import { consoleSamples } from './samples/console.ts'
import { isBlank, LESS, OPEN, reachOf } from './stamps/bytes.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (start >= lineEnd) return false
  const end = reachOf(start, lineEnd)
  let p = start
  if ((bytes[p] as number) < 32) p = skipEscapes(bytes, p, end)
  if (p < end && (bytes[p] === OPEN || bytes[p] === LESS) && scanKernel(bytes, start, p, end, out) >= 0) {
    if (out.basis === Basis.Boot) return true
  }
  out.at = 0
  out.basis = Basis.None
  out.severity = 8
  place.to = 0
  return !isBlank(bytes, p, end)
}

/**
 * What a terminal would still show of an unstamped line: a carriage return starts it over, so the last part that is not empty
 * stands (progress bars, spinners). The raw line stays one click away.
 */
function visible(line: string): string {
  const text = stripEscapes(line)
  if (!text.includes('\r')) return text
  return text.split('\r').findLast((part) => part.trim() !== '') ?? ''
}

function read(line: string): Entry | undefined {
  if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
  if (lineOut.basis === Basis.None) return { message: visible(line) }
  const entry = readKernel(line)
  // Two kernel lines may share one console line; none of their text is hidden.
  return entry.message.includes('\r') ? { ...entry, message: entry.message.replaceAll('\r', ' ').trim() } : entry
}

/** What boot loaders, init, cloud-init and getty print, and what a kernel prints where its stamps are off. */
const MARKS =
  /^\s*\[(?:\s*OK\s*|FAILED|DEPEND| \*+ |\*+ *| INFO | WARN |TIME|SKIP)\s*\]|\blogin: |^Welcome to |\bGRUB\b|SeaBIOS|iPXE|U-Boot|^Booting |^Starting .*\.\.\.$|cloud-init\[|^ci-info: |^Escape character is|Press (?:Enter|any key|Ctrl)|^(?:Linux version |Call Trace:|Modules linked in:|Hardware name: |Kernel panic|Oops: |RIP: |CPU: \d+ PID: )|Decompressing Linux|EFI stub|executing program|^-+\[ cut here \]|^(?:BUG: |Internal error: |Unable to handle kernel|unreferenced object 0x|Backtrace:|INFO: (?:rcu|task |NMI)|usb \d+-[\d.]+: |EXT4-fs)/

export const serialConsole = defineFormat({
  id: 'console',
  title: 'Serial console',
  badge: 'console',
  reference: 'https://docs.kernel.org/admin-guide/serial-console.html',
  clock: 'boot',
  unopened: 'stands-alone',
  scan,
  read,
  marks: (line) => MARKS.test(stripEscapes(line)),
  ...consoleSamples,
})
