// The lanes area: overview, main axis, and per host the density of its sources on one clock.
import { type CSSProperties, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useEngine } from '../engine-context.ts'
import { useStore } from '../store/store.ts'
import { counted } from '../ui/format.ts'
import { LaneCanvas } from './LaneCanvas.tsx'
import { LaneHeaders } from './LaneHeaders.tsx'
import { LaneTree } from './LaneTree.tsx'
import { useLaneKeys } from './lane-keys.ts'
import { groupHosts, type HostGroup, layoutLanes } from './lane-layout.ts'
import { Overview } from './Overview.tsx'
import { formatDate, formatTime, zoneFor, zoneName } from './time-format.ts'
import { fullExtent, windowOf } from './time-window.ts'
import { useStages } from './use-stages.ts'
import './lane-headers.css'
import './timeline.css'
import './clocks.css'

const NO_SOURCES: readonly string[] = []
const NO_GROUPS: readonly HostGroup[] = []

export function Timeline() {
  const engine = useEngine()
  const sources = useStore((s) => s.passing.engine.sources)
  const collapsed = useStore((s) => s.shared.collapsedHosts)
  // Dimmed sources keep their lanes; only "hide" takes them out.
  const leftOut = useStore((s) => (s.shared.others === 'hide' ? s.shared.hiddenSources : NO_SOURCES))
  const lane = useLaneRefs()
  const over = useOverviewRefs()
  const { height, bar } = useRoom(lane.scroller)
  const groups = useMemo(() => groupHosts(sources, collapsed, leftOut), [sources, collapsed, leftOut])
  const layout = useMemo(() => layoutLanes(groups, height), [groups, height])
  useStages(engine, lane, over, groups, layout)
  useLaneKeys()
  // What is said of thousands of sources may come a moment after what is drawn.
  const said = useDeferredValue(groups, NO_GROUPS)
  return (
    <div className="tl-root" style={{ '--tl-bar': `${bar}px` } as CSSProperties}>
      <div className="tl-top">
        <OverviewLabel hosts={groups.length} />
        <Overview refs={over} />
      </div>
      <div className="tl-axis-row">
        <AxisLabel />
        <svg className="tl-axis" ref={lane.axis} aria-hidden="true" />
      </div>
      <div className="tl-scroll" ref={lane.scroller}>
        <div className="tl-body" style={{ height: Math.max(layout.height, height) }}>
          <LaneHeaders groups={groups} layout={layout} scroller={lane.scroller} height={height} />
          <div className="tl-stage" ref={lane.stage} style={{ height }} tabIndex={-1}>
            <LaneCanvas canvas={lane.lanes} />
            <LaneCanvas canvas={lane.bands} />
            <svg ref={lane.overlay} aria-hidden="true" />
          </div>
        </div>
      </div>
      <LaneTree groups={said} />
    </div>
  )
}

function OverviewLabel({ hosts }: { readonly hosts: number }) {
  const engine = useStore((s) => s.passing.engine)
  const zoneView = useStore((s) => s.shared.zoneView)
  const extent = fullExtent(engine)
  const view = zoneView === 'host' ? 'utc' : zoneView
  const sameDay = extent && formatDate(extent.from, view) === formatDate(extent.to, view)
  const short = (at: NonNullable<typeof extent>['from']): string =>
    sameDay ? formatTime(at, 0, view).slice(0, 5) : formatDate(at, view).slice(5)
  return (
    <div className="tl-label">
      <strong>Overview</strong>
      <span>
        {extent ? `${short(extent.from)} – ${short(extent.to)} · ` : ''}
        {counted(hosts, 'host')}
      </span>
    </div>
  )
}

function AxisLabel() {
  const from = useStore((s) => windowOf(s)?.from)
  const zoneView = useStore((s) => s.shared.zoneView)
  const view = zoneView === 'host' ? 'utc' : zoneView
  return (
    <div className="tl-label tl-label-line">
      <strong>{zoneName(zoneFor(view), from ?? 0)}</strong>
      {from !== undefined && <span>{formatDate(from, view)}</span>}
    </div>
  )
}

/** Height of the lanes in view, and the width their scroll bar takes: axis and overview leave as much free. */
function useRoom(of: { readonly current: HTMLElement | null }): { readonly height: number; readonly bar: number } {
  const [room, setRoom] = useState({ height: 0, bar: 0 })
  useEffect(() => {
    const element = of.current
    if (!element) return
    const watcher = new ResizeObserver(() => {
      setRoom({ height: element.clientHeight, bar: element.offsetWidth - element.clientWidth })
    })
    watcher.observe(element)
    // The content's height decides whether there is a scroll bar, which changes the width inside only.
    if (element.firstElementChild) watcher.observe(element.firstElementChild)
    return () => watcher.disconnect()
  }, [of])
  return room
}

function useLaneRefs() {
  const stage = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const lanes = useRef<HTMLCanvasElement>(null)
  const bands = useRef<HTMLCanvasElement>(null)
  const overlay = useRef<SVGSVGElement>(null)
  const axis = useRef<SVGSVGElement>(null)
  return useMemo(() => ({ stage, scroller, lanes, bands, overlay, axis }), [])
}

function useOverviewRefs() {
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const brush = useRef<SVGSVGElement>(null)
  const from = useRef<HTMLDivElement>(null)
  const to = useRef<HTMLDivElement>(null)
  const before = useRef<HTMLDivElement>(null)
  const after = useRef<HTMLDivElement>(null)
  return useMemo(() => ({ box, canvas, brush, from, to, before, after }), [])
}
