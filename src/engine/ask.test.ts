// The engine's contract under any ask: each is answered, nothing throws, late answers of cancelled asks are dropped.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ALL_SEVERITIES } from '../base/severity.ts'
import { Engine } from './engine.ts'
import type { Answer, Ask } from './protocol.ts'
import { inlineReaders } from './readers.ts'
import { fileOf, linesFile, micros, sampleLines, startEngine } from './test-kit.ts'

const nova = (n: number): string =>
  `2013-02-15 01:41:${String(n % 60).padStart(2, '0')}.561 2288 ${n % 9 ? 'INFO' : 'ERROR'} nova.compute.manager [-] tick ${n}`
const all = { severities: ALL_SEVERITIES }
const files = [
  linesFile(
    'c35/nova.log',
    Array.from({ length: 50 }, (_, n) => nova(n)),
  ),
  linesFile('mixed.log', sampleLines),
  fileOf('notes.txt', 'one\ntwo\n'),
]

const number = fc.oneof(
  fc.integer({ min: -5, max: 60 }),
  fc.constantFrom(
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    0.5,
    -0,
    1e18,
    micros('2013-02-15T01:41:20Z'),
  ),
  fc.double(),
)
const source = fc.constantFrom('c35/nova.log', 'mixed.log', 'notes.txt', 'gone', '')
const query = fc.record({
  text: fc.oneof(fc.constantFrom('tick', '', '(', 'a{99999}', '(?=x)', '\\1', '.*'), fc.string({ maxLength: 6 })),
  regex: fc.boolean(),
  caseSensitive: fc.boolean(),
})
const filter = fc.record(
  {
    severities: fc.oneof(fc.constant(ALL_SEVERITIES), fc.nat(511), number),
    sources: fc.array(source, { maxLength: 3 }),
    query,
  },
  { requiredKeys: ['severities'] },
)
const row = fc.record({ source, line: number })
const choice = <T>(value: fc.Arbitrary<T>) => fc.option(value)
const kinds: Record<Exclude<Ask['kind'], 'open' | 'cancel' | 'remove' | 'stop'>, fc.Arbitrary<object>> = {
  'choose-clocks': fc.record({ pins: fc.constant([]), reference: fc.constantFrom('gone', 'c35') }),
  paste: fc.record({ text: fc.string() }),
  choose: fc.record(
    {
      source,
      host: choice(fc.string()),
      zone: choice(fc.oneof(fc.string(), fc.constantFrom('UTC', 'Europe/Berlin', '+02:00'))),
      year: choice(number),
      format: choice(fc.constantFrom('oslo', 'text', 'dmesg', 'none', '__proto__')),
    },
    { requiredKeys: ['source'] },
  ),
  sniff: fc.record({ text: fc.oneof(fc.string(), fc.constantFrom(...sampleLines)) }),
  buckets: fc.record({ from: number, to: number, bins: number }),
  rows: fc.record(
    { from: number, count: number, filter, highlight: query },
    { requiredKeys: ['from', 'count', 'filter'] },
  ),
  'row-at': fc.record({ time: number, filter }),
  'row-of': fc.record({ row, filter }),
  context: fc.record({ row, before: number, after: number }),
  search: fc.record({ query, filter }),
  members: fc.record({ archive: source }),
}
const anyAsk = fc.oneof(...Object.entries(kinds).map(([kind, rest]) => rest.map((r) => ({ kind, ...r }) as never)))

describe('any ask', () => {
  test('nonsense numbers, unknown sources and wrong patterns get an answer, and nothing throws', async () => {
    const engine = startEngine()
    await engine.ask({ kind: 'open', files })
    await engine.idle()
    await fc.assert(
      fc.asyncProperty(anyAsk, async (ask: { kind: string }) => {
        const answers = await engine.ask(ask as never)
        expect([ask, answers.length > 0]).toEqual([ask, true])
        for (const a of answers) {
          if (a.kind === 'trouble') expect([ask, a.trouble.problem, a.trouble.help]).not.toContain('')
        }
      }),
      { numRuns: 250, seed: 404 },
    )
    await engine.idle()
    expect(engine.state().sources.find((s) => s.id === 'notes.txt')).toBeDefined()
  }, 40_000)

  test('asks of all kinds while files come and go settle, each once', async () => {
    const heard: Answer[] = []
    const engine = new Engine({ readers: inlineReaders(), now: 0 }, (a) => heard.push(a))
    let id = 0
    const asked: Promise<void>[] = []
    const ask = (question: object) => asked.push(engine.ask({ ...question, id: ++id } as Ask))
    for (let turn = 0; turn < 12; turn++) {
      ask({ kind: 'open', files })
      ask({ kind: 'rows', from: 0, count: 50, filter: all })
      ask({ kind: 'search', query: { text: 'tick', regex: false, caseSensitive: false }, filter: all })
      ask({ kind: 'remove', source: turn % 2 ? `c35/nova.log (${turn})` : 'c35/nova.log' })
      ask({ kind: 'choose', source: 'mixed.log', format: turn % 2 ? 'oslo' : null })
      ask({ kind: 'buckets', from: 0, to: 2e15, bins: 60 })
      if (turn === 6) ask({ kind: 'stop' })
      await new Promise((resolve) => setTimeout(resolve, turn))
    }
    await Promise.all(asked)
    await engine.sources.idle()
    const state = engine.sources.state()
    expect(state.reading).toBe(false)
    expect(state.sources.every((s) => ['ready', 'partial', 'refused'].includes(s.phase))).toBe(true)
    for (const s of state.sources) expect(s.entries + s.continuations + s.unparsed).toBe(s.lines)
  }, 20_000)
})

describe('cancel', () => {
  test('drops every answer of the ask that comes later, and of no other', async () => {
    const engine = startEngine()
    await engine.ask({ kind: 'open', files })
    await engine.idle()
    const asks = [
      { kind: 'rows', from: 0, count: 20, filter: all },
      { kind: 'search', query: { text: 'tick', regex: false, caseSensitive: false }, filter: all },
      { kind: 'buckets', from: micros('2013-02-15T01:41:00Z'), to: micros('2013-02-15T01:42:00Z'), bins: 600 },
    ]
    for (const [i, ask] of asks.entries()) {
      const cancelled = engine.engine.ask({ ...ask, id: 9000 + i } as Ask)
      const before = engine.heard.filter((a) => a.id === 9000 + i).length
      await engine.engine.ask({ kind: 'cancel', id: 9000 + i })
      const other = engine.engine.ask({ ...ask, id: 8000 + i } as Ask)
      await Promise.all([cancelled, other])
      expect(engine.heard.filter((a) => a.id === 9000 + i).length).toBe(before)
      expect(engine.heard.filter((a) => a.id === 8000 + i).at(-1)?.kind).toBe(ask.kind === 'search' ? 'hits' : ask.kind)
    }
  })

  test('an ask that is over leaves nothing behind: its id may be used again', async () => {
    const engine = startEngine()
    await engine.engine.ask({ kind: 'cancel', id: 77 })
    await engine.engine.ask({ kind: 'sniff', id: 77, text: nova(1) })
    expect(engine.heard.filter((a) => a.id === 77).map((a) => a.kind)).toEqual(['sniffed'])
  })
})

describe('sources come and go', () => {
  test('pastes are named in turn, and two files of one name are told apart', async () => {
    const engine = startEngine()
    const opened = [
      await engine.answer('opened', { kind: 'paste', text: nova(1) }),
      await engine.answer('opened', { kind: 'paste', text: nova(2) }),
      await engine.answer('opened', { kind: 'open', files: [fileOf('a.log', nova(3)), fileOf('a.log', nova(4))] }),
    ]
    expect(opened.flatMap((o) => o.sources)).toEqual(['paste 1', 'paste 2', 'a.log', 'a.log (2)'])
    await engine.idle()
    expect(engine.state().rows).toBe(4)
  })

  test('a source removed while it is read leaves no rows, and the others are read', async () => {
    const engine = startEngine()
    const big = linesFile(
      'big.log',
      Array.from({ length: 60_000 }, (_, n) => nova(n)),
    )
    await engine.ask({ kind: 'open', files: [big, ...files] })
    await engine.ask({ kind: 'remove', source: 'big.log' })
    await engine.ask({ kind: 'remove', source: 'notes.txt' })
    await engine.idle()
    expect(
      engine
        .state()
        .sources.map((s) => s.id)
        .sort(),
    ).toEqual(['c35/nova.log', 'mixed.log'])
    const rows = await engine.answer('rows', { kind: 'rows', from: 0, count: 1000, filter: all })
    expect(new Set(rows.rows.map((r) => r.source))).toEqual(new Set(['c35/nova.log', 'mixed.log']))
    expect(engine.state().reading).toBe(false)
  })
})
