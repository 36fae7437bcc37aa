// Finds which of some hundred literals stand in a run of bytes, looking at every fifth byte: the first sieve of witnesses and rules.
//
// Every literal of length ≥ 8 covers at least one whole 4-byte group at any alignment of a grid with stride 5. All such groups of all
// literals are hashed into one bit table; a probe that hits it compares the few literals that have that group there. Shorter literals get a
// grid of their own with a smaller stride, so prefer long ones.

const GROUP = 4
const LONG = 8
const TABLE_BITS = 16

/** Hears hits in ascending order of position, each position and literal at most once: byte offset and the literal's number. */
export type OnLiteral = (at: number, literal: number) => void

interface Place {
  readonly literal: number
  /** Where in the literal the group stands. */
  readonly offset: number
}

class Grid {
  private readonly bits = new Uint32Array(1 << (TABLE_BITS - 5))
  private readonly places = new Map<number, Place[]>()
  readonly stride: number

  constructor(
    private readonly literals: readonly Uint8Array[],
    numbers: readonly number[],
  ) {
    const shortest = Math.min(...numbers.map((n) => (literals[n] as Uint8Array).length))
    this.stride = Math.max(1, Math.min(LONG, shortest) - GROUP + 1)
    for (const literal of numbers) {
      const bytes = literals[literal] as Uint8Array
      for (let offset = 0; offset < this.stride; offset++) {
        const hash = hashAt(bytes, offset)
        const bit = hash >>> (32 - TABLE_BITS)
        this.bits[bit >>> 5] = (this.bits[bit >>> 5] as number) | (1 << (bit & 31))
        const places = this.places.get(hash)
        if (places) places.push({ literal, offset })
        else this.places.set(hash, [{ literal, offset }])
      }
    }
  }

  /** Hits in `[from, to)`, in ascending order of the group that gave them. */
  find(bytes: Uint8Array, from: number, to: number, hits: number[]): void {
    const { bits, stride } = this
    const last = to - GROUP
    for (let at = from; at <= last; at += stride) {
      const group =
        (bytes[at] as number) |
        ((bytes[at + 1] as number) << 8) |
        ((bytes[at + 2] as number) << 16) |
        ((bytes[at + 3] as number) << 24)
      const hash = Math.imul(group, 0x9e3779b1)
      const bit = hash >>> (32 - TABLE_BITS)
      if (((bits[bit >>> 5] as number) >>> (bit & 31)) & 1) this.compare(bytes, at, hash, from, to, hits)
    }
  }

  private compare(bytes: Uint8Array, at: number, hash: number, from: number, to: number, hits: number[]): void {
    const places = this.places.get(hash >>> 0)
    if (!places) return
    for (const { literal, offset } of places) {
      const wanted = this.literals[literal] as Uint8Array
      const start = at - offset
      if (start < from || start + wanted.length > to) continue
      let same = 0
      while (same < wanted.length && bytes[start + same] === wanted[same]) same++
      if (same === wanted.length) hits.push(start, literal)
    }
  }
}

function hashAt(bytes: Uint8Array, at: number): number {
  const group =
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  return Math.imul(group, 0x9e3779b1) >>> 0
}

export class LiteralFilter {
  private readonly grids: readonly Grid[]
  private readonly found: number[] = []

  /** `literals` are compared byte for byte (UTF-8, case-sensitive); each must have at least 4 bytes. */
  constructor(readonly literals: readonly string[]) {
    const encoder = new TextEncoder()
    const encoded = literals.map((text) => encoder.encode(text))
    const numbers = encoded.map((_, n) => n)
    const long = numbers.filter((n) => (encoded[n] as Uint8Array).length >= LONG)
    const short = numbers.filter((n) => (encoded[n] as Uint8Array).length < LONG)
    this.grids = [long, short].filter((part) => part.length > 0).map((part) => new Grid(encoded, part))
  }

  /** Finds every literal that stands wholly in `[from, to)`. Allocates only for hits. */
  find(bytes: Uint8Array, from: number, to: number, onHit: OnLiteral): void {
    const { found } = this
    found.length = 0
    for (const grid of this.grids) grid.find(bytes, from, to, found)
    if (found.length === 0) return
    const hits: [at: number, literal: number][] = []
    for (let i = 0; i < found.length; i += 2) hits.push([found[i] as number, found[i + 1] as number])
    hits.sort((a, b) => a[0] - b[0] || a[1] - b[1])
    let [lastAt, lastLiteral] = [-1, -1]
    for (const [at, literal] of hits) {
      // A literal longer than the stride can be found by two of its groups.
      if (at !== lastAt || literal !== lastLiteral) onHit(at, literal)
      ;[lastAt, lastLiteral] = [at, literal]
    }
  }
}
