// Ties a boot's own clock to a wall clock of the same host: the same kernel line, with the same seconds since boot, stands in both
// (clock.md anchor A1). W − M of those lines bounds the offset from above, since a reader stamps a line at or after the kernel does.
import type { KernelLine } from './facts.ts'

export interface BootTie {
  /** The deciding line: its microseconds since boot, and what the wall source's clock read. */
  readonly boot: number
  readonly wall: number
  /** Lines found in both. */
  readonly pairs: number
  /** Block of the wall source in which the deciding line stands. */
  readonly wallBlock: number
}

/** One pair is enough: equal microseconds and equal text do not happen by chance. Lines of the burst at 0 s are left out by the caller. */
const PAIRS_NEEDED = 1

const keyOf = (line: KernelLine): string => `${line.boot}\n${line.message}`

/**
 * Matches kernel lines of one boot with those of a wall-clock source. The least W − M wins (the lower envelope): the burst that a reader
 * copies at boot has late wall stamps.
 */
export function tieBoot(boot: readonly KernelLine[], wall: readonly KernelLine[]): BootTie | undefined {
  const byKey = new Map<string, KernelLine>()
  for (const line of wall) {
    const key = keyOf(line)
    const known = byKey.get(key)
    if (line.wall !== undefined && (known?.wall === undefined || line.wall < known.wall)) byKey.set(key, line)
  }
  let pairs = 0
  let best: Omit<BootTie, 'pairs'> | undefined
  for (const line of boot) {
    const match = byKey.get(keyOf(line))
    if (match?.wall === undefined) continue
    pairs++
    const add = match.wall - line.boot
    if (!best || add < best.wall - best.boot) best = { boot: line.boot, wall: match.wall, wallBlock: match.block }
  }
  return best && pairs >= PAIRS_NEEDED ? { ...best, pairs } : undefined
}
