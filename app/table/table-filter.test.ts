import { expect, test } from 'vitest'
import { ALL_SEVERITIES } from '../../src/base/severity.ts'
import type { Row } from '../../src/engine/protocol.ts'
import { noQuery } from '../store/store.ts'
import { cutAtMatches, passes } from './table-filter.ts'
import { rowAfterKey } from './use-table-keys.ts'

const row = { source: 'a/x', line: 1, severity: 4, message: '', matches: false } as unknown as Row
const all = { severities: ALL_SEVERITIES, hiddenSources: [], query: noQuery }
const find = (text: string, regex = false, caseSensitive = false) => ({ text, regex, caseSensitive })

test('a row passes by severity, source and match', () => {
  expect(passes(row, all)).toBe(true)
  expect(passes(row, { ...all, severities: 0b1111 })).toBe(false)
  expect(passes(row, { ...all, hiddenSources: ['a/x'] })).toBe(false)
  expect(passes(row, { ...all, query: find('bond0') })).toBe(false)
})

/** `a [b] c`: matches in brackets. */
const cut = (text: string, query = noQuery): string =>
  cutAtMatches(text, query)
    .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
    .join('')

test('matches are cut out as text, as pattern, with or without case', () => {
  expect(cut('bond0: link of BOND0 lost', find('bond0'))).toBe('[bond0]: link of [BOND0] lost')
  expect(cut('bond0: link of BOND0 lost', find('bond0', false, true))).toBe('[bond0]: link of BOND0 lost')
  expect(cut('10.0.3.7 and 10x0', find('10.0'))).toBe('[10.0].3.7 and 10x0')
  expect(cut('eth0 eth12', find('eth\\d+', true))).toBe('[eth0] [eth12]')
})

test('an empty query, an empty match and a broken pattern mark nothing', () => {
  expect(cut('abc')).toBe('abc')
  expect(cut('abc', find('x*', true))).toBe('abc')
  expect(cut('abc', find('(', true))).toBe('abc')
})

test('keys move by line, page and to the ends, never past them', () => {
  const after = (key: string, at: number | undefined) => rowAfterKey(key, at, 500, 19, 1000)
  expect([after('j', 10), after('k', 10), after('PageDown', 10), after('PageUp', 10)]).toEqual([11, 9, 28, 0])
  expect([after('Home', 10), after('End', 10), after('ArrowDown', 999)]).toEqual([0, 999, 999])
  expect([after('j', undefined), after('x', 1), rowAfterKey('j', 0, 0, 19, 0)]).toEqual([500, undefined, undefined])
})
