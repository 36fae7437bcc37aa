// A10: a request id goes from the API to the services that do the work: no line of theirs is older than the API's first.
import { MINUTE } from '../../base/time.ts'
import type { Anchor, Observation } from '../testimony.ts'
import { clockOf, defineAnchor, groupBy, inOrder, isWall, type Pair, seconds, thin, tie } from './common.ts'

const ID = 'requests'
const ID_PATTERN = /\breq-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/
/** Queues are quick, but a message may wait for its consumer. */
const PASSED_ON = seconds(0, 60)
/** Ids that live longer in one service belong to a periodic task, not to a request. */
const LONGEST = 10 * MINUTE

/** Not every module called api: `nova.virt.disk.api` works for the compute service. */
const API = /-api\b|\bwsgi\b|\bapi\.openstack\b|\b(?:nova|neutron|cinder|glance|heat|keystone)\.api\b/

/** How far from the user a service stands: API, conductor, scheduler, the rest. */
function depthOf(seen: Observation): number {
  const name = `${seen.program ?? ''} ${/^\S+ \S+ \d+ \w+ (\S+)/.exec(seen.message)?.[1] ?? ''}`
  if (API.test(name)) return 0
  if (/conductor/.test(name)) return 1
  return /scheduler/.test(name) ? 2 : 3
}

const requestOf = (seen: Observation): string | undefined =>
  seen.fields?.request?.startsWith('req-') ? seen.fields.request : ID_PATTERN.exec(seen.message)?.[0]

/** First line of a request on each clock, and how deep it stands. */
function firstsOf(lines: readonly Observation[]): { seen: Observation; depth: number }[] {
  const firsts: { seen: Observation; depth: number }[] = []
  for (const lane of groupBy(lines, clockOf).values()) {
    const stamps = lane.map((s) => s.stamp?.at ?? 0)
    if (Math.max(...stamps) - Math.min(...stamps) > LONGEST) continue
    const depth = Math.min(...lane.map(depthOf))
    const first = lane
      .filter((s) => depthOf(s) === depth)
      .sort((a, b) => (a.stamp?.at ?? 0) - (b.stamp?.at ?? 0) || inOrder(a, b))[0]
    if (first) firsts.push({ seen: first, depth })
  }
  return firsts
}

function find(seen: readonly Observation[]): readonly Anchor[] {
  const lines: { one: Observation; request: string }[] = []
  for (const one of seen) {
    if (!isWall(one)) continue
    const request = requestOf(one)
    if (request !== undefined) lines.push({ one, request })
  }
  const byLanes = new Map<string, (Pair & { readonly key: string })[]>()
  for (const [key, group] of groupBy(lines, (l) => l.request)) {
    const firsts = firstsOf(group.map((l) => l.one))
    for (const a of firsts) {
      for (const b of firsts) {
        if (a.depth >= b.depth || !a.seen.stamp || !b.seen.stamp) continue
        const lanes = `${clockOf(a.seen)}\n${clockOf(b.seen)}`
        const pair = { a: a.seen, b: b.seen, from: a.seen.stamp.at, to: b.seen.stamp.at, key }
        byLanes.set(lanes, [...(byLanes.get(lanes) ?? []), pair])
      }
    }
  }
  const found: Anchor[] = []
  for (const pairs of byLanes.values()) {
    for (const p of thin(pairs)) {
      found.push(
        ...tie(p.a, p.b, PASSED_ON, {
          id: ID,
          key: p.key,
          says: 'one request, first in the API and then in the service that works on it',
        }),
      )
    }
  }
  return found.sort((x, y) => (x.id < y.id ? -1 : 1))
}

export const requests = defineAnchor({
  id: ID,
  title: 'A request id from service to service',
  reference: 'https://docs.openstack.org/oslo.context/latest/user/usage.html',
  // Loggers that begin and take over a request end so: server, manager, driver, scheduler; api; claims.
  literals: ['r [req-', 'i [req-', 's [req-'],
  find,
})
