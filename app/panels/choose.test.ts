import { expect, test } from 'vitest'
import { yearFrom, zoneFrom } from './choose.ts'

const known = ['America/Edmonton', 'Europe/Berlin']

test.each([
  ['utc', 'UTC'],
  ['Z', 'UTC'],
  ['+2', '+02:00'],
  ['−07:00', '-07:00'],
  ['UTC+0545', '+05:45'],
  ['america/edmonton', 'America/Edmonton'],
  ['+15:00', undefined],
  ['CST', undefined],
  ['', undefined],
])('the zone typed as "%s" is %s', (text, zone) => {
  expect(zoneFrom(text, known)).toBe(zone)
})

test('a year has four digits and is one a log can be of', () => {
  expect(['2013', ' 2013 ', '13', '0000', '9999', 'x'].map(yearFrom)).toEqual([
    2013,
    2013,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
