// Hits of one text search over everything loaded, in merged order, in typed arrays (18 bytes a hit).
import { lowerBound } from '../base/search.ts'
import type { DetailCache } from '../index/detail-cache.ts'
import { type Filter, type FoundRow, foundRow } from '../index/merged.ts'
import type { PlacedSource } from '../index/placed-source.ts'
import { type Matcher, searchSource } from '../index/text-search.ts'

/** More hits than this are counted, not kept. */
const HITS_KEPT = 1_000_000

export interface HitProgress {
  readonly hits: number
  readonly bytesSearched: number
  readonly bytesTotal: number
  readonly done: boolean
  readonly capped: boolean
}

/** Grows while the search runs; `settled` is a promise of its end. */
export class HitList {
  private source = new Uint16Array(1024)
  private block = new Uint32Array(1024)
  private row = new Uint32Array(1024)
  private key = new Float64Array(1024)
  private severity = new Uint8Array(1024)
  private kept = 0
  private counted = 0
  private bytes = 0
  private orders = new Map<string, Uint32Array>()
  private stopped = false
  done = false
  readonly settled: Promise<void>

  constructor(
    private readonly sources: readonly PlacedSource[],
    matcher: Matcher,
    private readonly cache: DetailCache,
    private readonly onProgress: (progress: HitProgress) => void,
    filter: Filter,
  ) {
    this.settled = this.run(matcher, filter)
  }

  stop(): void {
    this.stopped = true
  }

  progress(): HitProgress {
    const bytesTotal = this.sources.reduce((sum, s) => sum + s.table.endByte, 0)
    return {
      hits: this.counted,
      bytesSearched: this.bytes,
      bytesTotal,
      done: this.done,
      capped: this.counted > this.kept,
    }
  }

  private async run(matcher: Matcher, filter: Filter): Promise<void> {
    let last = performance.now()
    for (let s = 0; s < this.sources.length; s++) {
      const source = this.sources[s] as PlacedSource
      if (filter.sources && !filter.sources.has(source.source.key)) continue
      await searchSource(
        source,
        matcher,
        this.cache,
        (block, row, detail) => {
          if ((filter.mask >> (detail.severity[row] as number)) & 1) {
            this.add(
              s,
              block,
              row,
              source.placed ? (source.keys(detail, block)[row] as number) : Number.POSITIVE_INFINITY,
              detail.severity[row] as number,
            )
          }
        },
        (bytes) => {
          this.bytes += bytes
          if (performance.now() - last < 100) return
          last = performance.now()
          this.onProgress(this.progress())
        },
        () => this.stopped,
      )
    }
    this.done = !this.stopped
    this.onProgress(this.progress())
  }

  private add(source: number, block: number, row: number, key: number, severity: number): void {
    this.counted++
    if (this.kept >= HITS_KEPT) return
    if (this.kept === this.source.length) this.grow()
    const at = this.kept++
    this.source[at] = source
    this.block[at] = block
    this.row[at] = row
    this.key[at] = key
    this.severity[at] = severity
  }

  private grow(): void {
    const to = this.kept * 2
    const bigger = <T extends { set(from: T): void }>(make: T, from: T): T => {
      make.set(from)
      return make
    }
    this.source = bigger(new Uint16Array(to), this.source)
    this.block = bigger(new Uint32Array(to), this.block)
    this.row = bigger(new Uint32Array(to), this.row)
    this.key = bigger(new Float64Array(to), this.key)
    this.severity = bigger(new Uint8Array(to), this.severity)
  }

  /** Hits that pass a filter, in merged order. Call once the search has settled. */
  private order(filter: Filter): Uint32Array {
    const name = `${filter.mask} ${[...(filter.sources ?? ['*'])].join('\n')}`
    const known = this.orders.get(name)
    if (known) return known
    const chosen: number[] = []
    for (let hit = 0; hit < this.kept; hit++) {
      if (!((filter.mask >> (this.severity[hit] as number)) & 1)) continue
      const key = (this.sources[this.source[hit] as number] as PlacedSource).source.key
      if (!filter.sources || filter.sources.has(key)) chosen.push(hit)
    }
    // Hits are found in (source, file) order, so equal keys keep that order by their own number. Infinity − Infinity is NaN: compare, not subtract.
    const order = Uint32Array.from(chosen).sort((a, b) => {
      const [ka, kb] = [this.key[a] as number, this.key[b] as number]
      return ka < kb ? -1 : ka > kb ? 1 : a - b
    })
    if (this.orders.size > 4) this.orders.clear()
    this.orders.set(name, order)
    return order
  }

  total(filter: Filter): number {
    return this.order(filter).length
  }

  async page(from: number, count: number, filter: Filter): Promise<FoundRow[]> {
    const rows: FoundRow[] = []
    for (const hit of this.order(filter).subarray(from, from + count)) {
      const source = this.sources[this.source[hit] as number] as PlacedSource
      const block = this.block[hit] as number
      rows.push(foundRow(source, block, this.row[hit] as number, await this.cache.get(source.source, block)))
    }
    return rows
  }

  rowAt(time: number, filter: Filter): number {
    return lowerBound(
      Float64Array.from(this.order(filter), (hit) => this.key[hit] as number),
      time,
    )
  }

  rowOf(row: FoundRow, filter: Filter): number | undefined {
    const at = this.order(filter).findIndex((hit) => {
      const same = this.block[hit] === row.block && this.row[hit] === row.row
      return same && this.sources[this.source[hit] as number] === row.source
    })
    return at < 0 ? undefined : at
  }
}
