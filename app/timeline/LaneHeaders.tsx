// The column left of the lanes: hosts with caret, name and clock badge; sources with format badge, name and row count.
import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo, type RefObject, useEffect, useMemo, useState } from 'react'
import type { SourceSummary } from '../../src/engine/protocol.ts'
import { useStore } from '../store/store.ts'
import { counted, thousands } from '../ui/format.ts'
import { type HostGroup, type LaneLayout, type LaneRow, visibleRows } from './lane-layout.ts'
import { useBadge } from './use-badge.ts'

interface Props {
  readonly groups: readonly HostGroup[]
  readonly layout: LaneLayout
  readonly scroller: RefObject<HTMLElement | null>
  /** Height of the lanes in view. */
  readonly height: number
}

/** Headers are made anew each time the lanes have been scrolled this far; as much more is made above and below. */
const STEP = 240

/** How far the lanes are scrolled, in whole steps, so that most scroll events draw nothing here. */
function useScrollStep({ current }: RefObject<HTMLElement | null>, ready: boolean): number {
  const [top, setTop] = useState(0)
  useEffect(() => {
    if (!current || !ready) return
    const scrolled = (): void => setTop(Math.floor(current.scrollTop / STEP) * STEP)
    scrolled()
    current.addEventListener('scroll', scrolled, { passive: true })
    return () => current.removeEventListener('scroll', scrolled)
  }, [current, ready])
  return top
}

export const LaneHeaders = memo(function LaneHeaders({ groups, layout, scroller, height }: Props) {
  const top = useScrollStep(scroller, height > 0)
  const byName = useMemo(() => new Map(groups.map((group) => [group.host, group])), [groups])
  const hidden = useStore((s) => s.shared.hiddenSources)
  const selected = useStore((s) => s.shared.selected?.source)
  return (
    <div className="tl-heads" style={{ height: layout.height }}>
      {visibleRows(layout, top - STEP, top + height + 2 * STEP).map((row) => {
        const group = byName.get(row.host)
        if (!group) return null
        if (row.kind !== 'source') return <HostHead key={row.key} group={group} row={row} hidden={hidden} />
        const source = group.sources.find((one) => one.id === row.sources[0])
        return source ? (
          <SourceHead
            key={row.key}
            source={source}
            row={row}
            hidden={hidden.includes(source.id)}
            selected={source.id === selected}
          />
        ) : null
      })}
    </div>
  )
})

/** What the faint colour says to those who see it. */
const FilteredOut = () => <span className="visually-hidden">, filtered out</span>

function HostHead({
  group,
  row,
  hidden,
}: {
  readonly group: HostGroup
  readonly row: LaneRow
  readonly hidden: readonly string[]
}) {
  const allHidden = group.sources.every((source) => hidden.includes(source.id))
  const Caret = group.collapsed ? ChevronRight : ChevronDown
  return (
    <div className={`tl-host${allHidden ? ' tl-dimmed' : ''}`} style={{ top: row.top, height: row.height }}>
      <button
        type="button"
        className="tl-caret"
        aria-expanded={!group.collapsed}
        title={`${group.host} · ${counted(group.sources.length, 'source')}\n${group.sources[0]?.hostReason ?? ''}`}
        onClick={() => toggleHost(group.host)}
      >
        <Caret size={12} aria-hidden="true" />
        <span className="tl-name">{group.host}</span>
        {allHidden && <FilteredOut />}
      </button>
      <Badge sources={group.sources} host={group.host} />
    </div>
  )
}

function Badge({ sources, host }: { readonly sources: readonly SourceSummary[]; readonly host: string }) {
  const badge = useBadge(host, sources)
  return (
    <button
      type="button"
      className={`tl-badge tl-badge-${badge.state}${badge.off ? ' tl-badge-off' : ''}`}
      title={[badge.words, badge.reason].filter((text) => text !== '').join('\n')}
      aria-label={`${host}: ${badge.words}`}
      onClick={() => useStore.getState().setPassing({ panel: 'clocks', clockHost: { host } })}
    >
      <span aria-hidden="true">{badge.icon}</span>
      {badge.text}
      {badge.plusMinus && <span className="tl-spread">{badge.plusMinus}</span>}
    </button>
  )
}

function SourceHead({
  source,
  row,
  hidden,
  selected,
}: {
  readonly source: SourceSummary
  readonly row: LaneRow
  readonly hidden: boolean
  readonly selected: boolean
}) {
  return (
    <div
      className={`tl-source${hidden ? ' tl-dimmed' : ''}${selected ? ' tl-chosen' : ''}`}
      style={{ top: row.top, height: row.height }}
      title={`${source.id}\n${source.formatTitle} · ${counted(source.lines, 'line')}`}
    >
      <span className="tl-format">{source.badge}</span>
      <span className="tl-name">{source.name}</span>
      {hidden && <FilteredOut />}
      <span className="tl-count">{thousands(source.rows)}</span>
    </div>
  )
}

function toggleHost(host: string): void {
  const { shared, setShared } = useStore.getState()
  const { collapsedHosts } = shared
  setShared({
    collapsedHosts: collapsedHosts.includes(host)
      ? collapsedHosts.filter((one) => one !== host)
      : [...collapsedHosts, host],
  })
}
