// Lines of a source that hold one of the sought literals: found during the scan, read in full later by witnesses and rules.
import type { LiteralFilter } from '../base/literal-filter.ts'

/** So many lines are kept per literal and source. When there are more, every second one is dropped, so that the rest still spans the file. */
const KEPT_PER_LITERAL = 4096

interface Kept {
  lines: number[]
  stride: number
  seen: number
}

/** Fed by the scan chunk by chunk; its memory is bounded by the number of literals. */
export class Candidates {
  private readonly kept: Kept[]
  private at: number[] = []
  private which: number[] = []
  private next = 0

  constructor(private readonly filter: LiteralFilter) {
    this.kept = filter.literals.map(() => ({ lines: [], stride: 1, seen: 0 }))
  }

  /** Looks for literals in the bytes of one chunk. */
  scan(bytes: Uint8Array, filled: number): void {
    this.at = []
    this.which = []
    this.next = 0
    this.filter.find(bytes, filled, (at, literal) => {
      this.at.push(at)
      this.which.push(literal)
    })
  }

  /** Where in the chunk the next hit stands; Infinity where there is none. */
  get pending(): number {
    return this.next < this.at.length ? (this.at[this.next] as number) : Number.POSITIVE_INFINITY
  }

  /** Notes every hit before `end` (chunk offset of the line's end) as standing on `line`. */
  mark(end: number, line: number): void {
    while (this.pending < end) {
      this.keep(this.which[this.next] as number, line)
      this.next++
    }
  }

  private keep(literal: number, line: number): void {
    const kept = this.kept[literal]
    if (!kept || kept.lines.at(-1) === line) return
    if (kept.seen++ % kept.stride !== 0) return
    kept.lines.push(line)
    if (kept.lines.length < KEPT_PER_LITERAL) return
    kept.lines = kept.lines.filter((_, i) => i % 2 === 0)
    kept.stride *= 2
  }

  /** Lines that hold any literal, ascending, each once; and how many hits each literal had in all. */
  result(): CandidateLines {
    const lines = new Set<number>()
    for (const kept of this.kept) for (const line of kept.lines) lines.add(line)
    return {
      lines: Float64Array.from(lines).sort(),
      hits: Float64Array.from(this.kept, (kept) => kept.seen),
    }
  }
}

export interface CandidateLines {
  readonly lines: Float64Array
  /** By the literal's number. */
  readonly hits: Float64Array
}
