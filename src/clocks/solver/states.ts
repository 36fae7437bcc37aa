// How well each clock is known, and its offset over time for the offset curve.
import type { State } from '../../base/source-map.ts'
import type { SolvedClock } from '../testimony.ts'
import type { Assembled } from './assemble.ts'
import type { Estimate } from './estimate.ts'
import type { Explained } from './explain.ts'
import { epochsOf } from './graph.ts'
import { knotsOf, type Placing } from './placing.ts'
import type { Discipline } from './reference.ts'
import type { ClockModel } from './tracks.ts'

export function stateOfClock(
  assembled: Assembled,
  estimate: Estimate,
  discipline: Discipline,
  reference: ClockModel | undefined,
  explained: Explained,
  clock: ClockModel,
): State {
  const group = estimate.groups.get(clock)
  if (!group) return clock.kind === 'wall' ? 'assumed' : 'unknown'
  if (!group.main) return 'assumed'
  if (clock === reference) return discipline.synced.has(clock) ? 'bounded' : 'assumed'
  const dropped = new Set(explained.chosen.flatMap((e) => (e.kind === 'drop' ? [e.link] : [])))
  const kinds = new Set<string>()
  for (const link of assembled.graph.links) {
    if (dropped.has(link)) continue
    const ends = [assembled.graph.nodes[link.a]?.clock, assembled.graph.nodes[link.b]?.clock]
    if (ends.includes(clock)) kinds.add(link.kind)
  }
  if (kinds.has('anchor') || kinds.has('pair') || kinds.has('pin')) return 'measured'
  if (kinds.has('behind')) return 'declared'
  return kinds.has('synced') ? 'bounded' : 'assumed'
}

/** Offsets of a clock, one segment per stretch without a jump. */
export function clockSegments(placing: Placing, clock: ClockModel): SolvedClock['segments'] {
  const group = placing.estimate.groups.get(clock)
  const segments: SolvedClock['segments'][number][] = []
  for (let epoch = 0; epoch < epochsOf(clock); epoch++) {
    const knots = knotsOf(placing, clock, epoch)
    let start = 0
    for (let i = 0; i < knots.length; i++) {
      if (i + 1 < knots.length && !knots[i]?.loose) continue
      const run = knots.slice(start, i + 1)
      start = i + 1
      const [first, last] = [run[0], run[run.length - 1]]
      if (!first || !last) continue
      const bounded = group?.main === true
      const length = last.at + last.add - first.at - first.add
      segments.push({
        from: first.at + first.add,
        to: last.at + last.add,
        offset: Math.round((first.add + last.add) / 2),
        offsetLo: bounded ? Math.floor(Math.min(...run.map((k) => k.lo))) + 0 : Number.NEGATIVE_INFINITY,
        offsetHi: bounded ? Math.ceil(Math.max(...run.map((k) => k.hi))) : Number.POSITIVE_INFINITY,
        ppm: length > 60e6 ? Math.round(((last.at - first.at) / length - 1) * 1e8) / 100 : 0,
      })
    }
  }
  return segments
}
