// Weighs all testimony and places every source: the tightest intervals that the lines allow, every jump between two lines, what was not
// believed, and "unknown" where nothing speaks (clock.md sections 3 and 4). Pure: the same lines give the same solution in any order.
import { assemble } from './solver/assemble.ts'
import { bind, bindReference, usableAnchors } from './solver/bind.ts'
import { claimsOf } from './solver/claims.ts'
import { estimate } from './solver/estimate.ts'
import { explain } from './solver/explain.ts'
import type { SolveInput } from './solver/input.ts'
import { Lines } from './solver/lines.ts'
import { notesOf, stallsOf } from './solver/notes.ts'
import { type Nudge, orderLines } from './solver/order.ts'
import { mapOf, type Placing } from './solver/placing.ts'
import { type Prepared, prepare } from './solver/prepare.ts'
import { bestOf, disciplineOf, homeNodes, homeOf, referenceOf } from './solver/reference.ts'
import { clockSegments, stateOfClock } from './solver/states.ts'
import { keepDoubt, looseGaps } from './solver/support.ts'
import type { ClockModel } from './solver/tracks.ts'
import type { Solution, SolvedClock, SolvedMap } from './testimony.ts'

export type { SolveChoices, SolveInput, SolveSource } from './solver/input.ts'

/** A solution, and what keeps causes before effects inside one second (an index may leave it out and lose only that). */
export interface Solved extends Solution {
  readonly nudges: ReadonlyMap<string, readonly Nudge[]>
}

export function solve(input: SolveInput): Solved {
  const lines = new Lines(input.sources, input.observations)
  const prepared = prepare(input, lines)
  const assembled = assemble(input, lines, prepared)
  const discipline = disciplineOf(input, assembled)
  const { usable, counts } = usableAnchors(input, assembled)
  const utc = bind(assembled, discipline, usable)
  const first = explain(assembled.graph)
  const jumping = new Set(first.chosen.flatMap((e) => (e.kind === 'jump' ? [e.clock] : [])))
  const reference = referenceOf(input, assembled, discipline, counts, jumping)
  const home = reference ? homeNodes(assembled, first, reference) : []
  bindReference(assembled, home, utc, reference !== undefined && discipline.synced.has(reference))
  const explained = explain(assembled.graph, first)
  const doubtful = keepDoubt(assembled, explained)
  const placedBy = estimate(assembled, reference, looseGaps(assembled, explained), (clocks) => {
    const walls = clocks.filter((c) => c.kind === 'wall')
    const best = bestOf(walls, discipline, counts, jumping)
    return best ? { clock: best, home: homeOf(best, assembled.placed) } : undefined
  })
  const claims = claimsOf(assembled, explained, doubtful, placedBy)
  const compared = [...placedBy.groups].some(([c, g]) => g.main && c !== reference && c.tracks.some((t) => t.own))
  const resolutions = new Map(input.sources.map((s) => [s.id, lines.resolutionOf(s)]))
  const ordered = orderLines(assembled, explained, placedBy)
  const placing: Placing = {
    assembled,
    estimate: placedBy,
    reference,
    home: new Set(home),
    referenceSynced: reference !== undefined && discipline.synced.has(reference),
    compared,
    loose: looseGaps(assembled, explained),
    stateOf: (clock) => stateOfClock(assembled, placedBy, discipline, reference, explained, clock),
    ordered,
    resolutionOf: (track) => resolutions.get(track.source.id) ?? 1,
  }
  const maps = new Map<string, SolvedMap>()
  for (const { source } of prepared.values()) {
    const tracks = assembled.clocks.tracks.filter((t) => t.source === source && t.own)
    maps.set(source.id, mapOf(placing, tracks))
  }
  return {
    ...(reference && compared ? { reference: reference.id } : {}),
    clocks: solvedClocks(placing, prepared),
    jumps: [...claims.jumps, ...stallsOf(assembled)],
    rejected: claims.rejected,
    unplaced: unplacedOf(placing, prepared),
    maps,
    nudges: compared ? ordered.nudges : new Map(),
    notes: notesOf(assembled, claims.jumps),
  }
}

function solvedClocks(placing: Placing, prepared: ReadonlyMap<string, Prepared>): SolvedClock[] {
  const clocks: SolvedClock[] = []
  for (const clock of placing.assembled.clocks.all) {
    if (clock.hidden || !clock.tracks.some((t) => t.own)) continue
    const sources = clock.tracks.filter((t) => t.own).map((t) => t.source.id)
    const known = sources.map((id) => prepared.get(id)).filter((p) => p !== undefined)
    const zone = known.find((p) => p.zone && !p.zone.reason.startsWith('assumed'))?.zone ?? known[0]?.zone
    const year = known.find((p) => p.year)?.year
    clocks.push({
      id: clock.id,
      host: clock.host,
      kind: clock.kind,
      sources: [...new Set(sources)].sort(),
      ...(clock.kind === 'wall' && zone ? { zone } : {}),
      ...(clock.kind === 'wall' && year ? { year } : {}),
      state: placing.stateOf(clock),
      segments: clockSegments(placing, clock),
    })
  }
  return clocks.sort((a, b) => (a.id < b.id ? -1 : 1))
}

function unplacedOf(placing: Placing, prepared: ReadonlyMap<string, Prepared>): Solution['unplaced'] {
  return [...prepared.values()].flatMap(({ source, kind }) => {
    if (kind === 'none') return [{ source: source.id, why: 'its lines state no time' }]
    const tracks = placing.assembled.clocks.tracks.filter((t) => t.source === source && t.own)
    const unknown = tracks.filter((t) => placing.stateOf(t.clock) === 'unknown')
    if (unknown.length === tracks.length && tracks.length > 0) {
      return [{ source: source.id, why: 'it counts since boot, and no line ties that boot to another clock' }]
    }
    const group = tracks.map((t) => placing.estimate.groups.get(t.clock)).find((g) => g?.main)
    if (group || !placing.reference || !placing.compared) return []
    return [
      {
        source: source.id,
        why: `no line ties it to ${(placing.reference as ClockModel).id}; its stamps are taken as they are`,
      },
    ]
  })
}

export type { Nudge }
