// What the engine tells this room about a source: readings and their order, nothing of files or formats.
import type { Basis } from '../base/time.ts'

/** Consecutive blocks whose readings count from the same thing, as (first, last, least, greatest) per block, in file order. */
export interface BlockFacts {
  readonly length: number
  readonly basis: ArrayLike<number>
  readonly first: ArrayLike<number>
  readonly last: ArrayLike<number>
  readonly min: ArrayLike<number>
  readonly max: ArrayLike<number>
  /** Whether another boot begins at a block. */
  startsBoot(block: number): boolean
}

export interface SourceFacts {
  readonly id: string
  readonly host: string
  readonly path: string
  /** File date in µs since 1970; 0 where unknown. */
  readonly modified: number
  readonly kind: 'wall' | 'boot' | 'none'
  readonly blocks: BlockFacts
  /** The offset its lines write (`-07:00`), where they write one. */
  readonly statedOffset?: string
  readonly chosen: { readonly year?: number; readonly zone?: string }
  /** Kernel lines of this source by which a boot clock can be tied to a wall clock; see tie-boots.ts. */
  readonly kernelLines: readonly KernelLine[]
}

/** One kernel line: its seconds since boot as text identity, its message, and what the source's own clock read. */
export interface KernelLine {
  /** Microseconds since boot. */
  readonly boot: number
  readonly message: string
  readonly block: number
  /** For a wall-clock source: the reading of the line's stamp. */
  readonly wall?: number
}

export type { State } from '../base/source-map.ts'

export interface Assumption<T> {
  readonly value: T
  readonly reason: string
}

/** The dominating basis of a source: that of the most blocks. */
export function mainBasis(blocks: BlockFacts): Basis {
  const votes = [0, 0, 0, 0, 0]
  for (let b = 0; b < blocks.length; b++) {
    if (!Number.isNaN(blocks.first[b] as number))
      votes[blocks.basis[b] as number] = (votes[blocks.basis[b] as number] ?? 0) + 1
  }
  return votes.indexOf(Math.max(...votes)) as Basis
}
