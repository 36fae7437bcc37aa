import { expect, test } from 'vitest'
import type { ClockSummary, SourceSummary } from '../../src/engine/protocol.ts'
import { clockBadge } from './clock-badge.ts'

const source = (clock: Partial<ClockSummary>): SourceSummary =>
  ({
    id: 'a',
    rows: 1,
    last: Date.parse('2013-02-14T18:00:00Z') * 1000,
    clock: { id: 'a/wall', kind: 'wall', state: 'assumed', ...clock },
  }) as unknown as SourceSummary

test('a zone that nobody states is a question', () => {
  const badge = clockBadge([source({ zone: 'UTC', zoneReason: 'assumed: no line states a zone' })])
  expect(badge.text).toBe('UTC?')
  expect(badge.words).toBe('clock assumed UTC')
  const sibling = clockBadge([source({ zone: '-07:00', zoneReason: 'assumed: a.log on this host states it' })])
  expect(sibling.text).toBe('−07:00?')
})

test('a zone that the user or the lines state is none, and is written as what it comes to', () => {
  expect(clockBadge([source({ zone: 'America/Edmonton', zoneReason: 'set by you' })]).text).toBe('UTC−7')
  expect(clockBadge([source({ zone: '+05:30', zoneReason: 'stated by its lines' })]).text).toBe('UTC+5:30')
  expect(clockBadge([source({ zone: 'UTC', zoneReason: 'set by you' })]).text).toBe('UTC')
  expect(clockBadge([source({ zone: 'UTC', zoneReason: 'set by you' })]).words).toContain('set by you')
})

test('a source that is only in order names no zone', () => {
  expect(clockBadge([source({ state: 'unknown', kind: 'none' })]).text).toBe('no clock')
})
