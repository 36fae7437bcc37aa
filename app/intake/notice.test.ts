import { expect, test } from 'vitest'
import { noticeOf } from './notice.ts'

const intake = { files: [], hidden: 0, tooMany: false, unreadable: 0 }
const one = { path: 'a.log', blob: new Blob(['x']), modified: 0 }

test('a drop that was taken whole needs no words', () => {
  expect(noticeOf({ ...intake, files: [one] })).toBeUndefined()
})

test('what was left out is counted', () => {
  expect(noticeOf({ ...intake, files: [one], hidden: 2, unreadable: 1 })).toBe(
    '2 hidden or accompanying files left out. The browser could not read 1 file or folder.',
  )
  expect(noticeOf({ ...intake, files: [one], tooMany: true })).toMatch(/^Only the first 5,000 files were taken/)
})

test('a drop without a file says so', () => {
  expect(noticeOf(intake)).toBe('There was no file in it.')
})
