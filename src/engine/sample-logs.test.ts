// The sample incidents are the acceptance test: what their expected.json says of files, lines, times and order must be what we read.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fileOf, micros, type ReadIncident, readIncident } from './test-kit.ts'

interface Place {
  readonly source: string
  readonly line: number
}
interface Expected {
  readonly hosts: readonly string[]
  readonly zones: Readonly<Record<string, string>>
  readonly year: number
  readonly sources: readonly (Record<'path' | 'format' | 'host', string> &
    Record<'lines' | 'entries' | 'continuations' | 'unparsed', number>)[]
  readonly facts: readonly (Place & { readonly utc: string; readonly contains: string })[]
  readonly order: readonly Place[]
}

const root = join(import.meta.dirname, '../../sample-logs')
const incidents = readdirSync(root).filter((name) => existsSync(join(root, name, 'expected.json')))

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((item) =>
    item.isDirectory() ? filesOf(join(folder, item.name)) : [join(folder, item.name)],
  )
}

const entryAt = (read: ReadIncident, place: Place) =>
  read.entries.get(place.source)?.find((e) => place.line >= e.line && place.line < e.line + e.lines)

describe.each(incidents)('sample-logs/%s', async (name) => {
  const folder = join(root, name)
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected
  const files = filesOf(folder)
    .map((path) => ({ path: relative(folder, path).replaceAll('\\', '/'), from: path }))
    .filter(({ path }) => !/^(README\.md|expected\.json)$/.test(path))
    .map(({ path, from }) => fileOf(path, new Uint8Array(readFileSync(from)), statSync(from).mtime.toISOString()))
  const read = await readIncident(files, { zoneOf: (_, host) => expected.zones[host] })

  test('has its sources, in their formats, on their hosts, with their lines', () => {
    const found = [...read.summaries.values()].map((s) => ({
      path: s.id,
      format: s.format,
      host: s.host,
      lines: s.lines,
    }))
    const stated = expected.sources.map(({ path, format, host, lines }) => ({ path, format, host, lines }))
    expect(found).toEqual(stated.sort((a, b) => (a.path < b.path ? -1 : 1)))
    expect([...new Set(found.map((s) => s.host))].sort()).toEqual([...expected.hosts].sort())
  })

  // Open: expected.json counts the console's blank lines (9) and its screen clear (1) as entries.
  test('has the entries, continuations and unparsed lines it states', () => {
    for (const { path, entries, continuations, unparsed } of expected.sources) {
      expect(read.summary(path)).toMatchObject({ id: path, entries, continuations, unparsed })
    }
  })

  test('counts every line of every source once', () => {
    for (const s of read.summaries.values()) expect(s.entries + s.continuations + s.unparsed).toBe(s.lines)
  })

  test('has its year wherever a stamp states none', () => {
    for (const s of read.summaries.values()) {
      if (s.clock.year !== undefined) expect([s.id, s.clock.year]).toEqual([s.id, expected.year])
    }
  })

  test('has its facts on their lines', () => {
    for (const fact of expected.facts) {
      expect([fact.source, fact.line, entryAt(read, fact)?.text]).toEqual([
        fact.source,
        fact.line,
        expect.stringContaining(fact.contains),
      ])
    }
  })

  test('has its facts at their times: the truth lies in the stated interval, and within two seconds of the time shown', () => {
    for (const fact of expected.facts) {
      const entry = entryAt(read, fact)
      // A line without a stamp stands with the one before it; nothing is claimed of its time.
      if (entry?.entry.stamp === undefined) {
        expect([fact.source, fact.line, entry?.placed]).toEqual([fact.source, fact.line, 'assumed'])
        continue
      }
      const off = Math.abs(micros(fact.utc) - (entry?.time ?? Number.NaN))
      const covered = off <= (entry?.plusMinus ?? Number.NaN)
      expect([fact.source, fact.line, covered, off < 2e6]).toEqual([fact.source, fact.line, true, true])
    }
  })

  test('has its events in order, as far as they are placed', () => {
    const times = expected.order.map((place) => entryAt(read, place)?.time).filter((t) => t !== undefined)
    expect(times.length).toBeGreaterThan(1)
    // Stamps of whole seconds are cut, so order is promised to the second.
    for (let i = 1; i < times.length; i++) {
      expect(Math.floor((times[i] as number) / 1e6)).toBeGreaterThanOrEqual(Math.floor((times[i - 1] as number) / 1e6))
    }
  })
})
