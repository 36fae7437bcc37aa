// Text search over blocks: each source's file is streamed once more, whole blocks are tested first, rows only where one hits.
import { RE2JS } from 're2js'
import { fail, ok, type Result } from '../base/result.ts'
import type { BlockDetail } from './block-detail.ts'
import { streamBlocks } from './block-stream.ts'
import type { DetailCache } from './detail-cache.ts'
import type { PlacedSource } from './placed-source.ts'

export interface Matcher {
  test(text: string): boolean
}

/**
 * A literal is matched by the engine's own search. A pattern is matched in linear time (RE2 syntax), so that no pattern a user types can
 * stall the worker; the failure says what is wrong with it.
 */
export function makeMatcher(text: string, regex: boolean, caseSensitive: boolean): Result<Matcher> {
  if (!regex) {
    if (caseSensitive) return ok({ test: (s) => s.includes(text) })
    const literal = new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i')
    return ok({ test: (s) => literal.test(s) })
  }
  try {
    const flags = RE2JS.MULTILINE | (caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE)
    const pattern = RE2JS.compile(text, flags)
    return ok({ test: (s) => pattern.matcher(s).find() })
  } catch (error) {
    return fail({
      problem: 'This is not a regular expression that can be searched for.',
      where: text,
      why: error instanceof Error ? error.message : String(error),
      help: 'Patterns use RE2 syntax (no look-around, no back references). Switch the pattern off to search for the text itself.',
    })
  }
}

/** A hit is a row: its block and row number within it. */
export type OnHit = (block: number, row: number, detail: BlockDetail) => void

/** Searches the rows of one source in file order. Rejects with the browser's error when the file cannot be read any more. */
export async function searchSource(
  source: PlacedSource,
  matcher: Matcher,
  cache: DetailCache,
  onHit: OnHit,
  onBytes: (bytes: number) => void,
  stopped: () => boolean,
): Promise<void> {
  const decoder = new TextDecoder()
  await streamBlocks(source.source, 0, source.blocks, (block, bytes) => {
    if (matcher.test(plain(decoder.decode(bytes)))) {
      const detail = cache.put(source.source, block, bytes)
      for (const row of hitsOf(bytes, detail, matcher, decoder)) onHit(block, row, detail)
    }
    onBytes(source.table.endOf(block) - (source.table.start[block] as number))
    return !stopped()
  })
}

/** Text as a pattern should see it: without the last line end, inner ones as `\n`. */
const plain = (text: string): string =>
  (text.includes('\r') ? text.replace(/\r\n/g, '\n') : text).replace(/[\r\n]+$/, '')

function hitsOf(bytes: Uint8Array, detail: BlockDetail, matcher: Matcher, decoder: TextDecoder): number[] {
  const hits: number[] = []
  for (let row = 0; row < detail.rows; row++) {
    const text = decoder.decode(bytes.subarray(detail.start[row], detail.start[row + 1]))
    if (matcher.test(plain(text))) hits.push(row)
  }
  return hits
}
