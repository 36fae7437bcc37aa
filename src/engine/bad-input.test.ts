// Bad input: each bad file says what, where, why and what to do; every other file is read as if it were not there.
import { openAsBlob } from 'node:fs'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Trouble } from '../base/result.ts'
import { ALL_SEVERITIES } from '../base/severity.ts'
import type { DroppedFile } from './protocol.ts'
import { fileOf, linesFile, readIncident, startEngine } from './test-kit.ts'

const line = (n: number): string =>
  `2013-02-15 01:41:${String(n % 60).padStart(2, '0')}.561 2288 INFO nova.compute.manager [-] tick ${n}`
const good = linesFile(
  'c35/nova.log',
  Array.from({ length: 20 }, (_, n) => line(n)),
)
const noise = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 7919 + (i >> 5)) % 256)

function expectWhole(trouble: Trouble | undefined, problem: RegExp, where: string): void {
  expect(trouble?.problem).toMatch(problem)
  expect(trouble?.where).toContain(where)
  expect([trouble?.why, trouble?.help]).not.toContain('')
  expect([trouble?.why, trouble?.help]).not.toContain(undefined)
}

const gz = new Uint8Array(gzipSync(Array.from({ length: 5000 }, (_, n) => line(n * 7919)).join('\n')))
const bad: readonly (readonly [string, DroppedFile, RegExp, 'refused' | 'partial'])[] = [
  ['a binary file', fileOf('bad/core', noise(5000)), /Binary file/, 'refused'],
  ['an empty file', fileOf('bad/empty.log', ''), /Empty file/, 'refused'],
  [
    'a zip that is none',
    fileOf('bad/logs.zip', new Uint8Array([0x50, 0x4b, 3, 4, ...noise(90)])),
    /damaged/,
    'refused',
  ],
  ['gzip that is none', fileOf('bad/a.gz', new Uint8Array([31, 139, 8, 0, ...noise(90)])), /damaged/, 'refused'],
  ['gzip that breaks off', fileOf('bad/b.gz', gz.slice(0, gz.length >> 1)), /damaged/, 'partial'],
]

describe('one bad file among good ones', () => {
  test.each(bad)('%s', async (_, file, problem, phase) => {
    const read = await readIncident([file, good])
    expectWhole(read.summary(file.path).trouble, problem, file.path)
    expect(read.summary(file.path).phase).toBe(phase)
    expect(read.summary('c35/nova.log')).toMatchObject({ phase: 'ready', lines: 20, entries: 20 })
    expect(read.entries.get(file.path)?.length).toBe(read.summary(file.path).rows)
    if (phase === 'partial') expect(read.summary(file.path).lines).toBeGreaterThan(500)
  })

  test('all of them at once', async () => {
    const read = await readIncident([...bad.map(([, file]) => file), good])
    expect([...read.summaries.values()].filter((s) => s.phase === 'refused').length).toBe(4)
    expect(read.summary('c35/nova.log').entries).toBe(20)
  })
})

describe('a lot', () => {
  test('300 small files are 300 sources, each with its lines', async () => {
    const files = Array.from({ length: 300 }, (_, n) => linesFile(`h${n % 7}/f${n}.log`, [line(n), line(n + 1)]))
    const engine = startEngine()
    await engine.ask({ kind: 'open', files })
    await engine.idle()
    const state = engine.state()
    expect(state.sources.length).toBe(300)
    expect(new Set(state.sources.map((s) => s.phase))).toEqual(new Set(['ready']))
    expect(state.lines).toBe(600)
    const page = await engine.answer('rows', {
      kind: 'rows',
      from: 590,
      count: 99,
      filter: { severities: ALL_SEVERITIES },
    })
    expect([page.total, page.rows.length]).toEqual([600, 10])
  }, 30_000)

  test('a line of 20 MB is one row, said to be cut, and the lines behind it keep their numbers', async () => {
    const long = `${line(1)}\n${line(2)} ${'x'.repeat(20_000_000)}\n${line(3)}\n`
    const read = await readIncident([fileOf('c35/nova.log', long)])
    expect(read.entries.get('c35/nova.log')?.map((e) => [e.line, e.lines, e.text.slice(0, 23)])).toEqual(
      [1, 2, 3].map((n) => [n, 1, line(n).slice(0, 23)]),
    )
    expectWhole(read.summary('c35/nova.log').trouble, /longer than 256 kB/, 'c35/nova.log')
    expect(read.summary('c35/nova.log')).toMatchObject({ phase: 'ready', lines: 3 })
  }, 30_000)

  test('one 20 MB line without any line end is one row', async () => {
    const read = await readIncident([fileOf('dump.log', 'y'.repeat(20_000_000)), good])
    expect(read.summary('dump.log')).toMatchObject({ lines: 1, rows: 1 })
    expect(read.summary('c35/nova.log').entries).toBe(20)
  }, 30_000)
})

describe('a file that changes on disk', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'skewline-bad-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('after it was read keeps its counts and its lane, says so, and the rows of the others are shown', async () => {
    const path = join(folder, 'live.log')
    await writeFile(path, `${line(1)}\n${line(2)}\n`)
    const engine = startEngine()
    await engine.ask({ kind: 'open', files: [{ path: 'live.log', blob: await openAsBlob(path), modified: 0 }, good] })
    await engine.idle()
    await appendFile(path, `${line(3)}\n`)
    expect(engine.state().sources.find((s) => s.id === 'live.log')).toMatchObject({ phase: 'ready', lines: 2 })
    const all = { severities: ALL_SEVERITIES }
    const answer = await engine.answer('rows', { kind: 'rows', from: 0, count: 99, filter: all })
    expect([answer.total, answer.rows.length]).toEqual([20, 20])
    await engine.idle()
    const lost = engine.state().sources.find((s) => s.id === 'live.log')
    expect(lost).toMatchObject({ phase: 'partial', lines: 2 })
    expectWhole(lost?.trouble, /changed on disk|no longer there/, 'live.log')
    const row = { source: 'live.log', line: 1 }
    const shown = await engine.answer('trouble', { kind: 'context', row, before: 3, after: 3 })
    expectWhole(shown.trouble, /changed on disk|no longer there/, 'live.log')
  })

  test('before it is read is refused, and says to drop it again', async () => {
    const path = join(folder, 'gone.log')
    await writeFile(path, `${line(1)}\n`)
    const blob = await openAsBlob(path)
    await rm(path)
    const read = await readIncident([{ path: 'gone.log', blob, modified: 0 }, good])
    expectWhole(read.summary('gone.log').trouble, /changed on disk|no longer there/, 'gone.log')
    expect(read.summary('gone.log').trouble?.help).toContain('Drop it again')
    expect(read.summary('gone.log').phase).toBe('refused')
    expect(read.summary('c35/nova.log').entries).toBe(20)
  })
})
