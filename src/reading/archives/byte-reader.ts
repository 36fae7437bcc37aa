// Pulls bytes from a stream in the amounts a decoder asks for. Memory: what one ask needs and one piece more.
import { Damaged } from './damaged.ts'

export type Bytes = Uint8Array<ArrayBuffer>

export class ByteReader {
  /** The bytes at hand are `bytes[at … end)`. */
  bytes: Uint8Array = new Uint8Array(0)
  at = 0
  end = 0
  private over = false
  private failure: unknown

  constructor(private readonly pieces: AsyncIterator<Uint8Array>) {}

  get left(): number {
    return this.end - this.at
  }

  /** Waits until `count` bytes are at hand; false where the stream ends before. */
  async need(count: number): Promise<boolean> {
    while (this.left < count && !this.over) {
      const { done, value } = await this.next()
      if (done) {
        this.over = true
      } else if (this.left === 0) {
        this.bytes = value
        this.at = 0
        this.end = value.length
      } else {
        this.append(value, count)
      }
    }
    // A stream that broke stays broken, whoever asks again.
    if (this.left < count && this.failure !== undefined) throw this.failure
    return this.left >= count
  }

  private async next(): Promise<IteratorResult<Uint8Array>> {
    try {
      return await this.pieces.next()
    } catch (error) {
      this.failure = error
      return { done: true, value: undefined }
    }
  }

  /** `count` bytes as a view that is good until the next ask; throws where the stream ends before. */
  async take(count: number): Promise<Uint8Array> {
    if (this.left < count && !(await this.need(count))) throw new Damaged('it ends too early')
    this.at += count
    return this.bytes.subarray(this.at - count, this.at)
  }

  /** Ends the stream that feeds this. */
  async close(): Promise<void> {
    await this.pieces.return?.()
  }

  private append(piece: Uint8Array, wanted: number): void {
    const kept = this.left
    if (this.end + piece.length > this.bytes.length) {
      const old = this.bytes
      if (kept + piece.length > old.length) this.bytes = new Uint8Array(Math.max(wanted, kept + piece.length) * 2)
      this.bytes.set(old.subarray(this.at, this.end))
      this.at = 0
      this.end = kept
    }
    this.bytes.set(piece, this.end)
    this.end += piece.length
  }
}
