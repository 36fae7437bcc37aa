// The solved clocks as the page is told of them: seconds instead of microseconds, rows with their aligned times.
import { SECOND, type SharedMicros, sharedMicros } from '../base/time.ts'
import type { Jump, Ref, Solution } from '../clocks/testimony.ts'
import type { Merged } from '../index/merged.ts'
import type { AlignedClock, Alignment, ClockJump } from './protocol.ts'

/** Looks up the aligned times of the lines that a solution names; a line that cannot be read any more has none. */
export async function alignmentOf(solution: Solution, merged: Merged): Promise<Alignment> {
  const hosts = new Map(solution.clocks.map((c) => [c.id, c.host]))
  const jumps: ClockJump[] = []
  for (const jump of solution.jumps) jumps.push(await jumpOf(jump, hosts.get(jump.clock) ?? jump.clock, merged))
  const notes: Alignment['notes'][number][] = []
  for (const note of solution.notes) {
    const time = await timeOf(note.ref, merged)
    notes.push({ row: note.ref, says: note.says, ...(time === undefined ? {} : { time }) })
  }
  return {
    ...(solution.reference === undefined ? {} : { reference: solution.reference }),
    clocks: solution.clocks.map(
      (c): AlignedClock => ({
        id: c.id,
        host: c.host,
        kind: c.kind,
        state: c.state,
        sources: c.sources,
        ...(c.zone ? { zone: c.zone.value, zoneReason: c.zone.reason } : {}),
        segments: c.segments.map((s) => ({
          from: sharedMicros(s.from),
          to: sharedMicros(s.to),
          offset: s.offset / SECOND,
          offsetLo: s.offsetLo / SECOND,
          offsetHi: s.offsetHi / SECOND,
          ppm: s.ppm,
        })),
      }),
    ),
    jumps,
    rejected: solution.rejected.map(({ refs, says, why, residual }) => ({
      rows: refs,
      says,
      why,
      ...(residual === undefined ? {} : { residual: residual / SECOND }),
    })),
    unplaced: solution.unplaced,
    notes,
  }
}

async function jumpOf(jump: Jump, host: string, merged: Merged): Promise<ClockJump> {
  const from = await timeOf(jump.before, merged)
  const to = await timeOf(jump.after, merged)
  return {
    clock: jump.clock,
    host,
    kind: jump.kind,
    sizeLo: jump.size[0] / SECOND,
    sizeHi: jump.size[1] / SECOND,
    before: jump.before,
    after: jump.after,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    cause: jump.cause,
    state: jump.state,
    evidence: jump.evidence.map(({ ref, says }) => ({ row: ref, says })),
    alternatives: jump.alternatives.map((a) => a.text),
  }
}

async function timeOf(ref: Ref, merged: Merged): Promise<SharedMicros | undefined> {
  const source = merged.sources.find((s) => s.source.key === ref.source)
  const found = source && (await merged.find(source, ref.line).catch(() => undefined))
  return found && !Number.isNaN(found.time) ? sharedMicros(found.time) : undefined
}
