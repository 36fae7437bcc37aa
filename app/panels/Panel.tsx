// The panel at the right: Event, Sources, Clocks. On narrow pages a rail that opens a drawer over the lanes.
import { X } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { type PanelTab, useStore } from '../store/store.ts'
import { NARROW, useMedia } from '../ui/use-media.ts'
import { ClocksPanel } from './ClocksPanel.tsx'
import { EventPanel } from './EventPanel.tsx'
import { PanelEdge } from './PanelEdge.tsx'
import { SourcesPanel } from './SourcesPanel.tsx'

const tabs: readonly { readonly tab: PanelTab; readonly label: string }[] = [
  { tab: 'event', label: 'Event' },
  { tab: 'sources', label: 'Sources' },
  { tab: 'clocks', label: 'Clocks' },
]

const useCounts = (): Readonly<Record<PanelTab, number | undefined>> => {
  const sources = useStore((s) => s.passing.engine.sources)
  const read = sources.filter((s) => s.phase !== 'refused')
  return { event: undefined, sources: sources.length, clocks: new Set(read.map((s) => s.clock.id)).size }
}

/** Not `full`: its place is taken, what stands in it comes a moment later. */
export function Panel({ full }: { readonly full: boolean }) {
  const panel = useStore((s) => s.passing.panel)
  const width = useStore((s) => s.passing.panelWidths)
  const setPassing = useStore((s) => s.setPassing)
  const narrow = useMedia(NARROW)
  const counts = useCounts()
  if (panel === undefined) return <Rail />
  if (!full) return <aside className="panel" aria-hidden="true" style={{ width: narrow ? 0 : `${width[panel]}px` }} />
  return (
    <>
      <aside
        className="panel"
        data-region="panel"
        data-drawer={narrow}
        aria-label="Panel"
        style={{ width: `${width[panel]}px` }}
      >
        <PanelEdge tab={panel} />
        <Tabs.Root
          className="panel-tabs"
          value={panel}
          onValueChange={(value) => {
            const next = tabs.find(({ tab }) => tab === value)
            if (next) setPassing({ panel: next.tab })
          }}
        >
          <div className="panel-head">
            <Tabs.List className="panel-list" aria-label="Panel">
              {tabs.map(({ tab, label }) => (
                <Tabs.Trigger key={tab} value={tab} className="panel-tab">
                  {label} {counts[tab] !== undefined && <span className="panel-count">{counts[tab]}</span>}
                </Tabs.Trigger>
              ))}
            </Tabs.List>
            <button
              type="button"
              className="icon-button end"
              aria-label="Close the panel"
              onClick={() => setPassing({ panel: undefined })}
            >
              <X size={16} aria-hidden="true" />
            </button>
          </div>
          <Tabs.Content value="event" className="panel-body" tabIndex={-1}>
            <EventPanel />
          </Tabs.Content>
          <Tabs.Content value="sources" className="panel-body" tabIndex={-1}>
            <SourcesPanel />
          </Tabs.Content>
          <Tabs.Content value="clocks" className="panel-body" tabIndex={-1}>
            <ClocksPanel />
          </Tabs.Content>
        </Tabs.Root>
      </aside>
      {narrow && <Rail />}
    </>
  )
}

function Rail() {
  const panel = useStore((s) => s.passing.panel)
  const setPassing = useStore((s) => s.setPassing)
  const counts = useCounts()
  return (
    <nav className="rail" data-region="panel" aria-label="Panel">
      {tabs.map(({ tab, label }) => (
        <button
          key={tab}
          type="button"
          className="rail-tab"
          aria-expanded={panel === tab}
          onClick={() => setPassing({ panel: panel === tab ? undefined : tab })}
        >
          {label} {counts[tab] !== undefined && <span className="panel-count">{counts[tab]}</span>}
        </button>
      ))}
    </nav>
  )
}
