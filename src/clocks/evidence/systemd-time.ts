// D4: systemd says that somebody set the clock or the zone. It marks the instant of any settimeofday, whoever called it, without a size.
import { MINUTE } from '../../base/time.ts'
import type { Witness } from '../testimony.ts'
import { defineWitness, tell } from './define.ts'
import { readWallText } from './wall-text.ts'

const ID = 'systemd-time'
const EITHER_WAY = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const

const set = (says: string, more: Partial<Witness> = {}): Witness[] => [
  { id: ID, kind: 'F', says, size: EITHER_WAY, stampIs: 'after', ...more },
]

function changedTo(m: RegExpExecArray): Witness[] {
  const wall = readWallText(m[1] ?? '')
  if (!wall) return []
  const reading = { of: 'system' as const, at: wall.at, resolution: wall.resolution, zone: wall.zone }
  return set(`an administrator set the clock to ${m[1]}`, {
    reading,
    ...(wall.year === undefined ? {} : { year: wall.year }),
  })
}

export const systemdTime = defineWitness({
  id: ID,
  title: 'systemd noticed that the clock or the zone was set',
  reference: 'https://github.com/systemd/systemd/blob/main/src/core/manager.c',
  literals: [
    'Time has been changed',
    'System time before build time',
    'RTC configured in localtime',
    'Changed local time to ',
    'Changed time zone to ',
  ],
  find: tell(
    /^(?:systemd|init|systemd-timedated|timedated|dbus\S*)$/,
    [/(?:^|: )Time has been changed/, () => set('somebody set the clock; which way is not told')],
    [
      /System time before build time, advancing clock/,
      () => [
        {
          id: ID,
          kind: 'F',
          says: 'the clock stood before systemd’s own build date and was moved forward to it',
          size: [0, Number.POSITIVE_INFINITY],
          behind: [0, Number.POSITIVE_INFINITY],
          stampIs: 'after',
        },
      ],
    ],
    [
      /RTC configured in localtime, applying delta of (-?\d+) minutes to system time/,
      (m) => [
        {
          id: ID,
          kind: 'T',
          says: `the hardware clock keeps local time, ${m[1]} minutes from UTC`,
          utcOffset: Number(m[1]) * MINUTE,
        },
      ],
    ],
    [/Changed local time to (.+?)\.?$/, changedTo],
    [
      /Changed time zone to '([^']+)'/,
      (m) => [{ id: ID, kind: 'T', says: `the time zone was changed to ${m[1]}`, stampIs: 'unknown' }],
    ],
  ),
  samples: [
    { program: 'systemd', message: 'Time has been changed', gives: { kind: 'F', size: EITHER_WAY, stampIs: 'after' } },
    {
      program: 'systemd',
      message: 'System time before build time, advancing clock.',
      gives: { kind: 'F', size: [0, Number.POSITIVE_INFINITY] },
    },
    {
      program: 'systemd',
      message: 'RTC configured in localtime, applying delta of 480 minutes to system time.',
      gives: { kind: 'T', utcOffset: 28_800_000_000 },
    },
    {
      program: 'systemd',
      message: 'RTC configured in localtime, applying delta of -420 minutes to system time.',
      gives: { kind: 'T', utcOffset: -25_200_000_000 },
    },
    {
      program: 'systemd-timedated',
      message: 'Changed local time to Thu 2018-05-17 22:45:12 CST',
      gives: {
        kind: 'F',
        year: 2018,
        reading: { of: 'system', at: 1_526_597_112_000_000, resolution: 1_000_000, zone: 'local' },
      },
    },
    { program: 'systemd-timedated', message: "Changed time zone to 'America/Edmonton' (MST).", gives: { kind: 'T' } },
  ],
  ignores: ['Changed local time to something'],
})
