// Whether a media query holds, kept up to date. The breakpoints of the page are named here and nowhere else in scripts.
import { useSyncExternalStore } from 'react'

export const NARROW = '(max-width: 1099.98px)'
export const TINY = '(max-width: 719.98px)'

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )
}
