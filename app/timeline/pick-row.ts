// Which row a click in a lane means, and where a chosen row lies: asks of the engine.
import { ALL_SEVERITIES, type SeverityMask } from '../../src/base/severity.ts'
import { type SharedMicros, sharedMicros } from '../../src/base/time.ts'
import type { Row, RowFilter, RowRef, SourceId } from '../../src/engine/protocol.ts'
import { askOnce, type EngineClient } from '../engine-client.ts'

/** What lies under the pointer. */
export interface Pick {
  readonly sources: readonly SourceId[]
  readonly at: SharedMicros
  /** The worst marked class of the bucket there, and the bucket: a click on a red foot means the red row, not the nearest info. */
  readonly worst?: { readonly severity: number; readonly from: SharedMicros; readonly to: SharedMicros }
}

export async function pickRow(engine: EngineClient, pick: Pick, mask: SeverityMask): Promise<Row | undefined> {
  if (pick.worst) {
    const filter = { severities: 1 << pick.worst.severity, sources: pick.sources }
    const worst = (await rowsAround(engine, pick.worst.from, filter)).find((row) => isIn(row, pick.worst))
    if (worst) return worst
  }
  const near = nearest(await rowsAround(engine, pick.at, { severities: mask, sources: pick.sources }), pick.at)
  if (near || mask === ALL_SEVERITIES) return near
  return nearest(await rowsAround(engine, pick.at, { severities: ALL_SEVERITIES, sources: pick.sources }), pick.at)
}

const isIn = (row: Row, span: Pick['worst']): boolean =>
  span !== undefined && row.time !== undefined && row.time >= span.from && row.time < span.to

/** The row before a moment and the two from it on. */
async function rowsAround(engine: EngineClient, time: SharedMicros, filter: RowFilter): Promise<readonly Row[]> {
  const { index, total } = await askOnce(engine, { kind: 'row-at', time, filter }, 'row')
  if (total === 0) return []
  const from = Math.max(0, (index ?? total) - 1)
  return (await askOnce(engine, { kind: 'rows', from, count: 3, filter }, 'rows')).rows
}

/** The row closest in time; the first of a source without a clock. Pure. */
function nearest(rows: readonly Row[], at: SharedMicros): Row | undefined {
  const distance = (row: Row): number => (row.time === undefined ? 0 : Math.abs(row.time - at))
  let best: Row | undefined
  for (const row of rows) if (!best || distance(row) < distance(best)) best = row
  return best
}

/** The row behind a reference; absent where its file is gone. */
export async function readRow(engine: EngineClient, row: RowRef): Promise<Row | undefined> {
  try {
    return (await askOnce(engine, { kind: 'context', row, before: 0, after: 0 }, 'context')).row
  } catch {
    // Removed or changed on disk: nothing is marked then; the panel says why.
    return undefined
  }
}

/** How many rows stand in a stretch of time. */
export async function countRows(
  engine: EngineClient,
  from: SharedMicros,
  to: SharedMicros,
  filter: RowFilter,
): Promise<number> {
  const [first, after] = await Promise.all([
    askOnce(engine, { kind: 'row-at', time: from, filter }, 'row'),
    askOnce(engine, { kind: 'row-at', time: sharedMicros(to + 1), filter }, 'row'),
  ])
  return (after.index ?? after.total) - (first.index ?? first.total)
}
