import { describe, expect, test } from 'vitest'
import { MINUTE, microsFromCivil, SECOND, sharedMicros } from '../../src/base/time.ts'
import type { AlignedClock, Alignment, ClockJump, SourceSummary } from '../../src/engine/protocol.ts'
import { clockBadge } from './clock-badge.ts'
import { clockMarks, markAt } from './clock-marks.ts'
import { causeWord, jumpLabel, sizeInterval } from './clock-words.ts'
import { ownTicks } from './host-ruler.ts'
import { jumpItems } from './jump-items.ts'
import { ownReading } from './own-clock.ts'
import { timeScale } from './time-scale.ts'

const T0 = microsFromCivil(2018, 5, 17, 12)
const at = (minutes: number) => sharedMicros(T0 + minutes * MINUTE)
const row = { source: 'vm/log', line: 7 }

const segment = (from: number, to: number, offset: number) => ({
  from: at(from),
  to: at(to),
  offset,
  offsetLo: offset - 0.5,
  offsetHi: offset + 0.25,
  ppm: 0,
})
const clock: AlignedClock = {
  id: 'vm/wall',
  host: 'vm',
  kind: 'wall',
  state: 'measured',
  sources: ['vm/log'],
  segments: [segment(0, 20, 0), segment(26, 50, 362), segment(50, 60, 0)],
}
const jump = (kind: ClockJump['kind'], from: number, to: number, size: number, cause = ''): ClockJump => ({
  clock: 'vm/wall',
  host: 'vm',
  kind,
  sizeLo: size,
  sizeHi: size,
  before: row,
  after: row,
  from: at(from),
  to: at(to),
  cause,
  state: 'measured',
  evidence: [],
  alternatives: [],
})
const pause = jump('pause', 20, 26, 362)
const step = jump('step', 49.9, 50, 362, 'ntpdate set the clock forward by 6 min 2 s')
const alignment: Alignment = {
  reference: 'hv/wall',
  clocks: [clock],
  jumps: [pause, step],
  rejected: [],
  unplaced: [],
  notes: [],
}
const source = {
  id: 'vm/log',
  host: 'vm',
  clock: { id: 'vm/wall', kind: 'wall', state: 'measured', zone: '+08:00', zoneReason: 'found: 3 ties' },
} as SourceSummary

describe('badge', () => {
  const badge = (minute: number, reference = false) => {
    const { icon, text, plusMinus, words, off } = clockBadge([source], { clock, reference, at: at(minute) })
    return { text: `${icon} ${text}${plusMinus ? ` ${plusMinus}` : ''}`, words, off: off ?? false }
  }
  test('minus means behind; the zone is no offset', () => {
    expect(badge(30)).toEqual({ text: '● −6m 02s ±0.5s', words: 'clock measured, 6m 02s behind, ±0.5s', off: true })
    expect(badge(5)).toEqual({ text: '● 0.0s ±0.5s', words: 'clock measured, on time, ±0.5s', off: false })
  })
  test('names the reference', () => {
    expect(badge(5, true).text).toBe('★ reference')
  })
  test('an assumed clock shows its zone, whatever its offset', () => {
    const assumed = { ...source, clock: { ...source.clock, state: 'assumed' as const, zone: 'UTC' } }
    const solved = { clock: { ...clock, state: 'assumed' as const }, reference: false, at: at(5) }
    expect(clockBadge([assumed], solved)).toMatchObject({ icon: '◐', text: 'UTC?', state: 'assumed' })
  })
})

describe('words', () => {
  test('of a jump in a pill and in the tree', () => {
    expect([pause, step].map(jumpLabel)).toEqual(['frozen 6m 02s', '+6m 02s · ntpdate'])
    expect(jumpItems(alignment, 'vm').map(({ words }) => words)).toEqual([
      'clock frozen for 6m 02s between 12:20:00 and 12:26:00 UTC, measured: evidence on both sides',
      'clock stepped forward by 6m 02s (ntpdate) between 12:49:54 and 12:50:00 UTC, measured: evidence on both sides',
    ])
  })
  test('of sizes and causes', () => {
    expect(sizeInterval({ sizeLo: -304, sizeHi: -296 })).toBe('between −5m 04s and −4m 56s')
    expect(sizeInterval({ sizeLo: 718, sizeHi: Number.POSITIVE_INFINITY })).toBe('at least 11m 58s')
    expect(causeWord('the clock stood still while time went on elsewhere')).toBe('')
    expect(causeWord('chronyd stepped the clock forward by 12 min')).toBe('chronyd')
  })
})

describe('own clock', () => {
  test('stands still in a pause, and reads behind after it', () => {
    expect(ownReading(clock, alignment.jumps, at(23))).toEqual({ at: at(20), frozen: true })
    expect(ownReading(clock, alignment.jumps, at(30))).toEqual({ at: at(30) - 362 * SECOND, frozen: false })
  })
  test('has no ticks in a pause and labels only where it reads otherwise than the axis', () => {
    const ticks = ownTicks(timeScale({ from: at(0), to: at(60) }, 1200), 'UTC', 'UTC', clock, alignment.jumps) ?? []
    expect(ticks.some((tick) => tick.at >= at(20) && tick.at < at(26))).toBe(false)
    const labelled = ticks.filter((tick) => tick.label !== '')
    expect(labelled.length).toBeGreaterThan(0)
    expect(labelled.every((tick) => tick.at >= at(26) && tick.at < at(50))).toBe(true)
    expect(labelled[0]?.label).toBe('12:20')
  })
})

describe('marks', () => {
  const rows = [
    { host: 'hv', top: 0, height: 60 },
    { host: 'vm', top: 60, height: 22 },
    { host: 'vm', top: 82, height: 44 },
  ]
  const marks = clockMarks(alignment, rows, timeScale({ from: at(0), to: at(60) }, 1200))
  test('span the rows of their host', () => {
    const [band, seam] = marks
    expect(band).toMatchObject({ shape: 'band', top: 60, height: 66 })
    expect([band?.left, band?.right].map((x) => Math.round(x ?? 0))).toEqual([400, 520])
    expect(seam).toMatchObject({ shape: 'seam', top: 60, height: 66 })
    expect(Math.round(seam?.right ?? 0)).toBe(1000)
    expect(marks.map(({ label }) => label?.text)).toEqual(['frozen 6m 02s', '+6m 02s · ntpdate'])
  })
  test('are hit at their label and edges; the inside of a pause is the lanes’ own', () => {
    const label = marks[0]?.label
    expect(markAt(marks, (label?.x ?? 0) + 2, (label?.y ?? 0) + 2)?.jump).toBe(pause)
    expect(markAt(marks, 460, 70)).toBeUndefined()
    expect(markAt(marks, 1003, 70)?.jump).toBe(step)
    expect(markAt(marks, 1003, 20)).toBeUndefined()
  })
  test('drop labels that would cover one another, the lighter one first', () => {
    const crowd = { ...alignment, jumps: [30, 31, 32, 33].map((m) => jump('step', m, m, 100 + m)) }
    const seen = clockMarks(crowd, rows, timeScale({ from: at(0), to: at(60) }, 300))
    const labels = seen.flatMap(({ label }) => (label ? [label] : []))
    expect(labels.map(({ text }) => text)).toContain('+2m 13s')
    expect(labels.length).toBeLessThan(4)
    for (const a of labels)
      for (const b of labels) expect(a === b || a.x + a.width <= b.x || b.x + b.width <= a.x).toBe(true)
  })
})
