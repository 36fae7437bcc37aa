import { expect, test } from 'vitest'
import type { Placed, SourceSummary } from '../../src/engine/protocol.ts'
import { hostClocks, placedOf } from './clock-groups.ts'

const source = (id: string, host: string, clock: string, state: Placed, phase: SourceSummary['phase'] = 'ready') =>
  ({ id, host, phase, clock: { id: clock, state, kind: 'wall' } }) as unknown as SourceSummary

const sources = [
  source('c35/kern.log', 'c35', 'c35/wall', 'assumed'),
  source('c35/nova.log', 'c35', 'c35/wall', 'assumed'),
  source('c35/dmesg', 'c35', 'c35/boot', 'unknown'),
  source('x.journal', 'x', 'x', 'unknown', 'refused'),
]

test('sources that count in one clock stand under it', () => {
  const shown = hostClocks(sources).map(({ host, clocks }) => [
    host,
    clocks.map(({ clock, sources: s }) => [clock.id, s.length]),
  ])
  expect(shown).toEqual([
    [
      'c35',
      [
        ['c35/wall', 2],
        ['c35/boot', 1],
      ],
    ],
  ])
})

test('refused sources count neither as placed nor as missing', () => {
  expect(placedOf(sources)).toEqual({ placed: 2, all: 3 })
})
