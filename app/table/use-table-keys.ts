// Keys of the table: j k and arrows, pages, ends; Enter zooms to the row, o opens it.
import { useEffect } from 'react'
import type { Row } from '../../src/engine/protocol.ts'
import { askOnce, type EngineClient } from '../engine-client.ts'
import { useStore } from '../store/store.ts'
import { isPageKey } from '../timeline/lane-keys.ts'
import { moveWindow, windowAround } from '../timeline/time-window.ts'
import type { RowFeed } from './row-feed.ts'
import type { ScrollModel } from './scroll-model.ts'
import { highlightOf, rowFilter } from './table-filter.ts'
import type { Chosen } from './use-follow.ts'

/** Where a key goes from row `at` (absent: none chosen yet, `first` is on top of the view). Pure. */
export function rowAfterKey(
  key: string,
  at: number | undefined,
  first: number,
  inView: number,
  rows: number,
): number | undefined {
  const from = at ?? first
  const step = at === undefined ? 0 : 1
  const goals: Record<string, number> = {
    j: from + step,
    ArrowDown: from + step,
    k: from - step,
    ArrowUp: from - step,
    PageDown: from + inView - 1,
    PageUp: from - inView + 1,
    Home: 0,
    End: rows - 1,
  }
  const goal = goals[key]
  return goal === undefined || rows === 0 ? undefined : Math.min(Math.max(0, goal), rows - 1)
}

interface Parts {
  readonly engine: EngineClient
  readonly feed: RowFeed
  readonly scroll: ScrollModel
  readonly chosen: { current: Chosen | undefined }
}

export function useTableKeys({ engine, feed, scroll, chosen }: Parts): void {
  useEffect(() => {
    const choose = async (index: number): Promise<void> => {
      scroll.show(index, 'nearest')
      const row = feed.row(index) ?? (await readOne(engine, index))
      if (row) chooseRow(row, index, chosen)
    }
    const hear = (event: KeyboardEvent): void => {
      if (!isPageKey(event)) return
      const target = event.target
      const inTable = target instanceof Element && target.closest('.tb-root') !== null
      const letter = event.key.length === 1
      if (letter && !useStore.getState().passing.letterKeys) return
      // Arrows, pages and ends scroll whatever has the focus; letters mean the table everywhere on the page.
      if (!letter && !inTable && target !== document.body) return
      const goal = event.shiftKey
        ? undefined
        : rowAfterKey(event.key, chosen.current?.index, scroll.firstRow, scroll.rowsInView, scroll.rows)
      if (goal !== undefined) void choose(goal).catch(() => undefined)
      else if (event.key === 'Enter' && chosen.current && !useStore.getState().passing.range)
        zoomToRow(feed, chosen.current)
      else if (event.key === 'o' && chosen.current) useStore.getState().setPassing({ panel: 'event' })
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [engine, feed, scroll, chosen])
}

export function chooseRow(row: Row, index: number, chosen: { current: Chosen | undefined }): void {
  const selected = { source: row.source, line: row.line }
  chosen.current = { row: selected, index }
  useStore.getState().setShared({ selected })
}

/** ±15 s around the row; the table keeps its place. */
export function zoomToRow(feed: RowFeed, { index }: Chosen): void {
  const time = feed.row(index)?.time
  if (time !== undefined) moveWindow(windowAround(time), 'table')
}

async function readOne(engine: EngineClient, index: number): Promise<Row | undefined> {
  const { shared, passing } = useStore.getState()
  const highlight = highlightOf(shared)
  const filter = rowFilter(shared, passing.engine.sources)
  const body = { kind: 'rows', from: index, count: 1, filter, ...(highlight && { highlight }) } as const
  return (await askOnce(engine, body, 'rows')).rows[0]
}
