// Rows per bin and severity class of one source: block sums where a block fits a bin, its rows where it does not.
import { SEVERITY_CLASSES } from '../base/severity.ts'
import { toShared } from '../base/source-map.ts'
import type { BlockDetail } from './block-detail.ts'
import { streamBlocks } from './block-stream.ts'
import type { DetailCache } from './detail-cache.ts'
import type { PlacedSource } from './placed-source.ts'

export interface Bins {
  readonly from: number
  readonly to: number
  readonly bins: number
}

export interface LaneCounts {
  /** Bin-major: `counts[bin * 9 + severityClass]`. */
  readonly counts: Uint32Array
  /** Blocks wider than a bin whose rows were not at hand: they are spread evenly. */
  readonly wide: readonly number[]
}

/**
 * Counts one source's rows in a window. A block no wider than a bin counts at its middle (less than one bin off); a wider one counts row by
 * row if its detail is cached, else it is spread evenly over its extent and listed in `wide`.
 */
export function laneCounts(source: PlacedSource, window: Bins, cache: DetailCache): LaneCounts {
  const counts = new Uint32Array(window.bins * SEVERITY_CLASSES)
  const wide: number[] = []
  const width = (window.to - window.from) / window.bins
  for (let block = 0; block < source.blocks; block++) {
    const min = source.timeMin[block] as number
    const max = source.timeMax[block] as number
    // NaN (nothing placed in the block) fails this test as well.
    if (!(max >= window.from && min < window.to)) continue
    if (max - min <= width) {
      const bin = Math.floor(((min + max) / 2 - window.from) / width)
      if (bin >= 0 && bin < window.bins) addBlock(counts, bin, source, block)
      continue
    }
    const detail = cache.peek(source.source, block)
    if (detail) addRows(counts, window, source, block, detail)
    else {
      wide.push(block)
      spread(counts, window, source, block)
    }
  }
  return { counts, wide }
}

/** Runs of blocks that are read in one stream may hold gaps of so many blocks that are read for nothing. */
const GAP_BLOCKS = 4

/** Reads up to `limit` of the listed blocks into the cache, so that counting again is exact. Stops when `stopped` says so. */
export async function readWide(
  source: PlacedSource,
  wide: readonly number[],
  limit: number,
  cache: DetailCache,
  stopped: () => boolean,
): Promise<number> {
  const wanted = wide.slice(0, limit)
  for (let at = 0; at < wanted.length; ) {
    let next = at + 1
    while (next < wanted.length && (wanted[next] as number) - (wanted[next - 1] as number) <= GAP_BLOCKS) next++
    await streamBlocks(source.source, wanted[at] as number, (wanted[next - 1] as number) + 1, (block, bytes) => {
      cache.put(source.source, block, bytes)
      return !stopped()
    })
    if (stopped()) break
    at = next
  }
  return wanted.length
}

function addBlock(counts: Uint32Array, bin: number, source: PlacedSource, block: number): void {
  for (let c = 0; c < SEVERITY_CLASSES; c++) {
    const rows = source.table.counts[block * SEVERITY_CLASSES + c] as number
    if (rows > 0) counts[bin * SEVERITY_CLASSES + c] = (counts[bin * SEVERITY_CLASSES + c] as number) + rows
  }
}

function addRows(counts: Uint32Array, window: Bins, source: PlacedSource, block: number, detail: BlockDetail): void {
  const segment = source.segmentOf(block)
  const width = (window.to - window.from) / window.bins
  let time = source.keyStart[block] as number
  for (let row = 0; row < detail.rows; row++) {
    const reading = detail.at[row] as number
    if (!Number.isNaN(reading)) time = toShared(segment, reading)
    const bin = Math.floor((time - window.from) / width)
    if (bin < 0 || bin >= window.bins) continue
    const at = bin * SEVERITY_CLASSES + (detail.severity[row] as number)
    counts[at] = (counts[at] as number) + 1
  }
}

/** Spreads a block's rows over the bins it touches; whole rows only, so that one critical row is never a fraction. */
function spread(counts: Uint32Array, window: Bins, source: PlacedSource, block: number): void {
  const width = (window.to - window.from) / window.bins
  const min = source.timeMin[block] as number
  const max = source.timeMax[block] as number
  const span = max - min
  for (let c = 0; c < SEVERITY_CLASSES; c++) {
    const rows = source.table.counts[block * SEVERITY_CLASSES + c] as number
    const steps = Math.min(rows, window.bins * 2)
    for (let step = 0; step < steps; step++) {
      const bin = Math.floor((min + (span * (step + 0.5)) / steps - window.from) / width)
      if (bin < 0 || bin >= window.bins) continue
      const share = Math.floor((rows * (step + 1)) / steps) - Math.floor((rows * step) / steps)
      counts[bin * SEVERITY_CLASSES + c] = (counts[bin * SEVERITY_CLASSES + c] as number) + share
    }
  }
}
