import { expect, test } from 'vitest'
import type { SourceSummary } from '../../src/engine/protocol.ts'
import { clockBadge } from './clock-badge.ts'
import { groupHosts, layoutLanes, rowAtY, rowOfSource, visibleRows } from './lane-layout.ts'
import { brushOf, heatRows } from './overview-layout.ts'

type Change = Partial<SourceSummary>

/** `c35/kern.log` is `kern.log` of host `c35`. */
function source(id: string, change: Change = {}): SourceSummary {
  const [host = '', name = ''] = id.split('/')
  return {
    id,
    name,
    host,
    hostReason: '',
    phase: 'ready',
    bytes: 1,
    bytesRead: 1,
    lines: 611,
    entries: 611,
    continuations: 0,
    unparsed: 0,
    rows: 611,
    counts: [0, 0, 0, 0, 0, 0, 611, 0, 0],
    format: 'rfc3164',
    formatTitle: 'syslog',
    badge: '3164',
    formatReason: '',
    boots: 0,
    clock: { id: `${host}/wall`, kind: 'wall', state: 'assumed', zone: 'UTC' },
    ...change,
  }
}

const bootOnly: Change = { clock: { id: 'vm/boot', kind: 'boot', state: 'unknown' } }
/** `▾SW-1 22@0 | sw-1.log 44@22`: rows with height and top. */
const drawn = (sources: readonly SourceSummary[], collapsed: readonly string[], height: number): string[] =>
  layoutLanes(groupHosts(sources, collapsed), height).rows.map(
    (row) => `${row.kind} ${row.sources.join('+') || row.host} ${row.height}@${row.top}`,
  )

test('few rows stretch evenly up to 44', () => {
  const two = [source('SW-1/sw-1.log'), source('c35/kern.log')]
  expect(drawn(two, [], 400)).toEqual([
    'host SW-1 22@0',
    'source SW-1/sw-1.log 44@22',
    'host c35 22@66',
    'source c35/kern.log 44@88',
  ])
  expect(drawn(two, [], 114)).toContain('source c35/kern.log 35@79')
})

test('many rows keep 26 and scroll', () => {
  const sixty = Array.from({ length: 60 }, (_, i) => source(`h${i}/syslog`))
  const layout = layoutLanes(groupHosts(sixty, []), 300)
  expect(layout.height).toBe(60 * 48)
  expect(visibleRows(layout, 480, 576).map((row) => row.key)).toEqual([
    'host h10',
    'source h10/syslog',
    'host h11',
    'source h11/syslog',
  ])
})

test('a collapsed host is one row with all its sources', () => {
  expect(drawn([source('c35/kern.log'), source('c35/nova.log')], ['c35'], 300)).toEqual([
    'collapsed c35/kern.log+c35/nova.log 26@0',
  ])
})

test('a refused file has no lane, and a hidden one none in hide mode', () => {
  const sources = [source('c35/kern.log'), source('c35/core', { phase: 'refused' }), source('c35/nova.log')]
  expect(groupHosts(sources, [], ['c35/nova.log'])[0]?.sources.map((one) => one.id)).toEqual(['c35/kern.log'])
})

test('a source without a wall clock gets a sentence instead of bars', () => {
  const layout = layoutLanes(groupHosts([source('vm/console.log', bootOnly)], []), 300)
  expect(rowOfSource(layout, 'vm/console.log')?.sentence).toBe(
    '611 lines · no wall clock, order only — pin a line to place it',
  )
  expect(rowAtY(layout, 30)?.key).toBe('source vm/console.log')
  expect(rowAtY(layout, 900)).toBeUndefined()
})

test('the badge shows the least sure clock that has a place', () => {
  const words = (sources: readonly SourceSummary[]) => {
    const badge = clockBadge(sources)
    return `${badge.icon} ${badge.text} | ${badge.words}`
  }
  const declared: Change = { clock: { id: 'a/wall', kind: 'wall', state: 'declared', zone: 'America/Edmonton' } }
  const zoneReason = 'stated by its lines'
  const stated: Change = { clock: { id: 'a/wall', kind: 'wall', state: 'assumed', zone: 'Z', zoneReason } }
  expect(words([source('a/x', declared), source('a/y')])).toBe('◐ UTC? | clock assumed UTC')
  expect(words([source('a/x', declared), source('a/y', bootOnly)])).toBe('● MST | clock declared America/Edmonton')
  expect(words([source('a/x', stated)])).toBe('◐ UTC | clock assumed, zone UTC stated')
  expect(words([source('a/x', bootOnly)])).toBe('◌ no clock | no clock, order only')
})

test('hosts that do not fit the overview share its rows, 4 px at least', () => {
  const sixty = groupHosts(
    Array.from({ length: 60 }, (_, i) => source(`h${i}/syslog`)),
    [],
  )
  const rows = heatRows(sixty, 4, 37)
  expect(rows).toHaveLength(9)
  expect(rows.flatMap((row) => row.sources)).toHaveLength(60)
  expect(heatRows(sixty.slice(0, 2), 4, 37).map((row) => `${row.height}@${row.top}`)).toEqual(['8@4', '8@12'])
})

test('the brush is never narrower than 12 px nor outside of the strip', () => {
  expect(brushOf(100, 300, 800)).toEqual([100, 300])
  expect(brushOf(100, 102, 800)).toEqual([95, 107])
  expect(brushOf(799, 800, 800)).toEqual([788, 800])
  expect(brushOf(-20, 900, 800)).toEqual([0, 800])
})
