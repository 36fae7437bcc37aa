// The table follows what happens elsewhere: a row chosen in the lanes or the panel, and the start of the visible window.
import { useEffect, useRef } from 'react'
import type { RowRef } from '../../src/engine/protocol.ts'
import { askOnce, type EngineClient } from '../engine-client.ts'
import { isFollowed } from '../store/follow.ts'
import { useStore } from '../store/store.ts'
import { moverOf } from '../timeline/time-window.ts'
import type { ScrollModel } from './scroll-model.ts'
import { rowFilter } from './table-filter.ts'

/** While a hand pans or zooms, the table waits for it to rest this long. */
const REST_MS = 120

export interface Chosen {
  readonly row: RowRef
  readonly index: number
}

/** The chosen row and where it stands; `current` is written by the table itself when it chooses. */
export function useFollow(engine: EngineClient, scroll: ScrollModel): { current: Chosen | undefined } {
  const chosen = useRef<Chosen>(undefined)
  const selected = useStore((s) => s.shared.selected)
  const window = useStore((s) => s.shared.window)
  const revision = useStore((s) => s.passing.engine.revision)
  const others = useStore((s) => s.shared.others)
  const severities = useStore((s) => s.shared.severities)
  const query = useStore((s) => s.shared.query)

  // biome-ignore lint/correctness/useExhaustiveDependencies: filters and revisions move rows, so the place is asked again.
  useEffect(() => {
    if (!selected) {
      chosen.current = undefined
      return
    }
    const known = chosen.current?.row === selected
    let late = false
    const { scrolls } = scroll
    const { shared, passing } = useStore.getState()
    const filter = rowFilter(shared, passing.engine.sources)
    askOnce(engine, { kind: 'row-of', row: selected, filter }, 'row')
      .then(({ index, total }) => {
        if (late || index === undefined) return
        chosen.current = { row: selected, index }
        if (known || scroll.scrolledSince(scrolls)) return
        scroll.growTo(total)
        const seen = index >= scroll.firstRow && index < scroll.firstRow + scroll.rowsInView
        if (!seen) scroll.show(index, 'centre')
      })
      .catch(() => undefined)
    return () => {
      late = true
    }
  }, [engine, scroll, selected, revision, others, severities, query])

  const first = useRef(true)
  useEffect(() => {
    const by = moverOf(window)
    if (first.current || !window || by === 'table' || by === 'pick') {
      first.current = window === undefined
      return
    }
    // The window follows the extent of the files; that is nobody's wish to scroll.
    if (isFollowed(window)) return
    let late = false
    const { scrolls } = scroll
    const timer = setTimeout(() => {
      const { shared, passing } = useStore.getState()
      const filter = rowFilter(shared, passing.engine.sources)
      askOnce(engine, { kind: 'row-at', time: window.from, filter }, 'row')
        .then(({ index, total }) => {
          if (late || index === undefined || scroll.scrolledSince(scrolls)) return
          scroll.growTo(total)
          scroll.show(index, 'start')
        })
        .catch(() => undefined)
    }, REST_MS)
    return () => {
      late = true
      clearTimeout(timer)
    }
  }, [engine, scroll, window])
  return chosen
}
