// Pasted `timedatectl` and `systemctl status`: clocks and zone read aloud, and whether the clock is disciplined.
import { DAY, HOUR, MINUTE, SECOND } from '../../base/time.ts'
import type { Observation, Witness } from '../testimony.ts'
import { defineWitness } from './define.ts'
import { readWallText } from './wall-text.ts'

const ID = 'paste-timedatectl'
const READ = /^\s*(Local|Universal|RTC) time: +(.+?)\s*$/
const ZONE = /^\s*Time ?zone: +(\S+) \(\S+, ([+-])(\d\d)(\d\d)\)/
const SYNC = /^\s*(?:NTP|System clock) synchronized: +(yes|no)\s*$/
const RTC_LOCAL = /^\s*RTC in local TZ: +yes\s*$/
/** `Active: active (exited) since Fri 2018-05-18 00:06:37 CST; 1min 13s ago` */
const ACTIVE = /^\s*Active: \w+ \(\w+\) since ([^;]+); (.+) ago\s*$/

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/(\d+) days?/, DAY],
  [/(\d+)h\b/, HOUR],
  [/(\d+)min\b/, MINUTE],
  [/(\d+)s\b/, SECOND],
]

function ago(text: string): number {
  let sum = 0
  for (const [pattern, unit] of UNITS) sum += Number(pattern.exec(text)?.[1] ?? 0) * unit
  return sum
}

const note = (kind: Witness['kind'], says: string, more: Partial<Witness>): Witness[] => [
  { id: ID, kind, says, ...more },
]

function find(seen: Observation): readonly Witness[] {
  const line = seen.message
  const read = READ.exec(line)
  if (read) {
    const wall = readWallText(read[2] ?? '')
    if (!wall) return []
    const of = read[1] === 'RTC' ? ('rtc' as const) : ('system' as const)
    const zone = read[1] === 'Universal' ? ('utc' as const) : wall.zone
    const year = wall.year === undefined ? {} : { year: wall.year }
    return note('O', `${read[1]} time, read aloud`, {
      reading: { of, at: wall.at, resolution: wall.resolution, zone },
      ...year,
    })
  }
  const zone = ZONE.exec(line)
  if (zone) {
    const utcOffset = (zone[2] === '-' ? -1 : 1) * (Number(zone[3]) * HOUR + Number(zone[4]) * MINUTE)
    return note('T', `the host’s zone is ${zone[1]}`, { utcOffset })
  }
  const sync = SYNC.exec(line)
  if (sync)
    return note('Q', `the clock is ${sync[1] === 'yes' ? '' : 'not '}disciplined`, { synced: sync[1] === 'yes' })
  if (RTC_LOCAL.test(line)) return note('T', 'the hardware clock keeps local time', {})
  const active = ACTIVE.exec(line)
  const since = readWallText(active?.[1] ?? '')
  if (!since) return []
  const year = since.year === undefined ? {} : { year: since.year }
  const unit = /\ds\b/.test(active?.[2] ?? '') ? SECOND : /min/.test(active?.[2] ?? '') ? MINUTE : HOUR
  const reading = { of: 'system' as const, at: since.at + ago(active?.[2] ?? ''), resolution: unit, zone: since.zone }
  return note('O', 'the system clock when the state was shown', { reading, ...year })
}

export const pasteTimedatectl = defineWitness({
  id: ID,
  title: 'A pasted timedatectl or systemctl status',
  reference: 'https://man7.org/linux/man-pages/man1/timedatectl.1.html',
  literals: [
    'Local time: ',
    'Universal time: ',
    'RTC time: ',
    'Time zone: ',
    'Timezone: ',
    'TP synchronized: ',
    'System clock synchronized: ',
    'RTC in local TZ: ',
    'Active: active (',
    'Active: inactive (',
  ],
  find,
  samples: [
    {
      message: '      Local time: Thu 2018-05-17 22:45:12 CST',
      gives: {
        kind: 'O',
        year: 2018,
        reading: { of: 'system', at: 1_526_597_112_000_000, resolution: 1_000_000, zone: 'local' },
      },
    },
    {
      message: '  Universal time: Thu 2018-05-17 14:45:12 UTC',
      gives: { reading: { of: 'system', at: 1_526_568_312_000_000, resolution: 1_000_000, zone: 'utc' } },
    },
    {
      message: '        RTC time: Thu 2018-05-17 14:27:10',
      gives: { reading: { of: 'rtc', at: 1_526_567_230_000_000, resolution: 1_000_000, zone: 'local' } },
    },
    { message: '       Time zone: Asia/Shanghai (CST, +0800)', gives: { kind: 'T', utcOffset: 28_800_000_000 } },
    { message: '        Timezone: America/Edmonton (MST, -0700)', gives: { kind: 'T', utcOffset: -25_200_000_000 } },
    { message: 'NTP synchronized: yes', gives: { kind: 'Q', synced: true } },
    { message: 'System clock synchronized: no', gives: { kind: 'Q', synced: false } },
    { message: ' RTC in local TZ: yes', gives: { kind: 'T' } },
    {
      message: '   Active: active (exited) since Fri 2018-05-18 00:06:37 CST; 1min 13s ago',
      gives: {
        kind: 'O',
        year: 2018,
        reading: { of: 'system', at: 1_526_602_070_000_000, resolution: 1_000_000, zone: 'local' },
      },
    },
    {
      message: '   Active: inactive (dead) since Fri 2018-05-18 00:06:37 UTC; 2h 3min ago',
      gives: { reading: { of: 'system', at: 1_526_609_377_000_000, resolution: 60_000_000, zone: 'utc' } },
    },
  ],
  ignores: ['RTC in local TZ: no', 'Local time: unknown'],
})
