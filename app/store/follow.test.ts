import { expect, test } from 'vitest'
import { sharedMicros } from '../../src/base/time.ts'
import { padded, windowAfter } from './follow.ts'

const S = 1_000_000
const span = (from: number, to: number) => ({ from: sharedMicros(from * S), to: sharedMicros(to * S) })

test('the first placed rows set the window to their extent with 2 % at both ends', () => {
  expect(windowAfter(undefined, undefined, span(1000, 2000))).toEqual(span(980, 2020))
})

test('a window that showed everything follows a growing extent', () => {
  expect(windowAfter(span(980, 2020), span(1000, 2000), span(500, 2500))).toEqual(span(460, 2540))
})

test('a window that showed a part stays where it is', () => {
  expect(windowAfter(span(1200, 1300), span(1000, 2000), span(500, 2500))).toEqual(span(1200, 1300))
})

test('a single moment becomes a window of one second', () => {
  expect(padded(span(10, 10))).toEqual(span(9.5, 10.5))
})

test('no placed rows, no window', () => {
  expect(windowAfter(span(980, 2020), span(1000, 2000), undefined)).toBeUndefined()
})
