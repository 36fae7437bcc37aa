// Every jump between two lines with its size, cause, evidence and state; what was not believed, and why.
import type { Evidence, Interval, Jump, Ref, Solution } from '../testimony.ts'
import type { Assembled } from './assemble.ts'
import type { Break } from './breaks.ts'
import type { Estimate } from './estimate.ts'
import type { Explained, Explanation, Jumped } from './explain.ts'
import type { Gap, GraphNode, Link } from './graph.ts'
import { isSupported, supportOf, windowOf } from './support.ts'
import type { ClockModel } from './tracks.ts'
import { wholeShift } from './zones.ts'

export interface Claims {
  readonly jumps: readonly Jump[]
  readonly rejected: Solution['rejected']
}

export function claimsOf(
  assembled: Assembled,
  explained: Explained,
  doubtful: ReadonlySet<Jumped>,
  estimate: Estimate,
): Claims {
  const jumps: Jump[] = []
  const rejected: Solution['rejected'][number][] = []
  const wallPauses: { host: string; size: Interval }[] = []
  const ordered = explained.chosen
    .filter((e): e is Jumped => e.kind === 'jump')
    .sort((a, b) =>
      a.clock.kind === b.clock.kind
        ? a.clock.index - b.clock.index || a.from - b.from
        : a.clock.kind === 'wall'
          ? -1
          : 1,
    )
  for (const e of ordered) {
    const window = windowOf(assembled, e)
    const jump = jumpOf(assembled, explained, e, window)
    if (doubtful.has(e)) {
      rejected.push({
        refs: [jump.before, jump.after],
        says: `${jump.cause}: possible, not claimed`,
        why: 'fewer than two independent lines on one side speak for it',
      })
      continue
    }
    const mirrored =
      e.clock.kind === 'boot' && wallPauses.some((p) => p.host === e.clock.host && overlap(p.size, jump.size))
    if (mirrored) continue
    if (e.clock.kind === 'wall' && jump.kind === 'pause') wallPauses.push({ host: e.clock.host, size: jump.size })
    jumps.push(jump)
  }
  for (const clock of assembled.clocks.all) {
    if (!clock.hidden) jumps.push(...breaksOf(assembled, clock, estimate))
  }
  for (const e of explained.chosen) {
    if (e.kind === 'drop') rejected.push(rejectionOf(assembled, explained, e, rejected.length < EXACT_RESIDUALS))
  }
  return { jumps: jumps.sort(byPlace), rejected }
}

/** Residuals found by shortest paths; beyond, the contradiction's own shortfall stands for them. */
const EXACT_RESIDUALS = 50

const overlap = (a: Interval, b: Interval): boolean => a[0] <= b[1] + 2e6 && b[0] <= a[1] + 2e6

const byPlace = (a: Jump, b: Jump): number =>
  (a.clock < b.clock ? -1 : a.clock > b.clock ? 1 : 0) ||
  (a.after.source < b.after.source ? -1 : a.after.source > b.after.source ? 1 : a.after.line - b.after.line)

/** How much more true time passed between two nodes than their clock counted. */
export function excess(assembled: Assembled, from: GraphNode, to: GraphNode): Interval {
  const { lo, hi } = assembled.graph.network.bounds(from.index)
  const length = to.at - from.at
  return [(lo[to.index] as number) - length, (hi[to.index] as number) - length]
}

const negative = (i: Interval): Interval => [-i[1], -i[0]]

function jumpOf(assembled: Assembled, explained: Explained, e: Jumped, window: readonly Gap[]): Jump {
  const first = window[0] as Gap
  const last = window[window.length - 1] as Gap
  const more = excess(assembled, first.from, last.to)
  const hints = window.flatMap((g) => g.hints)
  const kinds = new Set(hints.map((h) => h.kind))
  const { before, after } = linesAround(assembled, e.clock, first.from, last.to)
  const { kind, size } = kindOf(e, more, kinds)
  const evidence = uniqueEvidence([...hints.map((h) => h.evidence), ...evidenceOf(explained, e)])
  const announced = hints.length > 0
  const other = explained.alternatives.get(e)
  const support = supportOf(assembled, explained, e)
  return {
    clock: e.clock.hidden ? `${e.clock.host}/boot` : e.clock.id,
    kind,
    size,
    before,
    after,
    cause: causeOf(kind, announced, hints[0]?.evidence.says),
    evidence: evidence.length > 0 ? evidence : [{ ref: after, says: 'the first line behind it' }],
    state:
      Number.isFinite(size[0]) && Number.isFinite(size[1])
        ? isSupported(support)
          ? 'measured'
          : 'declared'
        : 'bounded',
    alternatives: other ? [{ text: other.instead.map(textOf).join('; '), cost: other.cost }] : [],
  }
}

function kindOf(e: Jumped, more: Interval, hints: ReadonlySet<string>): { kind: Jump['kind']; size: Interval } {
  if (e.clock.kind === 'boot') return { kind: 'suspend', size: [Math.max(0, more[0]), more[1]] }
  const moved = negative(more)
  const whole = wholeShift(moved)
  if (whole !== undefined && !hints.has('step') && whole % 3600e6 === 0 && Math.abs(whole) <= 3600e6) {
    return { kind: 'zone', size: [whole, whole] }
  }
  if (e.side === 'lo') return { kind: 'step', size: moved }
  if (hints.has('step') && !hints.has('pause')) return { kind: 'step', size: moved }
  return { kind: 'pause', size: [Math.max(0, more[0]), more[1]] }
}

function causeOf(kind: Jump['kind'], announced: boolean, says: string | undefined): string {
  if (announced && says) return says
  if (kind === 'pause') return 'the clock stood still while time went on elsewhere'
  if (kind === 'suspend') return 'the seconds since boot stood still: the machine slept'
  if (kind === 'zone') return 'the clock changed by a whole hour: daylight saving or another zone'
  return 'the clock was set and no line says so'
}

const textOf = (e: Explanation): string =>
  e.kind === 'drop'
    ? `not believed: ${e.link.says} (${e.link.refs.map((r) => `${r.source} line ${r.line}`).join(', ')})`
    : `a jump of ${e.clock.id} elsewhere`

/** Lines of the links in the contradictions that a jump resolves: nearest ones, few. */
function evidenceOf(explained: Explained, e: Jumped): Evidence[] {
  const found: Evidence[] = []
  const dropped = new Set(explained.chosen.flatMap((c) => (c.kind === 'drop' ? [c.link] : [])))
  for (const c of explained.contradictions) {
    const meant = c.options.some(
      (o) => o.kind === 'jump' && o.clock === e.clock && o.side === e.side && e.from >= o.from && e.to <= o.to,
    )
    if (!meant || c.options.some((o) => o.kind === 'drop' && dropped.has(o.link))) continue
    for (const o of c.options) {
      if (o.kind === 'drop') for (const ref of o.link.refs) found.push({ ref, says: o.link.says })
    }
  }
  return found
}

function uniqueEvidence(list: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>()
  return list
    .filter((e) => {
      const key = `${e.ref.source} ${e.ref.line}`
      return !seen.has(key) && seen.add(key)
    })
    .slice(0, 12)
}

/** The lines on both sides, in one source if any holds both. */
export function linesAround(
  assembled: Assembled,
  clock: ClockModel,
  from: GraphNode,
  to: GraphNode,
): { before: Ref; after: Ref } {
  for (const a of from.refs) {
    const b = to.refs.find((r) => r.source === a.source && r.line >= a.line)
    if (b) return { before: a, after: b }
  }
  const nodes = assembled.graph.byClock.get(clock) ?? []
  const [i, j] = [nodes.indexOf(from), nodes.indexOf(to)]
  for (let reach = 1; reach <= 40; reach++) {
    const befores = nodes.slice(Math.max(0, i - reach), i + 1).flatMap((n) => n.refs)
    const afters = nodes.slice(j, j + reach + 1).flatMap((n) => n.refs)
    for (const a of befores.reverse()) {
      const b = afters.find((r) => r.source === a.source && r.line > a.line)
      if (b) return { before: a, after: b }
    }
  }
  const none: Ref = from.refs[0] ?? to.refs[0] ?? { source: clock.tracks[0]?.source.id ?? '', line: 1 }
  return { before: from.refs[0] ?? none, after: to.refs[0] ?? none }
}

function breaksOf(assembled: Assembled, clock: ClockModel, estimate: Estimate): Jump[] {
  return clock.breaks.flatMap((b, n) => {
    const ref = b.evidence[0]?.ref
    if (!ref) return []
    const track = clock.tracks.find((t) => t.source.id === ref.source && t.breaks.includes(b)) ?? clock.tracks[0]
    const source = track?.source.id ?? ref.source
    const nodes = assembled.graph.byClock.get(clock) ?? []
    const to = nodes.find((x) => x.epoch === n + 1)
    const from = to && nodes[nodes.indexOf(to) - 1]
    const seen = from && to ? negative(excess(assembled, from, to)) : ([-Infinity, Infinity] as Interval)
    const [x, y] = [from && estimate.spots.get(from), to && estimate.spots.get(to)]
    // Without an upper bound of the time between, the epochs' own assumed times tell how far the clock went at most.
    const likely = from && to && x && y ? to.at - from.at - (y.at - x.at) - 1e6 : Number.NEGATIVE_INFINITY
    const size = sizeOf(b, seen, likely)
    return [
      {
        clock: clock.id,
        kind: b.kind,
        size,
        before: { source, line: Math.max(1, b.lineBefore) },
        after: { source, line: b.line },
        cause: b.evidence[0]?.says ?? '',
        evidence: uniqueEvidence(b.evidence),
        state: stateOf(b, seen),
        alternatives: [],
      } satisfies Jump,
    ]
  })
}

/** What the line says, narrowed by what the other lines allow. Without either, a fall is at least as large as it looks. */
function sizeOf(b: Break, seen: Interval, likely: number): Interval {
  if (b.told) return b.told
  const said = b.size ?? [Number.NEGATIVE_INFINITY, b.after - b.before + 1e6]
  const lo = Math.max(said[0], seen[0])
  const hi = Math.min(said[1], seen[1])
  if (lo > hi) return [said[0], said[1]]
  return [Number.isFinite(lo) ? lo : Math.min(likely, hi), hi]
}

function stateOf(b: Break, seen: Interval): Jump['state'] {
  if (b.from === 'declared') return 'declared'
  if (b.from === 'pairs') return 'measured'
  return Number.isFinite(seen[0]) && Number.isFinite(seen[1]) ? 'measured' : 'bounded'
}

function rejectionOf(
  assembled: Assembled,
  explained: Explained,
  e: Extract<Explanation, { kind: 'drop' }>,
  exact: boolean,
) {
  const { link, side } = e
  const short = Math.max(
    0,
    ...explained.contradictions
      .filter((c) => c.options.some((o) => o.kind === 'drop' && o.link === link))
      .map((c) => c.short),
  )
  const why =
    side === 'hi'
      ? 'it came later than it should, and the other lines agree without it'
      : 'it cannot be true together with the other lines'
  return { refs: link.refs, says: link.says, why, residual: (exact ? residualOf(assembled, link) : undefined) ?? short }
}

/** How far the two lines are from what the link says, as the solution places them. */
function residualOf(assembled: Assembled, link: Link): number | undefined {
  const { lo, hi } = assembled.graph.network.bounds(link.a)
  const [a, b] = [lo[link.b] as number, hi[link.b] as number]
  if (!Number.isFinite(a) || !Number.isFinite(b)) return undefined
  const middle = (a + b) / 2
  return middle > link.gap[1] ? middle - link.gap[1] : middle < link.gap[0] ? middle - link.gap[0] : 0
}
