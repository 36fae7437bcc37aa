// Keys of the whole page. Lanes and table have their own.
import { useEffect } from 'react'
import { useEngine } from '../engine-context.ts'
import { type PanelTab, useStore } from '../store/store.ts'
import { isTyping } from '../ui/is-typing.ts'
import { NARROW } from '../ui/use-media.ts'
import { stepHit } from './use-search.ts'

const tabs: Readonly<Record<string, PanelTab>> = { '1': 'event', '2': 'sources', '3': 'clocks' }

const isSingle = (event: KeyboardEvent): boolean =>
  event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey

/** Call once. */
export function useKeys(): void {
  const engine = useEngine()
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const { shared, passing, setShared, setPassing } = useStore.getState()
      if (event.defaultPrevented || passing.phase === 'error') return
      if (event.key === 'F6') {
        event.preventDefault()
        cycleRegions(event.shiftKey ? -1 : 1)
      } else if (event.key === 'F3') {
        event.preventDefault()
        void stepHit(engine, event.shiftKey ? -1 : 1).catch(() => undefined)
      } else if (event.key === 'Escape' && passing.panel !== undefined && matchMedia(NARROW).matches) {
        setPassing({ panel: undefined })
      } else if (isSingle(event) && passing.letterKeys && !isTyping(event.target) && passing.dialog === undefined) {
        const tab = tabs[event.key]
        if (event.key === '?') setPassing({ dialog: 'keys' })
        else if (event.key === '/' && focusSearch()) event.preventDefault()
        else if (event.key.toLowerCase() === 'r' && passing.engine.sources.length > 0)
          setShared({ asLogged: !shared.asLogged })
        else if (tab !== undefined && passing.engine.sources.length > 0) setPassing({ panel: tab })
      }
    }
    window.addEventListener('keydown', hear)
    return () => {
      window.removeEventListener('keydown', hear)
    }
  }, [engine])
}

function focusSearch(): boolean {
  const search = document.getElementById('search')
  search?.focus()
  if (search instanceof HTMLInputElement) search.select()
  return search !== null
}

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex="0"]'

/** The next part of the page gets the focus: its first control, or itself. */
function cycleRegions(by: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((r) => r.offsetParent !== null)
  const at = regions.findIndex((region) => region.contains(document.activeElement))
  const next = regions[(at + by + regions.length) % regions.length] ?? regions[0]
  const target = next?.querySelector<HTMLElement>(FOCUSABLE) ?? next
  target?.focus()
}
