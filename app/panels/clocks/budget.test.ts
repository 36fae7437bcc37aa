import { describe, expect, test } from 'vitest'
import type { ClockJump } from '../../../src/engine/protocol.ts'
import { budgetBar, budgetsOf, budgetWords } from './budget.ts'

const row = { source: 'vm-7/syslog', line: 1 }
const jump = (kind: ClockJump['kind'], size: number, slack = 0): ClockJump => ({
  clock: 'vm-7/wall',
  host: 'vm-7',
  kind,
  sizeLo: size - slack,
  sizeHi: size + slack,
  before: row,
  after: row,
  cause: '',
  state: 'measured',
  evidence: [],
  alternatives: [],
})

const only = (...jumps: ClockJump[]) => {
  const budgets = budgetsOf(jumps)
  expect(budgets).toHaveLength(1)
  return budgets[0] as (typeof budgets)[number]
}

describe('the pauses against the step', () => {
  test('that leaves a rest nobody explains', () => {
    const budget = only(jump('pause', 362), jump('pause', 358), jump('pause', 364), jump('step', 1719))
    expect(budget.unexplained).toBe(635)
    expect(budgetBar(budget).map(({ text }) => text)).toEqual(['6m 02s', '5m 58s', '6m 04s', '10m 35s unexplained'])
    expect(budgetBar(budget).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
    expect(budgetWords(budget)).toBe(
      'Three pauses make 18m 04s. The step was +28m 39s: something stopped or slowed the clock for another 10m 35s.',
    )
  })

  test('explain it within what is known of their sizes', () => {
    const budget = only(jump('pause', 362, 4), jump('pause', 358, 4), jump('step', 726))
    expect(budget.unexplained).toBe(0)
    expect(budgetWords(budget)).toBe('Two pauses make 12m 00s. The step was +12m 06s: the pauses explain it.')
  })

  test('take more than the step gave back', () => {
    expect(budgetWords(only(jump('pause', 600), jump('step', 300)))).toBe(
      'One pause makes 10m 00s. The step was +5m 00s: 5m 00s short of what the pauses took.',
    )
  })

  test('that nothing repaired', () => {
    expect(budgetWords(only(jump('pause', 362)))).toBe(
      'One pause makes 6m 02s. Nothing put the clock right afterwards.',
    )
  })

  test('are counted for each step anew; sleep, stalls and steps back are no part of it', () => {
    const jumps = [jump('pause', 60), jump('step', 60), jump('suspend', 900), jump('stall', 5), jump('step', -3)]
    expect(budgetsOf([...jumps, jump('step', 30)])).toEqual([
      { pauses: [60], step: 60, unexplained: 0 },
      { pauses: [], step: 30, unexplained: 30 },
    ])
  })
})
