// What a host's clock badge says, in one icon and a few letters. Pure.
import type { Placed, SourceSummary } from '../../src/engine/protocol.ts'
import { zoneName } from './time-format.ts'

export interface ClockBadge {
  readonly icon: string
  readonly text: string
  /** For the tree and the tooltip: "clock assumed UTC". */
  readonly words: string
  readonly reason: string
  readonly state: Placed
}

/** From proven to unknown: a host is shown as its least sure clock that has a place at all. */
const SURENESS: readonly Placed[] = ['measured', 'declared', 'bounded', 'assumed', 'unknown']

export function clockBadge(sources: readonly SourceSummary[]): ClockBadge {
  const placed = sources.filter((source) => source.clock.state !== 'unknown')
  const weakest = placed.reduce<SourceSummary | undefined>(
    (worst, source) =>
      !worst || SURENESS.indexOf(source.clock.state) > SURENESS.indexOf(worst.clock.state) ? source : worst,
    undefined,
  )
  if (!weakest) {
    const reason = sources.map((source) => source.clock.tie ?? source.clock.zoneReason).find((text) => text)
    return { icon: '◌', text: 'no clock', words: 'no clock, order only', reason: reason ?? '', state: 'unknown' }
  }
  const { clock } = weakest
  const zone = clock.zone === undefined || clock.zone === 'Z' ? 'UTC' : clock.zone
  // An offset stands in the stamps themselves: the clock may be off, but its zone is no question.
  const doubt = /^(Z$|[+-]\d)/.test(clock.zone ?? '') ? '' : '?'
  const short = zoneName(zone, weakest.last ?? weakest.first ?? 0)
  const reason = [clock.zoneReason, clock.yearReason, clock.tie].filter((text) => text).join(' · ')
  if (clock.state === 'assumed')
    return { icon: '◐', text: `${short}${doubt}`, words: `clock assumed ${zone}`, reason, state: clock.state }
  return { icon: '●', text: short, words: `clock ${clock.state} ${zone}`, reason, state: clock.state }
}

/** The zone a host's own clock is read in; absent where none of its clocks has one. */
export const hostZone = (sources: readonly SourceSummary[]): string | undefined =>
  sources.map((source) => source.clock.zone).find((zone) => zone !== undefined)
