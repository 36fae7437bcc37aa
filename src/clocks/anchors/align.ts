// Matches two series of events that two clocks saw, without knowing how far the clocks are apart: runs of events whose gaps agree.
// A pause or step of either clock ends a run; the next one is looked for on both sides of it. What could be shifted is left out.

export interface Series {
  readonly length: number
  /** The clock's reading of event `i`. */
  at(i: number): number
}

export type Match = readonly [i: number, j: number]

interface Run {
  readonly i: number
  readonly j: number
  readonly length: number
}

/** Longest stretches looked at in one go; longer series are taken piece by piece. */
const PIECE_A = 200
const PIECE_B = 400
/** A rival run of this share of the best one's length makes the match doubtful. */
const RIVAL = 0.6

interface Task {
  readonly a: Series
  readonly b: Series
  readonly tolerance: number
  readonly same: (i: number, j: number) => boolean
}

const agrees = (t: Task, i: number, j: number, i2: number, j2: number): boolean =>
  Math.abs(t.a.at(i2) - t.a.at(i) - (t.b.at(j2) - t.b.at(j))) <= t.tolerance

/** Runs this long would turn up in unrelated series once in so many. */
const MAY_BE_CHANCE = 0.05

/** True where all events of both sides are in the run. */
const whole = (run: Run, fromA: number, toA: number, fromB: number, toB: number): boolean =>
  run.length === toA - fromA && run.length === toB - fromB

/**
 * How likely a gap agrees by chance with one of the other side: as often as it did beside the best run, and no less than the
 * tolerance is of a usual gap.
 */
function chanceOf(t: Task, agreements: number, fromA: number, toA: number, fromB: number, toB: number): number {
  const cells = (toA - fromA) * (toB - fromB)
  const usual = (t.a.at(toA - 1) - t.a.at(fromA)) / Math.max(1, toA - fromA - 1)
  return Math.min(0.9, Math.max(agreements / cells, (2 * t.tolerance) / Math.max(usual, 2 * t.tolerance)))
}

/** Longest run of equal gaps in the rectangle, `undefined` where a rival run could be meant as well. */
function bestRun(t: Task, fromA: number, toA: number, fromB: number, toB: number): Run | undefined {
  const width = toB - fromB
  let previous = new Int32Array(width)
  const ends: Run[] = []
  let best: Run | undefined
  for (let i = fromA; i < toA; i++) {
    const current = new Int32Array(width)
    for (let j = fromB; j < toB; j++) {
      if (!t.same(i, j)) continue
      const before = i > fromA && j > fromB ? (previous[j - fromB - 1] as number) : 0
      const length = before > 0 && agrees(t, i - 1, j - 1, i, j) ? before + 1 : 1
      current[j - fromB] = length
      const run = { i: i - length + 1, j: j - length + 1, length }
      if (length >= 2) ends.push(run)
      if (!best || length > best.length) best = run
    }
    previous = current
  }
  if (!best) return undefined
  // One event on each side: nothing to compare, and nothing else it could be.
  if (best.length === 1) return toA - fromA === 1 && toB - fromB === 1 ? best : undefined
  const { i, j, length } = best
  const rival = ends.some(
    (r) =>
      r.length >= RIVAL * length &&
      r.j - r.i !== j - i &&
      ((r.i < i + length && i < r.i + r.length) || (r.j < j + length && j < r.j + r.length)),
  )
  if (rival) return undefined
  if (whole(best, fromA, toA, fromB, toB)) return best
  const chance = chanceOf(t, Math.max(0, ends.length - length), fromA, toA, fromB, toB)
  return (toA - fromA) * (toB - fromB) * chance ** (length - 1) <= MAY_BE_CHANCE ? best : undefined
}

function match(t: Task, fromA: number, toA: number, fromB: number, toB: number, found: Match[], whole: boolean): void {
  if (fromA >= toA || fromB >= toB) return
  // A single event left over between matched ones is not evidence by itself.
  if (!whole && (toA - fromA < 3 || toB - fromB < 3)) return
  const run = bestRun(t, fromA, Math.min(toA, fromA + PIECE_A), fromB, Math.min(toB, fromB + PIECE_B))
  if (!run) return
  const middle: Match[] = []
  for (let k = 0; k < run.length; k++) middle.push([run.i + k, run.j + k])
  // Lines may be missing on either side: go on where gaps from the last match agree, skipping a few.
  let [i, j] = [run.i + run.length - 1, run.j + run.length - 1]
  for (let next = follow(t, i, j, toA, toB); next; next = follow(t, i, j, toA, toB)) {
    ;[i, j] = next
    middle.push(next)
  }
  match(t, fromA, run.i, fromB, run.j, found, false)
  found.push(...middle)
  match(t, i + 1, toA, j + 1, toB, found, false)
}

const SKIPS = 4

function follow(t: Task, i: number, j: number, toA: number, toB: number): Match | undefined {
  for (let sum = 2; sum <= 2 * SKIPS; sum++) {
    for (let di = 1; di < sum && di <= SKIPS; di++) {
      const [i2, j2] = [i + di, j + sum - di]
      if (sum - di <= SKIPS && i2 < toA && j2 < toB && t.same(i2, j2) && agrees(t, i, j, i2, j2)) return [i2, j2]
    }
  }
  return undefined
}

/** Pairs of indices, ascending on both sides. `same`: whether two events may be one at all. */
export function alignSeries(
  a: Series,
  b: Series,
  tolerance: number,
  same: (i: number, j: number) => boolean = () => true,
): Match[] {
  const found: Match[] = []
  match({ a, b, tolerance, same }, 0, a.length, 0, b.length, found, true)
  return found
}
