// Finds which of some hundred literals stand in a run of bytes, looking at one aligned 32-bit word in every four bytes: the first sieve of
// witnesses and rules.
//
// A literal of at least 7 bytes holds one whole aligned word wherever it stands. The four words it can hold (one per alignment) are hashed
// into a bit table; a word that hits it is looked up exactly, and only then are bytes compared. Words are little-endian, as on every
// machine that runs a browser.

/** Shorter literals would need a finer grid, which costs several times as much. */
export const LEAST_LITERAL = 7
const WORD = 4
const TABLE_BITS = 16

/** Hears hits in ascending order of position, each position and literal once: byte offset and the literal's number. */
export type OnLiteral = (at: number, literal: number) => void

interface Place {
  readonly literal: number
  /** Where in the literal the word stands. */
  readonly offset: number
}

export class LiteralFilter {
  private readonly encoded: readonly Uint8Array[]
  private readonly bits = new Uint32Array(1 << (TABLE_BITS - 5))
  private readonly places = new Map<number, Place[]>()
  private words: Int32Array = new Int32Array(0)
  private found: number[] = []

  /** `literals` are compared byte for byte (UTF-8, case-sensitive). Throws on one shorter than {@link LEAST_LITERAL} bytes. */
  constructor(readonly literals: readonly string[]) {
    const encoder = new TextEncoder()
    this.encoded = literals.map((text) => encoder.encode(text))
    this.encoded.forEach((bytes, literal) => {
      if (bytes.length < LEAST_LITERAL) throw new Error(`Skewline has a bug: literal too short: “${literals[literal]}”`)
      for (let offset = 0; offset < WORD; offset++) {
        const word = new DataView(bytes.buffer, bytes.byteOffset + offset, WORD).getInt32(0, true)
        const bit = Math.imul(word, 0x9e3779b1) >>> (32 - TABLE_BITS)
        this.bits[bit >>> 5] = (this.bits[bit >>> 5] as number) | (1 << (bit & 31))
        const places = this.places.get(word)
        if (places) places.push({ literal, offset })
        else this.places.set(word, [{ literal, offset }])
      }
    })
  }

  /** Finds every literal that stands wholly in the first `length` bytes. Allocates only for hits. */
  find(bytes: Uint8Array, length: number, onHit: OnLiteral): void {
    const lead = (WORD - (bytes.byteOffset % WORD)) % WORD
    const count = Math.max(0, (length - lead) >> 2)
    if (count === 0) return
    const begin = bytes.byteOffset + lead
    if (this.words.buffer !== bytes.buffer || this.words.byteOffset !== begin || this.words.length < count) {
      this.words = new Int32Array(bytes.buffer, begin, count)
    }
    const { bits, words } = this
    for (let at = 0; at < count; at++) {
      const bit = Math.imul(words[at] as number, 0x9e3779b1) >>> (32 - TABLE_BITS)
      if (((bits[bit >>> 5] as number) >>> (bit & 31)) & 1)
        this.compare(bytes, at * WORD + lead, words[at] as number, length)
    }
    if (this.found.length > 0) this.report(onHit)
  }

  private compare(bytes: Uint8Array, at: number, word: number, length: number): void {
    const places = this.places.get(word)
    if (!places) return
    for (const { literal, offset } of places) {
      const wanted = this.encoded[literal] as Uint8Array
      const start = at - offset
      if (start < 0 || start + wanted.length > length) continue
      let same = 0
      while (same < wanted.length && bytes[start + same] === wanted[same]) same++
      if (same === wanted.length) this.found.push(start, literal)
    }
  }

  private report(onHit: OnLiteral): void {
    const { found } = this
    this.found = []
    const hits: [at: number, literal: number][] = []
    for (let i = 0; i < found.length; i += 2) hits.push([found[i] as number, found[i + 1] as number])
    hits.sort((a, b) => a[0] - b[0] || a[1] - b[1])
    let [lastAt, lastLiteral] = [-1, -1]
    for (const [at, literal] of hits) {
      // A long literal is found by each of its aligned words that is among its first four.
      if (at !== lastAt || literal !== lastLiteral) onHit(at, literal)
      ;[lastAt, lastLiteral] = [at, literal]
    }
  }
}
