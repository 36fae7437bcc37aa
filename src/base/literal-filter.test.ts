import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LiteralFilter } from './literal-filter.ts'

const naive = (literals: readonly string[], text: string): string[] => {
  const hits: [number, number][] = []
  literals.forEach((literal, n) => {
    for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + 1)) hits.push([at, n])
  })
  return hits.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([at, n]) => `${at}:${n}`)
}

const found = (literals: readonly string[], text: string): string[] => {
  const bytes = new TextEncoder().encode(text)
  const hits: string[] = []
  new LiteralFilter(literals).find(bytes, 0, bytes.length, (at, n) => hits.push(`${at}:${n}`))
  return hits
}

test('finds exactly what indexOf finds, for literals of any length from four bytes', () => {
  const letters = fc.stringMatching(/^[abc]{4,14}$/)
  fc.assert(
    fc.property(
      fc.uniqueArray(letters, { minLength: 1, maxLength: 12 }),
      fc.stringMatching(/^[abc\n]{0,400}$/),
      (literals, text) => {
        expect(found(literals, text)).toEqual(naive(literals, text))
      },
    ),
    { numRuns: 400, seed: 7 },
  )
})

test('finds nothing across the borders of its range', () => {
  const bytes = new TextEncoder().encode('xxclock was steppedxx')
  const hits: number[] = []
  new LiteralFilter(['clock was stepped']).find(bytes, 3, bytes.length, (at) => hits.push(at))
  new LiteralFilter(['clock was stepped']).find(bytes, 0, bytes.length - 3, (at) => hits.push(at))
  expect(hits).toEqual([])
  new LiteralFilter(['clock was stepped']).find(bytes, 2, bytes.length - 2, (at) => hits.push(at))
  expect(hits).toEqual([2])
})
