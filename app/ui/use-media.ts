// Whether a media query holds, kept up to date. The breakpoints of the page are named here and nowhere else in scripts.
import { useSyncExternalStore } from 'react'

export const NARROW = '(max-width: 1099.98px)'
export const TINY = '(max-width: 719.98px)'

const known = new Map<string, MediaQueryList>()

/** One list for each query: asking the browser anew with every render is dear. */
function mediaOf(query: string): MediaQueryList {
  const media = known.get(query) ?? matchMedia(query)
  known.set(query, media)
  return media
}

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = mediaOf(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => mediaOf(query).matches,
  )
}
