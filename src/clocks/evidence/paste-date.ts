// A pasted `date`, `date -Ins` or `hwclock`: the line is a clock read aloud. It has no stamp of its own and ties nothing by itself.
import type { Observation, Witness } from '../testimony.ts'
import { defineWitness, micros } from './define.ts'
import { readWallText, type WallText } from './wall-text.ts'

const ID = 'paste-date'
const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const CLOCK = String.raw`\d\d?:\d\d:\d\d(?: [AP]M)?`
/** `Thu May 17 22:45:12 CST 2018`, `Thu 17 May 2018 11:40:36 PM CST`, and hwclock's seconds it waited. */
const DATE = new RegExp(
  `^(?:\\S{0,3}?)(${DAY},? (?:${MONTH} +\\d{1,2} ${CLOCK}(?: [A-Z]{3,5})? \\d{4}|\\d{1,2} ${MONTH},? (?:\\d{4} ${CLOCK}(?: [A-Z]{3,5})?|${CLOCK}(?: [A-Z]{3,5})? \\d{4})))(?:  +(-?[\\d.]+) seconds)?$`,
)
/** `date -Ins`, `date -Iseconds`; util-linux 2.30's hwclock has a space and a full stop. */
const ISO = /^(\d{4}-\d\d-\d\d([T ])\d\d:\d\d:\d\d(?:([.,])\d+)?[+-]\d\d:?\d\d)$/

function witness(of: 'system' | 'rtc', wall: WallText, waited = 0): Witness[] {
  const what = of === 'rtc' ? 'the hardware clock' : 'the system clock'
  const says = `${what}, read aloud`
  const offset = wall.zone === 'utc' ? { utcOffset: wall.civil - wall.at } : {}
  const year = wall.year === undefined ? {} : { year: wall.year }
  // hwclock prints how long after the read second it looked, as a negative number.
  const reading = { of, at: wall.at - waited, resolution: waited === 0 ? wall.resolution : 50_000, zone: wall.zone }
  return [{ id: ID, kind: 'O', says, reading, ...year, ...offset }]
}

function find(seen: Observation): readonly Witness[] {
  if (seen.stamp !== undefined && seen.stamp.text !== seen.message.trim() && seen.program !== undefined) return []
  const line = seen.message.trim() || seen.text.trim()
  const m = DATE.exec(line)
  if (m) {
    const wall = readWallText(m[1] ?? '')
    return wall ? witness(m[2] === undefined ? 'system' : 'rtc', wall, m[2] === undefined ? 0 : micros(m[2])) : []
  }
  const iso = ISO.exec(line)
  const wall = iso ? readWallText(iso[1] ?? '') : undefined
  return wall ? witness(iso?.[2] === ' ' && iso[3] === '.' ? 'rtc' : 'system', wall) : []
}

export const pasteDate = defineWitness({
  id: ID,
  title: 'A pasted date or hwclock',
  reference: 'https://man7.org/linux/man-pages/man1/date.1.html',
  literals: [
    ' UTC 20',
    ' GMT 20',
    ' CET 20',
    ' CEST 20',
    ' BST 20',
    ' MSK 20',
    ' IST 20',
    ' CST 20',
    ' CDT 20',
    ' EST 20',
    ' EDT 20',
    ' MST 20',
    ' MDT 20',
    ' PST 20',
    ' PDT 20',
    ' JST 20',
    ' AEST 20',
    ' AEDT 20',
    ' PM CST',
    ' AM CST',
    ' PM UTC',
    ' AM UTC',
    ' AM CET',
    ' PM CET',
    '  -0.',
  ],
  find,
  samples: [
    {
      message: 'Thu May 17 22:45:12 CST 2018',
      gives: {
        kind: 'O',
        year: 2018,
        reading: { of: 'system', at: 1_526_597_112_000_000, resolution: 1_000_000, zone: 'local' },
      },
    },
    {
      message: 'Fri May 18 00:09:15 UTC 2018',
      gives: { utcOffset: 0, reading: { of: 'system', at: 1_526_602_155_000_000, resolution: 1_000_000, zone: 'utc' } },
    },
    {
      message: 'Thu 17 May 2018 11:40:36 PM CST  -0.785167 seconds',
      gives: { year: 2018, reading: { of: 'rtc', at: 1_526_600_436_785_167, resolution: 50_000, zone: 'local' } },
    },
    {
      message: 'daThu 17 May 2018 11:40:36 PM CST  -0.785167 seconds',
      gives: { reading: { of: 'rtc', at: 1_526_600_436_785_167, resolution: 50_000, zone: 'local' } },
    },
    {
      message: 'Thu May 17 23:40:36 2018  -0.250000 seconds',
      gives: { reading: { of: 'rtc', at: 1_526_600_436_250_000, resolution: 50_000, zone: 'local' } },
    },
  ],
  ignores: ['Linux host 5.4.0 #1 SMP Mon Jan 6 10:00:00 UTC 2020 x86_64', 'mean -0.1 median  -0.2 max 3'],
})
