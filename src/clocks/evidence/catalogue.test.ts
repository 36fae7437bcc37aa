import { describe, expect, it } from 'vitest'
import { Basis } from '../../base/time.ts'
import type { Observation, WitnessSample } from '../testimony.ts'
import { findAllWitnesses, findWitnesses, witnessReaders } from './index.ts'

const seenOf = (sample: WitnessSample, line = 1): Observation => ({
  ref: { source: 's.log', line },
  host: 'h',
  format: 'rfc3164',
  ...(sample.program === undefined ? {} : { program: sample.program }),
  message: sample.message,
  text: sample.message,
  // A stamp of no kind, so that nothing is taken for a paste; what a sample states of it goes on top.
  stamp: { text: '', basis: Basis.None, at: 0, ...sample.stamp } as NonNullable<Observation['stamp']>,
  ...(sample.fields === undefined ? {} : { fields: sample.fields }),
  boot: 0,
})

/** Their literals spell out zones, exponents or services; a sample for each would say nothing new. */
const SPELLED = ['chrony-tracking', 'paste-date', 'double-stamp', 'ntpdig']

describe('every witness', () => {
  it('has an id of its own and literals that a scan can search for', () => {
    expect(new Set(witnessReaders.map((r) => r.id)).size).toBe(witnessReaders.length)
    for (const reader of witnessReaders) {
      expect(reader.samples.length, reader.id).toBeGreaterThan(0)
      expect(reader.ignores.length, reader.id).toBeGreaterThan(0)
      for (const literal of reader.literals) {
        expect(literal, reader.id).toMatch(/^[\x20-\x7e]{4,}$/)
        expect(
          reader.samples.some((s) => s.message.includes(literal)) || SPELLED.includes(reader.id),
          `${reader.id}: no sample has “${literal}”`,
        ).toBe(true)
      }
    }
  })

  for (const reader of witnessReaders) {
    for (const sample of reader.samples) {
      it(`${reader.id} reads: ${sample.message.slice(0, 90)}`, () => {
        const seen = seenOf(sample)
        expect(reader.literals.some((l) => sample.message.includes(l))).toBe(true)
        const found = findWitnesses(seen)
        expect(new Set(found.map((w) => w.id))).toEqual(new Set([reader.id]))
        const match = found.find((w) => sample.gives.kind === undefined || w.kind === sample.gives.kind)
        expect(match).toMatchObject(sample.gives)
        for (const w of found) {
          expect(w.says).not.toMatch(/undefined|NaN/)
          for (const [lo, hi] of [w.size, w.behind, w.rtcBehind].filter((i) => i !== undefined))
            expect(lo).toBeLessThanOrEqual(hi)
          for (const n of [
            ...(w.size ?? []),
            ...(w.behind ?? []),
            w.pair?.wall ?? 0,
            w.pair?.mono ?? 0,
            w.reading?.at ?? 0,
          ]) {
            expect(Number.isInteger(n) || Math.abs(n) === Number.POSITIVE_INFINITY, w.says).toBe(true)
          }
        }
        for (const other of witnessReaders) if (other !== reader) expect(other.find(seen), other.id).toEqual([])
      })
    }
    for (const message of reader.ignores) {
      it(`${reader.id} ignores: ${message.slice(0, 90)}`, () => {
        expect(reader.literals.some((l) => message.includes(l))).toBe(true)
        expect(reader.find(seenOf({ message, gives: {} }))).toEqual([])
      })
    }
  }

  it('says nothing where another program quotes the words', () => {
    for (const program of ['sudo', 'CRON', 'audispd']) {
      const message = 'COMMAND=/bin/grep "System clock was stepped by 1.0 seconds" /var/log/messages'
      expect(findWitnesses(seenOf({ program, message, gives: {} }))).toEqual([])
    }
  })

  it('gives the same whatever order the lines come in', () => {
    const seen = witnessReaders.flatMap((r) => r.samples).map((sample, i) => seenOf(sample, i + 1))
    expect(findAllWitnesses(seen.toReversed())).toEqual(findAllWitnesses(seen))
  })

  it('reads 20,000 lines in a moment (every one of them speaks, on a busy machine)', () => {
    const samples = witnessReaders.flatMap((r) => r.samples)
    const seen = Array.from({ length: 20_000 }, (_, i) => seenOf(samples[i % samples.length] as WitnessSample, i + 1))
    const start = performance.now()
    findAllWitnesses(seen)
    expect(performance.now() - start).toBeLessThan(1500)
  })
})
