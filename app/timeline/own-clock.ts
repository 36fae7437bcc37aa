// What a host's own clock reads beside the shared axis: its offset at a moment, and where it stood still. Pure.
import { SECOND, type SharedMicros, sharedMicros } from '../../src/base/time.ts'
import type { AlignedClock, Alignment, ClockJump } from '../../src/engine/protocol.ts'

export interface OffsetAt {
  /** Seconds to add to this clock to get the reference's time: > 0 = it is behind. */
  readonly offset: number
  /** Seconds; absent where only the order is known. */
  readonly plusMinus?: number
}

/** By host; asked for every host on every move of the window, so it is looked up once for each alignment. */
const byHost = new WeakMap<Alignment, ReadonlyMap<string, AlignedClock>>()

function clocksByHost(alignment: Alignment): ReadonlyMap<string, AlignedClock> {
  const known = byHost.get(alignment)
  if (known) return known
  const found = new Map<string, AlignedClock>()
  for (const clock of alignment.clocks) {
    const other = found.get(clock.host)
    if (clock.kind !== 'none' && (!other || (other.kind !== 'wall' && clock.kind === 'wall')))
      found.set(clock.host, clock)
  }
  byHost.set(alignment, found)
  return found
}

/** A host's clock: its wall clock, else the one that counts from boot. */
export const clockOfHost = (alignment: Alignment | undefined, host: string): AlignedClock | undefined =>
  alignment && clocksByHost(alignment).get(host)

type Segment = AlignedClock['segments'][number]

/** The stretch that holds a moment; between two stretches the one before, ahead of all of them the first. */
export function segmentAt(clock: Pick<AlignedClock, 'segments'>, at: number): Segment | undefined {
  let found = clock.segments[0]
  for (const segment of clock.segments) if (segment.from <= at) found = segment
  return found
}

export function offsetAt(clock: Pick<AlignedClock, 'segments'>, at: number): OffsetAt | undefined {
  const segment = segmentAt(clock, at)
  if (!segment) return undefined
  const { offset, offsetLo, offsetHi } = segment
  const plusMinus = Math.max(offset - offsetLo, offsetHi - offset)
  return { offset, ...(Number.isFinite(plusMinus) && { plusMinus }) }
}

/** Jumps of a clock during which it read the same moment all along. */
export const isPause = (jump: ClockJump): boolean => jump.kind === 'pause' || jump.kind === 'suspend'

type Placed = ClockJump & { readonly from: SharedMicros; readonly to: SharedMicros }

export const hasPlace = (jump: ClockJump): jump is Placed => jump.from !== undefined && jump.to !== undefined

/** The pause a moment falls into. */
export const pauseAt = (jumps: readonly ClockJump[], clock: string, at: number): Placed | undefined =>
  jumps.filter(hasPlace).find((jump) => jump.clock === clock && isPause(jump) && at > jump.from && at < jump.to)

export interface OwnReading {
  /** What the clock shows, as UTC: its zone is added when it is written. */
  readonly at: SharedMicros
  readonly frozen: boolean
}

/** What the clock shows at a moment of the axis; in a pause, what it showed when it began. */
export function ownReading(clock: AlignedClock, jumps: readonly ClockJump[], at: SharedMicros): OwnReading {
  const pause = pauseAt(jumps, clock.id, at)
  const moment = pause && pause.kind === 'pause' ? pause.from : at
  const offset = offsetAt(clock, moment)?.offset ?? 0
  return { at: sharedMicros(Math.round(moment - offset * SECOND)), frozen: pause?.kind === 'pause' }
}

export interface Piece {
  readonly from: number
  readonly to: number
  /** Seconds, as in {@link OffsetAt}. */
  readonly offset: number
}

/** The axis in stretches of one offset each, pauses left out. */
export function piecesOf(clock: AlignedClock, jumps: readonly ClockJump[]): readonly Piece[] {
  const pauses = jumps.filter(hasPlace).filter((jump) => jump.clock === clock.id && isPause(jump))
  const pieces: Piece[] = []
  clock.segments.forEach((segment, n) => {
    const next = clock.segments[n + 1]
    let from = n === 0 ? Number.NEGATIVE_INFINITY : segment.from
    let to = next?.from ?? Number.POSITIVE_INFINITY
    for (const pause of pauses) {
      if (pause.from >= from && pause.from < to) to = pause.from
      else if (pause.to > from && pause.from < from) from = Math.max(from, Math.min(pause.to, to))
    }
    if (to > from) pieces.push({ from, to, offset: segment.offset })
  })
  return pieces
}
