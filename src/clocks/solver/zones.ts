// Zones found from evidence: a multiple of 15 minutes that the world uses, told apart from skew (the rest stays a clock error).
import { HOUR, MINUTE, SECOND } from '../../base/time.ts'

/** Offsets that some place keeps, in minutes (IANA tzdata, 2000 on). */
const odd = [-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765]
export const worldOffsets: readonly number[] = [...Array.from({ length: 27 }, (_, i) => (i - 12) * 60), ...odd].map(
  (minutes) => minutes * MINUTE,
)

/** A clock this far from a zone's whole offset may still be a zone and a skew; further away it is skew alone. */
const REST = 10 * MINUTE
/** Within this of a whole offset, a lone anchor is enough. */
const EXACT = 5 * SECOND

export interface ZoneVote {
  /** Nominal reading (taken as UTC) minus true UTC, µs. */
  readonly ahead: number
  readonly weight: number
}

export interface ZoneFound {
  /** µs ahead of UTC. */
  readonly offset: number
  readonly votes: number
  /** What the zone does not explain, µs, median. */
  readonly rest: number
}

/** The offset most votes agree on; undefined where they say nothing that could be a zone. */
export function zoneFromVotes(votes: readonly ZoneVote[]): ZoneFound | undefined {
  const tally = new Map<number, { weight: number; rests: number[] }>()
  for (const vote of votes) {
    const offset = nearestOffset(vote.ahead)
    const rest = vote.ahead - offset
    if (Math.abs(rest) > REST) continue
    const entry = tally.get(offset) ?? { weight: 0, rests: [] }
    entry.weight += vote.weight * (Math.abs(rest) <= EXACT ? 1 : 0.5)
    entry.rests.push(rest)
    tally.set(offset, entry)
  }
  let best: ZoneFound | undefined
  let bestWeight = 0
  for (const [offset, { weight, rests }] of [...tally].sort((a, b) => Math.abs(a[0]) - Math.abs(b[0]) || a[0] - b[0])) {
    if (weight <= bestWeight) continue
    bestWeight = weight
    rests.sort((a, b) => a - b)
    best = { offset, votes: rests.length, rest: rests[rests.length >> 1] as number }
  }
  return best
}

function nearestOffset(ahead: number): number {
  let best = 0
  for (const offset of worldOffsets) {
    const nearer = Math.abs(ahead - offset) - Math.abs(ahead - best)
    if (nearer < 0) best = offset
  }
  return best
}

/** `-07:00`, or `UTC`. */
export function offsetName(offset: number): string {
  if (offset === 0) return 'UTC'
  const minutes = Math.round(Math.abs(offset) / MINUTE)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** The multiple of an hour (or half) a jump of a lane is, within 2 s and its own width: a zone or daylight-saving change, not NTP. */
export function wholeShift(size: readonly [number, number], slack = 2 * SECOND): number | undefined {
  const [lo, hi] = size
  if (!Number.isFinite(lo) || !Number.isFinite(hi) || hi - lo > MINUTE) return undefined
  const nearest = Math.round((lo + hi) / 2 / (HOUR / 2)) * (HOUR / 2)
  if (nearest === 0 || Math.abs(nearest) > 14 * HOUR) return undefined
  return nearest >= lo - slack && nearest <= hi + slack ? nearest : undefined
}
