// Where the jumps of clocks lie in the overview: in the heat row of their host. Pure.
import type { EngineState } from '../../src/engine/protocol.ts'
import { shapeOf } from './clock-marks.ts'
import type { OverviewMark } from './draw-clocks.ts'
import type { HeatRow } from './overview-layout.ts'
import { hasPlace } from './own-clock.ts'
import { type TimeScale, xAt } from './time-scale.ts'

export function overviewMarks(
  engine: Pick<EngineState, 'alignment' | 'sources'>,
  rows: readonly HeatRow[],
  scale: TimeScale,
): readonly OverviewMark[] {
  return (engine.alignment?.jumps ?? []).filter(hasPlace).flatMap((jump) => {
    const own = engine.sources.filter((source) => source.host === jump.host).map((source) => source.id)
    const row = rows.find((one) => one.sources.some((id) => own.includes(id)))
    if (!row) return []
    const [left, right] = [xAt(scale, jump.from), xAt(scale, jump.to)]
    return [{ shape: shapeOf(jump), left, right, top: row.top, height: row.height - 1 }]
  })
}
