// Bits out of a ByteReader, most significant first, as bzip2 writes them.
import type { ByteReader } from './byte-reader.ts'
import { Damaged } from './damaged.ts'

/** What is at hand must hold what is read: callers wait for a whole block before. */
export class BitReader {
  private hold = 0
  private held = 0

  constructor(private readonly input: ByteReader) {}

  /** At most 24 bits. */
  read(count: number): number {
    const { input } = this
    while (this.held < count) {
      if (input.at >= input.end) throw new Damaged('it ends too early')
      this.hold = ((this.hold & 0xffffff) << 8) | (input.bytes[input.at++] as number)
      this.held += 8
    }
    this.held -= count
    return (this.hold >>> this.held) & ((1 << count) - 1)
  }

  /** The next bits, zeros behind the end; nothing is used up. At most 16. */
  peek(count: number): number {
    const { input } = this
    while (this.held < count) {
      if (input.at >= input.end) return (this.hold << (count - this.held)) & ((1 << count) - 1)
      this.hold = ((this.hold & 0xffff) << 8) | (input.bytes[input.at++] as number)
      this.held += 8
    }
    return (this.hold >>> (this.held - count)) & ((1 << count) - 1)
  }

  drop(count: number): void {
    if (this.held < count) throw new Damaged('it ends too early')
    this.held -= count
  }

  toByte(): void {
    this.held = 0
    this.hold = 0
  }
}
