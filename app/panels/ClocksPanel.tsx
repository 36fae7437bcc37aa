// The clocks: what each is assumed to read, why, and the user's own word on zone and year.
import { useDeferredValue, useEffect, useRef } from 'react'
import type { SourceSummary } from '../../src/engine/protocol.ts'
import { useStore } from '../store/store.ts'
import { hostClocks, placedOf } from './clock-groups.ts'
import { Doubts } from './clocks/Doubts.tsx'
import { PinCard } from './clocks/PinCard.tsx'
import { ReferenceCard } from './clocks/ReferenceCard.tsx'
import { HostClockCard } from './HostClockCard.tsx'
import { ZONE_LIST, zones } from './zones.ts'
import './clocks/story.css'

/** So many hosts are made at once. */
const FEW = 24
const NO_SOURCES: readonly SourceSummary[] = []

export function ClocksPanel() {
  // Hundreds of hosts may come a moment after the tab.
  const sources = useDeferredValue(
    useStore((s) => s.passing.engine.sources),
    NO_SOURCES,
  )
  const cards = useShownHost(sources.length)
  const some = useStore((s) => s.passing.engine.sources.some(({ phase }) => phase !== 'refused'))
  const hosts = hostClocks(sources)
  const { placed, all } = placedOf(sources)
  if (all === 0) return <p className="panel-empty">{some ? '…' : 'No clocks yet.'}</p>
  return (
    <div ref={cards}>
      <header className="panel-verdict">
        <b>
          {placed} of {all} {all === 1 ? 'source' : 'sources'} placed
        </b>
        <span className="quiet">{placed < all ? 'the rest is kept in order only' : 'on one axis, in UTC'}</span>
      </header>
      <ReferenceCard />
      {hosts.map((group) => (
        <HostClockCard key={group.host} group={group} late={hosts.length > FEW} />
      ))}
      <Doubts />
      <PinCard />
      <datalist id={ZONE_LIST}>
        <option value="UTC" />
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </div>
  )
}

/** Brings the host whose badge was pressed to the top, and the focus to its card. */
function useShownHost(cards: number) {
  const box = useRef<HTMLDivElement>(null)
  const shown = useStore((s) => s.passing.clockHost)
  useEffect(() => {
    if (!shown || cards === 0) return
    const all = box.current?.querySelectorAll<HTMLElement>('.host-clock') ?? []
    const card = [...all].find((one) => one.dataset['host'] === shown.host)
    if (!card) return
    card.scrollIntoView({ block: 'start' })
    card.focus({ preventScroll: true })
    useStore.getState().setPassing({ clockHost: undefined })
  }, [shown, cards])
  return box
}
