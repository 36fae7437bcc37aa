// Which rows the lanes have and where they lie: hosts, their sources, heights. Pure; headers, canvas and hit-test read the same result.
import type { SourceId, SourceSummary } from '../../src/engine/protocol.ts'
import { counted } from '../ui/format.ts'

const HOST_ROW = 22
const SOURCE_ROW = 26
const TALLEST_ROW = 44

export interface HostGroup {
  readonly host: string
  readonly sources: readonly SourceSummary[]
  readonly collapsed: boolean
}

export interface LaneRow {
  readonly kind: 'host' | 'source' | 'collapsed'
  readonly key: string
  readonly host: string
  /** The sources whose rows are drawn here; none in the row of an open host. */
  readonly sources: readonly SourceId[]
  readonly top: number
  readonly height: number
  /** For a row without any wall clock: what stands there instead of bars. */
  readonly sentence?: string
}

export interface LaneLayout {
  readonly rows: readonly LaneRow[]
  readonly height: number
}

/** Sources under their hosts, in the engine's order; refused files have no lane. `leaveOut`: hidden sources in "hide" mode. */
export function groupHosts(
  sources: readonly SourceSummary[],
  collapsedHosts: readonly string[],
  leaveOut: readonly SourceId[] = [],
): readonly HostGroup[] {
  const groups = new Map<string, SourceSummary[]>()
  const out = new Set(leaveOut)
  for (const source of sources) {
    if (source.phase === 'refused' || out.has(source.id)) continue
    const group = groups.get(source.host)
    if (group) group.push(source)
    else groups.set(source.host, [source])
  }
  return [...groups].map(([host, of]) => ({ host, sources: of, collapsed: collapsedHosts.includes(host) }))
}

/** Whether the source has no place on the shared axis. One that is still being read may get one. */
export const isUnplaced = (source: SourceSummary): boolean =>
  source.clock.state === 'unknown' && (source.rows > 0 || source.phase !== 'reading')

/** "611 lines · no wall clock, order only — pin a line to place it". */
export function unplacedSentence(sources: readonly SourceSummary[]): string {
  const lines = sources.reduce((sum, source) => sum + source.lines, 0)
  const timed = sources.some((source) => source.clock.kind === 'boot')
  const what = timed ? 'no wall clock, order only — pin a line to place it' : 'no time stamps, order only'
  return `${counted(lines, 'line')} · ${what}`
}

export function layoutLanes(groups: readonly HostGroup[], viewportHeight: number): LaneLayout {
  let hosts = 0
  let sources = 0
  let collapsed = 0
  for (const group of groups) {
    if (group.collapsed) collapsed++
    else {
      hosts++
      sources += group.sources.length
    }
  }
  const least = hosts * HOST_ROW + (sources + collapsed) * SOURCE_ROW
  const spare = sources === 0 ? 0 : Math.max(0, Math.floor((viewportHeight - least) / sources))
  const sourceHeight = Math.min(TALLEST_ROW, SOURCE_ROW + spare)

  const rows: LaneRow[] = []
  let top = 0
  const put = (row: Omit<LaneRow, 'top'>) => {
    rows.push({ ...row, top })
    top += row.height
  }
  for (const group of groups) {
    const ids = group.sources.map((source) => source.id)
    const unplaced = group.sources.every(isUnplaced)
    if (group.collapsed) {
      put({
        kind: 'collapsed',
        key: `host ${group.host}`,
        host: group.host,
        sources: ids,
        height: SOURCE_ROW,
        ...(unplaced && { sentence: unplacedSentence(group.sources) }),
      })
      continue
    }
    put({ kind: 'host', key: `host ${group.host}`, host: group.host, sources: [], height: HOST_ROW })
    for (const source of group.sources)
      put({
        kind: 'source',
        key: `source ${source.id}`,
        host: group.host,
        sources: [source.id],
        height: sourceHeight,
        ...(isUnplaced(source) && { sentence: unplacedSentence([source]) }),
      })
  }
  return { rows, height: top }
}

/** The rows that touch `[from, to)` of the lanes' height. */
export function visibleRows(layout: LaneLayout, from: number, to: number): readonly LaneRow[] {
  return layout.rows.filter((row) => row.top < to && row.top + row.height > from)
}

export const rowAtY = (layout: LaneLayout, y: number): LaneRow | undefined =>
  layout.rows.find((row) => y >= row.top && y < row.top + row.height)

/** The row that shows a source: its own, or its collapsed host's. */
export const rowOfSource = (layout: LaneLayout, source: SourceId): LaneRow | undefined =>
  layout.rows.find((row) => row.sources.includes(source))
