// One source's readers: the format it was found to be in first, then the others that its lines also bear.
import type { Entry } from '../base/entry.ts'
import type { Format, FormatId, ScanLine } from './format.ts'
import { formatById } from './index.ts'
import { wrapRead, wrapScan } from './wrapped.ts'

/** An entry and which format read it. */
export interface ReadLine {
  readonly entry: Entry
  readonly format: FormatId
}

/** True where a UTF-8 byte order mark stands at `start` (the first line of a file saved on Windows). */
const hasMark = (bytes: Uint8Array, start: number, end: number): boolean =>
  start + 3 <= end && bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf

/**
 * `format`, then each of `also`, but exact ones first: a wide format opens their lines as well and reads less in them. Last what is
 * known by its banner: it reads any text.
 */
function inOrder(format: FormatId, also: readonly FormatId[]): readonly Format[] {
  const all = [format, ...also].map(formatById)
  const rank = (f: Format): number => (f.exact ? 0 : f.banner ? 2 : 1)
  return all.sort((a, b) => rank(a) - rank(b))
}

/** The byte-level reader of a source: `format` and each of `also`. Allocates nothing per line. */
export function makeScanner(format: FormatId, also: readonly FormatId[] = []): ScanLine {
  const [first, ...others] = inOrder(format, also).map(wrapScan) as [ScanLine, ...ScanLine[]]
  const count = others.length
  return (bytes, start, end, out) => {
    const from = start < end && bytes[start] === 0xef && hasMark(bytes, start, end) ? start + 3 : start
    if (first(bytes, from, end, out)) return true
    for (let i = 0; i < count; i++) if ((others[i] as ScanLine)(bytes, from, end, out)) return true
    return false
  }
}

/** The full reader of a source's entries; `undefined` exactly where {@link makeScanner}'s scan of the same line is false. */
export function makeReader(format: FormatId, also: readonly FormatId[] = []): (line: string) => ReadLine | undefined {
  const readers = inOrder(format, also).map((f) => ({ id: f.id, read: wrapRead(f) }))
  return (line) => {
    const text = line.startsWith('\uFEFF') ? line.slice(1) : line
    for (const reader of readers) {
      const entry = reader.read(text)
      if (entry) return { entry, format: reader.id }
    }
    return undefined
  }
}
