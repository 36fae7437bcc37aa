// A source's readings as nominal UTC: year and zone applied, nothing corrected. Steps stay in; the network finds them on this axis.

import { upperBound } from '../../base/search.ts'
import { type MapPiece, type MapSegment, toShared } from '../../base/source-map.ts'
import { Basis, DAY, microsFromCivil, YEARLESS } from '../../base/time.ts'
import type { Assumption } from '../facts.ts'
import { compose } from '../place.ts'
import { chooseYear, type YearWitness, yearPieces } from '../year.ts'
import { type Fold, foldsIn, zonePieces } from '../zone.ts'
import type { SolveSource } from './input.ts'

const LEAP_DAY = microsFromCivil(YEARLESS, 2, 29)
const LEAP_END = LEAP_DAY + DAY

const identity: readonly MapPiece[] = [{ from: Number.NEGATIVE_INFINITY, add: 0 }]

/** Which block a line stands in. */
export function blockOf(source: SolveSource, line: number): number {
  return Math.max(0, upperBound(source.blocks.line, line, 0, source.blocks.length) - 1)
}

/** The last line of a block. */
export function lastLineOf(source: SolveSource, block: number): number {
  const next = block + 1 < source.blocks.length ? source.blocks.line[block + 1] : undefined
  return Math.max(source.blocks.line[block] as number, next === undefined ? source.lines : next - 1)
}

export function extentOf(source: SolveSource, basis: Basis): { first: number; last: number } | undefined {
  const { blocks } = source
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let b = 0; b < blocks.length; b++) {
    if (blocks.basis[b] !== basis || Number.isNaN(blocks.min[b] as number)) continue
    first = Math.min(first, blocks.min[b] as number)
    last = Math.max(last, blocks.max[b] as number)
  }
  return last >= first ? { first, last } : undefined
}

/** The year of a yearless source's last block. */
export function yearOf(
  source: SolveSource,
  witnesses: readonly YearWitness[],
  turns: Int16Array,
  options: { readonly now: number; readonly chosen?: number | undefined },
): Assumption<number> {
  const { blocks } = source
  let first = Number.NaN
  let last = 0
  const leapTurns = new Set<number>()
  for (let b = 0; b < blocks.length; b++) {
    if (blocks.basis[b] !== Basis.Yearless || Number.isNaN(blocks.first[b] as number)) continue
    if (Number.isNaN(first)) first = blocks.first[b] as number
    last = blocks.last[b] as number
    // A block has no gap over ten minutes, so one that spans February 29 holds it.
    if ((blocks.min[b] as number) < LEAP_END && (blocks.max[b] as number) >= LEAP_DAY) leapTurns.add(turns[b] as number)
  }
  return chooseYear({
    first,
    last,
    leapTurns: [...leapTurns],
    path: source.path,
    modified: source.modified,
    now: options.now,
    witnesses,
    ...(options.chosen === undefined ? {} : { chosen: options.chosen }),
  })
}

/** One segment per run of blocks that share basis, year and pass through a doubled hour. */
export function nominalSegments(
  source: SolveSource,
  zone: string,
  lastYear: number,
  turns: Int16Array,
): readonly MapSegment[] {
  const { blocks } = source
  const segments: MapSegment[] = []
  let before = ''
  let fold: Fold = 'first'
  let previous = Number.NaN
  for (let b = 0; b < blocks.length; b++) {
    const basis = blocks.basis[b] as Basis
    const toLocal = basis === Basis.Yearless ? yearPieces(lastYear + (turns[b] as number)) : identity
    const first = shift(toLocal, blocks.first[b] as number)
    if (basis !== Basis.Absolute) fold = nextFold(zone, fold, previous, first)
    if (!Number.isNaN(first)) previous = shift(toLocal, blocks.last[b] as number)
    const name = `${basis} ${turns[b]} ${fold}`
    if (name === before) continue
    before = name
    segments.push({ fromBlock: b, pieces: piecesFor(source, basis, toLocal, zone, fold) })
  }
  return segments.length > 0 ? segments : [{ fromBlock: 0, pieces: [] }]
}

function piecesFor(source: SolveSource, basis: Basis, toLocal: readonly MapPiece[], zone: string, fold: Fold) {
  if (basis === Basis.Absolute) return identity
  if (basis === Basis.None || basis === Basis.Boot) return []
  const extent = extentOf(source, basis)
  if (!extent) return []
  return compose(toLocal, zonePieces(zone, shift(toLocal, extent.first), shift(toLocal, extent.last), fold))
}

/** File order tells the two passes through a doubled hour apart, since the readings cannot. */
function nextFold(zone: string, fold: Fold, previous: number, first: number): Fold {
  if (Number.isNaN(previous) || Number.isNaN(first)) return fold
  const hour = foldsIn(zone, first, first).find((f) => first >= f.begin && first < f.end)
  // Far from that hour both passes mean the same; the next autumn begins with its first pass again.
  if (!hour) return fold === 'second' && first - previous < 30 * DAY ? fold : 'first'
  if (first >= previous) return first - previous > DAY ? 'first' : fold
  return previous >= hour.begin && previous <= hour.end + (hour.end - hour.begin) ? 'second' : fold
}

const shift = (pieces: readonly MapPiece[], reading: number): number =>
  Number.isNaN(reading) ? reading : toShared({ fromBlock: 0, pieces }, reading)

/** The nominal reading of a block's reading. */
export function nominalAt(segments: readonly MapSegment[], block: number, reading: number): number {
  let found = segments[0]
  for (const segment of segments) {
    if (segment.fromBlock > block) break
    found = segment
  }
  return found && found.pieces.length > 0 ? shift(found.pieces, reading) : Number.NaN
}
