// Ties TanStack Virtual to the exact position: it is given a stretch of the rows, and its offsets from the model.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useLayoutEffect, useSyncExternalStore } from 'react'
import { ROW_HEIGHT, SEGMENT } from './scaled-scroll.ts'
import type { ScrollModel } from './scroll-model.ts'

const OVERSCAN = 12

/** First and last row to be in the page, and the layer they lie in, kept at its place between renders. */
export function useWindowOfRows(
  scroll: ScrollModel,
  scroller: RefObject<HTMLElement | null>,
  layer: RefObject<HTMLElement | null>,
): readonly [number, number] {
  // Heard here and not only through TanStack Virtual: React then renders before the next paint, so a fast drag is never blank, and a
  // jump into another stretch counts even where it shows the same places of it.
  useSyncExternalStore(
    useCallback((hear: () => void) => scroll.subscribe(hear), [scroll]),
    () => scroll.firstRow,
  )
  const { base } = scroll
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: Math.min(SEGMENT, Math.max(0, scroll.rows - base)),
    getScrollElement: () => scroller.current,
    estimateSize: useCallback(() => ROW_HEIGHT, []),
    overscan: OVERSCAN,
    useFlushSync: false,
    observeElementOffset: (_, report) => {
      const tell = (): void => report(scroll.top - scroll.base * ROW_HEIGHT, false)
      tell()
      return scroll.subscribe(tell)
    },
    // The model alone moves the scroll bar.
    scrollToFn: () => undefined,
  })
  const items = virtualizer.getVirtualItems()
  const first = base + (items[0]?.index ?? 0)
  const last = base + (items.at(-1)?.index ?? -1)

  useLayoutEffect(() => {
    const place = (): void => {
      if (layer.current) layer.current.style.transform = `translateY(${first * ROW_HEIGHT - scroll.top}px)`
    }
    place()
    return scroll.subscribe(place)
  }, [first, scroll, layer])
  return [first, last]
}
