// What a host's clock badge says, in one icon and a few letters. Pure. The zone is no offset: it is in the host's ruler and its chip.
import type { AlignedClock, Placed, SourceSummary } from '../../src/engine/protocol.ts'
import { badgeOffset, plusMinusText, stateWords } from './clock-words.ts'
import { type OffsetAt, offsetAt } from './own-clock.ts'
import { offsetName, zoneName } from './time-format.ts'

export interface ClockBadge {
  readonly icon: string
  readonly text: string
  /** `±0.5s`; narrow pages leave it out. */
  readonly plusMinus?: string
  /** For the tree and the tooltip: "clock measured, 18m 04s behind, ±0.5s". */
  readonly words: string
  readonly reason: string
  readonly state: Placed | 'contradictory' | 'reference' | 'raw'
  /** The clock is at least a second off. */
  readonly off?: boolean
}

export interface SolvedClock {
  readonly clock: AlignedClock
  readonly reference: boolean
  /** The moment the offset is stated for: the middle of the visible window. */
  readonly at: number
}

/** From proven to unknown: a host is shown as its least sure clock that has a place at all. */
const SURENESS: readonly Placed[] = ['measured', 'declared', 'bounded', 'assumed', 'unknown']
/** From here on the offset is drawn in the clock's colour. */
const OFF_FROM = 1

export function clockBadge(sources: readonly SourceSummary[], solved?: SolvedClock): ClockBadge {
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
  const reason = [clock.zoneReason, clock.yearReason, clock.tie].filter((text) => text).join(' · ')
  const known = solved && offsetAt(solved.clock, solved.at)
  if (solved?.reference)
    return { icon: '★', text: 'reference', words: `reference clock, zone ${zone}`, reason, state: 'reference' }
  if (solved && known && solved.clock.state !== 'assumed' && solved.clock.state !== 'unknown')
    return solvedBadge(solved.clock, known, reason)
  // Only a zone that somebody states is no question: the user, or the stamps themselves. It is written as what it comes to.
  const at = weakest.last ?? weakest.first ?? 0
  const by = /^(set by you|stated)/.exec(clock.zoneReason ?? '')?.[0]
  const short = by === undefined ? `${zoneName(zone, at)}${clock.state === 'assumed' ? '?' : ''}` : offsetName(zone, at)
  if (clock.state === 'assumed') {
    const words = by === undefined ? `clock assumed ${zone}` : `clock assumed, zone ${zone} ${by}`
    return { icon: '◐', text: short, words, reason, state: clock.state }
  }
  return { icon: '●', text: short, words: `clock ${clock.state} ${zone}`, reason, state: clock.state }
}

function solvedBadge(clock: AlignedClock, { offset, plusMinus }: OffsetAt, reason: string): ClockBadge {
  const icon = clock.state === 'contradictory' ? '◐' : '●'
  const spread = plusMinusText(plusMinus)
  const more = { plusMinus: spread, reason: [stateWords[clock.state], reason].filter((t) => t !== '').join(' · ') }
  // What counts from boot has no offset worth a name: the boot itself is the offset.
  if (clock.kind === 'boot')
    return {
      icon,
      text: 'boot',
      words: `clock counts from boot, ${clock.state}, ${spread}`,
      state: clock.state,
      ...more,
    }
  const text = badgeOffset(offset)
  const size = text.slice(1)
  const side = text === '0.0s' ? 'on time' : `${size} ${offset > 0 ? 'behind' : 'ahead'}`
  const words = [`clock ${clock.state}`, side, spread].filter((part) => part !== '').join(', ')
  return { icon, text, words, state: clock.state, off: Math.abs(offset) >= OFF_FROM, ...more }
}

/** Times stand as the clock itself logged them: nothing is claimed of it. */
export const rawBadge: ClockBadge = {
  icon: '↺',
  text: 'raw',
  words: 'times as logged',
  reason: 'The table shows times as logged; lanes stay on the shared axis. Press R to go back',
  state: 'raw',
}

/** The zone a host's own clock is read in; absent where none of its clocks has one. */
export const hostZone = (sources: readonly SourceSummary[]): string | undefined =>
  sources.map((source) => source.clock.zone).find((zone) => zone !== undefined)
