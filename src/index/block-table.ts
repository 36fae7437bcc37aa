// The block index of one source: one record per 64 to 256 kB of text, in growing typed arrays (a structure of arrays).
// 74 bytes a block: 5.5 GB of console log is 84,000 blocks and 6 MB. There is nothing per line.
import { SEVERITY_CLASSES } from '../base/severity.ts'

/** A block is closed at the first row behind this many bytes and {@link FULL_BLOCK_LINES}, or behind {@link FULL_BLOCK_BYTES}. */
export const BLOCK_BYTES = 64 * 1024
/** Long lines get longer blocks, so that the index stays under 0.1 byte a line. */
export const FULL_BLOCK_LINES = 800
export const FULL_BLOCK_BYTES = 256 * 1024
/** Rows, continuations and unparsed lines of a block are 16-bit counts. */
export const BLOCK_LINES = 65_000

/** The block's last line is longer than what is kept for reading ({@link LONG_LINE_BYTES}). */
export const FLAG_LONG = 1
/** The boot counter went back to the start at this block: another boot. */
export const FLAG_BOOT = 2
/** Readings go backwards somewhere inside the block. */
export const FLAG_BACK = 4

/** Bytes of one line that are looked at; the rest of a longer line is counted and skipped. */
export const LONG_LINE_BYTES = 256 * 1024

interface Columns {
  /** Byte offset of the block. */
  readonly start: Float64Array
  /** Number of the block's first line, from 1. */
  readonly line: Float64Array
  /** Source readings; NaN where no row of the block has a stamp of the block's basis. */
  readonly first: Float64Array
  readonly last: Float64Array
  readonly min: Float64Array
  readonly max: Float64Array
  /** Rows of the block that are entries of the format. */
  readonly entries: Uint16Array
  readonly continuations: Uint16Array
  readonly unparsed: Uint16Array
  /** Rows per severity class, nine a block. */
  readonly counts: Uint16Array
  readonly basis: Uint8Array
  readonly flags: Uint8Array
}

/** Bytes one block takes in the index. */
export const BLOCK_RECORD_BYTES = 6 * 8 + 3 * 2 + SEVERITY_CLASSES * 2 + 2

const widths: Readonly<Record<keyof Columns, number>> = {
  start: 1,
  line: 1,
  first: 1,
  last: 1,
  min: 1,
  max: 1,
  entries: 1,
  continuations: 1,
  unparsed: 1,
  counts: SEVERITY_CLASSES,
  basis: 1,
  flags: 1,
}
const names = Object.keys(widths) as (keyof Columns)[]

function allocate(blocks: number): Columns {
  return {
    start: new Float64Array(blocks),
    line: new Float64Array(blocks),
    first: new Float64Array(blocks),
    last: new Float64Array(blocks),
    min: new Float64Array(blocks),
    max: new Float64Array(blocks),
    entries: new Uint16Array(blocks),
    continuations: new Uint16Array(blocks),
    unparsed: new Uint16Array(blocks),
    counts: new Uint16Array(blocks * SEVERITY_CLASSES),
    basis: new Uint8Array(blocks),
    flags: new Uint8Array(blocks),
  }
}

/** Blocks `[0, length)` of one source. Columns are public: loops over blocks read them directly. */
export class BlockTable implements Columns {
  length = 0
  /** One past the last byte and the last line the blocks hold. */
  endByte = 0
  endLine = 1
  start!: Float64Array
  line!: Float64Array
  first!: Float64Array
  last!: Float64Array
  min!: Float64Array
  max!: Float64Array
  entries!: Uint16Array
  continuations!: Uint16Array
  unparsed!: Uint16Array
  counts!: Uint16Array
  basis!: Uint8Array
  flags!: Uint8Array

  constructor(capacity = 16) {
    Object.assign(this, allocate(capacity))
  }

  /** Makes room for one more block and returns its index; its counts are zero and its readings NaN. */
  push(): number {
    if (this.length === this.start.length) this.grow(this.length * 2)
    const at = this.length++
    this.first[at] = this.last[at] = this.min[at] = this.max[at] = Number.NaN
    return at
  }

  /** Byte one past a block's end. */
  endOf(block: number): number {
    return block + 1 < this.length ? (this.start[block + 1] as number) : this.endByte
  }

  rowsOf(block: number): number {
    return (this.entries[block] as number) + (this.unparsed[block] as number)
  }

  linesOf(block: number): number {
    return (this.entries[block] as number) + (this.unparsed[block] as number) + (this.continuations[block] as number)
  }

  /** A copy of blocks `[from, to)`, for crossing to another worker. An open block (the last of a running scan) must stay out. */
  part(from: number, to: number): BlockPart {
    const columns = {} as Record<keyof Columns, ArrayBuffer>
    for (const name of names) {
      const width = widths[name]
      columns[name] = this[name].slice(from * width, to * width).buffer as ArrayBuffer
    }
    const whole = to >= this.length
    return {
      blocks: to - from,
      endByte: whole ? this.endByte : (this.start[to] as number),
      endLine: whole ? this.endLine : (this.line[to] as number),
      columns,
    }
  }

  /** Appends what {@link part} took from another table. */
  append(part: BlockPart): void {
    const from = this.length
    while (this.start.length < from + part.blocks) this.grow(Math.max(16, this.start.length * 2))
    const arrived = columnsOf(part)
    for (const name of names) this[name].set(arrived[name] as never, from * widths[name])
    this.length += part.blocks
    this.endByte = part.endByte
    this.endLine = part.endLine
  }

  /** Makes room for a block before `at`; its record is a copy of the one that stood there. */
  insert(at: number): void {
    const last = this.push()
    for (const name of names) {
      const width = widths[name]
      this[name].copyWithin((at + 1) * width, at * width, last * width)
    }
  }

  private grow(capacity: number): void {
    const grown = allocate(capacity)
    for (const name of names) grown[name].set(this[name] as never)
    Object.assign(this, grown)
  }
}

export interface BlockPart {
  readonly blocks: number
  readonly endByte: number
  readonly endLine: number
  readonly columns: Readonly<Record<string, ArrayBuffer>>
}

/** The buffers of a part, to transfer instead of copy. */
export const transferOf = (part: BlockPart): ArrayBuffer[] => Object.values(part.columns)

function columnsOf(part: BlockPart): Columns {
  const empty = allocate(0)
  const columns = {} as Record<string, ArrayLike<number>>
  for (const name of names) {
    const Type = empty[name].constructor as new (buffer: ArrayBuffer) => Float64Array
    columns[name] = new Type(part.columns[name] ?? new ArrayBuffer(0))
  }
  return columns as unknown as Columns
}
