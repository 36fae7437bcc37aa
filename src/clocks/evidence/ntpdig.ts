// N6: ntpsec's ntpdig. One line is a whole measurement: date, zone, offset (> 0 = the clock was behind), error.
import type { Witness } from '../testimony.ts'
import { around, asWritten, behindInWords, defineWitness, micros, stepped, tell } from './define.ts'
import { readWallText } from './wall-text.ts'

const ID = 'ntpdig'

function measured(m: RegExpExecArray): Witness[] {
  const wall = readWallText(`${m[1]} ${m[2]}`)
  const behind = around(micros(m[3]), micros(m[4]))
  const reading = wall
    ? { reading: { of: 'system' as const, at: wall.at, resolution: wall.resolution, zone: wall.zone } }
    : {}
  const year = wall?.year === undefined ? {} : { year: wall.year }
  const offset = wall && wall.zone === 'utc' ? { utcOffset: wall.civil - wall.at } : {}
  const says = `ntpdig measured the clock ${behindInWords(micros(m[3]))}`
  return [{ id: ID, kind: 'Q', says, behind, ...reading, ...year, ...offset, stampIs: 'before' }]
}

export const ntpdig = defineWitness({
  id: ID,
  title: 'ntpdig measures and steps the clock',
  reference: 'https://docs.ntpsec.org/latest/ntpdig.html',
  literals: ['CLOCK: time stepped by ', 'CLOCK: time slewed by ', 'no-leap', 'add-leap', 'del-leap'],
  find: tell(
    /^(?:ntpdig|ntpdate|sntp|ntpd|ntpsec\S*)$/,
    [
      /CLOCK: time stepped by ([+-]?[\d.]+)/,
      (m) => stepped(ID, 'ntpdig stepped', asWritten(m[1]), { stampIs: 'after' }),
    ],
    [
      /CLOCK: time slewed by ([+-]?[\d.]+)/,
      (m) => [
        {
          id: ID,
          kind: 'D',
          says: `ntpdig found the clock ${behindInWords(micros(m[1]))} and slews it`,
          behind: asWritten(m[1]),
        },
      ],
    ],
    [
      /(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?) \(([+-]\d{4})\) ([+-]\d+\.\d+) \+\/- (\d+\.\d+) \S+ s\d+ (?:no|add|del)-leap/,
      measured,
    ],
  ),
  samples: [
    {
      program: 'ntpdig',
      message: 'CLOCK: time stepped by 305.583273',
      gives: { kind: 'F', size: [305_583_273, 305_583_273] },
    },
    { message: 'ntpdig: CLOCK: time stepped by -2.100000', gives: { kind: 'B', size: [-2_100_000, -2_100_000] } },
    { message: 'ntpdig: CLOCK: time slewed by -0.002100', gives: { kind: 'D', behind: [-2_100, -2_100] } },
    {
      message: '2024-07-27 07:21:28.518349 (+0200) +12.583273 +/- 0.016997 192.0.2.17 s1 no-leap',
      gives: {
        kind: 'Q',
        behind: [12_566_276, 12_600_270],
        year: 2024,
        utcOffset: 7_200_000_000,
        reading: { of: 'system', at: 1_722_057_688_518_349, resolution: 1, zone: 'utc' },
      },
    },
  ],
  ignores: ['the flag no-leap was set', 'CLOCK: time stepped by 0.000000'],
})
