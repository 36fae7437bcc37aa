// Scores a solution against the world that wrote the logs (clock.md section 5).
import { type MapPiece, plusMinusOf, toShared } from '../../src/base/source-map.ts'
import type { Solved } from '../../src/clocks/solve.ts'
import type { Jump, Solution } from '../../src/clocks/testimony.ts'
import type { ReadSource } from './read.ts'
import type { LogFile, SimLine, TrueJump, World } from './world.ts'

export interface Score {
  found: number
  missed: number
  extra: number
  placed: number
  inside: number
  width: number
  lies: number
  pairs: number
  ordered: number
  zones: number
  zonesRight: number
  years: number
  yearsRight: number
  errors: string[]
}

export const emptyScore = (): Score => ({
  found: 0,
  missed: 0,
  extra: 0,
  placed: 0,
  inside: 0,
  width: 0,
  lies: 0,
  pairs: 0,
  ordered: 0,
  zones: 0,
  zonesRight: 0,
  years: 0,
  yearsRight: 0,
  errors: [],
})

interface Shown {
  readonly time: number
  readonly half: number | undefined
  readonly n: number
}

export function score(
  world: World,
  files: ReadonlyMap<LogFile, readonly SimLine[]>,
  read: ReadonlyMap<string, ReadSource>,
  solution: Solved,
): Score {
  const result = emptyScore()
  const shown = new Map<SimLine, Shown>()
  const referenceHost = world.hosts.find((h) => `${h.name}/wall` === solution.reference)
  const known = solution.clocks.find((c) => c.id === solution.reference)?.state !== 'assumed'
  const truthOf = (line: SimLine): number => {
    const ahead = referenceHost && !known ? referenceHost.clock.ahead(line.truth) : 0
    return (world.start + line.truth + ahead) * 1e6
  }
  const paths = [...files.keys()].map((f) => f.path).sort()
  for (const [file, lines] of files) {
    const source = read.get(file.path)
    const map = solution.maps.get(file.path)
    if (!source || !map) continue
    const untied = world.untied.includes(file)
    let lied = false
    let offYear = false
    for (const stamp of source.stamps) {
      const line = lines[stamp.line - 1]
      if (!line) continue
      const pieces = piecesAt(map.segments, stamp.line)
      const shape = { fromBlock: 0, pieces }
      const nudge = solution.nudges.get(file.path)?.findLast((n) => n.line <= stamp.line)
      const time = toShared(shape, stamp.at) + (nudge?.reading === stamp.at ? nudge.add : 0)
      const half = plusMinusOf(shape, stamp.at)
      if (Number.isNaN(time)) continue
      shown.set(line, { time, half, n: paths.indexOf(file.path) * 1e7 + stamp.line })
      if (Math.abs(time - truthOf(line)) > 100 * 86400e6) offYear = true
      if (half === undefined) continue
      if (untied) lied = true
      result.placed++
      result.width += (2 * half) / 1e6
      const off = Math.abs(time - truthOf(line))
      if (off <= half + 1000) result.inside++
      else if (result.errors.length < 6) {
        result.errors.push(
          `${file.path}:${stamp.line} off by ${((time - truthOf(line)) / 1e6).toFixed(3)} s, ± ${(half / 1e6).toFixed(3)}: ${line.text.slice(0, 90)}`,
        )
      }
    }
    if (lied) {
      result.lies++
      result.errors.push(`${file.path} is tied to nothing and has a finite ±`)
    }
    if (source.stamps.some((s) => s.basis === 1)) {
      result.years++
      if (!offYear) result.yearsRight++
      else result.errors.push(`${file.path}: wrong year`)
    }
  }
  scoreJumps(world, files, solution, result)
  for (const [a, b] of world.causal) {
    const [x, y] = [shown.get(a.line), shown.get(b.line)]
    if (!x || !y) continue
    result.pairs++
    if (x.time < y.time || (x.time === y.time && x.n < y.n)) result.ordered++
  }
  for (const [host, offset] of world.zones) {
    const clock = solution.clocks.find((c) => c.host === host && c.kind === 'wall')
    result.zones++
    if (clock?.zone && minutesOf(clock.zone.value) === offset / 60) result.zonesRight++
    else result.errors.push(`${host}: zone ${clock?.zone?.value}, should be ${offset / 3600} h`)
  }
  return result
}

function piecesAt(
  segments: readonly { readonly fromLine: number; readonly pieces: readonly MapPiece[] }[],
  line: number,
) {
  let pieces = segments[0]?.pieces ?? []
  for (const s of segments) if (s.fromLine <= line) pieces = s.pieces
  return pieces
}

function minutesOf(zone: string): number {
  const m = /^([+-])(\d\d):(\d\d)$/.exec(zone)
  return m ? (m[1] === '-' ? -1 : 1) * (Number(m[2]) * 60 + Number(m[3])) : 0
}

/** Kinds that a claim may be called by and still be right. */
const fits: Readonly<Record<string, readonly string[]>> = {
  step: ['step'],
  pause: ['pause'],
  suspend: ['suspend'],
  leap: ['leap'],
  stall: ['stall'],
  drift: ['drift'],
  zone: ['zone'],
}

function scoreJumps(
  world: World,
  files: ReadonlyMap<LogFile, readonly SimLine[]>,
  solution: Solution,
  result: Score,
): void {
  const claims = new Set(solution.jumps)
  const truthAt = (j: Jump, which: 'before' | 'after'): number => {
    for (const [file, lines] of files) {
      if (file.path === j[which].source) return lines[Math.min(lines.length, j[which].line) - 1]?.truth ?? Number.NaN
    }
    return Number.NaN
  }
  const matches = (t: TrueJump, j: Jump): boolean => {
    if (!j.clock.startsWith(`${t.host}/`) || !(fits[t.kind] ?? []).includes(j.kind)) return false
    const [lo, hi] = [j.size[0] / 1e6, j.size[1] / 1e6]
    const middle = Number.isFinite(lo) ? (Number.isFinite(hi) ? (lo + hi) / 2 : lo) : hi
    if (Math.abs(middle - t.size) > Math.max(2, Math.abs(t.size) * 0.05)) return false
    const slack = t.kind === 'pause' || t.kind === 'suspend' ? Math.abs(t.size) : 2
    return truthAt(j, 'before') <= t.at + 2 && truthAt(j, 'after') >= t.at - slack
  }
  const spare: TrueJump[] = []
  for (const t of world.jumps) {
    const claim = [...claims].find((j) => matches(t, j))
    if (claim) {
      claims.delete(claim)
      if (!t.optional) result.found++
    } else if (!t.optional) {
      result.missed++
      result.errors.push(`missed: ${t.host} ${t.kind} ${t.size} s at ${t.at}`)
    } else spare.push(t)
  }
  for (const j of claims) {
    if (spare.some((t) => j.clock.startsWith(`${t.host}/`) && (fits[t.kind] ?? []).includes(j.kind))) continue
    result.extra++
    result.errors.push(
      `claimed: ${j.clock} ${j.kind} ${(j.size[0] / 1e6).toFixed(2)}…${(j.size[1] / 1e6).toFixed(2)} s, ${j.before.source}:${j.before.line}-${j.after.line} (${truthAt(j, 'before').toFixed(0)}…${truthAt(j, 'after').toFixed(0)}) ${j.cause}`,
    )
  }
}
