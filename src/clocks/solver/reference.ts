// Which clock everything is shown by: the user's choice, else the best disciplined one, else the one most lines tie to, else by name.
// Also which of a clock's epochs is the right one: the reference is right in its home epoch, by definition.
import type { Assembled, Placed } from './assemble.ts'
import type { Explained } from './explain.ts'
import type { GraphNode } from './graph.ts'
import type { SolveInput } from './input.ts'
import { lastLineOf } from './nominal.ts'
import { type ClockModel, epochOf } from './tracks.ts'

/** Witnesses whose step brings a clock to true time. */
const daemon = /chrony|ntp|timesync|openntpd|busybox|ptp|phc/
/** Witnesses that only a virtual machine's own kernel prints. */
const virtual = /kvm-clock|hyperv|vmware/

export interface Discipline {
  /** Hosts on which a time daemon speaks at all. */
  readonly disciplined: ReadonlySet<string>
  /** Clocks that were synchronised at some line. */
  readonly synced: ReadonlySet<ClockModel>
  readonly virtual: ReadonlySet<string>
}

export const isDaemon = (id: string): boolean => daemon.test(id)

export function disciplineOf(input: SolveInput, assembled: Assembled): Discipline {
  const disciplined = new Set<string>()
  const synced = new Set<ClockModel>()
  const guests = new Set<string>()
  for (const { testimony, track } of assembled.placed) {
    const { witness, host } = testimony
    if (virtual.test(witness.id)) guests.add(host)
    if (witness.about !== undefined && witness.about !== host) {
      if (witness.kind === 'P') guests.add(witness.about)
      continue
    }
    if (isDaemon(witness.id)) disciplined.add(host)
    if (witness.kind === 'Q' && witness.synced) synced.add(track.clock)
    if ((witness.kind === 'F' || witness.kind === 'B') && witness.size && isDaemon(witness.id)) synced.add(track.clock)
  }
  for (const t of input.witnesses) if (t.witness.kind === 'P' && t.witness.about) guests.add(t.witness.about)
  return { disciplined, synced, virtual: guests }
}

/** The clock everything is shown by. */
export function referenceOf(
  input: SolveInput,
  assembled: Assembled,
  discipline: Discipline,
  links: ReadonlyMap<ClockModel, number>,
  jumping: ReadonlySet<ClockModel>,
): ClockModel | undefined {
  const { reference } = input.choices
  const walls = assembled.clocks.all.filter((c) => c.kind === 'wall' && c.tracks.some((t) => t.own))
  const chosen = walls.find((c) => c.id === reference) ?? walls.find((c) => c.host === reference)
  return chosen ?? bestOf(walls, discipline, links, jumping)
}

/**
 * The best disciplined, printed by a log daemon and not by `dmesg -T`, without jumps of its own, real rather than virtual, most tied; then
 * by name.
 */
export function bestOf(
  clocks: readonly ClockModel[],
  discipline: Discipline,
  links: ReadonlyMap<ClockModel, number>,
  jumping: ReadonlySet<ClockModel>,
): ClockModel | undefined {
  const rank = (c: ClockModel): number[] => [
    discipline.synced.has(c) ? 0 : 1,
    c.id.includes('/dmesg -T') ? 1 : 0,
    jumping.has(c) || c.breaks.some((b) => b.from !== 'declared') ? 1 : 0,
    discipline.virtual.has(c.host) ? 1 : 0,
    -(links.get(c) ?? 0),
    c.tracks.some((t) => t.source.statedOffset !== undefined) ? 0 : 1,
  ]
  return [...clocks].sort((a, b) => {
    const [ra, rb] = [rank(a), rank(b)]
    for (let i = 0; i < ra.length; i++) if (ra[i] !== rb[i]) return (ra[i] as number) - (rb[i] as number)
    return a.id < b.id ? -1 : 1
  })[0]
}

/** The epoch in which a clock is taken as right: behind a daemon's last step, else where it was synchronised, else the longest. */
export function homeOf(clock: ClockModel, placed: readonly Placed[]): number {
  for (let i = clock.breaks.length - 1; i >= 0; i--) {
    const b = clock.breaks[i]
    if (b?.from === 'declared' && placed.some((p) => says(p, clock, b.evidence[0]?.says))) return i + 1
  }
  const synced = placed.find(
    (p) => p.track.clock === clock && p.testimony.witness.kind === 'Q' && p.testimony.witness.synced,
  )
  if (synced) return epochOf(synced.track, synced.testimony.ref.line, synced.at)
  return longest(clock)
}

/** The nodes at which the reference is right by definition: its home epoch, or the longest part of it without a jump. */
export function homeNodes(assembled: Assembled, explained: Explained, clock: ClockModel): GraphNode[] {
  const epoch = homeOf(clock, assembled.placed)
  const gaps = assembled.graph.gapsOf.get(clock) ?? []
  const loose = new Set<GraphNode>()
  for (const e of explained.chosen) {
    if (e.kind === 'jump' && e.clock === clock) for (const gap of gaps.slice(e.from, e.to + 1)) loose.add(gap.from)
  }
  const runs: GraphNode[][] = [[]]
  for (const node of assembled.graph.byClock.get(clock) ?? []) {
    if (node.epoch !== epoch) continue
    runs.at(-1)?.push(node)
    if (loose.has(node)) runs.push([])
  }
  const length = (run: readonly GraphNode[]): number => (run.at(-1)?.at ?? 0) - (run[0]?.at ?? 0)
  return runs.sort((a, b) => length(b) - length(a) || b.length - a.length)[0] ?? []
}

const says = (p: Placed, clock: ClockModel, words: string | undefined): boolean =>
  p.track.clock === clock && p.testimony.witness.says === words && isDaemon(p.testimony.witness.id)

function longest(clock: ClockModel): number {
  const lines = new Array<number>(clock.breaks.length + 1).fill(0)
  for (const track of clock.tracks) {
    const { blocks } = track.source
    for (let b = track.fromBlock; b < track.toBlock; b++) {
      const at = track.nominal(b, blocks.first[b] as number)
      if (Number.isNaN(at)) continue
      const line = blocks.line[b] as number
      const next = lastLineOf(track.source, b) + 1
      const epoch = epochOf(track, line, at)
      lines[epoch] = (lines[epoch] ?? 0) + next - line
    }
  }
  return lines.indexOf(Math.max(...lines))
}
