// The year of stamps that state none: where it comes from, how it turns inside a file, and what must not turn it.
import { describe, expect, test } from 'vitest'
import { isoFromMicros, microsFromCivil } from '../base/time.ts'
import { fileOf, linesFile, readIncident } from '../engine/test-kit.ts'
import { yearInName } from './year.ts'

const bsd = (stamp: string, host = 'c35'): string => `${stamp} ${host} cron[1]: tick`
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The stamp a clock of the year 2012 prints. */
function stampOf(at: number): string {
  const [month, day, time] = isoFromMicros(at, 0).slice(5).split(/[-T]/)
  return `${months[Number(month) - 1]} ${String(Number(day)).padStart(2)} ${time}`
}
/** Hourly stamps from `from` to `to` of a clock that is `ahead` hours ahead. */
function hourly(from: number, to: number, ahead = 0): string[] {
  const lines: string[] = []
  for (let at = from; at < to; at += 3600e6) lines.push(bsd(stampOf(at + ahead * 3600e6)))
  return lines
}
describe('the turn of a year', () => {
  test('Dec 31 → Jan 1 rolls, with a file date in March', async () => {
    const lines = ['Dec 30 12:00:00', 'Dec 31 23:59:59', 'Jan  1 00:00:01', 'Feb  3 04:05:06'].map((s) => bsd(s))
    const read = await readIncident([linesFile('c35/syslog', lines, '2013-03-09T10:00:00Z')])
    expect(read.times('c35/syslog')).toEqual([
      '2012-12-30T12:00:00',
      '2012-12-31T23:59:59',
      '2013-01-01T00:00:01',
      '2013-02-03T04:05:06',
    ])
    expect(read.summary('c35/syslog').clock).toMatchObject({
      year: 2013,
      yearReason: 'from the file date',
      state: 'assumed',
    })
  })

  test('three years in one file roll twice', async () => {
    const lines = ['Nov 30 00:00:00', 'Jan  2 00:00:00', 'Jun 30 00:00:00', 'Dec 30 00:00:00', 'Jan  2 00:00:00'].map(
      (s) => bsd(s),
    )
    const read = await readIncident([linesFile('c35/syslog', lines, '2013-01-09T10:00:00Z')])
    expect(read.times('c35/syslog').map((t) => t.slice(0, 7))).toEqual([
      '2011-11',
      '2012-01',
      '2012-06',
      '2012-12',
      '2013-01',
    ])
  })

  test('a clock that reads December again for a moment in January does not move the rest', async () => {
    const lines = ['Dec 31 23:00:00', 'Jan  1 10:00:00', 'Dec 31 22:00:00', 'Jan  1 12:00:00'].map((s) => bsd(s))
    const read = await readIncident([linesFile('c35/syslog', lines, '2013-01-09T10:00:00Z')])
    expect(read.times('c35/syslog').map((t) => t.slice(0, 10))).toEqual([
      '2012-12-31',
      '2013-01-01',
      '2012-12-31',
      '2013-01-01',
    ])
  })

  test.each([
    ['30 hours on January 3', microsFromCivil(2013, 1, 3), 30, '2013-02-01T00:00:00Z'],
    ['30 hours on May 5', microsFromCivil(2012, 5, 5), 30, '2012-06-01T00:00:00Z'],
    ['2 days on March 1', microsFromCivil(2012, 3, 1), 48, '2012-04-01T00:00:00Z'],
    ['268 days on October 27', microsFromCivil(2012, 10, 27), 268 * 24, '2012-11-05T00:00:00Z'],
  ])(
    'a clock set back %s changes the year of no line, whether it is set right again or not',
    async (_, at, hours, file) => {
      const day = 86_400e6
      const before = hourly(at - day, at)
      const wrong = hourly(at, at + day, -hours)
      const after = hourly(at + day, at + 2 * day)
      const year = file.slice(0, 4)
      for (const lines of [
        [...before, ...wrong],
        [...before, ...wrong, ...after],
      ]) {
        const read = await readIncident([linesFile('c35/syslog', lines, file)])
        // What is shown may be put right by the step itself; it is never moved by a year.
        const shown = (read.entries.get('c35/syslog') ?? []).map((e) => e.time ?? Number.NaN)
        const stamped = lines.map((line) => Date.parse(`${line.slice(0, 6)} ${year} ${line.slice(7, 15)} UTC`) * 1000)
        expect(shown.length).toBe(lines.length)
        shown.forEach((time, i) => {
          expect(Math.abs(time - (stamped[i] as number))).toBeLessThanOrEqual(hours * 3600e6 + 1e6)
        })
      }
    },
  )
})

describe('February 29', () => {
  const leap = ['Feb 28 23:59:59', 'Feb 29 12:00:00', 'Mar  1 00:00:01'].map((s) => bsd(s))
  const days = ['2012-02-28', '2012-02-29', '2012-03-01']

  test('makes the year a leap year against the file date', async () => {
    const read = await readIncident([linesFile('c35/syslog', leap, '2013-03-09T10:00:00Z')])
    expect(read.times('c35/syslog').map((t) => t.slice(0, 10))).toEqual(days)
    expect(read.summary('c35/syslog').clock).toMatchObject({
      year: 2012,
      yearReason: 'the latest leap year: a line is stamped February 29',
    })
  })

  test('of a year that is known from elsewhere stays where it is', async () => {
    const read = await readIncident([linesFile('c35/messages-20120302', leap, '2013-03-09T10:00:00Z')])
    expect(read.times('c35/messages-20120302').map((t) => t.slice(0, 10))).toEqual(days)
    expect(read.summary('c35/messages-20120302').clock.yearReason).toBe('from the file name')
  })

  test('a common year goes from February 28 to March 1', async () => {
    const lines = ['Feb 28 23:59:59', 'Mar  1 00:00:01'].map((s) => bsd(s))
    const read = await readIncident([linesFile('c35/syslog', lines, '2013-03-09T10:00:00Z')])
    expect(read.times('c35/syslog')).toEqual(['2013-02-28T23:59:59', '2013-03-01T00:00:01'])
  })

  // Open: place.ts looks at the ends of blocks and at the last year only.
  test('in the year before a turn makes that year a leap year, not the last one', async () => {
    const lines = [...leap, bsd('Dec 31 23:00:00'), bsd('Jan  1 10:00:00')]
    const read = await readIncident([linesFile('c35/syslog', lines, '2013-01-09T10:00:00Z')])
    expect(read.times('c35/syslog').map((t) => t.slice(0, 10))).toEqual([...days, '2012-12-31', '2013-01-01'])
  })

  // Open: place.ts looks at the ends of blocks and at the last year only.
  test('in the middle of a dense log is seen as well', async () => {
    const lines: string[] = []
    for (let at = microsFromCivil(2012, 2, 28, 22); at < microsFromCivil(2012, 3, 1, 2); at += 300e6)
      lines.push(bsd(stampOf(at)))
    const read = await readIncident([linesFile('c35/syslog', lines, '2013-03-09T10:00:00Z')])
    expect([...new Set(read.times('c35/syslog').map((t) => t.slice(0, 10)))]).toEqual(days)
  })
})

describe('where the year comes from, in words', () => {
  const lines = [bsd('Feb 15 01:40:18'), bsd('Feb 15 01:40:19')]
  const nova = '2013-02-15 01:41:20.561 2288 INFO nova.compute.manager [-] tick'

  test.each([
    [
      'another source',
      [linesFile('c35/nova.log', [nova, nova])],
      'c35/syslog',
      '2009-03-01T00:00:00Z',
      2013,
      'from c35/nova.log, which states it',
    ],
    ['the file name', [], 'c35/syslog-20110216', undefined, 2011, 'from the file name'],
    ['the file date', [], 'c35/syslog', '2009-03-01T00:00:00Z', 2009, 'from the file date'],
    ['a file date just after the turn', [], 'c35/syslog', '2012-01-03T00:00:00Z', 2011, 'from the file date'],
    ['today', [], 'c35/syslog', undefined, 2013, "from today's date"],
  ])('%s', async (_, others, path, modified, year, reason) => {
    const read = await readIncident([linesFile(path, lines, modified), ...others])
    expect(read.summary(path).clock).toMatchObject({ year, yearReason: reason })
    expect(read.times(path)[0]).toBe(`${year}-02-15T01:40:18`)
  })

  test('the year given on the command line goes before all of them', async () => {
    const read = await readIncident([linesFile('c35/syslog-20110216', lines), linesFile('c35/nova.log', [nova])], {
      year: 2005,
    })
    expect(read.summary('c35/syslog-20110216').clock).toMatchObject({ year: 2005, yearReason: 'set by you' })
    expect(read.times('c35/syslog-20110216')[0]).toBe('2005-02-15T01:40:18')
  })

  test('a source that states its year needs none', async () => {
    const read = await readIncident([fileOf('c35/nova.log', `${nova}\n`)])
    expect(read.summary('c35/nova.log').clock.year).toBeUndefined()
    expect(read.times('c35/nova.log')).toEqual(['2013-02-15T01:41:20.561'])
  })

  test.each([
    ['messages-20130215', 2013],
    ['var/log/syslog.2011-12-31', 2011],
    ['2012/syslog', 2012],
    ['kern_2010_01_02.log', 2010],
    ['syslog', undefined],
    ['host-2013', undefined],
    ['syslog-20131315', undefined],
    ['10.20.13.215.log', undefined],
  ])('the name %s says %s', (path, year) => {
    expect(yearInName(path)).toBe(year)
  })
})
