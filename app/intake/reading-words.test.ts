import { expect, test } from 'vitest'
import type { EngineState, SourceSummary } from '../../src/engine/protocol.ts'
import { emptyEngine } from '../store/store.ts'
import { readingWords } from './reading-words.ts'

const sources = (...phases: SourceSummary['phase'][]) => phases.map((phase) => ({ phase }) as SourceSummary)
const engine = (change: Partial<EngineState>): EngineState => ({ ...emptyEngine, ...change })

test('while reading, it counts what is read, in progress and skipped', () => {
  const words = readingWords(
    engine({
      reading: true,
      bytes: 4096,
      bytesRead: 1024,
      lines: 1204,
      sources: sources('ready', 'reading', 'refused', 'partial'),
    }),
  )
  expect(words.title).toBe('Reading 4 files')
  expect(words.says).toBe(
    '2 read, 1 in progress, 1 skipped. You can open the timeline now; the rest joins as it arrives.',
  )
  expect(words.share).toBe(0.25)
  expect(words.amounts).toEqual(['1.0 of 4.0 KB', '1,204 lines', '0 events'])
})

test('when done, it invites to nothing', () => {
  expect(readingWords(engine({ sources: sources('refused') }))).toMatchObject({
    title: 'Read 1 file',
    says: '0 read, 1 skipped.',
  })
})
