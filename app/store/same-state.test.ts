import { expect, test } from 'vitest'
import type { SourceSummary } from '../../src/engine/protocol.ts'
import { sharedWith } from './same-state.ts'
import { emptyEngine } from './store.ts'

const source = (id: string, rows: number): SourceSummary =>
  ({
    id,
    rows,
    counts: [0, rows],
    clock: { id: `${id}/wall`, kind: 'wall', state: 'assumed' },
  }) as unknown as SourceSummary
const state = (...sources: SourceSummary[]) => ({ ...emptyEngine, sources })

test('sources that did not change stay the same objects; those that did are new', () => {
  const before = state(source('a', 1), source('b', 2))
  const after = sharedWith(before, state(source('a', 1), source('b', 3), source('c', 1)))
  expect(after.sources[0]).toBe(before.sources[0])
  expect(after.sources[1]).not.toBe(before.sources[1])
  expect(after.sources.map(({ rows }) => rows)).toEqual([1, 3, 1])
})

test('a list with nothing new is the same list; another order is not', () => {
  const before = state(source('a', 1), source('b', 2))
  expect(sharedWith(before, state(source('a', 1), source('b', 2))).sources).toBe(before.sources)
  expect(sharedWith(before, state(source('b', 2), source('a', 1))).sources).not.toBe(before.sources)
})

test('a change deep inside and a field that is gone are seen', () => {
  const one = { ...source('a', 1), trouble: { problem: 'x', where: '', why: '', help: '' } }
  const before = state(one)
  expect(sharedWith(before, state({ ...one, trouble: { ...one.trouble, problem: 'y' } })).sources[0]).not.toBe(one)
  expect(sharedWith(before, state(source('a', 1))).sources[0]).not.toBe(one)
})
