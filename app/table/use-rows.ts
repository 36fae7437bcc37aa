// The rows the table shows: follows filters and the engine, keeps what is in view loaded, and the view on the rows it showed.
import { useEffect, useMemo, useReducer, useRef } from 'react'
import { askOnce, type EngineClient } from '../engine-client.ts'
import { useStore } from '../store/store.ts'
import { RowFeed } from './row-feed.ts'
import { ROW_HEIGHT } from './scaled-scroll.ts'
import type { ScrollModel } from './scroll-model.ts'
import { highlightOf, rowFilter } from './table-filter.ts'

export function useRows(engine: EngineClient, scroll: ScrollModel): RowFeed {
  const redraw = useReducer((n: number) => n + 1, 0)[1]
  const feed = useMemo(
    () =>
      new RowFeed(engine, () => {
        if (feed.total !== undefined) scroll.setRows(feed.total)
        redraw()
      }),
    [engine, scroll],
  )
  const sources = useStore((s) => s.passing.engine.sources)
  const revision = useStore((s) => s.passing.engine.revision)
  const reading = useStore((s) => s.passing.engine.reading)
  const rows = useStore((s) => s.passing.engine.rows)
  // Rows of a hiding query come from the hits found so far.
  const hits = useStore((s) => (s.shared.others === 'hide' && s.shared.query.text !== '' ? s.passing.hits?.count : 0))
  const severities = useStore((s) => s.shared.severities)
  const hiddenSources = useStore((s) => s.shared.hiddenSources)
  const query = useStore((s) => s.shared.query)
  const others = useStore((s) => s.shared.others)
  const anchor = useRef(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts of `shared` that choose rows; its window does not.
  useEffect(() => {
    const { shared } = useStore.getState()
    const filter = rowFilter(shared, sources)
    const held = feed.row(scroll.firstRow)
    const within = scroll.top - scroll.firstRow * ROW_HEIGHT
    const turn = ++anchor.current
    const { scrolls } = scroll
    feed.choose({ filter, highlight: highlightOf(shared), revision, reading, version: `${revision} ${rows} ${hits}` })
    feed.want(scroll.firstRow, scroll.firstRow + scroll.rowsInView)
    // At the very top the table stays at the top; elsewhere it stays on the row that was first in view.
    if (!held || scroll.top === 0) return
    const { source, line, time } = held
    void (async () => {
      const own = await askOnce(engine, { kind: 'row-of', row: { source, line }, filter }, 'row')
      const near =
        own.index !== undefined || time === undefined
          ? own
          : await askOnce(engine, { kind: 'row-at', time, filter }, 'row')
      // Who has scrolled since wants to be there, not where the row went.
      if (turn !== anchor.current || near.index === undefined || scroll.scrolledSince(scrolls)) return
      scroll.growTo(near.total)
      scroll.moveTo(near.index * ROW_HEIGHT + within)
    })().catch(() => undefined)
  }, [feed, engine, scroll, severities, hiddenSources, query, others, sources, revision, reading, rows, hits])

  useEffect(() => () => feed.stop(), [feed])
  return feed
}
