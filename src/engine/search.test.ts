// Search, pages and buckets against a grep over the entries.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ALL_SEVERITIES } from '../base/severity.ts'
import { SECOND } from '../base/time.ts'
import type { Row, RowFilter, TextQuery } from './protocol.ts'
import { fileOf, linesFile, micros, readIncident, sampleLines, startEngine } from './test-kit.ts'

const levels = ['INFO', 'INFO', 'WARNING', 'ERROR', 'DEBUG']
const nova = (n: number, host: number): string => {
  const at = String(Math.floor((n * 37 + host * 11) / 60) % 60).padStart(2, '0')
  const s = String((n * 37 + host * 11) % 60).padStart(2, '0')
  return `2013-02-15 0${1 + Math.floor((n * 37) / 3600)}:${at}:${s}.${100 + (n % 900)} 2288 ${levels[n % 5]} nova.compute [req-${n % 13}] Größe ${n} of NODE c3${host}.x`
}
const files = [1, 2].map((host) => {
  const lines = Array.from({ length: 240 }, (_, n) =>
    n % 20 === 7 ? `${nova(n, host)}\n    at Frame ${n} (req-3)` : nova(n, host),
  )
  return linesFile(`c3${host}/nova.log`, lines)
})
const others = [
  fileOf('mixed.log', `${sampleLines.join('\n')}\n`),
  fileOf('notes.txt', 'req-3 was slow\nGRÖSSE?\nthe end'),
]

async function opened() {
  const engine = startEngine()
  await engine.ask({ kind: 'open', files: [...files, ...others] })
  await engine.idle()
  const whole = async (filter: RowFilter): Promise<Row[]> => {
    const rows: Row[] = []
    for (;;) {
      const page = await engine.answer('rows', { kind: 'rows', from: rows.length, count: 97, filter })
      rows.push(...page.rows)
      if (page.rows.length === 0) return rows
      expect(page.total).toBeGreaterThanOrEqual(rows.length)
    }
  }
  return { ...engine, whole }
}

function grep(query: TextQuery): (text: string) => boolean {
  if (query.regex) {
    const pattern = new RegExp(query.text, query.caseSensitive ? 'm' : 'im')
    return (text) => pattern.test(text)
  }
  if (query.caseSensitive) return (text) => text.includes(query.text)
  return (text) => text.toLowerCase().includes(query.text.toLowerCase())
}

const query = fc.record({
  text: fc.constantFrom(
    'req-3',
    'REQ-3',
    'größe',
    'Größe 1',
    'at Frame',
    'node c31.x',
    '.x',
    'c31.x',
    'nowhere',
    'the end',
  ),
  regex: fc.constant(false),
  caseSensitive: fc.boolean(),
})
const pattern = fc.record({
  text: fc.constantFrom('req-(3|7)\\b', '^    at', 'NODE c3[12]\\.x$', '\\d{3} of', 'x?', '[A-Z]{5,}'),
  regex: fc.constant(true),
  caseSensitive: fc.boolean(),
})
const filter = fc.record(
  {
    severities: fc.constantFrom(ALL_SEVERITIES, 1 << 3, (1 << 4) | (1 << 3), 1 << 8, 0),
    sources: fc.subarray(['c31/nova.log', 'c32/nova.log', 'mixed.log', 'notes.txt']),
  },
  { requiredKeys: ['severities'] },
)

describe('search', () => {
  test('finds what a grep over the entries finds, under every filter, and pages it in merged order', async () => {
    const engine = await opened()
    const read = await readIncident([...files, ...others])
    const texts = new Map(
      [...read.entries].flatMap(([id, list]) => list.map((e) => [`${id}:${e.line}`, e.text] as const)),
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(query, pattern), filter, async (q, f) => {
        const matches = grep(q)
        const expected = (await engine.whole(f)).filter((r) => matches(texts.get(`${r.source}:${r.line}`) ?? ''))
        const hits = await engine.answer('hits', { kind: 'search', query: q, filter: f })
        expect([q, f, hits.hits, hits.done]).toEqual([q, f, expected.length, true])
        expect(hits.bytesSearched).toBe(hits.bytesTotal)
        const found = await engine.whole({ ...f, query: q })
        const names = (rows: readonly Row[]) => rows.map((r) => `${r.source}:${r.line}`)
        expect(names(found)).toEqual(names(expected))
        expect(found.map((r) => r.index)).toEqual(found.map((_, i) => i))
        const some = expected.filter((_, i) => i % 41 === 0)
        for (const r of some) {
          const at = await engine.answer('row', { kind: 'row-of', row: r, filter: { ...f, query: q } })
          expect(found[at.index as number]).toMatchObject({ source: r.source, line: r.line })
        }
      }),
      { numRuns: 35, seed: 3164 },
    )
  }, 40_000)

  test.each([
    ['^$', 0],
    ['end$', 2],
  ])('the pattern %s sees the text of a row without its line end', async (text, hits) => {
    const engine = startEngine()
    await engine.ask({ kind: 'open', files: [fileOf('a.txt', 'the end\r\nof the\r\nweekend\r\n')] })
    await engine.idle()
    const q = { text, regex: true, caseSensitive: false }
    const answer = await engine.answer('hits', { kind: 'search', query: q, filter: { severities: ALL_SEVERITIES } })
    expect(answer.hits).toBe(hits)
  })

  test('a pattern that is none is a trouble that says what is wrong with it', async () => {
    const engine = await opened()
    const q = { text: 'a(b', regex: true, caseSensitive: false }
    const { trouble } = await engine.answer('trouble', {
      kind: 'search',
      query: q,
      filter: { severities: ALL_SEVERITIES },
    })
    expect(trouble).toMatchObject({ where: 'a(b', problem: expect.stringContaining('not a regular expression') })
    expect([trouble.why, trouble.help]).not.toContain('')
  })

  test('a highlight marks the rows that hold it and leaves the others in', async () => {
    const engine = await opened()
    const highlight = { text: 'REQ-3', regex: false, caseSensitive: false }
    const page = await engine.answer('rows', {
      kind: 'rows',
      from: 0,
      count: 100,
      filter: { severities: ALL_SEVERITIES },
      highlight,
    })
    for (const r of page.rows)
      expect([r.message, r.matches]).toEqual([r.message, /req-3/i.test(r.message) || r.matches])
    expect(page.rows.some((r) => r.matches)).toBe(true)
    expect(page.rows.some((r) => !r.matches)).toBe(true)
  })
})

test('buckets hold every placed row of a window, per severity and source, once they are exact', async () => {
  const engine = await opened()
  const rows = (await engine.whole({ severities: ALL_SEVERITIES })).filter((r) => r.time !== undefined)
  const start = micros('2013-02-15T01:00:00Z')
  await fc.assert(
    fc.asyncProperty(
      fc.nat(5000),
      fc.integer({ min: 1, max: 6000 }),
      fc.integer({ min: 1, max: 500 }),
      async (skip, length, bins) => {
        const [from, to] = [start + skip * SECOND, start + (skip + length) * SECOND]
        const answer = await engine.answer('buckets', { kind: 'buckets', from: from as never, to: to as never, bins })
        expect(answer.exact).toBe(true)
        const width = (to - from) / bins
        for (const lane of answer.lanes) {
          const expected = new Uint32Array(bins * 9)
          for (const r of rows) {
            if (r.source !== lane.source) continue
            const bin = Math.floor(((r.time as number) - from) / width)
            if (bin >= 0 && bin < bins) expected[bin * 9 + r.severity] = (expected[bin * 9 + r.severity] as number) + 1
          }
          const sum = (counts: Uint32Array) =>
            Array.from({ length: 9 }, (_, c) => counts.filter((_, i) => i % 9 === c).reduce((a, b) => a + b, 0))
          // A block no wider than a bin counts at its middle, less than one bin off: compare where all blocks are wider than a bin.
          if (lane.source.endsWith('nova.log') && width < 600 * SECOND) expect(sum(lane.counts)).toEqual(sum(expected))
        }
      },
    ),
    { numRuns: 60, seed: 60 },
  )
})
