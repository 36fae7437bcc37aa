// C6, C8: whether chronyd has a source, the frequency it starts from, and leap seconds.
import type { Witness } from '../testimony.ts'
import { defineWitness, tell } from './define.ts'

const ID = 'chrony-state'

const sync = (synced: boolean, says: string): Witness[] => [{ id: ID, kind: 'Q', says, synced }]

function frequency(m: RegExpExecArray): Witness[] {
  const says = `chronyd starts from ${m[1]} ppm, kept from its last run`
  return [{ id: ID, kind: 'D', says, ppm: Number(m[1]), corrected: true }]
}

export const chronyState = defineWitness({
  id: ID,
  title: 'chronyd’s state',
  reference: 'https://gitlab.com/chrony/chrony/-/blob/master/sources.c',
  literals: [
    'Selected source ',
    "Can't synchronise: ",
    ' ppm read from ',
    'System clock TAI offset',
    'for leap second',
    'Ignoring leap second',
  ],
  find: tell(
    /^chronyd?$/,
    [/(?:^|: )Selected source ([\w.:]+)(?: \(\S+\))?$/, (m) => sync(true, `chronyd follows ${m[1]}`)],
    [/(?:^|: )Can't synchronise: (no [\w ]+)/, (m) => sync(false, `chronyd has nothing to follow: ${m[1]}`)],
    [/(?:^|: )Frequency (-?[\d.]+) \+\/- (-?[\d.]+) ppm read from/, frequency],
    [
      /System clock TAI offset (?:set to )?(-?\d+)/,
      (m) => [{ id: ID, kind: 'L', says: `TAI − UTC is ${m[1]} s`, harmless: true }],
    ],
    [
      /Adjusting system clock for leap second/,
      () => [{ id: ID, kind: 'L', says: 'chronyd spreads a leap second', stampIs: 'unknown' }],
    ],
    [
      /System clock was stepped for leap second/,
      () => [
        {
          id: ID,
          kind: 'L',
          says: 'chronyd stepped the clock for a leap second',
          size: [-1_000_000, 1_000_000],
          stampIs: 'after',
        },
      ],
    ],
    [/Ignoring leap second/, () => [{ id: ID, kind: 'L', says: 'chronyd ignores a leap second', harmless: true }]],
  ),
  samples: [
    { program: 'chronyd', message: 'Selected source 192.0.2.17', gives: { kind: 'Q', synced: true } },
    { program: 'chronyd', message: "Can't synchronise: no selectable sources", gives: { kind: 'Q', synced: false } },
    { program: 'chronyd', message: "Can't synchronise: no majority", gives: { kind: 'Q', synced: false } },
    {
      program: 'chronyd',
      message: 'Frequency -21.105 +/- 0.044 ppm read from /var/lib/chrony/drift',
      gives: { kind: 'D', ppm: -21.105, corrected: true },
    },
    {
      program: 'chronyd',
      message: 'Frequency 8.300 +/- 0.051 ppm read from /var/lib/chrony/drift',
      gives: { ppm: 8.3 },
    },
    { program: 'chronyd', message: 'System clock TAI offset set to 37 seconds', gives: { kind: 'L', harmless: true } },
    { program: 'chronyd', message: 'Adjusting system clock for leap second', gives: { kind: 'L' } },
    { program: 'chronyd', message: 'System clock was stepped for leap second', gives: { kind: 'L' } },
    { program: 'chronyd', message: 'Ignoring leap second', gives: { kind: 'L', harmless: true } },
  ],
  ignores: ['the calendar has a room for leap second parties'],
})
