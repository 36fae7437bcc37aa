// D1–D3: systemd-timesyncd. Delta > 0: the clock was behind. From 0.4 s on it steps, below it slews. Drift > 0 means the clock runs SLOW.
import type { Observation, Witness } from '../testimony.ts'
import { asWritten, behindInWords, defineWitness, micros, stepped, tell } from './define.ts'
import { readWallText } from './wall-text.ts'

const ID = 'timesyncd'
/** NTP_MAX_ADJUST of timesyncd. */
const STEPS_FROM = 400_000

function interval(m: RegExpExecArray): Witness[] {
  const delta = asWritten(m[1])
  if (m[3] !== undefined) {
    return [{ id: ID, kind: 'Q', says: `timesyncd took no notice of an offset of ${m[1]} s`, harmless: true }]
  }
  if (Math.abs(micros(m[1])) >= STEPS_FROM) return stepped(ID, 'timesyncd stepped', delta, { stampIs: 'after' })
  const ppm = Number(m[2]) === 0 ? 0 : -Number(m[2])
  const says = `timesyncd found the clock ${behindInWords(micros(m[1]))} and slews it`
  return [{ id: ID, kind: 'D', says, behind: delta, ppm, corrected: true, synced: true, stampIs: 'after' }]
}

/** The journal's own fields, where an export holds them. */
function fieldPair(seen: Observation): Pick<Witness, 'pair'> {
  const mono = Number(seen.fields?.MONOTONIC_USEC ?? Number.NaN)
  const wall = Number(seen.fields?.REALTIME_USEC ?? Number.NaN)
  return Number.isNaN(mono) || Number.isNaN(wall) ? {} : { pair: { mono, wall, resolution: 1, zone: 'utc' } }
}

function initial(m: RegExpExecArray, seen: Observation): Witness[] {
  const wall = readWallText(m[1] ?? '')
  const reading = wall
    ? { reading: { of: 'system' as const, at: wall.at, resolution: wall.resolution, zone: wall.zone } }
    : {}
  const year = wall?.year === undefined ? {} : { year: wall.year }
  return [
    {
      id: ID,
      kind: 'Q',
      says: 'timesyncd has set the clock in step for the first time',
      synced: true,
      ...fieldPair(seen),
      ...reading,
      ...year,
      stampIs: 'after',
    },
  ]
}

function advanced(m: RegExpExecArray): Witness[] {
  const wall = readWallText(m[2] ?? '')
  const year = wall?.year === undefined ? {} : { year: wall.year }
  const says = `timesyncd moved the clock forward to the ${m[1]} date; true time is later by an unknown length`
  return [
    {
      id: ID,
      kind: 'F',
      says,
      size: [0, Number.POSITIVE_INFINITY],
      behind: [0, Number.POSITIVE_INFINITY],
      ...year,
      stampIs: 'after',
    },
  ]
}

const sync = (synced: boolean, says: string): Witness[] => [{ id: ID, kind: 'Q', says, synced }]

export const timesyncd = defineWitness({
  id: ID,
  title: 'systemd-timesyncd',
  reference: 'https://github.com/systemd/systemd/blob/main/src/timesync/timesyncd-manager.c',
  literals: [
    'interval/delta/delay/jitter/drift',
    'Initial clock synchronization to ',
    'Initial synchronization to time server',
    'Contacted time server ',
    'ynchronized to time server ',
    'Timed out waiting for reply from ',
    'System time changed. Resyncing',
    'System clock time advanced to ',
    'System clock time unset or jumped backwards',
  ],
  find: tell(
    /timesync/,
    [
      /interval\/delta\/delay\/jitter\/drift \d+s\/([+-][\d.]+)s\/[\d.]+s\/[\d.]+s\/([+-]\d+)ppm( \(ignored\))?/,
      interval,
    ],
    [/Initial clock synchronization to (.+?)\.?$/, initial],
    [
      /(?:Contacted|Initial synchronization to|[Ss]ynchronized to) time server (\S+:\d+)/,
      (m) => sync(true, `timesyncd follows ${m[1]}`),
    ],
    [/Timed out waiting for reply from (\S+)/, (m) => sync(false, `timesyncd had no reply from ${m[1]}`)],
    [
      /System time changed\. Resyncing/,
      () => [
        {
          id: ID,
          kind: 'F',
          says: 'somebody else set the clock; timesyncd noticed',
          size: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
          stampIs: 'after',
        },
      ],
    ],
    [/System clock time advanced to (recorded|built-in)[^:]*: (.+?)\.?$/, advanced],
    [/System clock time unset or jumped backwards, restor\w+ from (recorded|built-in)[^:]*: (.+?)\.?$/, advanced],
  ),
  samples: [
    {
      program: 'systemd-timesyncd',
      message: 'interval/delta/delay/jitter/drift 32s/-158.848s/0.012s/0.003s/-12ppm',
      gives: { kind: 'B', size: [-158_848_500, -158_847_500], stampIs: 'after' },
    },
    {
      program: 'systemd-timesyncd',
      message: 'interval/delta/delay/jitter/drift 32s/+1080.251s/0.012s/0.003s/+0ppm',
      gives: { kind: 'F', size: [1_080_250_500, 1_080_251_500] },
    },
    {
      program: 'systemd-timesyncd',
      message: 'interval/delta/delay/jitter/drift 2048s/+0.002s/0.012s/0.003s/-12ppm',
      gives: { kind: 'D', behind: [1_500, 2_500], ppm: 12, corrected: true },
    },
    {
      program: 'systemd-timesyncd',
      message: 'interval/delta/delay/jitter/drift 64s/+0.321s/0.512s/0.003s/+3ppm (ignored)',
      gives: { kind: 'Q', harmless: true },
    },
    {
      program: 'systemd-timesyncd',
      message: 'Initial clock synchronization to Thu 2018-05-17 22:45:12.104110 UTC.',
      fields: { MONOTONIC_USEC: '14073583', REALTIME_USEC: '1526597112104110' },
      gives: {
        kind: 'Q',
        synced: true,
        year: 2018,
        pair: { mono: 14_073_583, wall: 1_526_597_112_104_110, resolution: 1, zone: 'utc' },
        reading: { of: 'system', at: 1_526_597_112_104_110, resolution: 1, zone: 'utc' },
      },
    },
    {
      program: 'systemd-timesyncd',
      message: 'Contacted time server 192.0.2.17:123 (pool.example).',
      gives: { synced: true },
    },
    {
      program: 'systemd-timesyncd',
      message: 'Initial synchronization to time server 192.0.2.17:123 (pool.example).',
      gives: { synced: true },
    },
    {
      program: 'systemd-timesyncd',
      message: 'Synchronized to time server 192.0.2.17:123 (pool.example).',
      gives: { synced: true },
    },
    {
      program: 'systemd-timesyncd',
      message: 'Timed out waiting for reply from 192.0.2.17:123 (pool.example).',
      gives: { synced: false },
    },
    {
      program: 'systemd-timesyncd',
      message: 'System time changed. Resyncing.',
      gives: { kind: 'F', stampIs: 'after' },
    },
    {
      program: 'systemd-timesyncd',
      message: 'System clock time advanced to recorded timestamp: Thu 2018-05-17 22:45:12 UTC',
      gives: { kind: 'F', size: [0, Number.POSITIVE_INFINITY], year: 2018 },
    },
    {
      program: 'systemd-timesyncd',
      message: 'System clock time advanced to built-in epoch: Mon 2019-04-01 00:00:00 UTC',
      gives: { kind: 'F', year: 2019 },
    },
    {
      program: 'systemd-timesyncd',
      message:
        'System clock time unset or jumped backwards, restored from recorded timestamp: Thu 2018-05-17 22:45:12 UTC',
      gives: { kind: 'F', year: 2018 },
    },
  ],
  ignores: ['the database was synchronized to time server tables', 'interval/delta/delay/jitter/drift are columns'],
})
