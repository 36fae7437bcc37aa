import { expect, test } from 'vitest'
import { parseKept } from './kept.ts'

test('nothing kept gives the usual sizes', () => {
  expect(parseKept(null)).toEqual({
    split: 0.6,
    panelWidths: { event: 404, sources: 420, clocks: 500 },
    letterKeys: true,
  })
})

test('one bad value does not lose the others', () => {
  const kept = parseKept(
    '{"split":7,"theme":"dark","panelWidths":{"event":350,"sources":9,"clocks":"wide"},"letterKeys":false}',
  )
  expect(kept).toEqual({
    split: 0.6,
    theme: 'dark',
    panelWidths: { event: 350, sources: 420, clocks: 500 },
    letterKeys: false,
  })
})

test('a text that is not JSON, or not an object, counts as nothing', () => {
  expect(parseKept('{"split"').split).toBe(0.6)
  expect(parseKept('[1]').split).toBe(0.6)
  expect(parseKept('null').letterKeys).toBe(true)
})
