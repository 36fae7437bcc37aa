// bzip2 (files, and several one behind the other) as a stream of plain bytes, block by block.
// Written here because the packages there are want Node's Buffer or the whole file. Memory: one packed block (at most 2.5 MB), 3.6 MB to
// turn it round, pieces of 256 kB of text.
import { BitReader } from './bit-reader.ts'
import type { ByteReader, Bytes } from './byte-reader.ts'
import { crc32Big } from './checksums.ts'
import { Damaged } from './damaged.ts'

/** More than the longest block can take: 900,000 codes of 20 bits and the tables. */
const BLOCK_MOST = 2_500_000
const PIECE = 256 * 1024
const GROUP = 50
const LONGEST_CODE = 20
/** Codes up to this length are looked up at once. */
const QUICK_BITS = 10

export async function* unbzip2(input: ByteReader): AsyncGenerator<Bytes> {
  const bits = new BitReader(input)
  for (let streams = 0; ; streams++) {
    if (!(await input.need(4)) && streams > 0 && input.left === 0) return
    const magic = await input.take(4)
    const level = (magic[3] as number) - 48
    if (magic[0] !== 0x42 || magic[1] !== 0x5a || magic[2] !== 0x68 || level < 1 || level > 9) {
      throw new Damaged('something that is not bzip2 follows')
    }
    yield* blocks(input, bits, new Int32Array(level * 100_000))
  }
}

async function* blocks(input: ByteReader, bits: BitReader, order: Int32Array): AsyncGenerator<Bytes> {
  for (;;) {
    await input.need(BLOCK_MOST)
    const high = bits.read(24)
    const low = bits.read(24)
    const sum = bits.read(16) * 0x10000 + bits.read(16)
    if (high === 0x177245 && low === 0x385090) return bits.toByte()
    if (high !== 0x314159 || low !== 0x265359) throw new Damaged('a block does not begin where the last one ends')
    if (bits.read(1) === 1) throw new Damaged('a block is of the randomised kind that nothing writes any more')
    const origin = bits.read(24)
    const count = readBlock(bits, order)
    if (origin >= count) throw new Damaged('a block makes no sense')
    yield* textOf(order, count, origin, sum)
  }
}

/** Reads the codes of one block: its symbols stand in the low bytes of `order`, in sorted order. Returns how many. */
function readBlock(bits: BitReader, order: Int32Array): number {
  const used = usedBytes(bits)
  if (used.length === 0) throw new Damaged('a block uses no bytes')
  const groups = bits.read(3)
  const selectorCount = bits.read(15)
  if (groups < 2 || groups > 6 || selectorCount === 0) throw new Damaged('the tables of a block make no sense')
  const selectors = readSelectors(bits, groups, selectorCount)
  const codes = Array.from({ length: groups }, () => new Code(bits, used.length + 2))
  const endOfBlock = used.length + 1
  const front = Uint8Array.from(used)
  let count = 0
  let run = 0
  let runUnit = 1
  let left = 0
  let selector = 0
  let code = codes[0] as Code
  for (;;) {
    if (left === 0) {
      if (selector === selectorCount) throw new Damaged('a block does not end')
      code = codes[selectors[selector++] as number] as Code
      left = GROUP
    }
    left--
    const symbol = code.next(bits)
    if (symbol <= 1) {
      // Runs are counted in digits of base 2 that are 1 and 2.
      run += runUnit << symbol
      runUnit <<= 1
      if (run > order.length) throw new Damaged('a block is longer than it may be')
      continue
    }
    if (run > 0) {
      if (count + run > order.length) throw new Damaged('a block is longer than it may be')
      order.fill(front[0] as number, count, count + run)
      count += run
      run = 0
      runUnit = 1
    }
    if (symbol === endOfBlock) return count
    if (count === order.length) throw new Damaged('a block is longer than it may be')
    const byte = front[symbol - 1] as number
    // Most symbols are near the front, where a call costs more than the few moves.
    for (let i = symbol - 1; i > 0; i--) front[i] = front[i - 1] as number
    front[0] = byte
    order[count++] = byte
  }
}

function usedBytes(bits: BitReader): number[] {
  const used: number[] = []
  const ranges = bits.read(16)
  for (let i = 0; i < 16; i++) {
    if (((ranges >> (15 - i)) & 1) === 0) continue
    const range = bits.read(16)
    for (let j = 0; j < 16; j++) if ((range >> (15 - j)) & 1) used.push(i * 16 + j)
  }
  return used
}

function readSelectors(bits: BitReader, groups: number, count: number): Uint8Array {
  const front = [0, 1, 2, 3, 4, 5]
  const selectors = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    let at = 0
    while (bits.read(1) === 1) if (++at >= groups) throw new Damaged('the tables of a block make no sense')
    const [group] = front.splice(at, 1)
    front.unshift(group as number)
    selectors[i] = group as number
  }
  return selectors
}

/** One Huffman code, canonical: lengths of the codes decide it. */
class Code {
  private readonly last = new Int32Array(LONGEST_CODE + 2).fill(-1)
  private readonly shift = new Int32Array(LONGEST_CODE + 2)
  private readonly symbols: Uint16Array
  private readonly shortest: number
  /** By the next bits: symbol × 32 + length of its code; 0 where the code is longer. */
  private readonly quick = new Uint16Array(1 << QUICK_BITS)

  constructor(bits: BitReader, alphabet: number) {
    const lengths = new Uint8Array(alphabet)
    let length = bits.read(5)
    for (let i = 0; i < alphabet; i++) {
      for (;;) {
        if (length < 1 || length > LONGEST_CODE) throw new Damaged('the tables of a block make no sense')
        if (bits.read(1) === 0) break
        length += bits.read(1) === 0 ? 1 : -1
      }
      lengths[i] = length
    }
    this.symbols = new Uint16Array(alphabet)
    this.shortest = Math.min(...lengths)
    let code = 0
    let n = 0
    for (let l = this.shortest; l <= LONGEST_CODE; l++) {
      const first = n
      for (let i = 0; i < alphabet; i++) if (lengths[i] === l) this.symbols[n++] = i
      this.shift[l] = first - code
      code += n - first
      this.last[l] = n > first ? code - 1 : -1
      for (let i = first; l <= QUICK_BITS && i < n; i++) {
        const from = (code - (n - i)) << (QUICK_BITS - l)
        this.quick.fill(((this.symbols[i] as number) << 5) | l, from, from + (1 << (QUICK_BITS - l)))
      }
      code <<= 1
    }
  }

  next(bits: BitReader): number {
    const quick = this.quick[bits.peek(QUICK_BITS)] as number
    if (quick > 0) {
      bits.drop(quick & 31)
      return quick >> 5
    }
    let length = this.shortest
    let code = bits.read(length)
    while (code > (this.last[length] as number)) {
      if (++length > LONGEST_CODE) throw new Damaged('a code that does not exist')
      code = (code << 1) | bits.read(1)
    }
    const symbol = this.symbols[code + (this.shift[length] as number)]
    if (symbol === undefined) throw new Damaged('a code that does not exist')
    return symbol
  }
}

/** Sorts back, and writes out the runs: after four equal bytes the next says how many more there are. */
function* textOf(order: Int32Array, count: number, origin: number, sum: number): Generator<Bytes> {
  const starts = new Int32Array(257)
  for (let i = 0; i < count; i++) {
    const above = ((order[i] as number) & 255) + 1
    starts[above] = (starts[above] as number) + 1
  }
  for (let byte = 0; byte < 256; byte++) starts[byte + 1] = (starts[byte + 1] as number) + (starts[byte] as number)
  for (let i = 0; i < count; i++) {
    const byte = (order[i] as number) & 255
    const place = starts[byte] as number
    starts[byte] = place + 1
    order[place] = (order[place] as number) | (i << 8)
  }
  let out = new Uint8Array(PIECE)
  let at = 0
  let crc = 0
  let equal = 0
  let before = -1
  let next = (order[origin] as number) >>> 8
  for (let i = 0; i < count; i++) {
    const entry = order[next] as number
    next = entry >>> 8
    const byte = entry & 255
    let copies = 1
    if (equal === 4) {
      copies = byte
      equal = 0
    } else {
      equal = byte === before ? equal + 1 : 1
      before = byte
    }
    if (at + copies > PIECE) {
      crc = crc32Big(out.subarray(0, at), crc)
      yield out.subarray(0, at)
      out = new Uint8Array(PIECE)
      at = 0
    }
    const fill = equal === 0 ? before : byte
    for (const end = at + copies; at < end; at++) out[at] = fill
  }
  crc = crc32Big(out.subarray(0, at), crc)
  yield out.subarray(0, at)
  if (crc !== sum) throw new Damaged('the checksum of a block is wrong')
}
