// Zones: the doubled and the skipped hour by file order, each source in its own zone, and where a zone comes from.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../base/time.ts'
import { linesFile, micros, readIncident } from '../engine/test-kit.ts'
import { parseZone, zoneOffset, zonePieces } from './zone.ts'

const oslo = (stamp: string): string => `${stamp}.000 2288 INFO nova.compute.manager [-] tick`
const bsd = (stamp: string, host: string): string => `${stamp} ${host} cron[1]: tick`

async function placed(zone: string, stamps: readonly string[]): Promise<string[]> {
  const read = await readIncident([linesFile('c35/nova.log', stamps.map(oslo))], { zone })
  return read.times('c35/nova.log').map((t) => t.slice(0, 19).replace('T', ' '))
}

describe('the hour that is read twice', () => {
  test('Europe/Berlin 2012-10-28: the first pass is summer time, the second winter time, by file order', async () => {
    expect(
      await placed('Europe/Berlin', [
        '2012-10-28 01:59:59',
        '2012-10-28 02:00:00',
        '2012-10-28 02:59:59',
        '2012-10-28 02:00:00',
        '2012-10-28 02:59:59',
        '2012-10-28 03:00:00',
      ]),
    ).toEqual([
      '2012-10-27 23:59:59',
      '2012-10-28 00:00:00',
      '2012-10-28 00:59:59',
      '2012-10-28 01:00:00',
      '2012-10-28 01:59:59',
      '2012-10-28 02:00:00',
    ])
  })

  test('America/Edmonton 2012-11-04, with a minute of silence around the change', async () => {
    expect(
      await placed('America/Edmonton', [
        '2012-11-04 01:30:00',
        '2012-11-04 01:59:30',
        '2012-11-04 01:00:30',
        '2012-11-04 02:10:00',
      ]),
    ).toEqual(['2012-11-04 07:30:00', '2012-11-04 07:59:30', '2012-11-04 08:00:30', '2012-11-04 09:10:00'])
  })

  test('a log in which no clock falls back is taken for the first pass', async () => {
    expect(
      await placed('Europe/Berlin', ['2012-10-28 02:10:00', '2012-10-28 02:50:00', '2012-10-28 03:05:00']),
    ).toEqual(['2012-10-28 00:10:00', '2012-10-28 00:50:00', '2012-10-28 02:05:00'])
  })

  // Open: place.ts stays in the second pass once it was there.
  test('in two autumns of one file it is read twice each time', async () => {
    const twice = (day: string) => [`${day} 01:50:00`, `${day} 02:30:00`, `${day} 02:10:00`, `${day} 03:10:00`]
    expect(await placed('Europe/Berlin', [...twice('2012-10-28'), ...twice('2013-10-27')])).toEqual(
      ['2012-10-27 23:50:00', '2012-10-28 00:30:00', '2012-10-28 01:10:00', '2012-10-28 02:10:00'].concat([
        '2013-10-26 23:50:00',
        '2013-10-27 00:30:00',
        '2013-10-27 01:10:00',
        '2013-10-27 02:10:00',
      ]),
    )
  })

  test('of stamps without a year as well', async () => {
    const stamps = ['Nov  4 00:59:00', 'Nov  4 01:30:00', 'Nov  4 01:10:00', 'Nov  4 02:00:00']
    const file = linesFile(
      'c35/syslog',
      stamps.map((s) => bsd(s, 'c35')),
      '2012-11-09T00:00:00Z',
    )
    const read = await readIncident([file], { zone: 'America/Edmonton' })
    expect(read.times('c35/syslog')).toEqual([
      '2012-11-04T06:59:00',
      '2012-11-04T07:30:00',
      '2012-11-04T08:10:00',
      '2012-11-04T09:00:00',
    ])
  })
})

describe('the hour that is skipped', () => {
  test('Europe/Berlin 2013-03-31 goes on without a gap', async () => {
    expect(await placed('Europe/Berlin', ['2013-03-31 01:59:59', '2013-03-31 03:00:00'])).toEqual([
      '2013-03-31 00:59:59',
      '2013-03-31 01:00:00',
    ])
  })

  test('a stamp that cannot be keeps the offset before it, and its place in the file', async () => {
    expect(
      await placed('America/Edmonton', ['2013-03-10 01:59:59', '2013-03-10 02:30:00', '2013-03-10 03:40:00']),
    ).toEqual(['2013-03-10 08:59:59', '2013-03-10 09:30:00', '2013-03-10 09:40:00'])
  })
})

describe('where a zone comes from', () => {
  const files = [
    linesFile('c35/syslog', [bsd('Feb 15 01:40:18', 'c35')], '2013-03-01T00:00:00Z'),
    linesFile('SW-1/sw.log', [bsd('Feb 15 01:40:18', 'SW-1')], '2013-03-01T00:00:00Z'),
    linesFile('db/a.log', [
      '2013-02-15T01:40:18+08:00 db postgres[7]: tick',
      '2013-02-15T01:40:19+08:00 db postgres[7]: tick',
    ]),
    linesFile('db/b.log', [bsd('Feb 15 01:40:18', 'db')], '2013-03-01T00:00:00Z'),
  ]
  const zones: Record<string, string> = { c35: 'America/Edmonton', 'SW-1': '-0330' }

  test('each source has its own: chosen, stated by its lines, stated by a neighbour on its host, or assumed', async () => {
    const read = await readIncident(files, { zoneOf: (_, host) => zones[host] })
    const say = (id: string) => [
      read.times(id)[0]?.slice(0, 16),
      read.summary(id).clock.zone,
      read.summary(id).clock.zoneReason,
    ]
    expect(say('c35/syslog')).toEqual(['2013-02-15T08:40', 'America/Edmonton', 'set by you'])
    expect(say('SW-1/sw.log')).toEqual(['2013-02-15T05:10', '-03:30', 'set by you'])
    expect(say('db/a.log')).toEqual(['2013-02-14T17:40', '+08:00', 'stated by its lines'])
    expect(say('db/b.log')).toEqual(['2013-02-14T17:40', '+08:00', 'assumed: db/a.log on this host states it'])
  })

  test.each([
    ['Z', 'UTC', '01:40'],
    ['+00:00', '+00:00', '01:40'],
    ['-03:30', '-03:30', '05:10'],
  ])('a neighbour that writes %s lends it as %s', async (written, zone, time) => {
    const states = Array.from({ length: 3 }, (_, i) => `2013-02-15T01:40:1${i}${written} db postgres[7]: tick`)
    const read = await readIncident([linesFile('db/a.log', states), files[3] as (typeof files)[0]])
    expect(read.summary('db/b.log').clock.zone).toBe(zone)
    expect(read.times('db/b.log')).toEqual([`2013-02-15T${time}:18`])
  })

  test('what states none is UTC, or what the command line says, and is called assumed', async () => {
    const utc = await readIncident(files)
    expect(utc.summary('SW-1/sw.log').clock).toMatchObject({
      zone: 'UTC',
      zoneReason: 'assumed: no line states a zone',
      state: 'assumed',
    })
    const given = await readIncident(files, { zone: 'Asia/Kolkata' })
    expect(given.times('SW-1/sw.log')).toEqual(['2013-02-14T20:10:18'])
    expect(given.times('db/a.log')[0]).toBe('2013-02-14T17:40:18')
  })
})

describe('a zone as text', () => {
  test.each([
    ['utc', 'UTC'],
    ['Z', 'UTC'],
    [' +02:00 ', '+02:00'],
    ['-0700', '-07:00'],
    ['−07:00', '-07:00'],
    ['america/edmonton', 'America/Edmonton'],
    ['+15:00', undefined],
    ['+02:60', undefined],
    ['Edmonton', undefined],
    ['', undefined],
    ['+2', undefined],
  ])('“%s” is %s', (text, zone) => {
    expect(parseZone(text)).toBe(zone)
  })

  test('any text at all is a zone or it is not', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        const zone = parseZone(text)
        if (zone !== undefined)
          expect(Math.abs(zoneOffset(zone, micros('2013-02-15T00:00:00Z')))).toBeLessThanOrEqual(14 * HOUR)
      }),
      { numRuns: 500, seed: 5 },
    )
  })
})

test('local → UTC → local gives the same reading, for every moment outside the skipped hours', () => {
  const zones = [
    'Europe/Berlin',
    'America/Edmonton',
    'Australia/Lord_Howe',
    'America/St_Johns',
    'Asia/Kolkata',
    '+05:45',
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: micros('2008-01-01T00:00:00Z') / MINUTE, max: micros('2022-01-01T00:00:00Z') / MINUTE }),
      fc.constantFrom('first' as const, 'second' as const),
      (zone, minute, fold) => {
        const utc = minute * MINUTE
        const local = utc + zoneOffset(zone, utc)
        const pieces = zonePieces(zone, local, local, fold)
        const add = pieces.findLast((p) => p.from <= local)?.add ?? Number.NaN
        const back = local + add
        expect(back + zoneOffset(zone, back)).toBe(local)
      },
    ),
    { numRuns: 400, seed: 1918 },
  )
})
