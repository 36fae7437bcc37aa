// `corpus DIR` through the real engine: every case is opened as a dropped file would be.
import { assert } from '../base/result.ts'
import { openIncident } from '../engine/open.ts'
import type { Options } from './args.ts'
import { type CorpusEntry, type CorpusReport, formatCorpusReport, type ReadSource, scoreCorpus } from './corpus.ts'
import { formatVariants, variants } from './corpus-variants.ts'

/** Cases have no host names of their own in their path, and "today" must not depend on the day of the run. */
const NOW = Date.UTC(2026, 0, 1) * 1000

export const readThroughEngine: ReadSource = async (bytes, name) => {
  const blob = new Blob([bytes as Uint8Array<ArrayBuffer>])
  const opened = await openIncident([{ path: name, blob, modified: 0 }], { now: NOW })
  assert(opened.ok, 'a case is opened without choices')
  const { summaries, read } = opened.value
  const entries: CorpusEntry[] = []
  for (const summary of summaries) {
    for await (const { line, lines, format, entry } of read(summary.id)) entries.push({ line, lines, format, entry })
  }
  return entries
}

export async function corpusCommand(options: Options, print: (line: string) => Promise<void>): Promise<number> {
  const [dir] = options.files
  assert(dir !== undefined, 'main checks that a folder is named')
  const report = await scoreCorpus(dir, readThroughEngine)
  if (options.variants) {
    const changed: [string, CorpusReport][] = []
    for (const { name, of } of variants) changed.push([name, await scoreCorpus(dir, of(readThroughEngine))])
    await print(formatVariants(report, changed))
    return 0
  }
  await print(options.json ? JSON.stringify(report, null, 1) : formatCorpusReport(report))
  return 0
}
