// Anything: every line that is not blank stands alone and has no time of its own.
import { Basis } from '../base/time.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { isBlank, reachOf } from './stamps/bytes.ts'
import { lineBytes, lineOut, loadLine } from './stamps/line.ts'

const scan: ScanLine = (bytes, start, end, out) => {
  out.at = 0
  out.basis = Basis.None
  out.severity = 8
  return start < end && !isBlank(bytes, start, reachOf(start, end))
}

export const text = defineFormat({
  id: 'text',
  title: 'Plain text',
  badge: 'text',
  reference: 'https://www.rfc-editor.org/rfc/rfc3676',
  clock: 'none',
  unopened: 'stands-alone',
  scan,
  read: (line) => (scan(lineBytes, 0, loadLine(line), lineOut) ? { message: line } : undefined),
  marks: () => false,
  samples: [
    { line: 'Notes from the bridge call', unstamped: true, message: 'Notes from the bridge call' },
    { line: '  - switch rebooted by hand', unstamped: true, message: '  - switch rebooted by hand' },
    { line: '====', unstamped: true, message: '====' },
  ],
  refuses: ['', '   ', '\t'],
})
