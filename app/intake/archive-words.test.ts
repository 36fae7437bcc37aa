import { expect, test } from 'vitest'
import type { ArchiveSummary } from '../../src/engine/protocol.ts'
import { archiveWords } from './archive-words.ts'

const archive = (waiting: number, read: number, skipped: number, refused: number): ArchiveSummary => ({
  id: 'sos.tgz',
  bytes: 1,
  reading: waiting > 0,
  waiting,
  read,
  skipped,
  refused,
})

test('every state that occurs is counted, and they add up', () => {
  expect(archiveWords(archive(0, 212, 80, 8))).toBe('300 members: 212 read, 80 skipped, 8 refused')
  expect(archiveWords(archive(3, 0, 0, 0))).toBe('3 members: 3 waiting')
  expect(archiveWords(archive(0, 1, 0, 0))).toBe('1 member: 1 read')
  expect(archiveWords(archive(0, 0, 0, 0))).toBe('0 members')
})
