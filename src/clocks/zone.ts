// Zones: what a name means at a moment, as pieces of a map. A zone is never skew (clock.md section 4).
import { tzOffset } from '@date-fns/tz'
import { assert } from '../base/result.ts'
import type { MapPiece } from '../base/source-map.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../base/time.ts'

/** `UTC`, `+02:00`, `-0700` or an IANA name. Undefined where the text is none of these. */
export function parseZone(text: string): string | undefined {
  const trimmed = text.trim()
  if (/^(utc|z|gmt)$/i.test(trimmed)) return 'UTC'
  const offset = /^([+\-−])(\d{2}):?(\d{2})$/.exec(trimmed)
  if (offset) {
    const [, sign, hours, minutes] = offset
    if (Number(hours) > 14 || Number(minutes) > 59) return undefined
    return `${sign === '+' ? '+' : '-'}${hours}:${minutes}`
  }
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: trimmed }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

/** Microseconds a zone is ahead of UTC at a moment (µs since 1970, UTC). */
export function zoneOffset(zone: string, utc: number): number {
  if (zone === 'UTC') return 0
  const fixed = /^([+-])(\d{2}):(\d{2})$/.exec(zone)
  if (fixed) {
    const size = Number(fixed[2]) * HOUR + Number(fixed[3]) * MINUTE
    return fixed[1] === '-' ? -size : size
  }
  const minutes = tzOffset(zone, new Date(utc / 1000))
  // A zone that is none would make every search for its changes endless.
  assert(!Number.isNaN(minutes), `“${zone}” is not a zone and was not parsed`)
  return minutes * MINUTE
}

/** One change of a zone's offset, seen on the local clock. */
interface Change {
  /** Moment of the change, UTC µs. */
  readonly utc: number
  readonly before: number
  readonly after: number
}

/** Changes of a zone's offset in `[from, to]` (UTC µs), found by days and then halving: rules are the browser's, never ours. */
function changesIn(zone: string, from: number, to: number): Change[] {
  const changes: Change[] = []
  let lo = from
  let before = zoneOffset(zone, lo)
  while (lo < to) {
    const hi = Math.min(to, lo + 30 * DAY)
    let after = zoneOffset(zone, hi)
    if (after !== before) {
      let [a, b] = [lo, hi]
      while (b - a > SECOND) {
        const mid = Math.floor((a + b) / 2 / SECOND) * SECOND
        if (mid <= a) break
        if (zoneOffset(zone, mid) === before) a = mid
        else b = mid
      }
      after = zoneOffset(zone, b)
      changes.push({ utc: b, before, after })
      lo = b
    } else {
      lo = hi
    }
    before = after
  }
  return changes
}

/** Which of the two passes through an hour that a clock reads twice (the end of daylight saving). */
export type Fold = 'first' | 'second'

/**
 * Pieces that take local readings of a zone to UTC, for readings in `[from, to]` (local µs). In a doubled hour the first pass has the
 * earlier offset; `fold` says which pass the readings belong to. Readings in a skipped hour keep the offset before it.
 */
export function zonePieces(zone: string, from: number, to: number, fold: Fold): MapPiece[] {
  const start = from - 2 * DAY
  const pieces: MapPiece[] = [{ from: Number.NEGATIVE_INFINITY, add: -zoneOffset(zone, start) }]
  for (const change of changesIn(zone, start, to + 2 * DAY)) {
    const doubled = change.after < change.before
    // On the local clock the second pass begins at utc + after, the first one ends at utc + before; a skipped hour ends at utc + after.
    const at = doubled && fold === 'first' ? change.utc + change.before : change.utc + change.after
    pieces.push({ from: at, add: -change.after })
  }
  return pieces
}

/** Where a doubled hour lies on the local clock: `[begin, end)`, one for each in the range. */
export function foldsIn(zone: string, from: number, to: number): { begin: number; end: number }[] {
  return changesIn(zone, from - 2 * DAY, to + 2 * DAY)
    .filter((c) => c.after < c.before)
    .map((c) => ({ begin: c.utc + c.after, end: c.utc + c.before }))
}
