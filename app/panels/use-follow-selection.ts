// Opens the Event panel when a row is selected, and fits the panel to the width of the page.
import { useEffect } from 'react'
import { useStore } from '../store/store.ts'
import { NARROW, useMedia } from '../ui/use-media.ts'

/** Call once. */
export function useFollowSelection(): void {
  const selected = useStore((s) => s.shared.selected)
  const narrow = useMedia(NARROW)
  useEffect(() => {
    const { passing, setPassing } = useStore.getState()
    // Clocks stays: there one steps through lines to look at their evidence. A closed panel stays closed.
    if (selected && passing.panel === 'sources') setPassing({ panel: 'event' })
  }, [selected])
  useEffect(() => {
    const { shared, setPassing } = useStore.getState()
    // The drawer of a narrow page covers the lanes, so it opens only when asked for.
    setPassing({ panel: narrow ? undefined : shared.selected ? 'event' : 'sources' })
  }, [narrow])
}
