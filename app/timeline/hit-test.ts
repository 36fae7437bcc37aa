// What lies under a point of the lanes. Reads the same layout and buckets that were drawn.

import { SEVERITY_CLASSES } from '../../src/base/severity.ts'
import { sharedMicros } from '../../src/base/time.ts'
import type { SourceId } from '../../src/engine/protocol.ts'
import type { Density, LaneDensity } from './bucket-feed.ts'
import { LAST_MARKED, worstIn } from './density-layout.ts'
import { type LaneLayout, rowAtY } from './lane-layout.ts'
import type { Pick } from './pick-row.ts'
import { type TimeScale, timeAt } from './time-scale.ts'

export interface Drawn {
  readonly layout: LaneLayout
  readonly scale: TimeScale | undefined
  readonly scrollTop: number
  readonly feed: {
    readonly density: Density | undefined
    lane(sources: readonly SourceId[]): LaneDensity | undefined
  }
}

/** A hand misses by a bar or two: the bucket under the pointer first, then its neighbours. */
const NEAR = [0, -1, 1, -2, 2] as const

export function pickAt(drawn: Drawn, x: number, y: number, mask: number): Pick | undefined {
  const { scale } = drawn
  const row = rowAtY(drawn.layout, y + drawn.scrollTop)
  if (!scale || !row || row.sources.length === 0) return undefined
  const at = timeAt(scale, x)
  const lane = drawn.feed.lane(row.sources)
  const grid = drawn.feed.density
  if (!lane || !grid) return { sources: row.sources, at }
  const { length } = grid
  const bin = Math.floor((at - grid.from) / length)
  for (const near of NEAR) {
    const severity = worstIn(lane.counts, (bin + near) * SEVERITY_CLASSES, mask)
    if (severity === undefined || severity > LAST_MARKED) continue
    const from = sharedMicros(Math.floor(grid.from + (bin + near) * length))
    return { sources: row.sources, at, worst: { severity, from, to: sharedMicros(Math.ceil(from + length)) } }
  }
  return { sources: row.sources, at }
}
