// Writes big logs for benchmarks, always the same bytes: npx tsx bench/make-logs.ts console 1GB bench/data/console-1g.log
// A few thousand lines are laid out once as a block of bytes; per round only the digits of stamps and numbers are patched in place.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { KINDS, type Kind, layOut } from './make-logs-templates.ts'

const UNITS: Readonly<Record<string, number>> = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9 }
const USAGE = `usage: npx tsx bench/make-logs.ts ${KINDS.join('|')} SIZE FILE   (SIZE like 500MB, 1GB, 5.5GB; 1GB = 10^9 bytes)`

function readSize(text: string): number | undefined {
  const found = /^(\d+(?:\.\d+)?)(B|KB|MB|GB)$/.exec(text)
  const unit = UNITS[found?.[2] ?? '']
  return found === null || unit === undefined ? undefined : Math.round(Number(found[1]) * unit)
}

const isKind = (text: string | undefined): text is Kind => KINDS.some((kind) => kind === text)

/** The whole file: blocks patched in turn, the last one cut at the last line that still fits. Memory: one block. */
function write(kind: Kind, size: number, file: string): { bytes: number; lines: number } {
  const block = layOut(kind)
  mkdirSync(dirname(file), { recursive: true })
  const target = openSync(file, 'w')
  let bytes = 0
  let lines = 0
  for (;;) {
    block.advance()
    const room = size - bytes
    if (room >= block.bytes.length) {
      writeSync(target, block.bytes)
      bytes += block.bytes.length
      lines += block.lines
      continue
    }
    const end = block.bytes.lastIndexOf(10, room - 1) + 1
    writeSync(target, block.bytes, 0, end)
    for (let at = 0; at < end; at += 1) if (block.bytes[at] === 10) lines += 1
    closeSync(target)
    return { bytes: bytes + end, lines }
  }
}

const [kind, sizeText, file] = process.argv.slice(2)
const size = readSize(sizeText ?? '')
if (!isKind(kind) || size === undefined || file === undefined) {
  console.error(USAGE)
  process.exitCode = 2
} else {
  const began = performance.now()
  const { bytes, lines } = write(kind, size, file)
  const seconds = (performance.now() - began) / 1_000
  const rate = (bytes / 1e6 / seconds).toFixed(0)
  console.log(`${file}: ${bytes} bytes, ${lines} lines, ${(bytes / lines).toFixed(1)} bytes a line, ${rate} MB/s`)
}
