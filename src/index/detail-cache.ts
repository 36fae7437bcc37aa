// Recently read blocks of every source, bounded by bytes, least recently used first out. One read at a time per block.
import { type BlockDetail, blockRange, detailBytes, readDetail } from './block-detail.ts'
import type { LineShape } from './block-scanner.ts'
import type { BlockTable } from './block-table.ts'

/** What the cache needs to know of a source. */
export interface BlockSource {
  readonly key: string
  /** Differs when the same source is read anew (another format). */
  readonly generation: number
  readonly table: BlockTable
  readonly shape: LineShape
  /** Bytes `[from, to)`. Rejects when the file cannot be read any more. */
  readonly read: (from: number, to: number) => Promise<Uint8Array>
  /**
   * Streams bytes `[from, to)` through one buffer that is larger than any block's range. `take` gets what is there and returns how much
   * it is finished with; −1 ends the stream.
   */
  readonly stream: (from: number, to: number, take: TakeLent) => Promise<void>
}

export type TakeLent = (bytes: Uint8Array, filled: number) => Promise<number>

const CACHE_BYTES = 24 << 20

export class DetailCache {
  private readonly kept = new Map<string, BlockDetail>()
  private readonly pending = new Map<string, Promise<BlockDetail>>()
  private bytes = 0

  constructor(private readonly limit = CACHE_BYTES) {}

  /** What is there already, without reading. */
  peek(source: BlockSource, block: number): BlockDetail | undefined {
    const key = cacheKey(source, block)
    const detail = this.kept.get(key)
    if (detail) {
      this.kept.delete(key)
      this.kept.set(key, detail)
    }
    return detail
  }

  /** Reads a block if need be. Rejects with the browser's error when the file cannot be read any more. */
  get(source: BlockSource, block: number): Promise<BlockDetail> {
    const detail = this.peek(source, block)
    if (detail) return Promise.resolve(detail)
    const key = cacheKey(source, block)
    const running = this.pending.get(key)
    if (running) return running
    const reading = this.read(source, block, key).finally(() => this.pending.delete(key))
    this.pending.set(key, reading)
    return reading
  }

  /** Keeps the rows of a block whose bytes are at hand (exactly those of `blockRange`). */
  put(source: BlockSource, block: number, bytes: Uint8Array): BlockDetail {
    const known = this.peek(source, block)
    if (known) return known
    const detail = readDetail(bytes, source.table, block, source.shape)
    this.keep(cacheKey(source, block), detail)
    return detail
  }

  /** Forgets a source that was removed or read anew. */
  forget(sourceKey: string): void {
    for (const [key, detail] of this.kept) {
      if (!key.startsWith(`${sourceKey}\n`)) continue
      this.kept.delete(key)
      this.bytes -= detailBytes(detail)
    }
  }

  private async read(source: BlockSource, block: number, key: string): Promise<BlockDetail> {
    const { from, to } = blockRange(source.table, block)
    const bytes = await source.read(from, to)
    const detail = readDetail(bytes, source.table, block, source.shape)
    this.keep(key, detail)
    return detail
  }

  private keep(key: string, detail: BlockDetail): void {
    this.kept.set(key, detail)
    this.bytes += detailBytes(detail)
    for (const [old, dropped] of this.kept) {
      if (this.bytes <= this.limit || old === key) break
      this.kept.delete(old)
      this.bytes -= detailBytes(dropped)
    }
  }
}

const cacheKey = (source: BlockSource, block: number): string => `${source.key}\n${source.generation}\n${block}`
