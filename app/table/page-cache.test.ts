import { expect, test } from 'vitest'
import { PAGE_ROWS, PageCache } from './page-cache.ts'

const page = (n: number, word = 'row'): string[] =>
  Array.from({ length: PAGE_ROWS }, (_, i) => `${word} ${n * PAGE_ROWS + i}`)

test('only pages that are not known are asked for', () => {
  const cache = new PageCache<string>()
  expect(cache.missing(150, 450)).toEqual([0, 1, 2])
  cache.put(1, page(1))
  expect(cache.missing(150, 450)).toEqual([0, 2])
  expect(cache.get(201)).toBe('row 201')
  expect(cache.get(0)).toBeUndefined()
})

test('the page that was not looked at for longest leaves first', () => {
  const cache = new PageCache<string>()
  for (let n = 0; n < 40; n++) cache.put(n, page(n))
  cache.missing(0, 0)
  cache.put(40, page(40))
  expect(cache.size).toBe(40)
  expect(cache.get(0)).toBe('row 0')
  expect(cache.get(PAGE_ROWS)).toBeUndefined()
})

test('after a change the old rows stay until the new ones are here', () => {
  const cache = new PageCache<string>()
  cache.put(0, page(0))
  cache.restart()
  expect(cache.get(7)).toBe('row 7')
  expect(cache.missing(0, 10)).toEqual([0])
  cache.put(0, page(0, 'new'))
  expect(cache.get(7)).toBe('new 7')
})

test('a page that has become shorter hides nothing behind old rows', () => {
  const cache = new PageCache<string>()
  cache.put(0, page(0))
  cache.restart()
  cache.put(0, ['new 0'])
  expect(cache.get(1)).toBeUndefined()
})
