import { expect, test } from 'vitest'
import type { Row } from '../../src/engine/protocol.ts'
import { factsOf, linesAround, titleOf } from './event-words.ts'

test('a tag names the event, else its message does', () => {
  expect(titleOf({ tag: 'SPANTREE-4-BLOCK_BPDUGUARD', message: 'Received' })).toBe('SPANTREE-4-BLOCK_BPDUGUARD')
  expect(titleOf({ message: '  bonding: bond0 \n down ' })).toBe('bonding: bond0 down')
  expect(titleOf({ program: 'nova', message: '' })).toBe('nova')
})

test('a long message is cut between words', () => {
  const title = titleOf({ message: 'word '.repeat(40) })
  expect(title).toMatch(/word…$/)
  expect(title.length).toBeLessThanOrEqual(73)
})

test('the lines of the row stand between their neighbours, each once', () => {
  const line = (n: number) => ({ line: n, text: `t${n}` })
  const shown = linesAround([line(5), line(6)], [line(4), line(5), line(7)])
  expect(shown.map(({ line: n, own }) => (own ? `[${n}]` : `${n}`)).join(' ')).toBe('4 [5] [6] 7')
})

test('facts leave out what the line does not state', () => {
  const row = { program: 'nova', format: 'oslo', lines: 1, message: '', fields: { request: 'req-1' } } as unknown as Row
  expect(factsOf(row)).toEqual([
    ['program', 'nova'],
    ['format', 'oslo'],
    ['request', 'req-1'],
  ])
})
