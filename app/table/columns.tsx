// The columns of the table: what each shows, how wide it starts, and which of them a narrow page keeps.
import { columnResizingFeature, columnSizingFeature, createColumnHelper, tableFeatures } from '@tanstack/react-table'
import { severityNames, UNSTATED } from '../../src/base/severity.ts'
import type { Row, TextQuery } from '../../src/engine/protocol.ts'
import type { ZoneView } from '../store/store.ts'
import { digitsKnown, formatDate, formatPlusMinus, formatTime } from '../timeline/time-format.ts'
import { cutAtMatches } from './table-filter.ts'

/** One line of the table; `row` is absent while its page is on the way. */
export interface TableRow {
  readonly index: number
  readonly row: Row | undefined
  /** The first row of its day carries the date. */
  readonly newDay: boolean
  readonly dimmed: boolean
  readonly zoneView: ZoneView
  readonly hostZone: string | undefined
  /** The first time column shows the stamp instead of the aligned time. */
  readonly asLogged: boolean
  readonly sourceName: string
  readonly query: TextQuery
}

export const features = tableFeatures({ columnSizingFeature, columnResizingFeature })
const helper = createColumnHelper<typeof features, TableRow>()

const NO_CLOCK = 'no clock: file order only'

const columns = helper.columns([
  helper.display({
    id: 'glyph',
    size: 46,
    enableResizing: false,
    header: '',
    cell: ({ row: { original } }) =>
      original.newDay && original.row?.time !== undefined ? (
        <span className="tb-day" title={formatDate(original.row.time, original.zoneView, original.hostZone)}>
          {formatDate(original.row.time, original.zoneView, original.hostZone).slice(5)}
        </span>
      ) : null,
  }),
  helper.display({ id: 'time', size: 108, minSize: 64, header: 'Aligned', cell: ({ row }) => time(row.original) }),
  helper.display({
    id: 'plusMinus',
    size: 52,
    minSize: 32,
    header: '±',
    cell: ({ row: { original } }) =>
      original.row?.plusMinus === undefined ? '—' : formatPlusMinus(original.row.plusMinus),
  }),
  helper.display({
    id: 'stamp',
    size: 122,
    minSize: 48,
    header: 'As logged',
    cell: ({ row }) => stamp(row.original.row?.stampText),
  }),
  helper.display({
    id: 'host',
    size: 96,
    minSize: 48,
    header: 'Host',
    cell: ({ row: { original } }) => original.row?.host,
  }),
  helper.display({
    id: 'source',
    size: 98,
    minSize: 48,
    header: 'Source',
    cell: ({ row: { original } }) => <span title={original.row?.source}>{original.sourceName}</span>,
  }),
  helper.display({
    id: 'severity',
    size: 88,
    minSize: 40,
    header: 'Severity',
    cell: ({ row }) => severity(row.original),
  }),
  helper.display({
    id: 'program',
    size: 92,
    minSize: 48,
    header: 'Program',
    cell: ({ row: { original } }) => original.row?.tag ?? original.row?.program ?? '',
  }),
  helper.display({
    id: 'message',
    header: 'Message',
    enableResizing: false,
    cell: ({ row: { original } }) => message(original),
  }),
])

const NARROW = ['glyph', 'time', 'host', 'severity', 'message']
const MIDDLE = ['glyph', 'time', 'plusMinus', 'stamp', 'host', 'severity', 'message']
const only = (ids: readonly string[]) => columns.filter((column) => column.id !== undefined && ids.includes(column.id))
const wideColumns = columns.filter(() => true)
const narrowColumns = only(NARROW)
const middleColumns = only(MIDDLE)

/** The message needs a good part of the table's own width (not the window's: a panel may stand beside it). */
export function columnsFor(widthCss: number): typeof narrowColumns {
  if (widthCss > 0 && widthCss < 760) return narrowColumns
  return widthCss > 0 && widthCss < 980 ? middleColumns : wideColumns
}
/** Takes what the others leave. */
export const FILLING = 'message'

function time({ row, zoneView, hostZone, asLogged }: TableRow) {
  if (!row) return null
  if (asLogged) return stamp(row.stampText ?? '—')
  if (row.time === undefined) return <span title={NO_CLOCK}>—</span>
  const text = formatTime(row.time, digitsKnown(row.digits, row.plusMinus), zoneView, hostZone)
  return <span title={`${formatDate(row.time, zoneView, hostZone)} ${text}`}>{text}</span>
}

/** The text of the stamp, byte for byte; cut in two so that a narrow column keeps the time of day. */
function stamp(text: string | undefined) {
  if (text === undefined) return null
  const cut = Math.max(0, text.search(/(?<=[T ])\d\d:\d\d/))
  return (
    <span className="tb-stamp" title={text}>
      {cut > 0 && <span className="tb-stamp-date">{text.slice(0, cut)}</span>}
      <span className="tb-stamp-time">{text.slice(cut)}</span>
    </span>
  )
}

function severity({ row }: TableRow) {
  if (!row) return null
  if (row.severity === UNSTATED) {
    return (
      <span className="tb-severity tb-severity-8" title="The line states no severity">
        <i aria-hidden="true" />
        unstated
      </span>
    )
  }
  return (
    <span className={`tb-severity tb-severity-${row.severity}`}>
      <i aria-hidden="true" />
      {severityNames[row.severity]} <small>{row.severity}</small>
    </span>
  )
}

function message({ row, query }: TableRow) {
  if (!row) return <span className="tb-loading" />
  return (
    <span className="tb-message">
      {cutAtMatches(row.message, query).map((piece) =>
        piece.hit ? <mark key={piece.at}>{piece.text}</mark> : <span key={piece.at}>{piece.text}</span>,
      )}
      {row.lines > 1 && (
        <small className="tb-more" title={`${row.lines} lines`}>
          +{row.lines - 1}
        </small>
      )}
    </span>
  )
}
