import { expect, test } from 'vitest'
import { ALL_SEVERITIES } from '../../src/base/severity.ts'
import type { SourceSummary } from '../../src/engine/protocol.ts'
import { andWorse, byHost, shownCounts, shownSources, tableFilter, toggledSources } from './filter.ts'
import { useStore } from './store.ts'

const source = (id: string, host: string, counts: readonly number[] = []) =>
  ({ id, host, counts }) as unknown as SourceSummary
const three = [source('a', 'c35', [1, 2]), source('b', 'c35', [0, 5]), source('c', 'sw-1', [7])]

test('nothing hidden means no list of sources', () => {
  expect(shownSources(three, [])).toBeUndefined()
  expect(shownSources(three, ['b'])).toEqual(['a', 'c'])
})

test('counts leave hidden sources out', () => {
  expect(shownCounts({ sources: three }, ['b']).slice(0, 3)).toEqual([8, 2, 0])
})

test('only err and worse, then everything again', () => {
  expect(andWorse(ALL_SEVERITIES, 3)).toBe(0b1111)
  expect(andWorse(0b1111, 3)).toBe(ALL_SEVERITIES)
})

test('a host whose sources are hidden in part is hidden whole, then shown whole', () => {
  expect(toggledSources(['a'], ['a', 'b'])).toEqual(['a', 'b'])
  expect(toggledSources(['a', 'b', 'c'], ['a', 'b'])).toEqual(['c'])
})

test('sources stand under their host', () => {
  expect(byHost(three).map(({ host, sources }) => [host, sources.length])).toEqual([
    ['c35', 2],
    ['sw-1', 1],
  ])
})

test('while others are dimmed the table lists every row of the shown sources', () => {
  const shared = {
    ...useStore.getState().shared,
    severities: 0b1111,
    query: { text: 'x', regex: false, caseSensitive: false },
  }
  expect(tableFilter(shared, three)).toEqual({ severities: ALL_SEVERITIES })
  expect(tableFilter({ ...shared, others: 'hide' }, three)).toEqual({ severities: 0b1111, query: shared.query })
})
