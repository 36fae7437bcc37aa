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

const found = (literals: readonly string[], text: string, lead = 0): string[] => {
  const encoded = new TextEncoder().encode(text)
  const bytes = new Uint8Array(encoded.length + lead).subarray(lead)
  bytes.set(encoded)
  const hits: string[] = []
  new LiteralFilter(literals).find(bytes, bytes.length, (at, n) => hits.push(`${at}:${n}`))
  return hits
}

test('finds exactly what indexOf finds, for literals of any length from seven bytes, at any alignment of the buffer', () => {
  const letters = fc.stringMatching(/^[abc]{7,14}$/)
  fc.assert(
    fc.property(
      fc.uniqueArray(letters, { minLength: 1, maxLength: 12 }),
      fc.stringMatching(/^[abc\n]{0,400}$/),
      (literals, text) => {
        for (let lead = 0; lead < 4; lead++) expect(found(literals, text, lead)).toEqual(naive(literals, text))
      },
    ),
    { numRuns: 400, seed: 7 },
  )
})

test('finds nothing beyond its range', () => {
  const bytes = new TextEncoder().encode('xxclock was steppedxx')
  const filter = new LiteralFilter(['clock was stepped'])
  const hits: number[] = []
  filter.find(bytes, bytes.length - 3, (at) => hits.push(at))
  filter.find(bytes.subarray(3), bytes.length - 3, (at) => hits.push(at))
  expect(hits).toEqual([])
  filter.find(bytes, bytes.length - 2, (at) => hits.push(at))
  expect(hits).toEqual([2])
})

test('a literal that is too short is refused', () => {
  expect(() => new LiteralFilter(['step'])).toThrow('too short')
})
