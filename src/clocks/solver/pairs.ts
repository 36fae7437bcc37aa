// Seconds since boot against wall time read at the same line (clock.md section 3.4): c = W − M. Within one boot, a jump of c is a step of
// the wall clock or a sleep; the tightest lines of each stretch tie the two clocks. Late readers lie above the curve: the lower envelope counts.
import { SECOND } from '../../base/time.ts'
import type { Interval, Ref } from '../testimony.ts'
import { RATE_BOOT, READER_LATENCY } from './input.ts'

export interface Pair {
  readonly ref: Ref
  /** µs since boot, and the nominal wall reading. */
  readonly mono: number
  readonly wall: number
  readonly resolution: number
  /** How long after the kernel printed the line the wall clock was read, at most. */
  readonly latency: number
}

export interface Stretch {
  /** Pairs that tie the stretch: few, and all that bounds it. */
  readonly ties: readonly Pair[]
  readonly first: Pair
  readonly last: Pair
}

export interface PairJump {
  readonly before: Pair
  readonly after: Pair
  /** Change of W − M: > 0 the wall clock went forward against the boot's own clock. */
  readonly size: Interval
}

export interface BootPairs {
  readonly stretches: readonly Stretch[]
  readonly jumps: readonly PairJump[]
}

/** A boot counter that falls by this begins another boot. */
const REBOOT = 2 * SECOND
/** A new level of W − M counts only when so many lines from another batch agree. */
const AGREE = 2

/** Cuts pairs in file order into boots. */
export function bootsOf(pairs: readonly Pair[]): Pair[][] {
  const boots: Pair[][] = []
  let last = Number.POSITIVE_INFINITY
  for (const pair of pairs) {
    if (pair.mono < last - REBOOT) boots.push([])
    boots.at(-1)?.push(pair)
    last = pair.mono
  }
  return boots
}

/**
 * Leaves out what a log daemon read late, in one batch: the same wall second on lines that the kernel printed over a longer time. The last
 * line of a batch is the least late and stays. Pairs whose wall time the kernel itself wrote have no reader.
 */
export function withoutBursts(pairs: readonly Pair[]): Pair[] {
  const read = pairs.filter((p) => p.latency >= READER_LATENCY)
  const late = new Set<Pair>()
  let from = 0
  while (from < read.length) {
    const first = read[from] as Pair
    let to = from
    while (
      to + 1 < read.length &&
      Math.abs((read[to + 1] as Pair).wall - first.wall) < Math.max(first.resolution, SECOND / 5)
    )
      to++
    if ((read[to] as Pair).mono - first.mono > first.resolution + SECOND / 4) {
      for (const p of read.slice(from, to)) late.add(p)
    }
    from = to + 1
  }
  return pairs.filter((p) => !late.has(p))
}

/** One boot's pairs as stretches of one level. Greedy from the left, which gives the fewest stretches. */
export function levels(boot: readonly Pair[]): BootPairs {
  const pairs = settled(withoutBursts(boot))
  const groups: Pair[][] = []
  let lo = Number.NEGATIVE_INFINITY
  let hi = Number.POSITIVE_INFINITY
  let last: Pair | undefined
  for (const pair of pairs) {
    const wide = last ? RATE_BOOT * Math.abs(pair.mono - last.mono) : 0
    const c = levelOf(pair)
    const [nextLo, nextHi] = [Math.max(lo - wide, c[0]), Math.min(hi + wide, c[1])]
    if (nextLo > nextHi || groups.length === 0) {
      groups.push([])
      ;[lo, hi] = c
    } else {
      ;[lo, hi] = [nextLo, nextHi]
    }
    groups.at(-1)?.push(pair)
    last = pair
  }
  const stretches = groups.map(stretchOf)
  const jumps: PairJump[] = []
  for (let i = 1; i < stretches.length; i++) {
    const [a, b] = [stretches[i - 1], stretches[i]]
    if (!a || !b) continue
    jumps.push({ before: a.last, after: b.first, size: jumpSize(a, b) })
  }
  return { stretches, jumps }
}

const levelOf = (pair: Pair): Interval => [
  pair.wall - pair.mono - pair.latency,
  pair.wall - pair.mono + pair.resolution,
]

/** Drops single late readings: a level above its neighbours that no other line shares. */
function settled(pairs: readonly Pair[]): Pair[] {
  return pairs.filter((pair, i) => {
    let floor = Number.POSITIVE_INFINITY
    let ceiling = Number.NEGATIVE_INFINITY
    for (let k = 1; k <= AGREE; k++) {
      const before = pairs[i - k]
      const after = pairs[i + k]
      if (after) floor = Math.min(floor, levelOf(after)[1] + RATE_BOOT * (after.mono - pair.mono))
      if (before) ceiling = Math.max(ceiling, levelOf(before)[1] + RATE_BOOT * (pair.mono - before.mono))
    }
    const late = levelOf(pair)[0] > floor
    // Above what follows: a late reading, unless what precedes is as high (then the clock was set back after it).
    return !(late && levelOf(pair)[0] > ceiling && ceiling > Number.NEGATIVE_INFINITY) && !(late && i === 0)
  })
}

function stretchOf(pairs: readonly Pair[]): Stretch {
  const first = pairs[0] as Pair
  const last = pairs[pairs.length - 1] as Pair
  let top = first
  let bottom = first
  for (const pair of pairs) {
    if (levelOf(pair)[0] > levelOf(top)[0]) top = pair
    if (levelOf(pair)[1] < levelOf(bottom)[1]) bottom = pair
  }
  const ties = [...new Set([first, top, bottom, last, ...sampled(pairs)])].sort((a, b) => a.mono - b.mono)
  return { ties, first, last }
}

/** Long stretches keep a tie now and then, so that drift is seen. */
function sampled(pairs: readonly Pair[]): Pair[] {
  const every = Math.max(1, Math.ceil(pairs.length / 12))
  return pairs.filter((_, i) => i % every === 0)
}

function jumpSize(a: Stretch, b: Stretch): Interval {
  const level = (s: Stretch, at: number): Interval => {
    let [lo, hi] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    for (const pair of s.ties) {
      const wide = RATE_BOOT * Math.abs(pair.mono - at)
      const c = levelOf(pair)
      lo = Math.max(lo, c[0] - wide)
      hi = Math.min(hi, c[1] + wide)
    }
    return [lo, hi]
  }
  const from = level(a, a.last.mono)
  const to = level(b, b.first.mono)
  const wide = RATE_BOOT * Math.abs(b.first.mono - a.last.mono)
  return [to[0] - from[1] - wide, to[1] - from[0] + wide]
}
