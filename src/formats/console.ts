// A guest's or server's serial console: boot loader, kernel, init and login prompt in one stream. Only the kernel stamps its lines.
import type { Entry } from '../base/entry.ts'
import { Basis } from '../base/time.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { kernelText, readKernel } from './kernel-line.ts'
import { findPrintk, scanKernel } from './kernel-scan.ts'
import { isReportBody } from './report-body.ts'
import { consoleSamples } from './samples/console.ts'
import { isBlank, LESS, OPEN, reachOf, SPACE, STAR } from './stamps/bytes.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { skipEscapes, stripEscapes, visible } from './terminal-text.ts'

const HASH = 35

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (start >= lineEnd) return false
  const end = reachOf(start, lineEnd)
  let p = start
  if ((bytes[p] as number) < 32) p = skipEscapes(bytes, p, end)
  if (p >= end) return false
  const first = bytes[p] as number
  if (first === OPEN || first === LESS || first === STAR) {
    if (scanKernel(bytes, start, p, end, out) >= 0 && out.basis === Basis.Boot) return true
  }
  if (isBlank(bytes, p, end)) return false
  // A prompt or half a line of a program, then the kernel: `vm-3 login: [  812.000100] …`. The stamp is the only time there is. A test
  // that quotes the kernel, `# [   12.000100] …`, tells of an earlier time.
  const inside = first === HASH && bytes[p + 1] === SPACE && bytes[p + 2] === OPEN ? -1 : findPrintk(bytes, p + 1, end)
  if (inside >= 0 && scanKernel(bytes, start, inside, end, out) >= 0) return true
  out.at = 0
  out.basis = Basis.None
  out.severity = 8
  place.to = 0
  return !isReportBody(bytes, p, end)
}

function read(line: string): Entry | undefined {
  if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
  if (lineOut.basis === Basis.None) return kernelText(visible(line))
  const before = visible(line.slice(0, place.from).replace(/<\d+> ?$/, '')).trim()
  const entry = readKernel(line)
  // Two kernel lines may share one console line; none of their text is hidden.
  const message = entry.message.includes('\r') ? entry.message.replaceAll('\r', ' ').trim() : entry.message
  if (before === '' || entry.fields?.dropped !== undefined)
    return message === entry.message ? entry : { ...entry, message }
  return { ...entry, message, fields: { ...entry.fields, before } }
}

/** What boot loaders, init, cloud-init and getty print, and what a kernel prints where its stamps are off. */
const MARKS =
  /^\s*\[(?:\s*OK\s*|FAILED|DEPEND| \*+ |\*+ *| INFO | WARN |TIME|SKIP)\s*\]|\blogin: |^Welcome to |\bGRUB\b|SeaBIOS|iPXE|U-Boot|^Booting |^Starting .*\.\.\.$|cloud-init\[|^ci-info: |^Escape character is|Press (?:Enter|any key|Ctrl)|^(?:Linux version |Call Trace:|Modules linked in:|Hardware name: |Kernel panic|Oops: |RIP: |CPU: \d+ PID: )|Decompressing Linux|EFI stub|executing program|^-+\[ cut here \]|^(?:BUG: |Internal error: |Unable to handle kernel|unreferenced object 0x|Backtrace:|INFO: (?:rcu|task |NMI)|usb \d+-[\d.]+: |EXT4-fs)|^(?:UEFI|BdsDxe|OpenBIOS|SLOF)\b|^SysRq ?: |\[\s*\d+\.\d{6}\][ [\r]|^\s*backtrace:|^\s*\[<[\da-f]{8,16}>\]|^(?:x86\/fpu|Spectre V\d ?|smpboot|ACPI|clocksource|NET|PCI|SELinux|Freeing unused kernel [\w ()]+|Kernel command line): /

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
