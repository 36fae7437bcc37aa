import { describe, expect, test } from 'vitest'
import { microsFromCivil, SECOND, sharedMicros } from '../../src/base/time.ts'
import {
  digitsForStep,
  digitsKnown,
  formatDate,
  formatOffset,
  formatOwnClock,
  formatPlusMinus,
  formatTick,
  formatTime,
  zoneName,
  zoneOffset,
} from './time-format.ts'

const at = sharedMicros(microsFromCivil(2013, 2, 15, 1, 40, 18, 234_567))

describe('moments', () => {
  test('are written with as many decimals as asked, cut and not rounded', () => {
    expect([0, 1, 3, 6].map((digits) => formatTime(at, digits, 'utc'))).toEqual([
      '01:40:18',
      '01:40:18.2',
      '01:40:18.234',
      '01:40:18.234567',
    ])
  })

  test('stand in the host’s zone in the host view, and in UTC where the host has none', () => {
    expect(formatTime(at, 0, 'host', 'America/Edmonton')).toBe('18:40:18')
    expect(formatDate(at, 'host', 'America/Edmonton')).toBe('2013-02-14')
    expect(formatTime(at, 0, 'host')).toBe('01:40:18')
    expect(formatTime(at, 0, 'utc', 'America/Edmonton')).toBe('01:40:18')
  })

  test('follow daylight saving: Edmonton is 7 hours behind in February and 6 in July', () => {
    expect(zoneOffset('America/Edmonton', at) / (3600 * SECOND)).toBe(-7)
    expect(zoneOffset('America/Edmonton', microsFromCivil(2013, 7, 1)) / (3600 * SECOND)).toBe(-6)
  })

  test('carry the name of the zone in a host’s chip', () => {
    expect(formatOwnClock(at, 0, 'America/Edmonton')).toBe('18:40:18 MST')
    expect(formatOwnClock(at, 1, '+02:00')).toBe('03:40:18.2 +02:00')
    expect(zoneName('Z', at)).toBe('UTC')
    expect(zoneName('Nowhere/Atall', at)).toBe('Nowhere/Atall')
    expect(zoneOffset('Nowhere/Atall', at)).toBe(0)
  })
})

test('no more decimals than the stamp states and ± supports', () => {
  const cases: [number, number | undefined, number][] = [
    [6, undefined, 6],
    [3, 0.0005, 3],
    [6, 0.5, 1],
    [3, 0.02, 2],
    [3, 1.5, 0],
    [0, 0.1, 0],
  ]
  for (const [stated, plusMinus, known] of cases) expect(digitsKnown(stated, plusMinus)).toBe(known)
})

test('a step of a pixel decides the decimals of the cursor', () => {
  expect([2 * SECOND, 200_000, 20_000, 2_000, 20].map(digitsForStep)).toEqual([0, 1, 2, 3, 6])
})

test('offsets have a true minus sign and one decimal below a minute', () => {
  expect([200_000, -1_084 * SECOND, 63 * 60 * SECOND, -50_000, 59.96 * SECOND].map(formatOffset)).toEqual([
    '+0.2s',
    '−18m 04s',
    '+1h 03m',
    '−0.1s',
    '+1m 00s',
  ])
})

test('what follows ± is short', () => {
  expect([0.5, 0.02, 0.0005, 12.34, 362].map(formatPlusMinus)).toEqual(['0.5s', '20ms', '0.5ms', '12.3s', '6m 02s'])
})

describe('a tick says as little as it can', () => {
  const cases: [string, number, string][] = [
    ['years', 366 * 86_400 * SECOND, '2013'],
    ['months', 30 * 86_400 * SECOND, '2013-02'],
    ['days', 86_400 * SECOND, '2013-02-15'],
    ['minutes', 600 * SECOND, '01:40'],
    ['seconds', 5 * SECOND, '01:40:18'],
    ['tenths', 200_000, '01:40:18.2'],
    ['milliseconds', 1_000, '01:40:18.234'],
  ]
  test.each(cases)('%s', (_, step, label) => expect(formatTick(at, step, 'UTC')).toBe(label))

  test('and its date at midnight', () => {
    expect(formatTick(sharedMicros(microsFromCivil(2013, 2, 15)), 3600 * SECOND, 'UTC')).toBe('02-15')
  })
})
