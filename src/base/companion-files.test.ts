import { expect, test } from 'vitest'
import { isCompanion } from './companion-files.ts'

test('what is written about logs is a companion, logs are not', () => {
  const companions = ['README.md', 'a/readme', 'LICENSE', 'notes.md', 'x/expected.json', 'Thumbs.db', 'README.txt']
  const logs = [
    'kern.log',
    'readme-service.log',
    'expected.json.log',
    'c35/messages',
    'md',
    'dump.json',
    'changelog-daemon.log',
  ]
  expect(companions.filter((path) => !isCompanion(path))).toEqual([])
  expect(logs.filter(isCompanion)).toEqual([])
})
