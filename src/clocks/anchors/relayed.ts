// A3, A16: a line in its host's own log and the copy in a collector's. Default templates copy the sender's stamp: then both were
// printed by one clock, which shows as a difference that is always nothing (or one time zone), and the copies tell nothing.
import { MINUTE, SECOND } from '../../base/time.ts'
import type { Anchor, Observation } from '../testimony.ts'
import {
  DOUBLE_STAMP,
  defineAnchor,
  forced,
  groupBy,
  inOrder,
  isWall,
  KEYED,
  lateOnes,
  type Pair,
  seconds,
  thin,
} from './common.ts'

const ID = 'relayed'
const QUARTER = 15 * MINUTE
const PROMPT = seconds(0, 2)
const LATE = [0, Number.POSITIVE_INFINITY] as const
const EITHER_WAY = seconds(-2, 2)
const SLACK = 2 * SECOND
/** A program's own date in front of its message. */
const DATED = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/

/** What names a line on its host, stamp aside. A dated message is the whole line of the program's own file. */
function keyOf(seen: Observation): string | undefined {
  if (DATED.test(seen.message)) return `dated\n${seen.message}`
  if (seen.format === 'oslo') return `dated\n${seen.text.split('\n', 1)[0]}`
  return seen.message.length < 8 ? undefined : `${seen.program}\n${seen.pid}\n${seen.stamp?.monotonic}\n${seen.message}`
}

const hasFraction = (seen: Observation): boolean => /\.\d/.test(seen.stamp?.wall ?? '')

/** True where the copy bears the sender's own stamp, as written or in another time zone. */
function sameStamp(pair: Pair): boolean {
  const fine = hasFraction(pair.a) && hasFraction(pair.b)
  const grain = fine ? 1000 : SECOND
  const apart = Math.floor(pair.to / grain) * grain - Math.floor(pair.from / grain) * grain
  return apart - Math.round(apart / QUARTER) * QUARTER === 0
}

function uniques(lines: readonly Observation[]): Map<string, Observation> {
  const known = new Map<string, Observation | undefined>()
  for (const line of lines) {
    const key = keyOf(line)
    if (key !== undefined) known.set(key, known.has(key) ? undefined : line)
  }
  const one = new Map<string, Observation>()
  for (const [key, line] of known) if (line) one.set(key, line)
  return one
}

function anchorsOf(pairs: readonly Pair[], directed: boolean): Anchor[] {
  const sorted = [...pairs].sort((p, q) => p.from - q.from || inOrder(p.a, q.a))
  const late = lateOnes(sorted, SLACK)
  const kept = new Set(thin(sorted))
  return sorted.flatMap((p, i) => {
    if (!kept.has(p)) return []
    const double = DATED.test(p.b.message)
    const says = `the collector’s copy of this line${late[i] ? ', delivered late' : ''}`
    const gap = late[i] ? LATE : directed ? PROMPT : EITHER_WAY
    return [
      forced(p.a, p.b, gap, {
        id: ID,
        key: p.a.message,
        says,
        class: double ? 'double-stamp' : 'keyed',
        weight: double ? DOUBLE_STAMP : KEYED,
      }),
    ]
  })
}

function find(seen: readonly Observation[]): readonly Anchor[] {
  const walls = seen.filter(isWall)
  const hostsIn = new Map<string, Set<string>>()
  for (const [source, lines] of groupBy(walls, (s) => s.ref.source))
    hostsIn.set(source, new Set(lines.map((s) => s.host)))
  const found: Anchor[] = []
  for (const [host, lines] of groupBy(walls, (s) => s.host)) {
    const sources = [...groupBy(lines, (s) => s.ref.source)].sort(([a], [b]) => (a < b ? -1 : 1))
    if (sources.length < 2) continue
    // A collector holds lines of more hosts than this one, or stands under another host's name.
    const distance = (source: string): number =>
      (hostsIn.get(source)?.size ?? 0) > 1 ? 2 : source.toLowerCase().includes(host.toLowerCase()) ? 0 : 1
    const known = sources.map(([source, own]) => ({ distance: distance(source), lines: uniques(own.sort(inOrder)) }))
    for (const [n, one] of known.entries()) {
      for (const two of known.slice(n + 1)) {
        const [own, copy] = two.distance < one.distance ? [two, one] : [one, two]
        const pairs: Pair[] = []
        for (const [key, a] of own.lines) {
          const b = copy.lines.get(key)
          if (a.stamp && b?.stamp) pairs.push({ a, b, from: a.stamp.at, to: b.stamp.at })
        }
        if (pairs.some((p) => !sameStamp(p))) found.push(...anchorsOf(pairs, own.distance !== copy.distance))
      }
    }
  }
  return found
}

export const relayed = defineAnchor({
  id: ID,
  title: 'A line and the collector’s copy of it',
  reference: 'https://www.rsyslog.com/doc/configuration/properties.html',
  literals: [
    'imklog ',
    'origin software="rsyslogd"',
    'Accepted publickey',
    'Accepted password',
    'syslog-ng starting up',
    'Compute_service record updated',
  ],
  find,
})
