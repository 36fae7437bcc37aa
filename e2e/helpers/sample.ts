// The Valentine's Day sample as it lies on disk, and what its README promises of it.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')
export const sampleFolder = join(root, 'sample-logs/valentines-day')

interface ExpectedSource {
  readonly path: string
  readonly format: string
  readonly host: string
  readonly lines: number
  readonly entries: number
  readonly continuations: number
  readonly unparsed: number
}

interface Fact {
  readonly source: string
  readonly line: number
  readonly utc: string
  readonly contains: string
}

interface Expected {
  readonly hosts: readonly string[]
  readonly sources: readonly ExpectedSource[]
  readonly facts: readonly Fact[]
}

export const expected: Expected = JSON.parse(readFileSync(join(sampleFolder, 'expected.json'), 'utf8'))

export const expectedRows = expected.sources.reduce((sum, source) => sum + source.entries + source.unparsed, 0)

/** Paths of the six logs, for the picker, which takes files and not folders. */
export const sampleLog = (path: string): string => join(sampleFolder, path)

export function expectedSource(path: string): ExpectedSource {
  const found = expected.sources.find((source) => source.path === path)
  if (!found) throw new Error(`expected.json names no ${path}`)
  return found
}

/** The lines of a log as they are, without their line ends. */
export const linesOf = (path: string): readonly string[] => linesOfText(readFileSync(sampleLog(path), 'utf8'))

export const linesOfText = (text: string): readonly string[] => text.replace(/\n$/, '').split('\n')

/** Lines of the six logs that hold a text or match a pattern: what `grep` counts. */
export function grepCount(what: string | RegExp): number {
  const all = expected.sources.flatMap(({ path }) => linesOf(path))
  return all.filter((line) =>
    typeof what === 'string' ? line.toLowerCase().includes(what.toLowerCase()) : what.test(line),
  ).length
}
