// No line is ever lost: whatever stands in a file, each line is counted once and each row knows its number.
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FormatId } from '../formats/format.ts'
import { makeReader } from '../formats/scanner.ts'
import type { ReadEvent } from './read-job.ts'
import { inlineReaders } from './readers.ts'
import { fileOf, type ReadIncident, readIncident, sampleLines } from './test-kit.ts'

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const invalid = (line: string): Uint8Array<ArrayBuffer> => {
  const bytes = bytesOf(line)
  return Uint8Array.from([...bytes.subarray(0, 5), 0xc3, 0xff, ...bytes.subarray(5)])
}

const line = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...sampleLines).map(bytesOf) },
  {
    weight: 5,
    arbitrary: fc.constantFrom('', ' ', '\t', '    at frame 7', 'Traceback (most recent call last):').map(bytesOf),
  },
  { weight: 2, arbitrary: fc.nat(40).map((n) => bytesOf('\0'.repeat(n))) },
  { weight: 2, arbitrary: fc.constantFrom(...sampleLines).map(invalid) },
  { weight: 2, arbitrary: fc.constantFrom(...sampleLines).map((l) => bytesOf(`\0\0${l}\0`)) },
  { weight: 1, arbitrary: fc.constantFrom(...sampleLines).map((l) => bytesOf(l.slice(0, 17))) },
  { weight: 1, arbitrary: fc.constantFrom(...sampleLines).map((l) => bytesOf(`${l}${' wide 漢字'.repeat(90)}`)) },
)

/** Lines and their ends as bytes. `repeat` makes files of several blocks. */
const content = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 40 }),
    ends: fc.array(fc.constantFrom('\n', '\n', '\r\n'), { minLength: 1, maxLength: 5 }),
    torn: fc.boolean(),
    mark: fc.boolean(),
    repeat: fc.constantFrom(1, 1, 1, 1, 5, 40),
  })
  .map(({ lines, ends, torn, mark, repeat }) => {
    const parts: Uint8Array[] = mark ? [Uint8Array.of(0xef, 0xbb, 0xbf)] : []
    for (let n = 0; n < lines.length * repeat; n++) {
      parts.push(lines[n % lines.length] as Uint8Array)
      if (!torn || n + 1 < lines.length * repeat) parts.push(bytesOf(ends[n % ends.length] as string))
    }
    return new Uint8Array(Buffer.concat(parts))
  })

/** The lines of a file as a naive reader counts them. */
function naiveLines(bytes: Uint8Array): string[] {
  const lines: string[] = []
  const body = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
  for (let from = 0; from < body.length; ) {
    const at = body.indexOf(10, from)
    const end = at < 0 ? body.length : at
    lines.push(new TextDecoder('utf-8', { ignoreBOM: true }).decode(body.subarray(from, end)).replace(/\r$/, ''))
    from = end + 1
  }
  return lines
}

/** Which lines open a row, by the full reader alone: the first of each row, from 1. */
function naiveRows(lines: readonly string[], format: FormatId, also: readonly FormatId[]): number[] {
  const read = makeReader(format, also)
  const rows: number[] = []
  let entry = false
  lines.forEach((line, i) => {
    const text = line.replace(/^\0+/, '')
    const opens = text !== '' && read(text) !== undefined
    if (opens || (text !== '' && !entry)) rows.push(i + 1)
    if (opens) entry = true
  })
  return rows
}

async function detected(bytes: Uint8Array<ArrayBuffer>): Promise<{ format: FormatId; also: readonly FormatId[] }> {
  return new Promise((resolve) => {
    let found: { format: FormatId; also: readonly FormatId[] } = { format: 'text', also: [] }
    inlineReaders().read(fileOf('a.log', bytes), undefined, (event: ReadEvent) => {
      if (event.kind === 'opened') found = event.opened
      if (event.kind === 'ended') resolve(found)
    })
  })
}

/** Everything an entry says, without where its bytes were. */
const said = (read: ReadIncident): string[] => {
  const [entries = []] = [...read.entries.values()]
  return entries.map(({ source: _, text, ...rest }) => JSON.stringify({ ...rest, text: text.replaceAll('\r\n', '\n') }))
}

describe('a file of any lines', () => {
  test('is counted to the last line, and each row has its number and its text', async () => {
    await fc.assert(
      fc.asyncProperty(content, async (bytes) => {
        const read = await readIncident([fileOf('a.log', bytes)])
        const s = read.summary('a.log')
        if (s.phase === 'refused') return expect(s.trouble?.problem).toBe('Binary file, not text.')
        const lines = naiveLines(bytes)
        expect(s.lines).toBe(lines.length)
        expect(s.entries + s.continuations + s.unparsed).toBe(s.lines)
        expect(s.counts.reduce((a, b) => a + b, 0)).toBe(s.rows)
        const entries = read.entries.get('a.log') ?? []
        expect(entries.length).toBe(s.rows)
        const { format, also } = await detected(bytes)
        expect(entries.map((e) => e.line)).toEqual(naiveRows(lines, format, also))
        entries.forEach((e, i) => {
          expect(e.lines).toBe((entries[i + 1]?.line ?? lines.length + 1) - e.line)
          const first = e.text.split('\n')[0]?.replace(/\r$/, '')
          if (first !== lines[e.line - 1]?.replace(/\r+$/, '')) expect(first).toBe(lines[e.line - 1])
        })
        const before = (entries[0]?.line ?? lines.length + 1) - 1
        expect(entries.reduce((sum, e) => sum + e.lines, before)).toBe(lines.length)
        return undefined
      }),
      { numRuns: 80, seed: 20130215 },
    )
  }, 30_000)

  test('says the same with \\r\\n, gzipped, in UTF-16 and with a byte order mark', async () => {
    const clean = fc
      .tuple(
        fc.array(fc.constantFrom(...sampleLines, '', '   frame 9'), { minLength: 5, maxLength: 60 }),
        fc.constantFrom(1, 40),
      )
      .map(([lines, times]) => `${Array.from({ length: times }, () => lines.join('\n')).join('\n')}\n`)
    await fc.assert(
      fc.asyncProperty(clean, async (text) => {
        const plain = said(await readIncident([fileOf('a.log', text)]))
        const utf16 = new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))
        for (const other of [text.replaceAll('\n', '\r\n'), new Uint8Array(gzipSync(text)), `\uFEFF${text}`, utf16]) {
          expect(said(await readIncident([fileOf('a.log', other)]))).toEqual(plain)
        }
      }),
      { numRuns: 20, seed: 16 },
    )
  }, 30_000)
})
