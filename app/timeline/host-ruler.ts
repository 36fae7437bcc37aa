// The ticks of a host's own clock in its row: its own zone and its own offset, none while it stood still. Pure.
import { SECOND, sharedMicros } from '../../src/base/time.ts'
import type { AlignedClock, ClockJump } from '../../src/engine/protocol.ts'
import { piecesOf } from './own-clock.ts'
import { zoneOffset } from './time-format.ts'
import { type Tick, type TimeScale, ticksOf, timeScale, xAt } from './time-scale.ts'

/** A clock that reads at least this far from the axis gets its own labels. */
const OWN_LABELS_FROM = 30
/** The mark of a tick that has no label, for its neighbour is too near. */
const LABEL_ROOM = 42

/** Ticks where the clock reads otherwise than the axis; absent where it never does in view. */
export function ownTicks(
  scale: TimeScale,
  axisZone: string,
  zone: string,
  clock: AlignedClock | undefined,
  jumps: readonly ClockJump[],
): readonly Tick[] | undefined {
  const zonesApart = (zoneOffset(zone, scale.from) - zoneOffset(axisZone, scale.from)) / SECOND
  if (clock?.kind !== 'wall') return Math.abs(zonesApart) >= OWN_LABELS_FROM ? ticksOf(scale, zone) : undefined
  const pieces = piecesOf(clock, jumps).filter((piece) => piece.from < scale.to && piece.to > scale.from)
  if (pieces.every((piece) => Math.abs(zonesApart - piece.offset) < OWN_LABELS_FROM)) return undefined
  const ticks: Tick[] = []
  for (const piece of pieces) {
    const by = Math.round(piece.offset * SECOND)
    const apart = Math.abs(zonesApart - piece.offset) >= OWN_LABELS_FROM
    const own = timeScale({ from: sharedMicros(scale.from - by), to: sharedMicros(scale.to - by) }, scale.widthCss)
    const end = xAt(scale, piece.to)
    for (const tick of ticksOf(own, zone)) {
      const at = sharedMicros(tick.at + by)
      if (at < piece.from || at >= piece.to) continue
      ticks.push({ at, xCss: tick.xCss, label: apart && tick.xCss + LABEL_ROOM <= end ? tick.label : '' })
    }
  }
  return ticks
}
