// 1c: other services that notice a stall or a jump: corosync, HikariCP, CockroachDB, Ceph.
import { SECOND } from '../../base/time.ts'
import type { Witness } from '../testimony.ts'
import { around, asWritten, defineWitness, inWords, micros, tell } from './define.ts'

const ID = 'services'
const MILLI = 1000
/** HikariCP's housekeeper runs every 30 s: its delta is that and the stall. */
const HOUSEKEEPER = 30 * SECOND

const UNITS: Readonly<Record<string, number>> = {
  d: 86_400e6,
  h: 3600e6,
  m: 60e6,
  s: 1e6,
  ms: 1e3,
  µs: 1,
  us: 1,
  ns: 1e-3,
}

/** `1m6s828ms665µs114ns` */
function spelled(text: string): number {
  let sum = 0
  for (const [, n, unit] of text.matchAll(/(\d+)(ms|µs|us|ns|d|h|m|s)/g)) sum += Number(n) * (UNITS[unit ?? ''] ?? 0)
  return Math.round(sum)
}

function paused(m: RegExpExecArray): Witness[] {
  const length = Number(m[1]) * MILLI
  return [
    {
      id: ID,
      kind: 'P',
      says: `corosync stood still for ${inWords(length)}`,
      size: around(length, MILLI),
      harmless: true,
    },
  ]
}

function starved(m: RegExpExecArray): Witness[] {
  const over = spelled(m[1] ?? '') - HOUSEKEEPER
  if (over <= 0) return []
  return [
    {
      id: ID,
      kind: 'P',
      says: `HikariCP’s housekeeper came ${inWords(over)} late: a stall or a jump`,
      size: around(over, SECOND),
      harmless: true,
    },
  ]
}

function skew(m: RegExpExecArray): Witness[] {
  const most = micros(m[2]) + micros(m[3] ?? '0')
  const says = `Ceph’s monitor ${m[1]} is ${inWords(micros(m[2]))} off; which way is not told`
  return [{ id: ID, kind: 'Q', says, behind: [-most, most], about: m[1] ?? '', synced: false }]
}

export const services = defineWitness({
  id: ID,
  title: 'Corosync, HikariCP, CockroachDB, Ceph',
  reference: 'https://github.com/corosync/corosync/blob/main/exec/totemsrp.c',
  literals: [
    'Process pause detected for ',
    'clock leap detected',
    'Retrograde clock change',
    'backward time jump detected (',
    'clock skew ',
  ],
  find: tell(
    /./,
    [/Process pause detected for (\d+) ms/, paused],
    [/Thread starvation or clock leap detected \(housekeeper delta=([^)]+)\)/, starved],
    [
      /Retrograde clock change detected/,
      () => [{ id: ID, kind: 'B', says: 'HikariCP saw the clock go back', stampIs: 'after' }],
    ],
    [
      /backward time jump detected \((-?[\d.]+) seconds\)/,
      (m) => [
        {
          id: ID,
          kind: 'B',
          says: `CockroachDB saw the clock go back by ${inWords(micros(m[1]))}`,
          size: asWritten(m[1]?.replace('-', ''), -1),
          stampIs: 'after',
        },
      ],
    ],
    [/(mon\.\S+) (?:addr )?\S+ clock skew ([\d.]+)s > max [\d.]+s(?: \(latency ([\d.]+)s\))?/, skew],
  ),
  samples: [
    {
      program: 'corosync',
      message: '[TOTEM ] Process pause detected for 3211 ms, flushing membership messages.',
      gives: { kind: 'P', size: [3_210_000, 3_212_000] },
    },
    {
      message: 'HikariPool-1 - Thread starvation or clock leap detected (housekeeper delta=1m6s828ms665µs114ns).',
      gives: { kind: 'P', size: [35_828_665, 37_828_665], harmless: true },
    },
    {
      message:
        'HikariPool-1 - Retrograde clock change detected (housekeeper delta=29s114ms), soft-evicting connections from pool.',
      gives: { kind: 'B' },
    },
    { message: 'backward time jump detected (-0.250000 seconds)', gives: { kind: 'B', size: [-250_000, -250_000] } },
    {
      program: 'ceph-mon',
      message: 'mon.b addr 192.0.2.4:6789/0 clock skew 0.269938s > max 0.05s (latency 0.0038s)',
      gives: { kind: 'Q', behind: [-273_738, 273_738], about: 'mon.b' },
    },
  ],
  ignores: [
    'warning about clock skew settings',
    'HikariPool-1 - Thread starvation or clock leap detected (housekeeper delta=29s114ms).',
  ],
})
