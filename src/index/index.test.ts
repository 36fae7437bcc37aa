// The block index against a naive model: every count, rank, page and bucket must equal what a plain sorted array gives.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LiteralFilter } from '../base/literal-filter.ts'
import type { ScanLine } from '../base/scan.ts'
import { ALL_SEVERITIES } from '../base/severity.ts'
import type { SourceMap } from '../base/source-map.ts'
import { Basis, SECOND } from '../base/time.ts'
import { BlockScanner, type LineShape } from './block-scanner.ts'
import { BlockTable } from './block-table.ts'
import { laneCounts, readWide } from './buckets.ts'
import { Candidates } from './candidates.ts'
import { type BlockSource, DetailCache } from './detail-cache.ts'
import { Merged } from './merged.ts'
import { PlacedSource } from './placed-source.ts'

/** A toy format: `@<seconds> <severity> text` opens an entry; `* text` opens one without a stamp; anything else continues. */
const scan: ScanLine = (bytes, start, end, out) => {
  if (bytes[start] === 42) {
    out.basis = Basis.None
    out.severity = 8
    return true
  }
  if (bytes[start] !== 64) return false
  const text = new TextDecoder().decode(bytes.subarray(start + 1, end))
  const [at, severity] = text.split(' ')
  out.at = Number(at) * SECOND
  out.basis = Basis.Absolute
  out.severity = Number(severity)
  return true
}
const shape: LineShape = { scan, plain: false }
const straight: SourceMap = { segments: [{ fromBlock: 0, pieces: [{ from: Number.NEGATIVE_INFINITY, add: 0 }] }] }

function index(
  text: string,
  chunk: number,
  candidates?: Candidates,
): { table: BlockTable; scanner: BlockScanner; blob: Blob } {
  const bytes = new TextEncoder().encode(text)
  const table = new BlockTable()
  const scanner = new BlockScanner(table, shape, 0, candidates)
  let kept = new Uint8Array(0)
  for (let at = 0; at < bytes.length || at === 0; at += chunk) {
    const fresh = bytes.subarray(at, at + chunk)
    const all = new Uint8Array(kept.length + fresh.length)
    all.set(kept)
    all.set(fresh, kept.length)
    const used = scanner.take(all, all.length, at + chunk >= bytes.length)
    kept = all.slice(used)
  }
  return { table, scanner, blob: new Blob([bytes]) }
}

const sourceOf = (key: string, table: BlockTable, blob: Blob): BlockSource => ({
  key,
  generation: 0,
  table,
  shape,
  read: async (from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer()),
  // Hands out everything there is, then the rest of what was not taken: the shape of a stream without its timing.
  stream: async (from, to, take) => {
    const bytes = new Uint8Array(await blob.slice(from, to).arrayBuffer())
    for (
      let at = 0, filled = Math.min(700_000, bytes.length);
      at < bytes.length;
      filled = Math.min(bytes.length, filled + 700_000)
    ) {
      const used = await take(bytes.subarray(at, filled), filled - at)
      if (used < 0) return
      at += used
      if (filled === bytes.length && used === 0) return
    }
  },
})

interface ModelRow {
  readonly source: number
  readonly line: number
  readonly key: number
  readonly severity: number
}

/** The naive reading of the same text. */
function model(text: string, source: number): { rows: ModelRow[]; lines: number; continuations: number } {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const rows: ModelRow[] = []
  const stamps: number[] = []
  let continuations = 0
  let open = false
  lines.forEach((raw, i) => {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    const stamped = /^@(\d+) (\d)/.exec(line)
    if (stamped || line.startsWith('*')) {
      open = true
      stamps.push(stamped ? Number(stamped[1]) * SECOND : Number.NaN)
      rows.push({ source, line: i + 1, key: 0, severity: stamped ? Number(stamped[2]) : 8 })
    } else if (line !== '' && !open) {
      stamps.push(Number.NaN)
      rows.push({ source, line: i + 1, key: 0, severity: 8 })
    } else continuations++
  })
  let key = stamps.find((s) => !Number.isNaN(s)) ?? Number.NaN
  const keyed = rows.map((row, i) => {
    const stamp = stamps[i] as number
    if (stamp > key) key = stamp
    return { ...row, key }
  })
  return { rows: keyed, lines: lines.length, continuations }
}

const line = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.nat(4000), fc.nat(7)).map(([at, s]) => `@${at} ${s} ${'x'.repeat(at % 90)}`) },
  { weight: 2, arbitrary: fc.constant('* no stamp') },
  { weight: 2, arbitrary: fc.constant('\tcontinues') },
  { weight: 1, arbitrary: fc.constant('') },
)
const file = fc
  .tuple(
    fc.array(line, { maxLength: 60 }),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
    fc.integer({ min: 1, max: 40 }),
  )
  .map(([lines, eol, torn, repeat]) => {
    const body = Array.from({ length: repeat }, () => lines.join(eol)).join(eol)
    return torn || body === '' ? body : body + eol
  })
const inOrder = (a: ModelRow, b: ModelRow): number => {
  const byKey =
    Number.isNaN(a.key) || Number.isNaN(b.key)
      ? Number(Number.isNaN(a.key)) - Number(Number.isNaN(b.key))
      : a.key - b.key
  return byKey || a.source - b.source || a.line - b.line
}

describe('block index', () => {
  test('agrees with a naive reading on counts, pages, ranks and buckets, whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 7, max: 5000 }),
        fc.integer({ min: 1, max: ALL_SEVERITIES }),
        async (files, chunk, mask) => {
          const cache = new DetailCache(20_000)
          const models = files.map((text, i) => model(text, i))
          const placed = files.flatMap((text, i) => {
            const { table, scanner, blob } = index(text, chunk)
            expect(scanner.lines).toBe(models[i]?.lines)
            expect(scanner.continuations).toBe(models[i]?.continuations)
            expect(table.endByte).toBe(blob.size)
            return table.length > 0 ? [new PlacedSource(sourceOf(String(i), table, blob), straight)] : []
          })
          const merged = new Merged(placed, cache)
          const expected = models
            .flatMap((m) => m.rows)
            .filter((row) => (mask >> row.severity) & 1)
            .sort(inOrder)
          expect(merged.total({ mask })).toBe(expected.length)
          for (const from of [0, Math.floor(expected.length / 3), Math.max(0, expected.length - 5)]) {
            const page = await merged.page(from, 20, { mask })
            const got = page.map(
              (r) =>
                `${r.source.source.key}:${(r.source.table.line[r.block] as number) + (r.detail.line[r.row] as number)}`,
            )
            expect(got).toEqual(expected.slice(from, from + 20).map((r) => `${r.source}:${r.line}`))
          }
          for (const probe of expected.filter((_, i) => i % 17 === 0)) {
            const at = await merged.rowOf(String(probe.source), probe.line, { mask })
            expect(expected[at as number]).toEqual(probe)
            if (!Number.isNaN(probe.key)) {
              expect(await merged.rowAt(probe.key, { mask })).toBe(expected.findIndex((r) => r.key >= probe.key))
            }
          }
        },
      ),
      { numRuns: 60, seed: 20130215 },
    )
  })

  test('buckets keep every row of the window once their blocks are read', async () => {
    const text = Array.from({ length: 9000 }, (_, i) => `@${i} ${i === 4321 ? 2 : 6} ${'y'.repeat(i % 50)}`).join('\n')
    const { table, blob } = index(text, 1 << 16)
    const source = new PlacedSource(sourceOf('a', table, blob), straight)
    const cache = new DetailCache()
    const window = { from: 1000 * SECOND, to: 5000 * SECOND, bins: 400 }
    const rough = laneCounts(source, window, cache)
    expect(rough.wide.length).toBeGreaterThan(0)
    await readWide(source, rough.wide, 1000, cache, () => false)
    const exact = laneCounts(source, window, cache)
    expect(exact.wide).toEqual([])
    expect(exact.counts.reduce((a, b) => a + b, 0)).toBe(4000)
    expect(exact.counts[332 * 9 + 2]).toBe(1)
  })

  test('lines that hold a sought literal are found, in any chunks', () => {
    const lines = Array.from({ length: 3000 }, (_, i) =>
      i % 97 === 5 ? `@${i} 6 clock was stepped by ${i}` : `@${i} 6 nothing`,
    )
    for (const chunk of [100, 4096, 1 << 20]) {
      const candidates = new Candidates(new LiteralFilter(['clock was stepped']))
      index(`${lines.join('\n')}\n`, chunk, candidates)
      expect([...candidates.result().lines]).toEqual(lines.flatMap((_, i) => (i % 97 === 5 ? [i + 1] : [])))
    }
  })

  test('a line of 3 MB is one row, counted and cut, and the lines behind it keep their numbers', async () => {
    const text = `@1 6 a\n@2 6 ${'z'.repeat(3_000_000)}\n@3 6 c\nrest\n`
    const { table, scanner, blob } = index(text, 1 << 20)
    expect([scanner.lines, scanner.entries, scanner.longLines]).toEqual([4, 3, 1])
    const source = new PlacedSource(sourceOf('a', table, blob), straight)
    const merged = new Merged([source], new DetailCache())
    const rows = await merged.page(0, 10, { mask: ALL_SEVERITIES })
    expect(rows.map((r) => r.time)).toEqual([1, 2, 3].map((s) => s * SECOND))
    expect((await merged.find(source, 4))?.row).toBe(0)
  })
})
