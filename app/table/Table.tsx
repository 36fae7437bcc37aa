// The merged table: every row of every source in one order, of any number, loaded page by page as it comes into view.
import { useTable } from '@tanstack/react-table'
import {
  type CSSProperties,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useEngine } from '../engine-context.ts'
import { byHost } from '../store/filter.ts'
import { type Shared, useStore } from '../store/store.ts'
import { hostZone } from '../timeline/clock-badge.ts'
import { formatDate, zoneFor, zoneName } from '../timeline/time-format.ts'
import { useWidth } from '../ui/use-width.ts'
import { columnsFor, FILLING, features, type TableRow } from './columns.tsx'
import { EmptyTable } from './EmptyTable.tsx'
import type { RowFeed } from './row-feed.ts'
import { contentHeight, ROW_HEIGHT } from './scaled-scroll.ts'
import { ScrollModel } from './scroll-model.ts'
import { TableHead } from './TableHead.tsx'
import { TableLine } from './TableRow.tsx'
import { TableTrouble } from './TableTrouble.tsx'
import { passes } from './table-filter.ts'
import { useFollow } from './use-follow.ts'
import { useRows } from './use-rows.ts'
import { chooseRow, useTableKeys, zoomToRow } from './use-table-keys.ts'
import { useWindowOfRows } from './use-window-of-rows.ts'
import './table.css'

const HEAD_HEIGHT = 24

export function Table() {
  const engine = useEngine()
  const scroll = useMemo(() => new ScrollModel(), [])
  const scroller = useRef<HTMLDivElement>(null)
  const layer = useRef<HTMLDivElement>(null)
  const feed = useRows(engine, scroll)
  const chosen = useFollow(engine, scroll)
  useTableKeys({ engine, feed, scroll, chosen })
  useLayoutEffect(() => (scroller.current ? scroll.attach(scroller.current, HEAD_HEIGHT) : undefined), [scroll])
  const [first, last] = useWindowOfRows(scroll, scroller, layer)
  useEffect(() => feed.want(first, last), [feed, first, last])
  const total = scroll.rows
  // The element has its new height only now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height depends on the total.
  useLayoutEffect(() => scroll.writeScroll(), [scroll, total])

  const shared = useTableChoices()
  const data = useTableRows(feed, first, last, shared)
  const columns = columnsFor(useWidth(scroller))
  const table = useTable({
    features,
    columns,
    data,
    getRowId: (row) => String(row.index),
    columnResizeMode: 'onChange',
  })
  const widths = table
    .getAllLeafColumns()
    .map((column) => (column.id === FILLING ? 'minmax(0, 1fr)' : `${column.getSize()}px`))
    .join(' ')
  const { selected, zoneView } = shared
  const selectedIndex = data.find((row) => isSelected(row, selected))?.index
  const topDay = feed.row(scroll.firstRow)?.time

  const pressed = (event: MouseEvent, twice: boolean): void => {
    const index = indexUnder(event.target)
    const row = index === undefined ? undefined : feed.row(index)
    if (!row || index === undefined) return
    chooseRow(row, index, chosen)
    if (twice) zoomToRow(feed, { row, index })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element of 92 million rows is not possible.
    <div
      className="tb-root"
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label="Merged log rows"
      aria-rowcount={total}
      aria-colcount={columns.length}
      aria-activedescendant={selectedIndex === undefined ? undefined : `tb-row-${selectedIndex}`}
      style={{ '--tb-cols': widths } as CSSProperties}
      onClick={(event) => pressed(event, false)}
      onDoubleClick={(event) => pressed(event, true)}
      onPointerMove={(event) => hover(event, feed)}
      onPointerLeave={() => useStore.getState().setPassing({ hoverTime: undefined })}
      onKeyDown={() => undefined}
    >
      <TableHead
        table={table}
        zone={zoneView === 'host' ? 'host' : zoneName(zoneFor(zoneView), topDay ?? 0)}
        asLogged={shared.asLogged}
        day={topDay === undefined ? '' : formatDate(topDay, zoneView === 'host' ? 'utc' : zoneView)}
        height={HEAD_HEIGHT}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      <div className="tb-view" role="rowgroup" style={{ top: HEAD_HEIGHT }}>
        <div className="tb-layer" role="presentation" ref={layer}>
          {table.getRowModel().rows.map((row) => (
            <TableLine
              key={row.id}
              table={table}
              row={row}
              top={(row.original.index - first) * ROW_HEIGHT}
              selected={isSelected(row.original, selected)}
              columns={columns}
            />
          ))}
        </div>
      </div>
      <div className="tb-height" aria-hidden="true" style={{ height: contentHeight(total) }} />
      {feed.trouble ? (
        <TableTrouble trouble={feed.trouble} tryAgain={() => feed.tryAgain()} />
      ) : (
        feed.total === 0 && <EmptyTable />
      )}
    </div>
  )
}

type Choices = Pick<Shared, 'severities' | 'hiddenSources' | 'query' | 'others' | 'zoneView' | 'asLogged' | 'selected'>

/** What the table reads of the store: not the window, which changes with every step of a pan. */
function useTableChoices(): Choices {
  return useStore(
    useShallow(({ shared: { severities, hiddenSources, query, others, zoneView, asLogged, selected } }) => ({
      severities,
      hiddenSources,
      query,
      others,
      zoneView,
      asLogged,
      selected,
    })),
  )
}

function useTableRows(feed: RowFeed, first: number, last: number, shared: Choices): TableRow[] {
  const sources = useStore((s) => s.passing.engine.sources)
  const known = useMemo(() => {
    const zones = new Map(byHost(sources).map(({ host, sources: own }) => [host, hostZone(own)]))
    return { zones, names: new Map(sources.map((source) => [source.id, source.name])) }
  }, [sources])
  const { zoneView, query, others } = shared
  const dayView = zoneView === 'host' ? 'utc' : zoneView
  const day = (index: number): string | undefined => {
    const at = feed.row(index)?.time
    return at === undefined ? undefined : formatDate(at, dayView)
  }
  const rows: TableRow[] = []
  for (let index = first; index <= last; index++) {
    const row = feed.row(index)
    const own = day(index)
    rows.push({
      index,
      row,
      newDay: own !== undefined && (index === 0 || (feed.row(index - 1) !== undefined && day(index - 1) !== own)),
      dimmed: row !== undefined && others === 'dim' && !passes(row, shared),
      zoneView,
      hostZone: row && known.zones.get(row.host),
      asLogged: shared.asLogged,
      sourceName: (row && known.names.get(row.source)) ?? '',
      query,
    })
  }
  return rows
}

const isSelected = ({ row }: TableRow, selected: Shared['selected']): boolean =>
  row !== undefined && selected !== undefined && row.source === selected.source && row.line === selected.line

function indexUnder(target: EventTarget): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('.tb-row') : null
  const index = Number(row?.dataset['index'])
  return row && Number.isInteger(index) ? index : undefined
}

/** The cursor in the lanes stands where the row under the pointer does. */
function hover(event: PointerEvent, feed: RowFeed): void {
  const index = indexUnder(event.target)
  const time = index === undefined ? undefined : feed.row(index)?.time
  const { passing, setPassing } = useStore.getState()
  if (time !== passing.hoverTime) setPassing({ hoverTime: time })
}
