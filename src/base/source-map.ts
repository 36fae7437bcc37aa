// How one source's own readings become shared time: a piecewise map, made by `clocks/`, used by `index/`.
import { upperBound } from './search.ts'
import { DAY, HOUR, type SharedMicros, type SourceMicros, sharedMicros } from './time.ts'

/** From the reading `from` on (until the next piece): shared time = reading + `add`. */
export interface MapPiece {
  readonly from: number
  readonly add: number
}

/**
 * A stretch of blocks that share one map. File order decides which segment an entry belongs to, because a clock that was set back
 * reads the same value twice. No pieces: nothing places these entries.
 */
export interface MapSegment {
  /** The first block (inclusive) this segment holds for. */
  readonly fromBlock: number
  readonly pieces: readonly MapPiece[]
}

export interface SourceMap {
  /** Ascending by `fromBlock`; the first starts at block 0. */
  readonly segments: readonly MapSegment[]
}

/** The map of a source whose clock is unknown. */
export const unplaced: SourceMap = { segments: [{ fromBlock: 0, pieces: [] }] }

/** The segment that holds for a block. */
export function segmentOf(map: SourceMap, block: number): MapSegment {
  let found = map.segments[0] ?? { fromBlock: 0, pieces: [] }
  for (const segment of map.segments) {
    if (segment.fromBlock > block) break
    found = segment
  }
  return found
}

/** Shared time of one reading, or NaN where the segment places nothing. */
export function toShared(segment: MapSegment, reading: SourceMicros | number): SharedMicros {
  const pieces = segment.pieces
  if (pieces.length === 0) return sharedMicros(Number.NaN)
  let at = 0
  while (at + 1 < pieces.length && (pieces[at + 1] as MapPiece).from <= reading) at++
  return sharedMicros(reading + (pieces[at] as MapPiece).add)
}

/** True where any segment places anything. */
export const placesAnything = (map: SourceMap): boolean => map.segments.some((s) => s.pieces.length > 0)

/** The index of the segment that holds for a block, by binary search. */
export function segmentIndex(starts: Float64Array, block: number): number {
  return Math.max(0, upperBound(starts, block) - 1)
}

/** How far a wall clock may be from UTC. Zones run from −12 to +14 h. */
export const ZONE_LIMIT = 14 * HOUR
/** Longest plausible time a yearless axis can be off before the year is wrong. */
export const HALF_YEAR = 183 * DAY
