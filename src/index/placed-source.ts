// One source on the shared axis: its blocks, its map, and the keys that order its rows among all others.
import { lowerBound, upperBound } from '../base/search.ts'
import { SEVERITY_CLASSES, type SeverityMask } from '../base/severity.ts'
import { type MapSegment, type SourceMap, segmentOf, toShared } from '../base/source-map.ts'
import type { BlockDetail } from './block-detail.ts'
import type { BlockTable } from './block-table.ts'
import type { BlockSource } from './detail-cache.ts'

const PREFIXES_KEPT = 4

/**
 * A row's **key** is its aligned time, but never less than the key of the row before it in its file: file order within one source is
 * never broken. A row without a time of its own takes the key of the row before it.
 */
export class PlacedSource {
  /** Key before a block's first row can raise it, and after its last row. NaN throughout where nothing is placed. */
  readonly keyStart: Float64Array
  readonly keyEnd: Float64Array
  /** Least and greatest aligned time of the block's rows; NaN where none has one. */
  readonly timeMin: Float64Array
  readonly timeMax: Float64Array
  readonly placed: boolean
  /** Blocks that stood in the table when this was made; a source still being read grows behind them. */
  readonly blocks: number
  private readonly prefixes = new Map<SeverityMask, Float64Array>()
  private readonly keysOf = new WeakMap<BlockDetail, Float64Array>()
  private readonly segments: readonly MapSegment[]

  constructor(
    readonly source: BlockSource,
    map: SourceMap,
  ) {
    const table = source.table
    const blocks = table.length
    this.blocks = blocks
    this.keyStart = new Float64Array(blocks)
    this.keyEnd = new Float64Array(blocks)
    this.timeMin = new Float64Array(blocks)
    this.timeMax = new Float64Array(blocks)
    this.segments = expand(map, blocks)
    let key = Number.NaN
    for (let block = 0; block < blocks; block++) {
      const extent = extentOf(table, block, this.segmentOf(block))
      this.timeMin[block] = extent.min
      this.timeMax[block] = extent.max
      // Before anything is placed a block starts at its own first moment; the rows before that moment move up to it below.
      this.keyStart[block] = key
      if (!Number.isNaN(extent.max) && !(extent.max <= key)) key = extent.max
      this.keyEnd[block] = key
    }
    this.placed = !Number.isNaN(key)
    this.fillLead()
  }

  get table(): BlockTable {
    return this.source.table
  }

  segmentOf(block: number): MapSegment {
    return this.segments[block] as MapSegment
  }

  /** Rows before the first placed one stand directly before it. */
  private fillLead(): void {
    if (!this.placed) return
    const first = this.timeMin.findIndex((time) => !Number.isNaN(time))
    const lead = this.timeMin[first] as number
    for (let block = 0; block <= first; block++) {
      this.keyStart[block] = lead
      if (block < first) this.keyEnd[block] = lead
    }
  }

  /** Rows that pass the mask before each block; one extra element holds the total. */
  prefix(mask: SeverityMask): Float64Array {
    const known = this.prefixes.get(mask)
    if (known) return known
    const sums = new Float64Array(this.blocks + 1)
    for (let block = 0; block < this.blocks; block++) {
      sums[block + 1] = (sums[block] as number) + passing(this.table, block, mask)
    }
    if (this.prefixes.size >= PREFIXES_KEPT) this.prefixes.delete(this.prefixes.keys().next().value as SeverityMask)
    this.prefixes.set(mask, sums)
    return sums
  }

  total(mask: SeverityMask): number {
    return this.prefix(mask)[this.blocks] as number
  }

  /** The one block in which the rank of a moment is not decided by block sums; `blocks` where all rows come before it. */
  blockAt(time: number): number {
    return lowerBound(this.keyEnd, time)
  }

  /** Whether a moment's rank in {@link blockAt} needs that block's rows. */
  needsDetail(block: number, time: number): boolean {
    return block < this.blocks && (this.keyStart[block] as number) < time
  }

  /** Keys of a block's rows, never falling. */
  keys(detail: BlockDetail, block: number): Float64Array {
    const known = this.keysOf.get(detail)
    if (known) return known
    const keys = new Float64Array(detail.rows)
    this.keysOf.set(detail, keys)
    const segment = this.segmentOf(block)
    let key = this.keyStart[block] as number
    for (let row = 0; row < detail.rows; row++) {
      const reading = detail.at[row] as number
      if (!Number.isNaN(reading)) {
        const time = toShared(segment, reading)
        if (time > key) key = time
      }
      keys[row] = key
    }
    return keys
  }

  /** The block that holds a line (from 1). */
  blockOfLine(line: number): number {
    return Math.max(0, upperBound(this.table.line, line, 0, this.blocks) - 1)
  }
}

/** Rows of a block that pass a mask. */
function passing(table: BlockTable, block: number, mask: SeverityMask): number {
  let rows = 0
  const from = block * SEVERITY_CLASSES
  for (let c = 0; c < SEVERITY_CLASSES; c++) {
    if ((mask >> c) & 1) rows += table.counts[from + c] as number
  }
  return rows
}

function expand(map: SourceMap, blocks: number): MapSegment[] {
  const segments: MapSegment[] = []
  let next = 0
  let segment = segmentOf(map, 0)
  for (let block = 0; block < blocks; block++) {
    while (next < map.segments.length && (map.segments[next] as MapSegment).fromBlock <= block) {
      segment = map.segments[next] as MapSegment
      next++
    }
    segments.push(segment)
  }
  return segments
}

/** Least and greatest shared time a block's readings can have, over every piece of its map that they touch. */
function extentOf(table: BlockTable, block: number, segment: MapSegment): { min: number; max: number } {
  const least = table.min[block] as number
  const most = table.max[block] as number
  if (segment.pieces.length === 0 || Number.isNaN(least)) return { min: Number.NaN, max: Number.NaN }
  let min = Math.min(toShared(segment, least), toShared(segment, most))
  let max = Math.max(toShared(segment, least), toShared(segment, most))
  for (const piece of segment.pieces) {
    if (piece.from <= least || piece.from > most) continue
    const after = toShared(segment, piece.from)
    const before = toShared(segment, piece.from - 1)
    min = Math.min(min, after, before)
    max = Math.max(max, after, before)
  }
  return { min, max }
}
