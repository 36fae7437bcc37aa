// What every anchor file uses: which clock stamped a line, the order of lines, and thinning where thousands of pairs say the same.
import { Basis, SECOND } from '../../base/time.ts'
import type { Anchor, AnchorReader, Interval, Observation } from '../testimony.ts'

/** Checks nothing at run time; the catalogue test does. It exists so that an anchor file reads as a declaration. */
export const defineAnchor = (reader: AnchorReader): AnchorReader => reader

/** Costs of not believing an anchor (clock.md 3.3). */
export const KEYED = 1.5
/** Keyed by a number that two names share (`c35`, `Port-Channel35`). */
export const NUMBERED = 1
export const PROXIMITY = 0.4
export const DOUBLE_STAMP = 2

/** Formats whose unstamped lines stand between kernel lines and so run on the boot's clock. */
const ON_BOOT_CLOCK = new Set(['console', 'dmesg'])

/**
 * The clock that stamped a line: of a host's wall clock there is one, of its boots one a source and boot. Two lines of one clock
 * never make an anchor.
 */
export function clockOf(seen: Observation): string {
  const { stamp, host, ref, boot } = seen
  if (
    stamp?.basis === Basis.Boot ||
    (ON_BOOT_CLOCK.has(seen.format) && (stamp === undefined || stamp.basis === Basis.None))
  ) {
    return `boot\n${host}\n${ref.source}\n${boot}`
  }
  return stamp === undefined || stamp.basis === Basis.None ? `none\n${ref.source}` : `wall\n${host}`
}

/** Lines of one host in one source: they stand in the order they were written. */
export const laneOf = (seen: Observation): string => `${seen.ref.source}\n${seen.host}`

export const isWall = (seen: Observation): boolean =>
  seen.stamp !== undefined && seen.stamp.basis !== Basis.Boot && seen.stamp.basis !== Basis.None

/** By source and line. */
export function inOrder(a: Observation, b: Observation): number {
  const [left, right] = [a.ref, b.ref]
  if (left.source !== right.source) return left.source < right.source ? -1 : 1
  return left.line - right.line
}

/** Those that match, in order; readers need not care how the caller sorted. */
export const pick = (seen: readonly Observation[], test: (one: Observation) => boolean): Observation[] =>
  seen.filter(test).sort(inOrder)

export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

interface Tie {
  readonly id: string
  readonly key: string
  readonly says: string
  readonly class?: Anchor['class']
  readonly weight?: number
}

/** T(b) − T(a) lies in `gap`. Nothing where both lines are of one clock. */
export function tie(a: Observation, b: Observation, gap: Interval, what: Tie): Anchor[] {
  if (clockOf(a) === clockOf(b)) return []
  return [forced(a, b, gap, what)]
}

/** As {@link tie}, for readers that know better than {@link clockOf} whose clocks these are (relayed copies). */
export const forced = (a: Observation, b: Observation, gap: Interval, what: Tie): Anchor => ({
  id: `${what.id}:${a.ref.source}:${a.ref.line}:${b.ref.source}:${b.ref.line}`,
  a: a.ref,
  b: b.ref,
  gap,
  key: what.key,
  class: what.class ?? 'keyed',
  weight: what.weight ?? KEYED,
  says: what.says,
})

/** Seconds as an interval in µs. */
export const seconds = (lo: number, hi: number): Interval => [lo * SECOND, hi * SECOND]

/** Microseconds since boot that a line states, in its stamp or behind `kernel:`. */
export const monoOf = (seen: Observation): number | undefined => {
  const mono = seen.stamp?.monotonic
  return mono === undefined ? undefined : Math.round(mono * 1e6)
}

export interface Pair {
  readonly a: Observation
  readonly b: Observation
  /** Readings of the two clocks. */
  readonly from: number
  readonly to: number
}

/**
 * Which pairs were delivered late: another one, sent well after, arrived soon after. Sorted by `from`. A burst at boot or after an
 * outage looks like this; a clock that was set does not, save for the last seconds before it.
 */
export function lateOnes(pairs: readonly Pair[], slack: number, window = 120 * SECOND): boolean[] {
  const late = pairs.map(() => false)
  // From the end: the least delay among later arrivals within the window.
  for (let i = 0; i < pairs.length; i++) {
    const one = pairs[i] as Pair
    for (let j = i + 1; j < pairs.length && j < i + 400; j++) {
      const other = pairs[j] as Pair
      if (Math.abs(other.to - one.to) > window) continue
      if (other.from - one.from - (other.to - one.to) > slack) {
        late[i] = true
        break
      }
    }
  }
  return late
}

const BUCKETS = 20

/** Keeps, of each twentieth of the time, the first, the last and the tightest pair. */
export function thin<T extends Pair>(pairs: readonly T[]): T[] {
  if (pairs.length <= 3 * BUCKETS) return [...pairs]
  const sorted = [...pairs].sort((a, b) => a.from - b.from || inOrder(a.a, b.a) || inOrder(a.b, b.b))
  const kept = new Set<T>()
  const size = Math.ceil(sorted.length / BUCKETS)
  for (let at = 0; at < sorted.length; at += size) {
    const bucket = sorted.slice(at, at + size)
    const tightest = bucket.reduce((least, p) => (p.to - p.from < least.to - least.from ? p : least))
    for (const p of [bucket[0], tightest, bucket.at(-1)]) if (p) kept.add(p)
  }
  return sorted.filter((p) => kept.has(p))
}

/** Words of a host's or file's name by which others may call it: the host, and the parts of the path. */
export function namesOf(seen: Observation): Set<string> {
  const names = new Set<string>([seen.host.toLowerCase()])
  for (const part of seen.ref.source.split('/')) {
    names.add(part.toLowerCase())
    names.add(part.replace(/\.[a-z]+(?:\.\d+)?$/i, '').toLowerCase())
  }
  return names
}
