// A1: one kernel line, in a ring buffer or console (seconds since boot) and in a wall-clock log: the same microseconds and text.
// A reader stamps at or after the kernel prints: 0 … 0.5 s, and up to ten minutes for the burst a reader copies at boot.
import { Basis, SECOND } from '../../base/time.ts'
import type { Anchor, Observation } from '../testimony.ts'
import { defineAnchor, groupBy, inOrder, isWall, lateOnes, monoOf, type Pair, seconds, thin, tie } from './common.ts'

const ID = 'kernel-lines'
const PROMPT = seconds(0, 0.5)
const BURST = seconds(0, 600)
/** Delays that differ by more than this within one burst are the reader's. */
const SLACK = 0.5 * SECOND

const textOf = (seen: Observation): string => seen.message.replace(/^\[ *[TC]\d+\] ?/, '').trim()

/** Lines of the first instant are alike on all machines of one kernel and say nothing. */
function keyOf(seen: Observation): string | undefined {
  const mono = monoOf(seen)
  const text = textOf(seen)
  return mono === undefined || mono === 0 || text.length < 8 ? undefined : `${mono}\n${text}`
}

/** The only one of a key on its side; two hosts with one key tell nothing. */
function uniques(lines: readonly Observation[]): Map<string, Observation> {
  const known = new Map<string, Observation>()
  const twice = new Set<string>()
  for (const line of lines) {
    const key = keyOf(line)
    if (key === undefined) continue
    if (known.has(key)) twice.add(key)
    else known.set(key, line)
  }
  for (const key of twice) known.delete(key)
  return known
}

function anchorsOf(pairs: readonly Pair[]): Anchor[] {
  const sorted = [...pairs].sort((p, q) => p.from - q.from || inOrder(p.b, q.b))
  const late = lateOnes(sorted, SLACK, 5 * SECOND)
  const kept = new Set(thin(sorted))
  return sorted.flatMap((p, i) =>
    kept.has(p)
      ? tie(p.a, p.b, late[i] ? BURST : PROMPT, {
          id: ID,
          key: `${p.from / 1e6} ${textOf(p.a)}`,
          says: `the same kernel line, ${(p.from / 1e6).toFixed(6)} s since boot, in both${late[i] ? '; copied late' : ''}`,
        })
      : [],
  )
}

function find(seen: readonly Observation[]): readonly Anchor[] {
  const kernel = seen.filter((s) => s.stamp?.monotonic !== undefined)
  const boots = groupBy(
    kernel.filter((s) => s.stamp?.basis === Basis.Boot),
    (s) => `${s.ref.source}\n${s.boot}`,
  )
  const walls = groupBy(kernel.filter(isWall), (s) => `${s.ref.source}\n${s.host}`)
  const found: Anchor[] = []
  if (boots.size === 0) return found
  for (const wall of walls.values()) {
    const byKey = uniques(wall.sort(inOrder))
    for (const boot of boots.values()) {
      const pairs: Pair[] = []
      for (const [key, a] of uniques(boot.sort(inOrder))) {
        const b = byKey.get(key)
        if (b?.stamp) pairs.push({ a, b, from: monoOf(a) ?? 0, to: b.stamp.at })
      }
      // Under another name one line may be chance (two guests of one image): two are not.
      const named = pairs[0] !== undefined && pairs[0].a.host === pairs[0].b.host
      if (named || pairs.length >= 2) found.push(...anchorsOf(pairs))
    }
  }
  return found
}

export const kernelLines = defineAnchor({
  id: ID,
  title: 'A kernel line in the ring buffer and in a log',
  reference: 'https://www.rsyslog.com/doc/configuration/modules/imklog.html',
  literals: [
    'Linux version ',
    'setting system clock to ',
    'to clocksource ',
    'NIC Link is ',
    'link becomes ready',
    'promiscuous mode',
    'EXT4-fs (',
    ' segfault at ',
    'nf_conntrack',
    'Out of memory: ',
    'blocked for more than ',
    'type=1400 audit(',
    'sched_clock: Marking',
    'link status definitely',
    'New USB device',
  ],
  find,
})
