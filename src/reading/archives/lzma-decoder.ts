// LZMA, the coder inside xz: turns the bytes of one LZMA2 chunk into text behind what stands in the window already.
// After the public specification (https://7-zip.org/sdk.html, lzma-specification). No package fits: those in plain JavaScript read LZMA1
// files whole, those that stream are WebAssembly, which the page's policy does not allow.
import { Damaged } from './damaged.ts'

// Where each model begins in the table of probabilities.
const IS_MATCH = 0
const IS_REP = IS_MATCH + (12 << 4)
const IS_REP_G0 = IS_REP + 12
const IS_REP_G1 = IS_REP_G0 + 12
const IS_REP_G2 = IS_REP_G1 + 12
const IS_REP0_LONG = IS_REP_G2 + 12
const POS_SLOT = IS_REP0_LONG + (12 << 4)
const POS_SPECIAL = POS_SLOT + (4 << 6)
const POS_ALIGN = POS_SPECIAL + 115
const LENGTH = POS_ALIGN + 16
const REP_LENGTH = LENGTH + 514
const LITERAL = REP_LENGTH + 514
const LITERAL_STATES_MOST = 4

// Within a length coder: choice, choice2, then 8 low and 8 middle lengths per position state, then 256 high ones.
const LOW = 2
const MIDDLE = LOW + (16 << 3)
const HIGH = MIDDLE + (16 << 3)

const HALF = 1024
const RANGE = 0
const CODE = 1

/** Window the text stands in: matches point back into it. */
export interface Window {
  bytes: Uint8Array<ArrayBuffer>
  /** End of the text. */
  end: number
  /** Matches may not reach before this. */
  from: number
}

export class LzmaDecoder {
  private readonly probs = new Uint16Array(LITERAL + (0x300 << LITERAL_STATES_MOST))
  /** Range and code, in typed memory so that they stay plain 32-bit numbers. */
  private readonly coder = new Uint32Array(2)
  private source: Uint8Array = new Uint8Array(0)
  private at = 0
  private state = 0
  private readonly reps = new Uint32Array(4)
  private lc = 3
  private posMask = 3
  private lpMask = 0

  /** The properties byte of a chunk: (pb × 5 + lp) × 9 + lc. */
  setProperties(byte: number): void {
    if (byte >= 225) throw new Damaged('the xz coder is set in a way that does not exist')
    const lp = Math.floor(byte / 9) % 5
    this.lc = byte % 9
    if (this.lc + lp > LITERAL_STATES_MOST) throw new Damaged('the xz coder is set in a way that does not exist')
    this.lpMask = (1 << lp) - 1
    this.posMask = (1 << Math.floor(byte / 45)) - 1
  }

  resetState(): void {
    this.probs.fill(HALF)
    this.reps.fill(0)
    this.state = 0
  }

  /** Decodes one chunk: all of `source` to exactly `size` bytes at the window's end, which has room for them. */
  decode(source: Uint8Array, window: Window, size: number, posBase: number): void {
    this.source = source
    this.at = 5
    const { coder, reps } = this
    coder[RANGE] = 0xffffffff
    coder[CODE] =
      (((source[1] as number) << 24) |
        ((source[2] as number) << 16) |
        ((source[3] as number) << 8) |
        (source[4] as number)) >>>
      0
    const out = window.bytes
    const stop = window.end + size
    let at = window.end
    let state = this.state
    while (at < stop) {
      const pos = (at - posBase) & this.posMask
      if (this.bit(IS_MATCH + (state << 4) + pos) === 0) {
        out[at] = this.literal(out, at, window.from, at - posBase, state)
        at++
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6
        continue
      }
      let length = 0
      if (this.bit(IS_REP + state) === 0) {
        reps.copyWithin(1, 0, 3)
        length = this.length(LENGTH, pos)
        reps[0] = this.distance(length)
        state = state < 7 ? 7 : 10
      } else {
        if (this.bit(IS_REP_G0 + state) === 1) this.chooseRep(state)
        else if (this.bit(IS_REP0_LONG + (state << 4) + pos) === 0) length = 1
        if (length === 1) {
          state = state < 7 ? 9 : 11
        } else {
          length = this.length(REP_LENGTH, pos)
          state = state < 7 ? 8 : 11
        }
      }
      const distance = (reps[0] as number) + 1
      if (distance > at - window.from) throw new Damaged('it points to text that was never there')
      if (length > stop - at) throw new Damaged('a match runs over the end of its chunk')
      for (const end = at + length; at < end; at++) out[at] = out[at - distance] as number
    }
    this.state = state
    window.end = at
    if (this.at > source.length) throw new Damaged('a chunk ends too early')
  }

  private bit(index: number): number {
    const { coder, probs } = this
    const prob = probs[index] as number
    const range = coder[RANGE] as number
    const code = coder[CODE] as number
    const bound = Math.imul(range >>> 11, prob) >>> 0
    let bit = 0
    if (code < bound) {
      coder[RANGE] = bound
      probs[index] = prob + ((2048 - prob) >>> 5)
    } else {
      coder[RANGE] = range - bound
      coder[CODE] = code - bound
      probs[index] = prob - (prob >>> 5)
      bit = 1
    }
    if ((coder[RANGE] as number) < 0x1000000) this.refill()
    return bit
  }

  private refill(): void {
    const { coder } = this
    coder[RANGE] = (coder[RANGE] as number) << 8
    coder[CODE] = ((coder[CODE] as number) << 8) | (this.source[this.at++] ?? 0)
  }

  /** `count` bits at even odds. */
  private plainBits(count: number): number {
    const { coder } = this
    let value = 0
    for (let i = 0; i < count; i++) {
      const half = (coder[RANGE] as number) >>> 1
      const one = (coder[CODE] as number) >= half
      coder[RANGE] = half
      if (one) coder[CODE] = (coder[CODE] as number) - half
      value = (value << 1) | (one ? 1 : 0)
      if (half < 0x1000000) this.refill()
    }
    return value
  }

  private tree(base: number, bits: number): number {
    let node = 1
    for (let i = 0; i < bits; i++) node = (node << 1) | this.bit(base + node)
    return node - (1 << bits)
  }

  private reverseTree(base: number, bits: number): number {
    let node = 1
    let value = 0
    for (let i = 0; i < bits; i++) {
      const bit = this.bit(base + node)
      node = (node << 1) | bit
      value |= bit << i
    }
    return value
  }

  private literal(out: Uint8Array, at: number, from: number, pos: number, state: number): number {
    const before = at > from ? (out[at - 1] as number) : 0
    const base = LITERAL + 0x300 * (((pos & this.lpMask) << this.lc) + (before >>> (8 - this.lc)))
    let node = 1
    if (state >= 7) {
      const distance = (this.reps[0] as number) + 1
      if (distance > at - from) throw new Damaged('it points to text that was never there')
      let match = out[at - distance] as number
      while (node < 0x100) {
        const matchBit = (match >>> 7) & 1
        match <<= 1
        const bit = this.bit(base + ((1 + matchBit) << 8) + node)
        node = (node << 1) | bit
        if (matchBit !== bit) break
      }
    }
    while (node < 0x100) node = (node << 1) | this.bit(base + node)
    return node & 0xff
  }

  private length(base: number, pos: number): number {
    if (this.bit(base) === 0) return 2 + this.tree(base + LOW + (pos << 3), 3)
    if (this.bit(base + 1) === 0) return 10 + this.tree(base + MIDDLE + (pos << 3), 3)
    return 18 + this.tree(base + HIGH, 8)
  }

  private distance(length: number): number {
    const slot = this.tree(POS_SLOT + (Math.min(length - 2, 3) << 6), 6)
    if (slot < 4) return slot
    const bits = (slot >>> 1) - 1
    const high = (2 | (slot & 1)) << bits
    if (slot < 14) return high + this.reverseTree(POS_SPECIAL + high - slot, bits)
    const middle = this.plainBits(bits - 4) * 16
    return ((high >>> 0) + middle + this.reverseTree(POS_ALIGN, 4)) >>> 0
  }

  /** A distance of the three before the last is used again; it comes to the front. */
  private chooseRep(state: number): void {
    const { reps } = this
    let distance: number
    if (this.bit(IS_REP_G1 + state) === 0) {
      distance = reps[1] as number
    } else {
      if (this.bit(IS_REP_G2 + state) === 0) {
        distance = reps[2] as number
      } else {
        distance = reps[3] as number
        reps[3] = reps[2] as number
      }
      reps[2] = reps[1] as number
    }
    reps[1] = reps[0] as number
    reps[0] = distance
  }
}
