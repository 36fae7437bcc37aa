// What lines say that changes no map: stalls with a right clock, warps, and what the found pauses leave unexplained of a repair.
import type { Jump, Solution } from '../testimony.ts'
import type { Assembled } from './assemble.ts'

/** Stalls (the machine stood still and its clock did not) and leap seconds: named, and no reading is moved. */
export function stallsOf(assembled: Assembled): Jump[] {
  const jumps: Jump[] = []
  const seen = new Set<string>()
  for (const { testimony, track, at } of assembled.placed) {
    const { witness, ref } = testimony
    const stall = witness.kind === 'P' && witness.harmless === true && (witness.size?.[1] ?? 0) >= 1e6
    const leap = witness.kind === 'L' && witness.harmless !== true
    if (!(stall || leap) || !witness.size) continue
    // One leap is told by the kernel and by a daemon.
    const name = `${track.clock.index} ${Math.round(at / 3600e6)}`
    if (leap && seen.has(name)) continue
    seen.add(name)
    jumps.push({
      clock: track.clock.id,
      kind: stall ? 'stall' : 'leap',
      size: stall ? [Math.max(0, witness.size[0]), witness.size[1]] : witness.size,
      before: { source: ref.source, line: Math.max(1, ref.line - 1) },
      after: ref,
      cause: witness.says,
      evidence: [{ ref, says: witness.says }],
      state: 'declared',
      alternatives: [],
    })
  }
  return jumps
}

export function notesOf(assembled: Assembled, jumps: readonly Jump[]): Solution['notes'] {
  const notes: Solution['notes'][number][] = []
  for (const { testimony } of assembled.placed) {
    const { witness, ref } = testimony
    const unsynced = witness.kind === 'Q' && witness.synced === false
    if (witness.kind === 'U' || witness.kind === 'S' || witness.harmless || unsynced) {
      notes.push({ ref, says: witness.says, kind: witness.kind })
    }
  }
  for (const source of assembled.mixed) {
    notes.push({
      ref: { source, line: 1 },
      says: 'its stamps alternate between two clocks; no jump is claimed',
      kind: 'U',
    })
  }
  return [...notes, ...budgets(jumps)]
}

/** Pauses of a clock against the forward step that repaired them; the rest is named, not explained away. */
function budgets(jumps: readonly Jump[]): Solution['notes'][number][] {
  return jumps.flatMap((step) => {
    if (step.kind !== 'step' || step.size[1] < 60e6) return []
    const pauses = jumps.filter((j) => j.clock === step.clock && j.kind === 'pause')
    if (pauses.length === 0) return []
    const lost = pauses.reduce((sum, p) => sum + middle(p.size), 0)
    const rest = middle(step.size) - lost
    const says = `${pauses.length} pauses explain ${span(lost)} of the step of ${span(middle(step.size))}; ${span(Math.abs(rest))} ${rest < 0 ? 'too much' : 'unexplained'}`
    return [{ ref: step.after, says, kind: 'P' as const }]
  })
}

const middle = (size: readonly [number, number]): number =>
  Number.isFinite(size[0]) ? (size[0] + size[1]) / 2 : size[1]

function span(micros: number): string {
  const seconds = Math.round(micros / 1e6)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
}
