import { expect, test } from 'vitest'
import type { SourceSummary } from '../../src/engine/protocol.ts'
import { emptyEngine } from './store.ts'
import { phaseOf } from './wiring.ts'

const some = { ...emptyEngine, sources: [{} as SourceSummary] }

test('the phase of the page', () => {
  expect(phaseOf(emptyEngine, 0, undefined)).toBe('empty')
  expect(phaseOf(emptyEngine, 1, undefined)).toBe('reading')
  expect(phaseOf({ ...some, reading: true }, 0, undefined)).toBe('reading')
  expect(phaseOf(some, 0, undefined)).toBe('ready')
  expect(phaseOf({ ...some, reading: true }, 1, 'broke')).toBe('error')
})
