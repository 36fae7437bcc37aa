// The jumps of a host's clocks, and the notes on them, as list items in words. Pure.
import type { SharedMicros } from '../../src/base/time.ts'
import type { Alignment, ClockJump } from '../../src/engine/protocol.ts'
import { jumpWords, stateWords } from './clock-words.ts'
import { formatTime } from './time-format.ts'

/** A host with more jumps than this has them in the panel. */
const MOST = 200

export const jumpKey = ({ clock, after, kind }: Pick<ClockJump, 'clock' | 'after' | 'kind'>): string =>
  `${clock} ${kind} ${after.source} ${after.line}`

const clockTime = (at: SharedMicros): string => `${formatTime(at, 0, 'utc')}`

/** "from 12:50:05 to 12:56:07 UTC", "at 14:13:29 UTC". */
export function jumpTimes({ from, to }: Pick<ClockJump, 'from' | 'to'>): string {
  if (from !== undefined && to !== undefined && clockTime(from) !== clockTime(to))
    return `between ${clockTime(from)} and ${clockTime(to)} UTC`
  const at = to ?? from
  return at === undefined ? '' : `at ${clockTime(at)} UTC`
}

/** "clock frozen for 6m 02s between 12:49:51 and 12:57:40 UTC, measured: evidence on both sides". */
export function jumpItems(
  alignment: Alignment | undefined,
  host: string,
): readonly { readonly key: string; readonly words: string; readonly jump: ClockJump }[] {
  const own = alignment?.jumps.filter((jump) => jump.host === host) ?? []
  const items = own.slice(0, MOST).map((jump) => ({
    key: jumpKey(jump),
    words: `${jumpWords(jump)} ${jumpTimes(jump)}, ${jump.state}: ${stateWords[jump.state]}`.replace(' ,', ','),
    jump,
  }))
  return items
}
