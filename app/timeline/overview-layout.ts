// The overview strip: which hosts share which heat row, and where the brush stands. Pure.
import type { SourceId } from '../../src/engine/protocol.ts'
import type { HostGroup } from './lane-layout.ts'
import { isUnplaced } from './lane-layout.ts'

const LEAST_HEAT_ROW = 4
const TALLEST_HEAT_ROW = 8
/** The brush stays wide enough to be taken hold of. */
export const LEAST_BRUSH = 12

export interface HeatRow {
  readonly sources: readonly SourceId[]
  readonly top: number
  readonly height: number
}

/** One row per host with a clock, at least 4 px high; where they do not fit, neighbours share a row. */
export function heatRows(groups: readonly HostGroup[], top: number, height: number): readonly HeatRow[] {
  const hosts = groups
    .map((group) => group.sources.filter((source) => !isUnplaced(source)).map((source) => source.id))
    .filter((ids) => ids.length > 0)
  if (hosts.length === 0) return []
  const rows = Math.max(1, Math.min(hosts.length, Math.floor(height / LEAST_HEAT_ROW)))
  const each = Math.min(TALLEST_HEAT_ROW, Math.floor(height / rows))
  const made: SourceId[][] = Array.from({ length: rows }, () => [])
  hosts.forEach((ids, i) => {
    made[Math.floor((i * rows) / hosts.length)]?.push(...ids)
  })
  return made.map((sources, i) => ({ sources, top: top + i * each, height: each }))
}

/** The brush for a window that lies at [from, to] css px: widened about its middle where it is too narrow, kept inside. */
export function brushOf(from: number, to: number, widthCss: number): readonly [number, number] {
  if (to - from >= LEAST_BRUSH) return [Math.max(0, from), Math.min(widthCss, to)]
  const left = Math.min(Math.max((from + to - LEAST_BRUSH) / 2, 0), Math.max(0, widthCss - LEAST_BRUSH))
  return [left, left + LEAST_BRUSH]
}
