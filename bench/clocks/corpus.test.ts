// One seed of each scenario of the clock corpus; `npx tsx bench/clocks/main.ts` runs more and prints the table.
import { describe, expect, it } from 'vitest'
import { runScenario } from './run.ts'
import { scenarios } from './scenarios.ts'

describe('clock corpus', () => {
  it.each(scenarios.map((s, k) => [s.title, k] as const))('%s', (_, k) => {
    const { score, clean } = runScenario(k, 3)
    expect(score.missed, score.errors.join('\n')).toBe(0)
    expect(score.extra, score.errors.join('\n')).toBe(0)
    if (clean) expect(score.found).toBe(0)
    if (score.placed > 0) expect(score.inside / score.placed).toBeGreaterThanOrEqual(0.98)
    expect(score.lies).toBe(0)
    expect([score.zonesRight, score.yearsRight]).toEqual([score.zones, score.years])
  })
})
