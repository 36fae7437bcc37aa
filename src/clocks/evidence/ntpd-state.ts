// N1, N2, N4: whether ntpd follows a server, its frequency, and leap seconds. ntpd's frequency > 0 means the clock runs SLOW.
import type { Witness } from '../testimony.ts'
import { defineWitness, tell } from './define.ts'

const ID = 'ntpd-state'
const UNSYNC = 0x40

const sync = (synced: boolean, says: string): Witness[] => [{ id: ID, kind: 'Q', says, synced }]
const leap = (says: string, size?: number): Witness[] => [
  { id: ID, kind: 'L', says, ...(size === undefined ? { harmless: true } : { size: [size, size], stampIs: 'after' }) },
]

/** Status bits of the kernel's discipline, in hexadecimal. */
function status(m: RegExpExecArray): Witness[] {
  const synced = (Number.parseInt(m[1] ?? '0', 16) & UNSYNC) === 0
  return sync(
    synced,
    synced ? 'ntpd disciplines the clock through the kernel' : 'the kernel no longer counts the clock as disciplined',
  )
}

const ppmOf = (written: string | undefined): number => (Number(written) === 0 ? 0 : -Number(written))

export const ntpdState = defineWitness({
  id: ID,
  title: 'ntpd’s state',
  reference: 'https://www.eecis.udel.edu/~mills/ntp/html/decode.html',
  literals: [
    'ynchronized to ',
    ' no_sys_peer',
    ' clock_sync',
    ' leap_armed',
    ' leap_event',
    ' freq_set ',
    'kernel time sync ',
    'kernel reports ',
    'frequency error ',
    'ive leap second, stepped ',
    'no servers reachable',
  ],
  find: tell(
    /^(?:x?ntpd|ntpsec|ntp)$/,
    [/(?:^|: )synchronized to (\S+), stratum[ =]\d+/, (m) => sync(true, `ntpd follows ${m[1]}`)],
    [/ [0-9a-f]{2} clock_sync\b/, () => sync(true, 'ntpd has set its clock in step')],
    [/ [0-9a-f]{2} no_sys_peer\b/, () => sync(false, 'ntpd has no server to follow')],
    [/(?:^|: )no servers reachable/, () => sync(false, 'ntpd reaches no server')],
    [/kernel time sync (?:status change|enabled|disabled|status) ([0-9a-f]{4})\b/, status],
    [/kernel time sync enabled/, () => sync(true, 'ntpd disciplines the clock through the kernel')],
    [
      /kernel reports TIME_ERROR: (?:0x)?([0-9a-f]+): (.+)/,
      (m) => sync(false, `the kernel’s clock is not disciplined: ${m[2]}`),
    ],
    [
      / freq_set \S+ ([+-]?[\d.]+) PPM/,
      (m) => [
        {
          id: ID,
          kind: 'D',
          says: `ntpd starts from ${m[1]} ppm, kept from its last run`,
          ppm: ppmOf(m[1]),
          corrected: true,
        },
      ],
    ],
    [
      /frequency error (-?\d+) PPM exceeds tolerance (\d+) PPM/,
      (m) => [
        {
          id: ID,
          kind: 'D',
          says: `the clock’s rate is off by ${m[1]} ppm, more than ntpd can correct`,
          ppm: ppmOf(m[1]),
          synced: false,
        },
      ],
    ],
    [/Positive leap second, stepped backward/, () => leap('ntpd inserted a leap second', -1_000_000)],
    [/Negative leap second, stepped forward/, () => leap('ntpd deleted a leap second', 1_000_000)],
    [
      / leap_armed\b|kernel reports leap second (?:insertion|deletion) scheduled/,
      () => leap('a leap second is announced'),
    ],
    [/ leap_event\b/, () => leap('a leap second happened')],
  ),
  samples: [
    { program: 'ntpd', message: 'synchronized to 192.0.2.17, stratum 2', gives: { kind: 'Q', synced: true } },
    { program: 'ntpd', message: 'no servers reachable', gives: { kind: 'Q', synced: false } },
    { program: 'ntpd', message: '0.0.0.0 c615 05 clock_sync', gives: { kind: 'Q', synced: true } },
    { program: 'ntpd', message: '0.0.0.0 0618 08 no_sys_peer', gives: { kind: 'Q', synced: false } },
    { program: 'ntpd', message: 'kernel time sync status change 2001', gives: { kind: 'Q', synced: true } },
    { program: 'ntpd', message: 'kernel time sync status 2040', gives: { kind: 'Q', synced: false } },
    { program: 'ntpd', message: '0.0.0.0 c61d 0d kern kernel time sync enabled', gives: { kind: 'Q', synced: true } },
    {
      program: 'ntpd',
      message: 'kernel reports TIME_ERROR: 0x41: Clock Unsynchronized',
      gives: { kind: 'Q', synced: false },
    },
    {
      program: 'ntpd',
      message: '0.0.0.0 c016 06 freq_set ntpd 35.112 PPM',
      gives: { kind: 'D', ppm: -35.112, corrected: true },
    },
    { program: 'ntpd', message: '0.0.0.0 c016 06 freq_set kernel -4.5 PPM', gives: { kind: 'D', ppm: 4.5 } },
    { program: 'ntpd', message: 'frequency error 512 PPM exceeds tolerance 500 PPM', gives: { kind: 'D', ppm: -512 } },
    { program: 'ntpd', message: 'frequency error -612 PPM exceeds tolerance 500 PPM', gives: { kind: 'D', ppm: 612 } },
    {
      program: 'ntpd',
      message: 'Positive leap second, stepped backward.',
      gives: { kind: 'L', size: [-1_000_000, -1_000_000] },
    },
    {
      program: 'ntpd',
      message: 'Negative leap second, stepped forward.',
      gives: { kind: 'L', size: [1_000_000, 1_000_000] },
    },
    { program: 'ntpd', message: '0.0.0.0 4619 09 leap_armed', gives: { kind: 'L', harmless: true } },
    {
      program: 'ntpd',
      message: 'kernel reports leap second insertion scheduled',
      gives: { kind: 'L', harmless: true },
    },
    { program: 'ntpd', message: '0.0.0.0 461b 0b leap_event', gives: { kind: 'L', harmless: true } },
  ],
  ignores: ['synchronized to disk', 'the kernel reports nothing', 'frequency error bounds are unknown'],
})
