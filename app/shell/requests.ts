// Counts what the page asked the network for since it was loaded: the number in the status bar is measured, not promised.
import { useSyncExternalStore } from 'react'

let count = 0
const hearers = new Set<() => void>()

/** When the load event ended; infinite until then, so that the page's own parts are not counted. */
const loadedAt = (): number => {
  const [page] = performance.getEntriesByType('navigation')
  return page instanceof PerformanceNavigationTiming && page.loadEventEnd > 0 ? page.loadEventEnd : Number.POSITIVE_INFINITY
}

/** Memory of this page (`blob:`, `data:`) is no request. */
const isRequest = (entry: PerformanceEntry): boolean =>
  !/^(blob|data):/.test(entry.name) && entry.startTime > loadedAt()

/** Call once, early. */
export function countRequests(): void {
  new PerformanceObserver((list) => {
    const more = list.getEntries().filter(isRequest).length
    if (more === 0) return
    count += more
    for (const hear of hearers) hear()
  }).observe({ type: 'resource', buffered: true })
}

export function useRequests(): number {
  return useSyncExternalStore(
    (hear) => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    () => count,
  )
}
