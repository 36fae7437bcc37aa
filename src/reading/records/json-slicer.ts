// Cuts the records out of one JSON document of any size: bytes in, the bytes of each record out. The document itself is never built;
// memory is the longest record.

/** A container the reader is in: the key it stands under, and whether it is an array. */
export interface Level {
  readonly key: string
  readonly array: boolean
}

/** A record longer than this is passed over and counted. */
const RECORD_MOST = 16 << 20
/** Keys longer than this are cut: none of ours is. */
const KEY_MOST = 64
/** A document nested deeper is no log's. */
const DEPTH_MOST = 512

const QUOTE = 34
const BACKSLASH = 92

export interface Slice {
  readonly bytes: Uint8Array
  /** The containers around the record, outermost first. */
  readonly path: readonly Level[]
  /** The key the record stands under, `''` in an array. */
  readonly key: string
}

export class JsonSlicer {
  private readonly stack: Level[] = []
  private inString = false
  private escaped = false
  /** Bytes of the string being read, and the last whole one: it is a key where a colon follows. */
  private word: number[] = []
  private key = ''
  /** Depth at which the record being copied began, 0 outside of one. */
  private recordDepth = 0
  private parts: Uint8Array[] = []
  private held = 0
  /** Records that were too long. */
  passedOver = 0

  constructor(
    /** Whether the object or array that begins under `path` as `key` is a record. */
    private readonly isRecord: (path: readonly Level[], key: string, array: boolean) => boolean,
    private readonly tell: (slice: Slice) => void,
  ) {}

  push(bytes: Uint8Array): void {
    let from = 0
    for (let p = 0; p < bytes.length; p++) {
      const byte = bytes[p] as number
      if (this.inString) {
        if (this.escaped) this.escaped = false
        else if (byte === BACKSLASH) this.escaped = true
        else if (byte === QUOTE) {
          this.inString = false
          continue
        }
        if (this.recordDepth === 0 && this.word.length < KEY_MOST) this.word.push(byte)
        continue
      }
      switch (byte) {
        case QUOTE:
          this.inString = true
          this.word = []
          break
        case 58: // :
          if (this.recordDepth === 0) this.key = String.fromCharCode(...this.word)
          break
        case 44: // ,
          if (this.recordDepth === 0) this.key = ''
          break
        case 123:
        case 91:
          if (this.stack.length >= DEPTH_MOST) return
          if (this.recordDepth === 0 && this.isRecord(this.stack, this.key, byte === 91)) {
            this.recordDepth = this.stack.length + 1
            from = p
          }
          this.stack.push({ key: this.recordDepth === 0 ? this.key : '', array: byte === 91 })
          if (this.recordDepth === 0) this.key = ''
          break
        case 125:
        case 93: {
          this.stack.pop()
          if (this.recordDepth > 0 && this.stack.length < this.recordDepth) {
            this.keep(bytes.subarray(from, p + 1))
            this.finish()
            this.recordDepth = 0
          }
          break
        }
        default:
      }
    }
    if (this.recordDepth > 0) this.keep(bytes.slice(from))
  }

  private keep(part: Uint8Array): void {
    this.held += part.length
    if (this.held > RECORD_MOST) this.parts = []
    else this.parts.push(part)
  }

  private finish(): void {
    if (this.held > RECORD_MOST) this.passedOver++
    else {
      const whole = this.parts.length === 1 ? (this.parts[0] as Uint8Array) : joined(this.parts, this.held)
      this.tell({ bytes: whole, path: this.stack, key: this.key })
    }
    this.parts = []
    this.held = 0
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
