import { describe, expect, it } from 'vitest'
import { alignSeries, type Series } from './align.ts'

const series = (at: readonly number[]): Series => ({ length: at.length, at: (i) => at[i] ?? 0 })

/** A small generator: the same numbers on every machine. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

describe('two series of one thing', () => {
  it('are matched rightly whatever offset, steps and losses; never wrongly', () => {
    let [right, wrong, all] = [0, 0, 0]
    for (let seed = 1; seed <= 60; seed++) {
      const next = random(seed)
      const [a, b, truth]: [number[], number[], Map<number, number>] = [[], [], new Map()]
      let [at, offset] = [0, (next() - 0.5) * 1e5]
      for (let k = 0; k < 150; k++) {
        at += 30 + next() * 60
        if (next() < 0.015) offset += (next() - 0.5) * 2000
        const [here, there] = [next() > 0.03, next() > 0.03]
        if (here && there) truth.set(a.length, b.length)
        if (here) a.push(Math.floor(at))
        if (there) b.push(Math.floor(at + offset + next() * 0.3))
      }
      for (const [i, j] of alignSeries(series(a), series(b), 2.05)) truth.get(i) === j ? right++ : wrong++
      all += truth.size
    }
    expect(wrong / (right + wrong)).toBeLessThan(0.002)
    expect(right / all).toBeGreaterThan(0.95)
  })
  it('that have nothing in common are left alone', () => {
    let matched = 0
    for (let seed = 1; seed <= 100; seed++) {
      const next = random(seed)
      const one = (): number[] => {
        let at = 0
        return Array.from({ length: 80 }, () => {
          at += 30 + next() * 600
          return Math.floor(at)
        })
      }
      matched += alignSeries(series(one()), series(one()), 2.05).length
    }
    expect(matched).toBe(0)
  })
  it('of one event each are one', () => {
    expect(alignSeries(series([5]), series([99]), 1)).toEqual([[0, 0]])
    expect(alignSeries(series([5]), series([99, 200]), 1)).toEqual([])
  })
})
