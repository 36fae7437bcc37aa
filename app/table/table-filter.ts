// What of the store's filters the engine applies, and what the table itself dims. Pure.
import { ALL_SEVERITIES } from '../../src/base/severity.ts'
import type { Row, RowFilter, SourceSummary, TextQuery } from '../../src/engine/protocol.ts'
import { tableFilter } from '../store/filter.ts'
import type { Shared } from '../store/store.ts'

/** `dim`: every row stays and those that do not pass are faint. `hide`: the engine leaves them out. */
export const rowFilter = (shared: Shared, sources: readonly SourceSummary[]): RowFilter =>
  shared.others === 'dim' ? { severities: ALL_SEVERITIES } : tableFilter(shared, sources)

/** The query whose matches are to be told apart; absent where the filter keeps only matches. */
export const highlightOf = (shared: Shared): TextQuery | undefined =>
  shared.query.text !== '' && shared.others === 'dim' ? shared.query : undefined

type Chosen = Pick<Shared, 'severities' | 'hiddenSources' | 'query'>

export function passes(row: Row, { severities, hiddenSources, query }: Chosen): boolean {
  if (((severities >> row.severity) & 1) === 0 || hiddenSources.includes(row.source)) return false
  return query.text === '' || row.matches !== false
}

export interface Piece {
  readonly text: string
  readonly hit: boolean
  /** Offset in the message: a key that stays. */
  readonly at: number
}

const MOST_PIECES = 200

/** A text cut at the matches of a query; whole where the query is empty, or a pattern that cannot be read. */
export function cutAtMatches(text: string, query: TextQuery): readonly Piece[] {
  const pattern = query.text === '' ? undefined : patternOf(query)
  if (!pattern) return [{ text, hit: false, at: 0 }]
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(pattern)) {
    if (match[0] === '' || pieces.length >= MOST_PIECES) break
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), hit: false, at: from })
    pieces.push({ text: match[0], hit: true, at: match.index })
    from = match.index + match[0].length
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false, at: from })
  return pieces
}

let last: { readonly query: TextQuery; readonly pattern: RegExp | undefined } | undefined

function patternOf(query: TextQuery): RegExp | undefined {
  if (last?.query !== query) last = { query, pattern: compile(query) }
  return last.pattern
}

function compile({ text, regex, caseSensitive }: TextQuery): RegExp | undefined {
  try {
    return new RegExp(regex ? text : text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), caseSensitive ? 'g' : 'gi')
  } catch {
    // The engine says what is wrong with the pattern; here it only marks nothing.
    return undefined
  }
}
