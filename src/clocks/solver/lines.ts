// Lines that testify, by where they stand, with what their own stamp reads. A line without a stamp lies between its stamped neighbours.
import { Basis, SECOND } from '../../base/time.ts'
import type { Observation, Ref } from '../testimony.ts'
import { keyOf, type SolveSource, type Testimony } from './input.ts'
import { blockOf, lastLineOf } from './nominal.ts'

/** A reading of a source at a line: the true reading lies in `[at, at + resolution)`. */
export interface Reading {
  readonly ref: Ref
  readonly host: string
  readonly block: number
  readonly basis: Basis
  readonly at: number
  readonly resolution: number
  /** False where the line has no stamp of its own. */
  readonly own: boolean
}

export class Lines {
  private readonly byKey = new Map<string, Observation>()
  private readonly bySource = new Map<string, Observation[]>()
  private readonly sources: ReadonlyMap<string, SolveSource>

  constructor(sources: readonly SolveSource[], observations: readonly Observation[]) {
    this.sources = new Map(sources.map((s) => [s.id, s]))
    for (const seen of observations) {
      this.byKey.set(keyOf(seen.ref), seen)
      if (!seen.stamp || seen.stamp.basis === Basis.None) continue
      const list = this.bySource.get(seen.ref.source)
      if (list) list.push(seen)
      else this.bySource.set(seen.ref.source, [seen])
    }
    for (const list of this.bySource.values()) list.sort((a, b) => a.ref.line - b.ref.line)
  }

  get(ref: Ref): Observation | undefined {
    return this.byKey.get(keyOf(ref))
  }

  /** Stamped observations of a source in file order. */
  of(source: string): readonly Observation[] {
    return this.bySource.get(source) ?? []
  }

  /** µs that the last written digit is worth, in most stamps of a source. */
  resolutionOf(source: SolveSource): number {
    if (source.resolution !== undefined) return source.resolution
    const votes = new Map<number, number>()
    for (const seen of this.of(source.id).slice(0, 200)) {
      const resolution = resolutionOf(seen)
      votes.set(resolution, (votes.get(resolution) ?? 0) + 1)
    }
    const best = [...votes].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]
    return best ? best[0] : guessResolution(source)
  }

  /** What a line's clock read: its own stamp, or the stretch between the stamps around it. */
  reading(ref: Ref): Reading | undefined {
    const source = this.sources.get(ref.source)
    const seen = this.get(ref)
    if (!source || source.blocks.length === 0) return undefined
    const block = blockOf(source, ref.line)
    const host = seen?.host ?? source.host
    const { stamp } = seen ?? {}
    if (stamp && stamp.basis !== Basis.None) {
      const resolution = seen ? resolutionOf(seen) : SECOND
      return { ref, host, block, basis: stamp.basis, at: stamp.at, resolution, own: true }
    }
    return this.between(source, ref, host, block)
  }

  private between(source: SolveSource, ref: Ref, host: string, block: number): Reading | undefined {
    const { blocks } = source
    const basis = blocks.basis[block] as Basis
    const list = this.of(source.id)
    let next = 0
    while (next < list.length && (list[next] as Observation).ref.line < ref.line) next++
    let from = blocks.first[block] as number
    let to = blocks.last[block] as number
    if (Number.isNaN(from)) return undefined
    const before = list[next - 1]
    const after = list[next]
    if (before?.stamp && before.stamp.basis === basis && before.ref.line >= (blocks.line[block] as number)) {
      from = before.stamp.at
    }
    if (after?.stamp && after.stamp.basis === basis && after.ref.line <= lastLineOf(source, block)) to = after.stamp.at
    // Behind the block's last stamp the next one bounds the line, unless another boot or a step lies there.
    const following = block + 1 < blocks.length ? blocks.first[block + 1] : undefined
    if (to <= from && following !== undefined && following > from && blocks.basis[block + 1] === basis) to = following
    const resolution = Math.max(to - from, 0) + this.resolutionOf(source)
    return { ref, host, block, basis, at: from, resolution, own: false }
  }
}

/** µs that the last written digit of a stamp is worth. */
export function resolutionOf(seen: Observation): number {
  const { stamp } = seen
  if (!stamp) return SECOND
  if (stamp.uptime !== undefined) return SECOND
  const written = stamp.basis === Basis.Boot ? stamp.text : (stamp.wall ?? stamp.text)
  const digits = /\.(\d+)/.exec(written)?.[1]?.length ?? 0
  return Math.max(1, 10 ** (6 - digits))
}

/** By the block readings: whole seconds everywhere mean that nothing finer is written. */
function guessResolution(source: SolveSource): number {
  const { blocks } = source
  for (let b = 0; b < blocks.length; b++) {
    for (const reading of [blocks.first[b], blocks.last[b], blocks.min[b], blocks.max[b]]) {
      if (reading !== undefined && !Number.isNaN(reading) && reading % SECOND !== 0)
        return reading % 1000 === 0 ? 1000 : 1
    }
  }
  return SECOND
}

/** Witnesses in file order, whatever order they came in. */
export function inFileOrder(witnesses: readonly Testimony[]): Testimony[] {
  return [...witnesses].sort(
    (a, b) =>
      (a.ref.source < b.ref.source ? -1 : a.ref.source > b.ref.source ? 1 : 0) ||
      a.ref.line - b.ref.line ||
      (a.witness.id < b.witness.id ? -1 : a.witness.id > b.witness.id ? 1 : 0),
  )
}
