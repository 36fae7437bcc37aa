// How one source's own readings become shared time: a piecewise map, made by `clocks/`, used by `index/`.
import { type SharedMicros, type SourceMicros, sharedMicros } from './time.ts'

/** How well a time is known. */
export type State = 'measured' | 'bounded' | 'declared' | 'assumed' | 'unknown'

/**
 * From the reading `from` on (until the next piece): shared time = reading + `add` + `rate` × (reading − `from`). A piece with a rate
 * starts at a finite reading. The interval around it is ± `half` µs at `from` and ± `halfEnd` where the next piece begins; absent where
 * nothing bounds it.
 */
export interface MapPiece {
  readonly from: number
  readonly add: number
  readonly rate?: number
  readonly half?: number
  readonly halfEnd?: number
  /** Absent: that of the source's clock. */
  readonly state?: State
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

/** The segment that holds for a block. */
export function segmentOf(map: SourceMap, block: number): MapSegment {
  let found = map.segments[0] ?? { fromBlock: 0, pieces: [] }
  for (const segment of map.segments) {
    if (segment.fromBlock > block) break
    found = segment
  }
  return found
}

/** The piece that holds for a reading. */
function pieceOf(segment: MapSegment, reading: number): { piece: MapPiece; next: MapPiece | undefined } | undefined {
  const { pieces } = segment
  const first = pieces[0]
  if (!first) return undefined
  let at = 0
  while (at + 1 < pieces.length && (pieces[at + 1] as MapPiece).from <= reading) at++
  return { piece: pieces[at] as MapPiece, next: pieces[at + 1] }
}

/** Shared time of one reading in whole microseconds, or NaN where the segment places nothing. */
export function toShared(segment: MapSegment, reading: SourceMicros | number): SharedMicros {
  const found = pieceOf(segment, reading)
  if (!found) return sharedMicros(Number.NaN)
  const { from, add, rate } = found.piece
  return sharedMicros(rate ? Math.round(reading + add + rate * (reading - from)) : reading + add)
}

/** How well a reading's shared time is known, where its piece says more than its clock; undefined: as the clock. */
export const stateOf = (segment: MapSegment, reading: number): State | undefined =>
  pieceOf(segment, reading)?.piece.state

/** Half the width of the interval a reading's shared time lies in, µs; undefined where nothing bounds it. */
export function plusMinusOf(segment: MapSegment, reading: number): number | undefined {
  const found = pieceOf(segment, reading)
  const half = found?.piece.half
  if (!found || half === undefined) return undefined
  const end = found.piece.halfEnd ?? half
  const length = (found.next?.from ?? Number.POSITIVE_INFINITY) - found.piece.from
  if (!Number.isFinite(length) || length <= 0) return half
  return half + (end - half) * Math.min(1, Math.max(0, (reading - found.piece.from) / length))
}
