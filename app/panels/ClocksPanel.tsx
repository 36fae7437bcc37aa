// The clocks: what each is assumed to read, why, and the user's own word on zone and year.
import { useStore } from '../store/store.ts'
import { hostClocks, placedOf } from './clock-groups.ts'
import { HostClockCard } from './HostClockCard.tsx'
import { ZONE_LIST, zones } from './zones.ts'

export function ClocksPanel() {
  const sources = useStore((s) => s.passing.engine.sources)
  const { placed, all } = placedOf(sources)
  if (all === 0) return <p className="panel-empty">No clocks yet.</p>
  return (
    <>
      <header className="panel-verdict">
        <b>
          {placed} of {all} {all === 1 ? 'source' : 'sources'} placed
        </b>
        <span className="quiet">{placed < all ? 'the rest is kept in order only' : 'on one axis, in UTC'}</span>
      </header>
      {hostClocks(sources).map((group) => (
        <HostClockCard key={group.host} group={group} />
      ))}
      <datalist id={ZONE_LIST}>
        <option value="UTC" />
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  )
}
