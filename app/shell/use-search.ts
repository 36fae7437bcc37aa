// Runs the search in the filter bar: counts hits after a pause in typing, and steps from hit to hit.
import { useEffect } from 'react'
import { sharedMicros } from '../../src/base/time.ts'
import type { Row, RowRef, TextQuery } from '../../src/engine/protocol.ts'
import { askOnce, type EngineClient } from '../engine-client.ts'
import { useEngine } from '../engine-context.ts'
import { hitFilter } from '../store/filter.ts'
import { useStore } from '../store/store.ts'
import { showMoment } from './show-moment.ts'

/** More than a person waits between two letters. */
const PAUSE_MS = 200

/** Counts the hits of the query, again when the rows have changed. Call once. */
export function useSearch(): void {
  const engine = useEngine()
  const query = useStore((s) => s.shared.query)
  const hidden = useStore((s) => s.shared.hiddenSources)
  const revision = useStore((s) => s.passing.engine.revision)
  useEffect(() => {
    const { setPassing } = useStore.getState()
    if (query.text === '') {
      setPassing({ hits: undefined })
      return
    }
    // Named so that they start a new search: the filter below is read when the pause is over.
    void hidden
    void revision
    let cancel = (): void => undefined
    const timer = setTimeout(() => {
      const { shared, passing } = useStore.getState()
      // The query is named apart from the filter: the rest of the filter says which rows to search.
      const { query: _, ...filter } = hitFilter(shared, passing.engine.sources)
      const asked = engine.ask({ kind: 'search', query, filter }, (answer) => {
        if (answer.kind === 'hits') {
          const progress = answer.bytesTotal > 0 ? answer.bytesSearched / answer.bytesTotal : 1
          setPassing({
            hits: { query, count: answer.hits, done: answer.done, capped: answer.capped, progress },
            notice: undefined,
          })
          stepAsSoonAsCan(engine)
        } else if (answer.kind === 'trouble') {
          setPassing({ hits: undefined, notice: `${answer.trouble.problem} ${answer.trouble.help}`.trim() })
        }
      })
      cancel = () => asked.cancel()
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      cancel()
    }
  }, [engine, query, hidden, revision])
}

/** The step that was asked for before its query had a hit. */
let wished: { readonly query: TextQuery; readonly by: 1 | -1 } | undefined

function stepAsSoonAsCan(engine: EngineClient): void {
  if (wished && wished.query === useStore.getState().shared.query)
    void stepHit(engine, wished.by).catch(() => undefined)
}

/** The hit after (`1`) or before (`-1`) the selected row becomes the selected row; past the end it starts over. */
export async function stepHit(engine: EngineClient, by: 1 | -1): Promise<void> {
  const { shared, passing } = useStore.getState()
  const hits = passing.hits?.query === shared.query ? passing.hits : undefined
  const total = hits?.count ?? 0
  // Enter may come before the count: it holds until there is a first hit, or none in everything.
  wished = total === 0 && hits?.done !== true ? { query: shared.query, by } : undefined
  if (shared.query.text === '' || total === 0) return
  const filter = hitFilter(shared, passing.engine.sources)
  const at = await placeOf(engine, shared.selected)
  const next = at.exact ? at.index + by : by === 1 ? at.index : at.index - 1
  const index = ((next % total) + total) % total
  const page = await askOnce(engine, { kind: 'rows', from: index, count: 1, filter }, 'rows')
  const row = page.rows[0]
  if (row) selectRow(row)

  /** Where the selected row stands among the hits, or where it would stand. */
  async function placeOf(client: EngineClient, row: RowRef | undefined): Promise<{ index: number; exact: boolean }> {
    if (row) {
      const own = await askOnce(client, { kind: 'row-of', row, filter }, 'row')
      if (own.index !== undefined) return { index: own.index, exact: true }
    }
    const time = row ? await timeOf(client, row) : shared.window?.from
    if (time === undefined) return { index: 0, exact: false }
    const near = await askOnce(client, { kind: 'row-at', time: sharedMicros(time), filter }, 'row')
    return { index: near.index ?? near.total, exact: false }
  }
}

async function timeOf(engine: EngineClient, row: RowRef): Promise<number | undefined> {
  const context = await askOnce(engine, { kind: 'context', row, before: 0, after: 0 }, 'context')
  return context.row.time
}

/** Selects a row and brings its moment into the window. */
export function selectRow(row: Row): void {
  const { setShared } = useStore.getState()
  setShared({ selected: { source: row.source, line: row.line } })
  if (row.time !== undefined) showMoment(row.time)
}
