// Where a clock's readings break off and go on elsewhere: set back (seen in file order), stepped (said by a line), or both. Between two
// breaks lies an epoch, in which readings only grow.
import { Basis, DAY, HOUR, MINUTE, SECOND } from '../../base/time.ts'
import type { Evidence, Interval, Ref } from '../testimony.ts'
import { BACK, NEAR, type Testimony } from './input.ts'
import { blockOf } from './nominal.ts'
import type { PairJump } from './pairs.ts'
import type { Track } from './tracks.ts'

export interface Break {
  /** The first line behind it. */
  line: number
  /** Nominal readings before and after it. */
  before: number
  after: number
  /** How far the clock moved, where something says so. */
  size?: Interval
  /** What a line says of a step over years, which stamps without a year cannot show. */
  readonly told?: Interval
  kind: 'step' | 'zone'
  /** Whether a line says so, or a boot's own clock shows it, or only the order of readings. */
  from: 'declared' | 'pairs' | 'order'
  readonly evidence: Evidence[]
  /** The line before the break, where known. */
  readonly lineBefore: number
}

/** So many falls without a word of a daemon are two writers with different clocks in one file, not a clock. */
const WRITERS = 8
/** Longest real time that may have passed between the last line before a step back and the first one after it. */
const ELAPSED = 10 * MINUTE
const SLACK = 1.5 * SECOND
const YEARS = 300 * DAY

/** Falls of the readings in file order. */
export function fallsOf(track: Track): Break[] {
  const { blocks } = track.source
  const falls: Break[] = []
  let last = Number.NaN
  let lastRaw = Number.NaN
  for (let b = track.fromBlock; b < track.toBlock; b++) {
    const first = track.nominal(b, blocks.first[b] as number)
    if (Number.isNaN(first)) continue
    if (first < last - BACK) {
      const line = blocks.line[b] as number
      const says = 'the readings go back here in file order'
      const evidence = [{ ref: { source: track.source.id, line }, says }]
      const fold = isFold(track, b, lastRaw, last - first)
      falls.push({
        line,
        lineBefore: line - 1,
        before: last,
        after: first,
        kind: fold ? 'zone' : 'step',
        from: 'order',
        evidence: fold ? [{ ref: { source: track.source.id, line }, says: FOLD_SAYS }] : evidence,
        ...(fold ? { size: [-HOUR, -HOUR] as const } : {}),
      })
    }
    last = track.nominal(b, blocks.last[b] as number)
    lastRaw = blocks.last[b] as number
  }
  return falls
}

const FOLD_SAYS = 'an hour repeats in the night of a Sunday: the end of daylight saving, no clock was set'

/** An hour that repeats on a Sunday night by the local clock: the end of daylight saving in a zone nobody named. */
function isFold(track: Track, block: number, reading: number, fell: number): boolean {
  const { blocks } = track.source
  if (blocks.basis[block] === Basis.Absolute || fell > HOUR + SECOND || fell < HOUR - ELAPSED) return false
  const time = ((reading % DAY) + DAY) % DAY
  if (time < HOUR - ELAPSED || time > 3 * HOUR + SECOND) return false
  const nominal = track.nominal(block - 1, reading)
  const shift = ((((reading - nominal) % DAY) + 1.5 * DAY) % DAY) - DAY / 2
  // January 1, 1970 was a Thursday.
  return Math.floor((nominal + shift - SECOND) / DAY) % 7 === 3
}

/** A fall that nothing sizes, and the silence behind it in which the clock comes back to where it would be: set back for a while. */
export function addReturns(track: Track, breaks: Break[]): void {
  const { blocks } = track.source
  for (const fall of [...breaks]) {
    if (fall.from !== 'order' || fall.size || fall.before - fall.after < HOUR) continue
    let last = Number.NaN
    for (let b = track.fromBlock; b < track.toBlock; b++) {
      const line = blocks.line[b] as number
      const first = track.nominal(b, blocks.first[b] as number)
      if (Number.isNaN(first) || line < fall.line) continue
      const next = breaks.find((x) => x.line > fall.line)
      if (next && line >= next.line) break
      const away = last - fall.after
      if (first >= fall.before && last < fall.before && first - fall.before <= away + HOUR) {
        const says = 'the clock comes back to where it was before it was set back'
        const evidence = [{ ref: { source: track.source.id, line }, says }]
        breaks.push({ line, lineBefore: line - 1, before: last, after: first, kind: 'step', from: 'order', evidence })
        break
      }
      last = track.nominal(b, blocks.last[b] as number)
    }
  }
  breaks.sort((a, b) => a.line - b.line)
}

export const severalWriters = (falls: readonly Break[], said: number): boolean => falls.length > WRITERS && said === 0

/** Adds what the lines of a track say of steps with a size. `nominalOf` gives a line's nominal reading. */
export function addDeclared(
  track: Track,
  breaks: Break[],
  witnesses: readonly Testimony[],
  readings: readonly { readonly line: number; readonly at: number }[],
  nominalOf: (ref: Ref) => number | undefined,
): void {
  for (const { ref, witness } of witnesses) {
    const { size } = witness
    if (!size || witness.harmless || witness.about !== undefined) continue
    if (witness.kind !== 'F' && witness.kind !== 'B') continue
    const at = nominalOf(ref)
    const by = (size[0] + size[1]) / 2
    if (at === undefined || !Number.isFinite(by) || Math.abs(by) < 1000) continue
    const said = { ref, says: witness.says }
    const known = repeats(breaks, size, at, ref.line)
    if (known?.size) {
      known.size = common(known.size, size)
      known.evidence.push(said)
      continue
    }
    if (Math.abs(by) > YEARS && track.source.blocks.basis[blockOf(track.source, ref.line)] === Basis.Yearless) {
      breaks.push({ ...acrossYears(track, ref.line, at), kind: 'step', from: 'declared', told: size, evidence: [said] })
      continue
    }
    const fall = by < 0 ? fallFor(breaks, by, at, ref.line) : undefined
    if (fall) {
      fall.size = size
      fall.from = 'declared'
      fall.evidence.unshift(said)
      continue
    }
    const place = placeOf(track, readings, by, size[1], at, ref.line, witness.stampIs ?? 'unknown')
    breaks.push({ ...place, size, kind: 'step', from: 'declared', evidence: [said] })
  }
  breaks.sort((a, b) => a.line - b.line)
}

/** A device that was never set says its first date: the lines before are placed by file order alone. */
function acrossYears(track: Track, line: number, at: number): Pick<Break, 'line' | 'lineBefore' | 'before' | 'after'> {
  const { source } = track
  const block = blockOf(source, line)
  const begins = source.blocks.line[block] as number
  const atStart = block > track.fromBlock && line - begins <= 3
  const before = atStart ? track.nominal(block - 1, source.blocks.last[block - 1] as number) : at - 1
  return { line: atStart ? begins : line, lineBefore: (atStart ? begins : line) - 1, before, after: at }
}

/** The same step told by another line (a daemon and the audit trail): nearly the same time, sizes that agree, nothing in between. */
function repeats(breaks: readonly Break[], size: Interval, at: number, line: number): Break | undefined {
  const sorted = [...breaks].sort((a, b) => a.line - b.line)
  const next = sorted.findIndex((b) => b.line > line)
  const around = next < 0 ? [sorted.at(-1)] : [sorted[next - 1], sorted[next]]
  return around.find((b) => {
    if (!b?.size || b.from !== 'declared' || Math.min(Math.abs(b.after - at), Math.abs(b.before - at)) > NEAR)
      return false
    return size[0] <= b.size[1] + SECOND && b.size[0] <= size[1] + SECOND
  })
}

/** Both say the same step: what both allow. */
const common = (a: Interval, b: Interval): Interval => {
  const [lo, hi] = [Math.max(a[0], b[0]), Math.min(a[1], b[1])]
  return lo <= hi ? [lo, hi] : a[1] - a[0] <= b[1] - b[0] ? a : b
}

function fallFor(breaks: readonly Break[], by: number, at: number, line: number): Break | undefined {
  const fits = breaks.filter((b) => {
    const fell = b.before - b.after
    if (b.size || fell > -by + SLACK || -by - fell > ELAPSED) return false
    return line >= b.line - 1 ? Math.abs(at - b.after) < NEAR || line === b.line - 1 : Math.abs(b.before - at) < NEAR
  })
  return fits.sort((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line))[0]
}

/** Where in the file a step of `by`, at most `most`, lies that a line at reading `at` tells of. */
function placeOf(
  track: Track,
  readings: readonly { readonly line: number; readonly at: number }[],
  by: number,
  most: number,
  at: number,
  line: number,
  stampIs: 'before' | 'after' | 'unknown',
): Pick<Break, 'line' | 'lineBefore' | 'before' | 'after'> {
  const after = { line, lineBefore: line - 1, before: at - most, after: at }
  const before = { line: line + 1, lineBefore: line, before: at, after: at + by }
  if (by < 0) return stampIs === 'before' ? before : after
  const gap = gapFor(track, by, most, at)
  if (gap) return gap
  let i = readings.findIndex((r) => r.line >= line)
  if (i < 0) i = readings.length
  const next = readings[i]?.line === line ? readings[i + 1] : readings[i]
  // The step lies between two neighbours that are at least as far apart as it is long.
  const isAfter = fitsGap(readings[i - 1]?.at, at, by)
  if (stampIs === 'before' || (!isAfter && next && fitsGap(at, next.at, by))) return before
  for (let k = i - 1; k > 0 && !isAfter; k--) {
    const [a, b] = [readings[k - 1], readings[k]]
    if (!a || !b || at - b.at > NEAR) break
    if (fitsGap(a.at, b.at, by))
      return { line: b.line, lineBefore: a.line, before: Math.max(a.at, b.at - most), after: b.at }
  }
  return after
}

const fitsGap = (from: number | undefined, to: number, by: number): boolean =>
  from === undefined || (to - from >= by - SLACK && to >= from)

/** A silence between two blocks that a step forward has made. */
function gapFor(
  track: Track,
  by: number,
  most: number,
  at: number,
): Pick<Break, 'line' | 'lineBefore' | 'before' | 'after'> | undefined {
  const { blocks } = track.source
  let last = Number.NaN
  for (let b = track.fromBlock; b < track.toBlock; b++) {
    const first = track.nominal(b, blocks.first[b] as number)
    if (Number.isNaN(first)) continue
    const gap = first - last
    if (
      gap >= by - SLACK &&
      gap <= by + Math.max(by / 2, ELAPSED / 2) &&
      Math.min(Math.abs(first - at), Math.abs(last - at)) < NEAR
    ) {
      const line = blocks.line[b] as number
      return { line, lineBefore: line - 1, before: Math.max(last, first - most), after: first }
    }
    last = track.nominal(b, blocks.last[b] as number)
  }
  return undefined
}

/** Lets a boot's own clock size the breaks it spans, and adds steps back that are too small for file order to show. */
export function addPairs(breaks: Break[], jumps: readonly PairJump[]): void {
  for (const jump of jumps) {
    const [from, to] = [jump.before.ref.line, jump.after.ref.line]
    const inside = breaks.filter((b) => b.line > from && b.line <= to)
    const only = inside.length === 1 ? inside[0] : undefined
    const says = `seconds since boot went on while the wall clock ${jump.size[0] > 0 ? 'jumped ahead' : 'fell behind'} here`
    const evidence = [jump.before.ref, jump.after.ref].map((ref) => ({ ref, says }))
    if (only) {
      only.evidence.push(...evidence)
      if (!only.size) {
        only.size = jump.size
        only.from = 'pairs'
      }
    } else if (inside.length === 0 && jump.size[1] < 0) {
      const place = { line: to, lineBefore: from, before: jump.before.wall, after: jump.after.wall }
      breaks.push({ ...place, size: jump.size, kind: 'step', from: 'pairs', evidence })
    }
  }
  breaks.sort((a, b) => a.line - b.line)
}
