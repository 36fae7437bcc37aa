// What only two lines together say: a pause from its two edges, the step between "Starting" and "Started", a hardware clock beside a
// system clock, an uptime beside a date; and lines that a neighbour takes back or repeats.
import { MINUTE, SECOND } from '../../base/time.ts'
import type { Observation, Witness } from '../testimony.ts'
import { inWords } from './define.ts'

export interface Testimony {
  readonly seen: Observation
  readonly witness: Witness
}

/** ntpdate asks four times and waits two seconds each; a minute covers slow names and servers. */
const LONGEST_RUN = 60 * SECOND
/** Between two commands that a person types. */
const BETWEEN_COMMANDS = 60 * SECOND
const NEAR_LINES = 5

const near = (a: Observation, b: Observation, lines = NEAR_LINES): boolean =>
  a.ref.source === b.ref.source && Math.abs(a.ref.line - b.ref.line) <= lines

/** Elasticsearch's two clocks: a relative line beside the absolute one means a stall, not a step. */
function withoutStalls(all: readonly Testimony[]): readonly Testimony[] {
  const stalls = all.filter((t) => t.witness.id === 'elasticsearch' && t.witness.kind === 'P')
  if (stalls.length === 0) return all
  const stalled = (t: Testimony): boolean =>
    t.witness.id === 'elasticsearch' && t.witness.kind === 'F' && stalls.some((s) => near(s.seen, t.seen, 3))
  return all.filter((t) => !stalled(t))
}

/** States that every line repeats (a year, a quality mark): only the first, and each change. */
function withoutRepeats(all: readonly Testimony[]): readonly Testimony[] {
  const last = new Map<string, string>()
  return all.filter(({ seen, witness }) => {
    if (witness.id !== 'double-stamp' && witness.id !== 'cisco-quality') return true
    const lane = `${witness.id}\n${seen.ref.source}\n${seen.host}`
    const says = `${witness.says}\n${witness.year}\n${witness.utcOffset}`
    if (last.get(lane) === says) return false
    last.set(lane, says)
    return true
  })
}

/** The ntpdate service: the step lies between the two stamps, less what the program took to run. */
function servicePairs(all: readonly Testimony[]): readonly Testimony[] {
  const open = new Map<string, Testimony>()
  const gone = new Set<Testimony>()
  const found = new Map<Testimony, Testimony>()
  for (const t of all) {
    if (t.witness.id !== 'ntpdate-service') continue
    const lane = `${t.seen.ref.source}\n${t.seen.host}`
    const start = open.get(lane)
    if (t.witness.edge === 'start') {
      open.set(lane, t)
      continue
    }
    open.delete(lane)
    const [from, to] = [start?.seen.stamp, t.seen.stamp]
    if (!start || !from || !to || from.basis !== to.basis) continue
    gone.add(start)
    const gap = to.at - from.at
    if (gap >= 0 && gap <= LONGEST_RUN) {
      gone.add(t)
      continue
    }
    const back = gap < 0
    const way = back ? `back by at least ${inWords(gap)}` : `forward by at most ${inWords(gap)}`
    const { edge: _edge, ...witness } = t.witness
    const sized: Witness = {
      ...witness,
      kind: back ? 'B' : 'F',
      says: `ntpdate set the clock ${way}`,
      size: [gap - LONGEST_RUN, gap],
    }
    found.set(t, { seen: t.seen, witness: sized })
  }
  return found.size + gone.size === 0 ? all : all.filter((t) => !gone.has(t)).map((t) => found.get(t) ?? t)
}

/** Lengths of announced pauses, told at the line that ends them. */
function pauses(all: readonly Testimony[]): readonly Testimony[] {
  const open = new Map<string, number[]>()
  return all.map((t) => {
    const { seen, witness } = t
    if (witness.kind !== 'P' || witness.edge === undefined || witness.size) return t
    const at = witness.reading?.at ?? seen.stamp?.at
    if (at === undefined) return t
    const lane = `${witness.id}\n${seen.ref.source}\n${witness.about ?? seen.host}\n${witness.reading?.zone ?? ''}`
    if (witness.edge === 'start') {
      open.set(lane, [...(open.get(lane) ?? []), at])
      return t
    }
    const starts = open.get(lane) ?? []
    open.delete(lane)
    const [first, last] = [starts[0], starts.at(-1)]
    if (first === undefined || last === undefined || at < last) return t
    // Events with their own microseconds are exact; a queued event may be late at either edge.
    const slack = witness.reading ? 1000 : 2 * SECOND
    const says = `${witness.says} after ${inWords(at - last)}`
    return { seen, witness: { ...witness, says, size: [Math.max(0, at - last - slack), at - first + slack] as const } }
  })
}

/** Two clocks read aloud next to each other. */
function readAloud(all: readonly Testimony[]): readonly Testimony[] {
  const pastes = all.filter((t) => t.witness.reading !== undefined && t.witness.id.startsWith('paste-'))
  const more: Testimony[] = []
  for (let i = 1; i < pastes.length; i++) {
    const [a, b] = [pastes[i - 1], pastes[i]]
    if (!a || !b || !near(a.seen, b.seen) || !a.witness.reading || !b.witness.reading) continue
    const both = [a, b]
    const rtc = both.find((t) => t.witness.reading?.of === 'rtc')
    const system = both.find((t) => t.witness.reading?.of === 'system')
    const boot = both.find((t) => t.witness.reading?.of === 'boot')
    if (rtc?.witness.reading && system?.witness.reading && rtc.witness.reading.zone === system.witness.reading.zone) {
      const behind = system.witness.reading.at - rtc.witness.reading.at
      const slack = system.witness.reading.resolution + rtc.witness.reading.resolution
      // The later command read its clock some seconds after the earlier one.
      const rtcBehind =
        system === b
          ? ([behind - BETWEEN_COMMANDS, behind + slack] as const)
          : ([behind - slack, behind + BETWEEN_COMMANDS] as const)
      const says = `the hardware clock is about ${inWords(behind)} ${behind < 0 ? 'ahead of' : 'behind'} the system clock`
      more.push({ seen: b.seen, witness: { id: 'joint-rtc', kind: 'O', says, rtcBehind } })
    }
    if (boot?.witness.reading && system?.witness.reading && near(a.seen, b.seen, 2)) {
      const { at, zone, resolution } = system.witness.reading
      const coarse = Math.max(resolution, boot.witness.reading.resolution)
      if (coarse >= MINUTE) continue
      const pair = { mono: boot.witness.reading.at, wall: at, resolution: Math.max(coarse, 100_000), zone }
      more.push({
        seen: b.seen,
        witness: { id: 'joint-uptime', kind: 'O', says: 'uptime and date, read one after the other', pair },
      })
    }
  }
  return more.length > 0 ? [...all, ...more] : all
}

/** Takes single testimonies in file order and adds, sizes and takes back what neighbours decide. */
export const consider = (all: readonly Testimony[]): readonly Testimony[] =>
  readAloud(pauses(servicePairs(withoutStalls(withoutRepeats(all)))))
