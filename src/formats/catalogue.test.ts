// Every format against its own samples, its refusals, and everybody else's samples.
import { describe, expect, test } from 'vitest'
import type { Entry } from '../base/entry.ts'
import { ScanOut } from '../base/scan.ts'
import { UNSTATED } from '../base/severity.ts'
import { Basis } from '../base/time.ts'
import { detect } from './detect.ts'
import type { Format, FormatId, Sample } from './format.ts'
import { formatById, formats } from './index.ts'
import { makeReader, makeScanner } from './scanner.ts'
import { computeTrialOrder } from './trial-order.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What a sample says of its entry, in the sample's own words. */
function described(line: string, entry: Entry): Sample {
  const { stamp, message, fields, severity, facility, host, program, pid, tag } = entry
  const said = {
    line,
    wall: stamp?.wall,
    offset: stamp?.offset,
    zoneName: stamp?.zoneName,
    monotonic: stamp?.monotonic,
    uptime: stamp?.uptime,
    quality: stamp?.quality,
    unstamped: stamp ? undefined : (true as const),
    severity,
    facility,
    host,
    program,
    pid,
    tag,
    message,
    fields,
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as unknown as Sample
}

/** Scan and read of one line must tell the same story, and the scan must not look beyond the line. */
function agree(format: Pick<Format, 'id' | 'scan' | 'read'>, line: string): void {
  const bytes = encode(`123\n${line}\n[   99.999999] 2099-12-31T23:59:59Z next line`)
  const length = encode(line).length
  const out = new ScanOut()
  const opened = format.scan(bytes, 4, 4 + length, out)
  const entry = format.read(line)
  expect([format.id, line, opened]).toEqual([format.id, line, entry !== undefined])
  if (!entry) return
  expect([line, out.basis]).toEqual([line, entry.stamp?.basis ?? Basis.None])
  expect([line, out.severity]).toEqual([line, entry.severity ?? UNSTATED])
  if (entry.stamp) {
    expect([line, out.at]).toEqual([line, entry.stamp.at])
    expect(Number.isInteger(out.at)).toBe(true)
    expect(line).toContain(entry.stamp.text)
  }
}

const lines = [...new Set(formats.flatMap((f) => [...f.samples.map((s) => s.line), ...f.refuses]))]

describe.each(formats)('$id', (format) => {
  test('reads its own samples back exactly', () => {
    for (const sample of format.samples) {
      const entry = format.read(sample.line)
      expect(entry && described(sample.line, entry)).toEqual(sample)
    }
  })

  test('opens nothing it refuses', () => {
    for (const line of format.refuses) expect([line, format.read(line)]).toEqual([line, undefined])
  })

  test('scans and reads alike: every sample of every format', () => {
    for (const line of lines) agree(format, line)
  })

  test('scans and reads alike: its samples torn at every character', () => {
    for (const { line } of format.samples)
      for (let cut = 0; cut < Math.min(line.length, 120); cut++) agree(format, line.slice(0, cut))
  })

  test('scans and reads alike: long lines, wide characters, many blanks', () => {
    for (const { line } of format.samples) {
      agree(format, line + 'x'.repeat(2000))
      agree(format, `${line} Größe 漢字 🌩`)
      agree(format, ' '.repeat(600) + line)
    }
  })

  test('its samples give it under the name "unknown", with \\n and with \\r\\n', () => {
    const text = [...(format.banner ?? []), ...format.samples.map((s) => s.line)]
    for (const end of ['\n', '\r\n']) {
      const found = detect(encode(text.join(end) + end), { path: 'unknown' })
      expect([found.format, found.reason]).toEqual([format.id, found.reason])
    }
  })

  test('bytes that are no UTF-8 harm nothing', () => {
    const out = new ScanOut()
    for (const { line } of format.samples) {
      const bytes = encode(line)
      for (let at = 0; at < bytes.length; at += 2) {
        const broken = Uint8Array.from(bytes)
        broken[at] = 0xfe
        const opened = format.scan(broken, 0, broken.length, out)
        const { at: time, severity } = out
        const entry = format.read(new TextDecoder().decode(broken))
        expect(entry !== undefined).toBe(opened)
        if (entry) expect([line, time, severity]).toEqual([line, entry.stamp?.at ?? 0, entry.severity ?? UNSTATED])
        detect(broken)
      }
    }
  })
})

test('the matrix of samples and formats: how many of each row’s samples each column reads', async () => {
  const width = Math.max(...formats.map((f) => f.id.length)) + 1
  const head = ' '.repeat(width) + formats.map((f) => f.id.padStart(width)).join('')
  const rows = formats.map((owner) => {
    const counts = formats.map((reader) => owner.samples.filter((s) => reader.read(s.line)).length)
    return owner.id.padEnd(width) + counts.map((n) => (n === 0 ? '·' : String(n)).padStart(width)).join('')
  })
  const order = `trial order: ${computeTrialOrder(formats)
    .map((f) => f.id)
    .join(' ')}`
  await expect([head, ...rows, '', order, ''].join('\n')).toMatchFileSnapshot('./catalogue.matrix.txt')
})

test('the trial order does not depend on the order of the array, and ends with what reads anything', () => {
  const order = computeTrialOrder(formats).map((f) => f.id)
  expect(computeTrialOrder([...formats].reverse()).map((f) => f.id)).toEqual(order)
  expect(order.slice(-2)).toEqual(['console', 'text'])
})

test('ids are unique and found again; badges fit', () => {
  expect(new Set(formats.map((f) => f.id)).size).toBe(formats.length)
  for (const format of formats) {
    expect(formatById(format.id)).toBe(format)
    expect(format.badge.length).toBeLessThanOrEqual(7)
  }
})

test('a source of two formats is read by both, at both depths', () => {
  const also: readonly FormatId[] = ['rfc5424', 'iso-syslog']
  const scan = makeScanner('rfc3164', also)
  const read = makeReader('rfc3164', also)
  for (const line of ['', '\tat com.example', ...lines]) {
    agree({ id: 'rfc3164', scan, read: (text) => read(text)?.entry }, line)
  }
  expect(read('<34>1 2020-03-01T00:00:00Z db-1 su - - - x')?.format).toBe('rfc5424')
})

test('a byte order mark in front of the first line is no part of it', () => {
  const line = '\uFEFFMar  3 04:15:09 rack4 sshd[1]: up'
  const bytes = encode(line)
  expect(makeScanner('rfc3164')(bytes, 0, bytes.length, new ScanOut())).toBe(true)
  expect(makeReader('rfc3164')(line)?.entry.host).toBe('rack4')
})
