import { expect, test } from 'vitest'
import { sharedMicros } from '../../src/base/time.ts'
import { windowWith } from './show-moment.ts'

const span = (from: number, to: number) => ({ from: sharedMicros(from), to: sharedMicros(to) })

test('a moment in view leaves the window alone', () => {
  const window = span(10, 20)
  expect(windowWith(window, sharedMicros(20))).toBe(window)
})

test('a moment out of view comes to the middle, the zoom stays', () => {
  expect(windowWith(span(10, 20), sharedMicros(100))).toEqual(span(95, 105))
})
