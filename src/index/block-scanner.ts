// The scan: every byte of a source once, line by line, into blocks. Allocates nothing per line; memory is the buffer it is given and the block table.

import { type ScanLine, ScanOut } from '../base/scan.ts'
import { SEVERITY_CLASSES } from '../base/severity.ts'
import { Basis, MINUTE, SECOND } from '../base/time.ts'
import {
  BLOCK_BYTES,
  BLOCK_LINES,
  type BlockTable,
  FLAG_BACK,
  FLAG_BOOT,
  FLAG_LONG,
  FULL_BLOCK_BYTES,
  FULL_BLOCK_LINES,
  LONG_LINE_BYTES,
} from './block-table.ts'
import type { Candidates } from './candidates.ts'

/** Readings that go back this far, or ahead by {@link GAP}, start a new block, so that a map can change between two blocks. */
const BACK = 2 * SECOND
const GAP = 10 * MINUTE
/** So many blocks may be tiny; after that, jumps cut only blocks of at least {@link SMALL_BLOCK} (a file of alternating clocks). */
const TINY_BLOCKS = 4096
const SMALL_BLOCK = 4096
/** A boot counter that falls to less than this begins another boot; a smaller fall is two CPUs printing out of order. */
const BOOT_START = MINUTE
/** A counter that stands at exactly zero after this much began another boot, however short the one before was (a panic loop). */
const FRESH_START = SECOND / 10
/** What the kernel prints when it changes consoles: the new one prints the whole ring again, with the stamps it had. */
const CONSOLE_SWITCH = /console \[[\w.@-]+\] (?:en|dis)abled/
/** An entry may continue over this many bytes; then its lines become a row of their own, so that blocks stay small. */
const ENTRY_BYTES = 2 * FULL_BLOCK_BYTES

const LF = 10
const CR = 13

export interface LineShape {
  readonly scan: ScanLine
  /** The format is plain text: its rows are counted as unparsed. */
  readonly plain: boolean
}

/** A machine that crashes leaves NUL bytes in its log; what it writes next stands behind them on the same line. */
export function skipNul(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] === 0) at++
  return at
}

export class BlockScanner {
  /** Rows per severity class over the whole source. */
  readonly counts = new Array<number>(SEVERITY_CLASSES).fill(0)
  entries = 0
  continuations = 0
  unparsed = 0
  boots = 0
  /** Bytes of over-long lines that were skipped, and how many such lines. */
  skippedBytes = 0
  longLines = 0

  private readonly out = new ScanOut()
  private block = -1
  private blockStart = 0
  private hasEntry = false
  private lastAt = Number.NaN
  private blockBasis: Basis = Basis.None
  private tiny = 0
  private inLong = false
  private cutNext = false
  private at: number
  /** The buffer of this `take` and where in it the last row began; what was found of the last row of the buffer before. */
  private buffer: Uint8Array | undefined
  private rowStart = -1
  private switched = false

  constructor(
    private readonly table: BlockTable,
    private readonly shape: LineShape,
    from = 0,
    /** Notes lines that hold sought literals. */
    private readonly candidates?: Candidates,
  ) {
    this.at = from
    table.endByte = from
  }

  get lines(): number {
    return this.entries + this.continuations + this.unparsed
  }

  /** A `TakeBytes` for `readChunks`: takes whole lines, and the torn last one when `last`. */
  readonly take = (bytes: Uint8Array, filled: number, last: boolean): number => {
    const base = this.at
    this.buffer = bytes
    this.rowStart = -1
    const { candidates } = this
    let start = 0
    candidates?.scan(bytes, filled)
    if (this.inLong) {
      const end = bytes.indexOf(LF)
      if (end < 0) {
        this.skippedBytes += filled
        return this.taken(filled)
      }
      this.skippedBytes += end
      this.inLong = false
      start = end + 1
      candidates?.mark(start, this.lines)
    }
    let sought = candidates?.pending ?? Number.POSITIVE_INFINITY
    for (;;) {
      const end = bytes.indexOf(LF, start)
      if (end < 0) break
      if (sought < end && candidates) {
        candidates.mark(end, this.lines + 1)
        sought = candidates.pending
      }
      this.readLine(bytes, start, end, base)
      start = end + 1
    }
    const rest = filled - start
    if (rest > LONG_LINE_BYTES) {
      candidates?.mark(start + LONG_LINE_BYTES, this.lines + 1)
      this.readLine(bytes, start, start + LONG_LINE_BYTES, base)
      this.beginLong(rest - LONG_LINE_BYTES)
      return this.taken(filled)
    }
    if (!last) return this.taken(start)
    candidates?.mark(filled, this.lines + 1)
    if (rest > 0) this.readLine(bytes, start, filled, base)
    return this.taken(filled)
  }

  private taken(bytes: number): number {
    this.switched = this.blockBasis === Basis.Boot && this.switchedConsole()
    this.buffer = undefined
    this.at += bytes
    this.table.endByte = this.at
    this.table.endLine = this.lines + 1
    return bytes
  }

  private beginLong(skipped: number): void {
    this.inLong = true
    this.cutNext = true
    this.longLines++
    this.skippedBytes += skipped
    this.table.flags[this.block] = (this.table.flags[this.block] as number) | FLAG_LONG
  }

  private readLine(bytes: Uint8Array, start: number, end: number, base: number): void {
    const stop = end > start && bytes[end - 1] === CR ? end - 1 : end
    const out = this.out
    const text = bytes[start] === 0 ? skipNul(bytes, start, stop) : start
    if (stop > text && this.shape.scan(bytes, text, stop, out)) {
      this.row(base + start, !this.shape.plain)
      this.rowStart = start
      this.hasEntry = true
      return
    }
    if (this.cutNext || this.block < 0 || base + start - this.blockStart >= ENTRY_BYTES) {
      this.openBlock(base + start)
    }
    // A line that opens nothing continues the row before it in its block; in the first block it needs an entry to continue.
    if (stop > text && (this.table.rowsOf(this.block) === 0 || (this.block === 0 && !this.hasEntry))) {
      return this.unparsedRow(base + start)
    }
    const table = this.table
    const block = this.block
    if ((table.continuations[block] as number) >= BLOCK_LINES) return this.forceRow(base + start, stop > text)
    table.continuations[block] = (table.continuations[block] as number) + 1
    this.continuations++
  }

  private forceRow(at: number, hasText: boolean): void {
    this.openBlock(at)
    if (hasText) return this.unparsedRow(at)
    this.table.continuations[this.block] = 1
    this.continuations++
  }

  private unparsedRow(at: number): void {
    const table = this.table
    if (table.linesOf(this.block) >= BLOCK_LINES) this.openBlock(at)
    table.unparsed[this.block] = (table.unparsed[this.block] as number) + 1
    const count = this.block * SEVERITY_CLASSES + SEVERITY_CLASSES - 1
    table.counts[count] = (table.counts[count] as number) + 1
    this.unparsed++
    this.counts[SEVERITY_CLASSES - 1] = (this.counts[SEVERITY_CLASSES - 1] as number) + 1
  }

  private row(at: number, entry: boolean): void {
    const out = this.out
    const table = this.table
    const reading = out.at
    const stamped = out.basis !== Basis.None
    if (this.block < 0 || this.cutNext || this.isFull(at - this.blockStart)) this.openBlock(at)
    if (stamped) this.stampRow(at, reading)
    const block = this.block
    if (entry) {
      table.entries[block] = (table.entries[block] as number) + 1
      this.entries++
    } else {
      table.unparsed[block] = (table.unparsed[block] as number) + 1
      this.unparsed++
    }
    const count = block * SEVERITY_CLASSES + out.severity
    table.counts[count] = (table.counts[count] as number) + 1
    this.counts[out.severity] = (this.counts[out.severity] as number) + 1
  }

  private isFull(bytes: number): boolean {
    if (bytes < BLOCK_BYTES) return this.table.linesOf(this.block) >= BLOCK_LINES
    return bytes >= FULL_BLOCK_BYTES || this.table.linesOf(this.block) >= FULL_BLOCK_LINES
  }

  private stampRow(at: number, reading: number): void {
    const basis = this.out.basis
    const table = this.table
    if (basis !== this.blockBasis) {
      if (!this.changeBasis(at, basis)) return
    } else {
      const step = reading - this.lastAt
      if (step < 0 || step > GAP) this.jump(at, reading, step)
    }
    const block = this.block
    this.lastAt = reading
    // A block's first stamped row sets all four; NaN compares false, so the order of these tests matters.
    if (!(reading >= (table.min[block] as number))) {
      if (!(reading < (table.min[block] as number))) {
        table.first[block] = table.max[block] = reading
        table.basis[block] = basis
      }
      table.min[block] = reading
    }
    if (reading > (table.max[block] as number)) table.max[block] = reading
    table.last[block] = reading
  }

  /**
   * A block holds readings of one basis. A row of another basis starts a new block where that stays cheap; otherwise the row keeps its
   * stamp but takes no part in the block's readings (it is placed by its neighbours).
   */
  private changeBasis(at: number, basis: Basis): boolean {
    const fresh = this.blockBasis === Basis.None || Number.isNaN(this.table.first[this.block] as number)
    if (!fresh && !this.cut(at)) return false
    if (basis === Basis.Boot && this.boots === 0) this.boots = 1
    this.blockBasis = basis
    return true
  }

  private jump(at: number, reading: number, step: number): void {
    const boot = this.blockBasis === Basis.Boot && this.isBoot(reading, step)
    if (!boot && step > -BACK && step < 0) {
      this.table.flags[this.block] = (this.table.flags[this.block] as number) | FLAG_BACK
      return
    }
    const cut = this.table.rowsOf(this.block) === 0 || this.cut(at)
    if (boot) this.boots++
    const flag = boot ? FLAG_BOOT : cut ? 0 : FLAG_BACK
    this.table.flags[this.block] = (this.table.flags[this.block] as number) | flag
  }

  private isBoot(reading: number, step: number): boolean {
    if (step >= 0 || reading >= BOOT_START) return false
    return (step < -BACK || (reading === 0 && step <= -FRESH_START)) && !this.switchedConsole()
  }

  /** True where the last row tells of a change of consoles. Looked at only where a counter falls, and once a buffer. */
  private switchedConsole(): boolean {
    const { buffer, rowStart } = this
    if (buffer === undefined || rowStart < 0) return this.switched
    const newline = buffer.indexOf(LF, rowStart)
    const end = Math.min(newline < 0 ? buffer.length : newline, rowStart + 512)
    return CONSOLE_SWITCH.test(new TextDecoder().decode(buffer.subarray(rowStart, end)))
  }

  /** Starts a new block at this row unless the source has used up its tiny blocks. */
  private cut(at: number): boolean {
    if (this.table.rowsOf(this.block) === 0) return true
    if (at - this.blockStart < SMALL_BLOCK) {
      if (this.tiny >= TINY_BLOCKS) return false
      this.tiny++
    }
    this.openBlock(at)
    return true
  }

  private openBlock(at: number): void {
    const block = this.table.push()
    this.block = block
    this.blockStart = at
    this.cutNext = false
    this.table.start[block] = at
    this.table.line[block] = this.lines + 1
    this.table.basis[block] = this.blockBasis
  }
}
