// Civil time against the platform's own calendar: the arithmetic every stamp reader and every map leans on.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilFromMicros, DAY, daysFromCivil, isCivil, isLeapYear, isoFromMicros, microsFromCivil } from './time.ts'

/** 1600-01-01 to 2400-12-31, in ms. */
const FIRST = Date.UTC(1600, 0, 1)
const LAST = Date.UTC(2400, 11, 31, 23, 59, 59, 999)
/** Whole microseconds are exact numbers from 1685 to 2255. */
const moment = fc.integer({ min: Date.UTC(1685, 0, 1), max: Date.UTC(2255, 0, 1) })
const few = { numRuns: 2000, seed: 16002400 }

describe('civil time', () => {
  test('every day from 1600 to 2400 has the number Date gives it, and its fields come back', () => {
    for (let day = FIRST / 86_400_000; day <= Math.floor(LAST / 86_400_000); day++) {
      const date = new Date(day * 86_400_000)
      const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
      if (daysFromCivil(year, month, dayOfMonth) !== day) expect.fail(`${date.toISOString()} is not day ${day}`)
      const back = civilFromMicros(day * DAY)
      if (back.year !== year || back.month !== month || back.day !== dayOfMonth) expect.fail(date.toISOString())
    }
  })

  test('microseconds go to civil fields and back without loss, also before 1970', () => {
    fc.assert(
      fc.property(moment, fc.nat(999), (ms, micros) => {
        const at = ms * 1000 + micros
        const c = civilFromMicros(at)
        expect(microsFromCivil(c.year, c.month, c.day, c.hour, c.minute, c.second, c.micros)).toBe(at)
        expect(isCivil(c.year, c.month, c.day, c.hour, c.minute, c.second)).toBe(true)
      }),
      few,
    )
  })

  test('ISO text is that of Date, with the fraction cut and never rounded', () => {
    fc.assert(
      fc.property(moment, fc.nat(999), fc.integer({ min: 0, max: 6 }), (ms, micros, digits) => {
        const iso = new Date(ms).toISOString().slice(0, -1)
        const whole = `${iso}${String(micros).padStart(3, '0')}`
        expect(isoFromMicros(ms * 1000 + micros, digits)).toBe(whole.slice(0, digits === 0 ? 19 : 20 + digits))
      }),
      few,
    )
  })

  test('a leap second counts on into the next minute', () => {
    expect(microsFromCivil(2012, 6, 30, 23, 59, 60)).toBe(microsFromCivil(2012, 7, 1))
    expect(isCivil(2012, 6, 30, 23, 59, 60)).toBe(true)
    expect(isCivil(2012, 6, 30, 23, 59, 61)).toBe(false)
  })

  test('a day is civil exactly where Date keeps it as it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1600, max: 2400 }),
        fc.integer({ min: -1, max: 14 }),
        fc.integer({ min: -1, max: 33 }),
        (year, month, day) => {
          const date = new Date(Date.UTC(year, month - 1, day))
          const kept = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
          expect(isCivil(year, month, day, 0, 0, 0)).toBe(kept)
        },
      ),
      few,
    )
  })

  test.each([
    [1600, true],
    [1900, false],
    [2000, true],
    [2012, true],
    [2013, false],
    [2100, false],
    [2400, true],
  ])('%i is a leap year: %s', (year, leap) => {
    expect(isLeapYear(year)).toBe(leap)
    expect(isCivil(year, 2, 29, 0, 0, 0)).toBe(leap)
  })

  test.each([
    [24, 0, 0],
    [0, 60, 0],
    [0, 0, 61],
  ])('%i:%i:%i is no time of day', (hour, minute, second) => {
    expect(isCivil(2013, 2, 15, hour, minute, second)).toBe(false)
  })
})
