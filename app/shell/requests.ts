// Counts what the page asked the network for since it was loaded: the number in the status bar is measured, not promised.
//
// Loaded means: the load event is over and a second has passed without a request. Workers and the icon are parts of the page that
// browsers fetch right after the load event, and no event tells when the last of them has come.
import { useSyncExternalStore } from 'react'

const QUIET_MS = 1000

let loaded = false
let count = 0
const hearers = new Set<() => void>()

/** Memory of this page (`blob:`, `data:`) is no request. */
const isRequest = (entry: PerformanceEntry): boolean => !/^(blob|data):/.test(entry.name)

/** Call once, early. */
export function countRequests(): void {
  let quiet: ReturnType<typeof setTimeout> | undefined
  const wait = (): void => {
    clearTimeout(quiet)
    quiet = setTimeout(() => {
      loaded = true
    }, QUIET_MS)
  }
  new PerformanceObserver((list) => {
    const more = list.getEntries().filter(isRequest).length
    if (more === 0) return
    if (!loaded) {
      if (quiet !== undefined) wait()
      return
    }
    count += more
    for (const hear of hearers) hear()
  }).observe({ type: 'resource', buffered: true })
  if (document.readyState === 'complete') wait()
  else window.addEventListener('load', wait, { once: true })
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
