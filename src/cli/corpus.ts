// `skewline corpus DIR`: scores every *.ndjson of labelled cases (schema: the README beside them) and says where it is wrong.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Entry } from '../base/entry.ts'
import { compareField, type Expect, sameEntry, type Verdict } from './corpus-fields.ts'

/** One entry as the engine under test read it. `line` counts from 1; `lines` includes its continuation lines. */
export interface CorpusEntry {
  readonly line: number
  readonly lines: number
  /** `text` where no format explains the line. */
  readonly format: string
  readonly entry: Entry
}

export type ReadSource = (bytes: Uint8Array, name: string) => Promise<readonly CorpusEntry[]>

/** `alone`: each case is a file. `joined`: all single-line cases of a kind are one file, in order. */
export type Mode = 'alone' | 'joined'

interface FieldScore {
  readonly corpus: string
  readonly kind: string
  readonly mode: Mode
  readonly field: string
  equal: number
  wrong: number
  missing: number
}

interface Miss {
  readonly id: string
  readonly mode: Mode
  readonly field: string
  readonly verdict: Verdict
  readonly expected: unknown
  readonly found: unknown
}

export interface CorpusReport {
  readonly scores: readonly FieldScore[]
  readonly misses: readonly Miss[]
  /** Fields of the corpora that nothing compares yet. */
  readonly notScored: readonly string[]
}

interface Case {
  readonly id: string
  readonly kind: string
  readonly raw: string
  readonly raw_b64?: string
  readonly expect: Expect
}

/** Fields that say how to read others, not what to find. */
const ABOUT = new Set(['year_known', 'tz_known', 'continuation_ok', 'note'])

const bytesOf = (c: Case): Uint8Array =>
  c.raw_b64 === undefined ? new TextEncoder().encode(c.raw) : new Uint8Array(Buffer.from(c.raw_b64, 'base64'))

class Board {
  readonly scores = new Map<string, FieldScore>()
  readonly misses: Miss[] = []
  readonly notScored = new Set<string>()

  constructor(
    readonly corpus: string,
    readonly mode: Mode,
  ) {}

  count(c: Case, field: string, verdict: Verdict, expected: unknown, found: unknown): void {
    if (verdict === 'skip') return
    const key = `${c.kind}\0${field}`
    const score = this.scores.get(key) ?? {
      corpus: this.corpus,
      kind: c.kind,
      mode: this.mode,
      field,
      equal: 0,
      wrong: 0,
      missing: 0,
    }
    score[verdict]++
    this.scores.set(key, score)
    if (verdict !== 'equal') this.misses.push({ id: c.id, mode: this.mode, field, verdict, expected, found })
  }
}

function scoreLine(board: Board, c: Case, entry: Entry | undefined): void {
  for (const [field, expected] of Object.entries(c.expect)) {
    if (ABOUT.has(field)) continue
    const verdict = compareField(entry ?? { message: '' }, field, expected)
    if (verdict === undefined) board.notScored.add(field)
    else board.count(c, field, entry || verdict === 'equal' ? verdict : 'missing', expected, entry)
  }
}

/** Truth about a whole file: how many entries, which lines open them, what each says. */
function scoreFile(board: Board, c: Case, entries: readonly CorpusEntry[]): void {
  const lines = c.raw.split('\n')
  const real = entries.filter((e) => e.format !== 'text')
  for (const [field, expected] of Object.entries(c.expect)) {
    if (ABOUT.has(field)) continue
    if (field === 'entries' || field === 'records') {
      board.count(c, field, real.length === expected ? 'equal' : 'wrong', expected, real.length)
    } else if (field === 'rows' && Array.isArray(expected)) {
      const rows = real.map((e) => lines[e.line - 1]?.trim())
      const same = rows.length === expected.length && rows.every((row, i) => row === String(expected[i]).trim())
      board.count(c, field, same ? 'equal' : 'wrong', expected, rows)
    } else if (field === 'per_line' && Array.isArray(expected)) {
      const bad = expected.findIndex((e: Expect, i) => !sameEntry(real[i]?.entry, e))
      const same = bad < 0 && real.length === expected.length
      board.count(c, field, same ? 'equal' : 'wrong', expected[Math.max(bad, 0)], real[Math.max(bad, 0)])
    } else if (field === 'first') {
      board.count(c, field, sameEntry(real[0]?.entry, expected as Expect) ? 'equal' : 'wrong', expected, real[0])
    } else {
      const about = real.find((e) => e.entry.host !== undefined) ?? real[0]
      const verdict = compareField(about?.entry ?? { message: '' }, field, expected)
      if (verdict === undefined) board.notScored.add(field)
      else board.count(c, field, verdict, expected, about)
    }
  }
}

const isFile = (c: Case): boolean => c.raw.trimEnd().includes('\n') || 'entries' in c.expect || 'records' in c.expect

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

async function scoreAlone(board: Board, cases: readonly Case[], readSource: ReadSource): Promise<void> {
  for (const c of cases) {
    const entries = await readSource(bytesOf(c), 'unknown')
    if (isFile(c)) scoreFile(board, c, entries)
    else scoreLine(board, c, entries.find((e) => e.format !== 'text')?.entry ?? entries[0]?.entry)
  }
}

async function scoreJoined(board: Board, cases: readonly Case[], readSource: ReadSource): Promise<void> {
  const kinds = groupBy(
    cases.filter((c) => !isFile(c)),
    (c) => c.kind,
  )
  for (const [, same] of kinds) {
    if (same.length < 2) continue
    const text = same.map((c) => c.raw.replace(/[\r\n]+$/, '')).join('\n')
    const entries = await readSource(new TextEncoder().encode(`${text}\n`), 'unknown')
    const byLine = new Map(entries.map((e) => [e.line, e.entry]))
    same.forEach((c, i) => {
      const entry = byLine.get(i + 1)
      if (entry === undefined && c.expect.continuation_ok === true) return
      scoreLine(board, c, entry)
    })
  }
}

/** Scores every `*.ndjson` in `dir`, in name order, in both modes. */
export async function scoreCorpus(dir: string, readSource: ReadSource): Promise<CorpusReport> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.ndjson')).sort()
  const boards: Board[] = []
  for (const name of names) {
    const text = await readFile(join(dir, name), 'utf8')
    const cases = text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as Case)
    const alone = new Board(name.replace('.ndjson', ''), 'alone')
    const joined = new Board(alone.corpus, 'joined')
    await scoreAlone(alone, cases, readSource)
    await scoreJoined(joined, cases, readSource)
    boards.push(alone, joined)
  }
  return {
    scores: boards.flatMap((board) => [...board.scores.values()]),
    misses: boards.flatMap((board) => board.misses),
    notScored: [...new Set(boards.flatMap((board) => [...board.notScored]))].sort(),
  }
}

/** (right − wrong) / all, over every compared field. */
export function rightMinusWrong(scores: readonly FieldScore[]): number {
  const all = scores.reduce((sum, s) => sum + s.equal + s.wrong + s.missing, 0)
  return all === 0 ? 0 : scores.reduce((sum, s) => sum + s.equal - s.wrong, 0) / all
}

const row = (cells: readonly (string | number)[], widths: readonly number[]): string =>
  cells
    .map((cell, i) => (typeof cell === 'number' ? String(cell).padStart(widths[i] ?? 8) : cell.padEnd(widths[i] ?? 8)))
    .join(' ')
    .trimEnd()

const signed = (value: number): string => value.toFixed(3).padStart(7)

/** The report as two tables: per corpus and kind in both modes, then per field. */
export function formatCorpusReport(report: CorpusReport): string {
  const widths = [18, 30, 7, 7, 24, 7, 7, 7]
  const out = [row(['corpus', 'kind', ' alone', ' joined'], widths)]
  const kinds = groupBy(report.scores, (s) => `${s.corpus}\0${s.kind}`)
  for (const [, scores] of kinds) {
    const { corpus, kind } = scores[0] as FieldScore
    const of = (mode: Mode): string => {
      const part = scores.filter((s) => s.mode === mode)
      return part.length === 0 ? '      –' : signed(rightMinusWrong(part))
    }
    out.push(row([corpus, kind, of('alone'), of('joined')], widths))
  }
  out.push('', row(['corpus', 'kind', 'mode', '', 'field', '  equal', '  wrong', 'missing'], widths))
  for (const s of report.scores)
    out.push(row([s.corpus, s.kind, s.mode, '', s.field, s.equal, s.wrong, s.missing], widths))
  out.push('', `not scored yet: ${report.notScored.join(', ')}`)
  return out.join('\n')
}
