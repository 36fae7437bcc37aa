// All rows of all sources in one order, without ever holding them: ranks from block sums plus at most one re-read block per source.
//
// The order is (key, source, line); see PlacedSource for the key. Sources that nothing places come after all others, in file order.
import { lowerBound } from '../base/search.ts'
import type { SeverityMask } from '../base/severity.ts'
import { plusMinusOf, type State, stateOf, toShared } from '../base/source-map.ts'
import type { BlockDetail } from './block-detail.ts'
import type { DetailCache } from './detail-cache.ts'
import type { PlacedSource } from './placed-source.ts'

/** A row found in the merged order, as its place in a source's index. */
export interface FoundRow {
  readonly source: PlacedSource
  readonly block: number
  readonly row: number
  readonly detail: BlockDetail
  /** Aligned time; NaN where nothing places the row. A row without a stamp has the time of the row before it. */
  readonly time: number
  /** Half the width of the interval around `time`, µs; absent where nothing bounds it. */
  readonly half?: number
  /** Where it differs from the state of the source's clock. */
  readonly state?: State
}

export interface Filter {
  readonly mask: SeverityMask
  /** Keys of the sources that count; absent = all. */
  readonly sources?: ReadonlySet<string>
}

export class Merged {
  private readonly placed: readonly PlacedSource[]
  private readonly tail: readonly PlacedSource[]

  /** `sources` in the order that breaks ties: by name, whatever the order they were dropped in. */
  constructor(
    readonly sources: readonly PlacedSource[],
    private readonly cache: DetailCache,
  ) {
    this.placed = sources.filter((s) => s.placed)
    this.tail = sources.filter((s) => !s.placed)
  }

  /** Exact number of rows under a filter. */
  total(filter: Filter): number {
    return sum(this.chosen(this.sources, filter), (s) => s.total(filter.mask))
  }

  /** Rows `[from, from + count)` of the merged order; shorter at its end. */
  async page(from: number, count: number, filter: Filter): Promise<FoundRow[]> {
    const placed = this.chosen(this.placed, filter)
    const inOrder = sum(placed, (s) => s.total(filter.mask))
    const rows = from < inOrder ? await this.pageOfPlaced(placed, from, Math.min(count, inOrder - from), filter) : []
    let skip = Math.max(0, from - inOrder)
    for (const source of this.chosen(this.tail, filter)) {
      if (rows.length >= count) break
      const total = source.total(filter.mask)
      if (skip >= total) {
        skip -= total
        continue
      }
      const cursor = new Cursor(source, filter.mask, skip, this.cache)
      skip = 0
      for (let row = await cursor.next(); row && rows.length < count; row = await cursor.next()) rows.push(row)
    }
    return rows
  }

  /** Index of the first row whose key is at or after a moment. */
  async rowAt(time: number, filter: Filter): Promise<number> {
    return sumAsync(this.chosen(this.placed, filter), (s) => this.rank(s, time, filter.mask))
  }

  /** Index of the row that holds a line of a source; undefined where the filter leaves it out. */
  async rowOf(sourceKey: string, line: number, filter: Filter): Promise<number | undefined> {
    const source = this.chosen(this.sources, filter).find((s) => s.source.key === sourceKey)
    if (!source) return undefined
    const found = await this.find(source, line)
    if (!found || !((filter.mask >> (found.detail.severity[found.row] as number)) & 1)) return undefined
    const within = (source.prefix(filter.mask)[found.block] as number) + passing(found.detail, found.row, filter.mask)
    if (!source.placed) {
      const placed = sum(this.chosen(this.placed, filter), (s) => s.total(filter.mask))
      const before = this.chosen(this.tail, filter)
      return placed + within + sum(before.slice(0, before.indexOf(source)), (s) => s.total(filter.mask))
    }
    const key = source.keys(found.detail, found.block)[found.row] as number
    const others = this.chosen(this.placed, filter)
    const own = others.indexOf(source)
    const ranks = await sumAsync(others, async (s, at) =>
      s === source ? 0 : this.rank(s, at < own ? key + 1 : key, filter.mask),
    )
    return ranks + within
  }

  /** The row that holds a line (from 1); undefined where the source has no such line. */
  async find(source: PlacedSource, line: number): Promise<FoundRow | undefined> {
    const { table } = source
    if (source.blocks === 0 || line < 1 || line >= table.endLine) return undefined
    const block = source.blockOfLine(line)
    const detail = await this.cache.get(source.source, block)
    const relative = line - (table.line[block] as number)
    const row = Math.max(0, lowerBound(detail.line, relative + 1, 0, detail.rows) - 1)
    if (row >= detail.rows) return undefined
    return foundRow(source, block, row, detail)
  }

  /** The rows of one block. */
  detail(source: PlacedSource, block: number): Promise<BlockDetail> {
    return this.cache.get(source.source, block)
  }

  private async pageOfPlaced(placed: readonly PlacedSource[], from: number, count: number, filter: Filter) {
    const { mask } = filter
    const moment = await this.momentOf(placed, from, mask)
    const cursors: Cursor[] = []
    let skip = from - (await sumAsync(placed, (s) => this.rank(s, moment, mask)))
    for (const source of placed) {
      const before = await this.rank(source, moment, mask)
      const upTo = await this.rank(source, moment + 1, mask)
      const own = Math.min(skip, upTo - before)
      skip -= own
      cursors.push(new Cursor(source, mask, before + own, this.cache))
    }
    return mergeCursors(cursors, count)
  }

  /** The greatest moment (µs) before which at most `index` rows stand. */
  private async momentOf(placed: readonly PlacedSource[], index: number, mask: SeverityMask): Promise<number> {
    let lo = Math.min(...placed.map((s) => s.keyStart[0] as number))
    let hi = Math.max(...placed.map((s) => s.keyEnd[s.blocks - 1] as number)) + 1
    while (hi - lo > 1) {
      const mid = lo + Math.floor((hi - lo) / 2)
      const bounds = boundsAt(placed, mid, mask)
      const rank =
        bounds.most <= index || bounds.least > index
          ? bounds.least
          : await sumAsync(placed, (s) => this.rank(s, mid, mask))
      if (rank <= index) lo = mid
      else hi = mid
    }
    return lo
  }

  /** Rows of one source with a key before a moment. */
  private async rank(source: PlacedSource, time: number, mask: SeverityMask): Promise<number> {
    const block = source.blockAt(time)
    const before = source.prefix(mask)[block] as number
    if (!source.needsDetail(block, time)) return before
    const detail = await this.cache.get(source.source, block)
    return before + passing(detail, lowerBound(source.keys(detail, block), time), mask)
  }

  private chosen(sources: readonly PlacedSource[], filter: Filter): readonly PlacedSource[] {
    const wanted = filter.sources
    return wanted ? sources.filter((s) => wanted.has(s.source.key)) : sources
  }
}

export function foundRow(source: PlacedSource, block: number, row: number, detail: BlockDetail): FoundRow {
  const segment = source.segmentOf(block)
  const base = { source, block, row, detail }
  if (!source.placed || segment.pieces.length === 0) return { ...base, time: Number.NaN }
  const reading = detail.at[row] as number
  // A row without a stamp has the time of the last stamped row before it (its key, which file order carries), and no interval of its own.
  if (Number.isNaN(reading)) return { ...base, time: source.keys(detail, block)[row] as number, state: 'assumed' }
  const half = plusMinusOf(segment, reading)
  const state = stateOf(segment, reading)
  return {
    ...base,
    time: toShared(segment, reading),
    ...(half === undefined ? {} : { half }),
    ...(state === undefined ? {} : { state }),
  }
}

/** Walks one source's rows under a mask, loading blocks only when they are needed. */
class Cursor {
  private block: number
  private row = 0
  private skip: number
  private detail: BlockDetail | undefined

  constructor(
    readonly source: PlacedSource,
    private readonly mask: SeverityMask,
    position: number,
    private readonly cache: DetailCache,
  ) {
    const prefix = source.prefix(mask)
    // The last block whose prefix is ≤ position and that still holds a passing row.
    this.block = lowerBound(prefix, position + 1, 0, source.blocks + 1) - 1
    this.skip = position - (prefix[this.block] as number)
  }

  get ended(): boolean {
    return this.block >= this.source.blocks
  }

  /** A bound no key of the rows ahead is below; exact once {@link settle} has run. */
  bound = Number.NEGATIVE_INFINITY

  /** Moves to the next passing row and makes {@link bound} its key. */
  async settle(): Promise<void> {
    while (!this.ended) {
      this.detail ??= await this.cache.get(this.source.source, this.block)
      const { detail } = this
      while (this.row < detail.rows) {
        if ((this.mask >> (detail.severity[this.row] as number)) & 1 && this.skip-- <= 0) {
          this.bound = this.source.placed ? (this.source.keys(detail, this.block)[this.row] as number) : 0
          return
        }
        this.row++
      }
      this.block = nextWith(this.source.prefix(this.mask), this.block + 1, this.source.blocks)
      this.row = 0
      this.detail = undefined
    }
  }

  /** The row under the cursor; then the cursor stands behind it. */
  async next(): Promise<FoundRow | undefined> {
    if (this.bound === Number.NEGATIVE_INFINITY) await this.settle()
    return this.take()
  }

  take(): FoundRow | undefined {
    if (this.ended || !this.detail) return undefined
    const found = foundRow(this.source, this.block, this.row, this.detail)
    this.row++
    this.skip = 0
    this.bound = Number.NEGATIVE_INFINITY
    return found
  }

  /** A lower bound of the next key that costs no reading. */
  get cheapBound(): number {
    if (this.bound !== Number.NEGATIVE_INFINITY) return this.bound
    if (this.ended) return Number.POSITIVE_INFINITY
    return this.source.keyStart[this.block] as number
  }

  get settled(): boolean {
    return this.bound !== Number.NEGATIVE_INFINITY
  }
}

/** Takes the least key first, ties by the order of the cursors; settles a cursor only when it could be the least. */
async function mergeCursors(cursors: readonly Cursor[], count: number): Promise<FoundRow[]> {
  const rows: FoundRow[] = []
  while (rows.length < count) {
    let least: Cursor | undefined
    for (const cursor of cursors) {
      if (cursor.ended) continue
      if (!least || cursor.cheapBound < least.cheapBound) least = cursor
    }
    if (!least) break
    if (!least.settled) {
      await least.settle()
      continue
    }
    const row = least.take()
    if (row) rows.push(row)
  }
  return rows
}

function nextWith(prefix: Float64Array, from: number, blocks: number): number {
  let block = from
  while (block < blocks && prefix[block + 1] === prefix[block]) block++
  return block
}

/** Rows `[0, upTo)` of a detail that pass a mask. */
function passing(detail: BlockDetail, upTo: number, mask: SeverityMask): number {
  let rows = 0
  for (let row = 0; row < upTo; row++) rows += (mask >> (detail.severity[row] as number)) & 1
  return rows
}

/** Bounds of the rank of a moment from block sums alone. */
function boundsAt(placed: readonly PlacedSource[], time: number, mask: SeverityMask): { least: number; most: number } {
  let least = 0
  let most = 0
  for (const source of placed) {
    const prefix = source.prefix(mask)
    const block = source.blockAt(time)
    least += prefix[block] as number
    most += source.needsDetail(block, time) ? (prefix[block + 1] as number) : (prefix[block] as number)
  }
  return { least, most }
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0)

async function sumAsync<T>(items: readonly T[], of: (item: T, index: number) => Promise<number> | number) {
  let total = 0
  for (let i = 0; i < items.length; i++) total += await of(items[i] as T, i)
  return total
}
