// Lines of tests, read by the real formats: the path gives source and host, blank lines are skipped.

import type { FormatId } from '../../formats/format.ts'
import { makeReader } from '../../formats/scanner.ts'
import type { Observation } from '../testimony.ts'
import { findAnchors } from './index.ts'

/** `file('c35/kern.log', 'rfc3164', ...)`: one observation per line that opens an entry; a boot begins where "Linux version" stands. */
export function file(source: string, format: FormatId, ...lines: readonly string[]): Observation[] {
  const read = makeReader(format)
  const seen: Observation[] = []
  let boot = -1
  lines.forEach((text, i) => {
    const found = read(text)
    if (!found) return
    const { entry } = found
    if (boot < 0 || /^Linux version /.test(entry.message)) boot++
    seen.push({
      ref: { source, line: i + 1 },
      host: entry.host ?? source.split('/')[0] ?? source,
      format: found.format,
      message: entry.message,
      text,
      boot,
      ...(entry.program === undefined ? {} : { program: entry.program }),
      ...(entry.pid === undefined ? {} : { pid: entry.pid }),
      ...(entry.tag === undefined ? {} : { tag: entry.tag }),
      ...(entry.stamp === undefined ? {} : { stamp: entry.stamp }),
      ...(entry.fields === undefined ? {} : { fields: entry.fields }),
    })
  })
  return seen
}

/** All anchors as `id a:line → b:line [lo,hi]`, in seconds; checks that the order of lines does not matter. */
export const found = (...seen: Observation[][]): string[] => {
  const all = seen.flat()
  const lines = findAnchors(all).map(
    (a) =>
      `${a.id.split(':')[0]} ${a.a.source}:${a.a.line} → ${a.b.source}:${a.b.line} [${a.gap[0] / 1e6},${a.gap[1] / 1e6}]`,
  )
  if (JSON.stringify(findAnchors(all.toReversed())) !== JSON.stringify(findAnchors(all)))
    throw new Error('order matters')
  return lines
}
