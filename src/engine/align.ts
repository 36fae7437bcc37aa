// One clock: what all lines testify, solved, and made into maps of blocks.
import { lowerBound } from '../base/search.ts'
import { type SourceMap, segmentOf, toShared } from '../base/source-map.ts'
import { Basis, DAY } from '../base/time.ts'
import { findAnchors } from '../clocks/anchors/index.ts'
import { findAllWitnesses } from '../clocks/evidence/index.ts'
import type { Placement } from '../clocks/place.ts'
import { type SolveChoices, solve } from '../clocks/solve.ts'
import type { Solution, SolvedMap } from '../clocks/testimony.ts'
import type { DetailCache } from '../index/detail-cache.ts'
import { observe } from './observe.ts'
import type { Source } from './source.ts'

export interface AlignOptions {
  readonly now: number
  readonly zone?: string
  readonly year?: number
  readonly choices: SolveChoices
}

/** Reads what has not been read yet, weighs all testimony and splits blocks where a map changes inside them. */
export async function align(sources: readonly Source[], cache: DetailCache, options: AlignOptions): Promise<Solution> {
  for (const source of sources) {
    // A file that vanished cannot testify; its source says so when its lines are asked for.
    source.observations ??= await observe(source, cache).catch(() => [])
  }
  const steady = withoutDisorder(sources.filter((s) => s.table.length > 0))
  const observations = steady.flatMap((s) => s.observations ?? [])
  const solution = solve({
    sources: steady.map((s) => s.facts()),
    observations,
    witnesses: findAllWitnesses(observations).map(({ seen, witness }) => ({ ref: seen.ref, host: seen.host, witness })),
    anchors: findAnchors(observations),
    choices: options.choices,
    now: options.now,
    ...(options.zone === undefined ? {} : { defaultZone: options.zone }),
    ...(options.year === undefined ? {} : { defaultYear: options.year }),
  })
  for (const source of steady) {
    const map = solution.maps.get(source.id)
    if (map) await splitWhere(source, map, cache)
  }
  const yearless = new Set(solution.clocks.filter((c) => c.year !== undefined).map((c) => c.id))
  const jumps = solution.jumps.filter((j) => !yearless.has(j.clock) || Math.abs(j.size[0]) < YEARLESS_STEP)
  return { ...solution, jumps }
}

/** A clock does not go back this often; a file that does has several writers, and its readings testify to nothing. */
const FALLS_A_SOURCE = 64
/** Over all sources together: each fall is a question to the solver. */
const FALLS_IN_ALL = 320

/** Sources whose readings may be weighed; the others keep the times of the first clock, which needs no order. */
function withoutDisorder(sources: readonly Source[]): Source[] {
  const falls = sources.map((source) => ({ source, falls: fallsOf(source) }))
  falls.sort((a, b) => a.falls - b.falls || (a.source.id < b.source.id ? -1 : 1))
  let sum = 0
  const steady = new Set<Source>()
  for (const one of falls) {
    sum += one.falls
    if (one.falls <= FALLS_A_SOURCE && sum <= FALLS_IN_ALL) steady.add(one.source)
  }
  return sources.filter((source) => steady.has(source))
}

/** How often a source's readings go back by enough to begin a block, or change what they count from. */
function fallsOf({ table }: Source): number {
  let falls = 0
  let last = Number.NaN
  let basis = -1
  for (let block = 0; block < table.length; block++) {
    if (Number.isNaN(table.first[block] as number)) continue
    if ((table.first[block] as number) < last || (basis >= 0 && table.basis[block] !== basis)) falls++
    last = table.last[block] as number
    basis = table.basis[block] as number
  }
  return falls
}

async function splitWhere(source: Source, map: SolvedMap, cache: DetailCache): Promise<void> {
  for (const { fromLine } of map.segments.slice(1)) {
    const blocks = source.blockSource()
    if (!blocks) return
    const { table } = blocks
    const block = Math.max(0, lowerBound(table.line, fromLine + 1, 0, table.length) - 1)
    if (table.line[block] === fromLine) continue
    const detail = await cache.get(blocks, block)
    const row = lowerBound(detail.line, fromLine - (table.line[block] as number), 0, detail.rows)
    source.splitAt(block, detail, row)
  }
}

/** Stamps without a year cannot tell a step of a year from the turn of one; the first clock's turns hold then. */
const YEARLESS_STEP = 300 * DAY

/** No solution may move a line by a year: where it would, the first clock holds. */
export function keepsYears(source: Source, solved: SourceMap, first: SourceMap): boolean {
  const { table } = source
  for (let block = 0; block < table.length; block++) {
    const reading = table.first[block] as number
    if (Number.isNaN(reading) || table.basis[block] !== Basis.Yearless) continue
    const apart = toShared(segmentOf(solved, block), reading) - toShared(segmentOf(first, block), reading)
    if (Math.abs(apart) > YEARLESS_STEP) return false
  }
  return true
}

/**
 * What the page and the index need of one source's part of a solution; undefined where no line spoke of its clock, so that the first clock
 * (year and zone as assumed, boots tied by equal lines) holds.
 */
export function placementOf(source: Source, solution: Solution): Placement | undefined {
  const solved = solution.maps.get(source.id)
  const clock = solution.clocks.find((c) => c.sources.includes(source.id))
  if (!solved || !clock || clock.state === 'unknown') return undefined
  const spoken = solution.jumps.some((j) => j.clock === clock.id)
  if (clock.state === 'assumed' && !spoken && solution.reference !== clock.id) return undefined
  const { table } = source
  const map: SourceMap = {
    segments: solved.segments.map(({ fromLine, pieces }, i) => ({
      fromBlock: i === 0 ? 0 : lowerBound(table.line, fromLine, 0, table.length),
      pieces,
    })),
  }
  const why = solution.unplaced.find((u) => u.source === source.id)?.why
  return {
    map,
    clock: clock.id,
    kind: clock.kind,
    state: clock.state === 'contradictory' ? 'unknown' : clock.state,
    ...(clock.zone ? { zone: clock.zone } : {}),
    ...(clock.year ? { year: clock.year } : {}),
    ...(why === undefined ? {} : { tie: why }),
  }
}
