// The year of stamps that state none, as candidates with reasons (clock.md section 4), and the turn of a year inside a file.

import type { MapPiece } from '../base/source-map.ts'
import { Basis, civilFromMicros, DAY, isLeapYear, microsFromCivil, YEARLESS } from '../base/time.ts'
import type { Assumption, BlockFacts } from './facts.ts'

/**
 * A fall of more than this inside a file is the turn of a year (November → January at the least); anything less is a clock that was set
 * back (lnav #756; 268 days have been seen).
 */
const TURN = 300 * DAY

/** A rise of nearly a year is a clock set back across New Year by less than two weeks; a smaller one is a silence. */
const SET_BACK = 352 * DAY

/**
 * How many years after the file's last block's year each block is: 0 or negative, seldom positive. Only yearless blocks are looked at.
 */
export function yearTurns(blocks: BlockFacts): Int16Array {
  const turns = new Int16Array(blocks.length)
  let turn = 0
  let next = Number.NaN
  for (let b = blocks.length - 1; b >= 0; b--) {
    if ((blocks.basis[b] as number) === Basis.Yearless && !Number.isNaN(blocks.first[b] as number)) {
      const last = blocks.last[b] as number
      if (last - next > TURN) turn--
      else if (next - last > SET_BACK) turn++
      next = blocks.first[b] as number
    }
    turns[b] = turn
  }
  return turns
}

/** Pieces that take a reading on the yearless axis to the same day of `year`. February 29 of a common year lands on March 1. */
export function yearPieces(year: number): MapPiece[] {
  const add = microsFromCivil(year, 1, 1) - microsFromCivil(YEARLESS, 1, 1)
  if (isLeapYear(year)) return [{ from: Number.NEGATIVE_INFINITY, add }]
  return [
    { from: Number.NEGATIVE_INFINITY, add },
    { from: microsFromCivil(YEARLESS, 3, 1), add: add - DAY },
  ]
}

/** A yearless reading in a year. */
export function inYear(reading: number, year: number): number {
  const c = civilFromMicros(reading)
  return microsFromCivil(year, c.month, c.day, c.hour, c.minute, c.second, c.micros)
}

/**
 * Turns of the year (0 = the file's last year, −1 the one before) that hold a February 29. A block has no gap over ten minutes, so one that
 * spans that day holds it.
 */
export function leapTurns(blocks: BlockFacts): number[] {
  const turns = yearTurns(blocks)
  const [begin, end] = [microsFromCivil(YEARLESS, 2, 29), microsFromCivil(YEARLESS, 3, 1)]
  const found = new Set<number>()
  for (let b = 0; b < blocks.length; b++) {
    if (blocks.basis[b] !== Basis.Yearless) continue
    if ((blocks.min[b] as number) < end && (blocks.max[b] as number) >= begin) found.add(turns[b] as number)
  }
  return [...found]
}

export interface YearWitness {
  /** Where the year is known from: a source that states it. */
  readonly from: string
  readonly sameHost: boolean
  /** Extent of that source's readings, µs since 1970, zone unknown. */
  readonly first: number
  readonly last: number
}

export interface YearQuestion {
  readonly first: number
  readonly last: number
  /** Turns of the year (0 = the file's last year, −1 the one before) that hold a February 29: those years must be leap years. */
  readonly leapTurns: readonly number[]
  readonly path: string
  /** µs since 1970; 0 unknown. */
  readonly modified: number
  readonly now: number
  readonly witnesses: readonly YearWitness[]
  readonly chosen?: number
}

interface Candidate extends Assumption<number> {
  readonly weight: number
}

/** The year of a file's last yearless entry: the heaviest candidate that is possible. The reason names it. */
export function chooseYear(question: YearQuestion): Assumption<number> {
  if (question.chosen !== undefined) return { value: question.chosen, reason: 'set by you' }
  const candidates = candidatesOf(question).filter((c) =>
    question.leapTurns.every((turn) => isLeapYear(c.value + turn)),
  )
  const votes = new Map<number, number>()
  for (const c of candidates) votes.set(c.value, (votes.get(c.value) ?? 0) + c.weight)
  let best: Candidate | undefined
  for (const c of candidates) {
    if (!best) {
      best = c
      continue
    }
    const difference = (votes.get(c.value) ?? 0) - (votes.get(best.value) ?? 0)
    if (difference > 0 || (difference === 0 && c.value === best.value && c.weight > best.weight)) best = c
  }
  if (best) return { value: best.value, reason: best.reason }
  const turn = question.leapTurns[0] ?? 0
  const leap = latestLeapYear(civilFromMicros(question.now).year + turn) - turn
  return { value: leap, reason: `the latest leap year: a line is stamped February 29` }
}

function candidatesOf(question: YearQuestion): Candidate[] {
  const candidates: Candidate[] = []
  const nearest = nearestWitness(question)
  if (nearest) {
    const near = nearest.distance <= 2 * DAY
    const weight = near ? (nearest.witness.sameHost ? 1.6 : 1.4) : 0.4
    candidates.push({ value: nearest.year, weight, reason: `from ${nearest.witness.from}, which states it` })
  }
  const named = yearInName(question.path)
  if (named !== undefined) candidates.push({ value: named, weight: 0.9, reason: 'from the file name' })
  if (question.modified > 0) {
    candidates.push({
      value: lastYearBefore(question.last, question.modified),
      weight: 0.6,
      reason: 'from the file date',
    })
  }
  candidates.push({ value: lastYearBefore(question.last, question.now), weight: 0.3, reason: "from today's date" })
  return candidates
}

/** The latest year that puts a reading at or before a moment (with a day to spare, for zones). */
function lastYearBefore(reading: number, moment: number): number {
  const { year } = civilFromMicros(moment)
  return inYear(reading, year) <= moment + DAY ? year : year - 1
}

function nearestWitness(question: YearQuestion) {
  let best: { year: number; distance: number; witness: YearWitness } | undefined
  for (const witness of question.witnesses) {
    for (let year = civilFromMicros(witness.first).year - 1; year <= civilFromMicros(witness.last).year + 1; year++) {
      const last = inYear(question.last, year)
      const first = last - span(question)
      const distance = Math.max(0, witness.first - last, first - witness.last)
      const closer = !best || distance < best.distance - DAY
      const same = best && Math.abs(distance - best.distance) <= DAY && witness.sameHost && !best.witness.sameHost
      if (closer || same) best = { year, distance, witness }
    }
  }
  return best
}

const span = (question: YearQuestion): number => {
  const length = question.last - question.first
  return length >= 0 ? length : length + 366 * DAY
}

/** A year in a path as rotation writes it: `syslog-20130215`, `messages.2013-02-14`, `2013/…`. */
export function yearInName(path: string): number | undefined {
  const dated = /(?<!\d)((?:19|20)\d{2})(?:[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])(?!\d)|(?=\/))/.exec(
    path,
  )
  return dated ? Number(dated[1]) : undefined
}

function latestLeapYear(year: number): number {
  let leap = year
  while (!isLeapYear(leap)) leap--
  return leap
}
