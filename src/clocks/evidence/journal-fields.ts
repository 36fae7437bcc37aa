// A journal entry exported with its fields (`journalctl -o json`, `-o export`): UTC and monotonic microseconds of one instant.
import type { Observation, Witness } from '../testimony.ts'
import { defineWitness } from './define.ts'

const ID = 'journal-fields'
/** The kernel's or program's own reading where there is one, else journald's at receipt. */
const FIELD = (name: string): RegExp => new RegExp(`"?${name}"? ?[=:] ?"?(\\d{1,17})\\b`)
const SOURCE = [FIELD('_SOURCE_REALTIME_TIMESTAMP'), FIELD('_SOURCE_MONOTONIC_TIMESTAMP')] as const
const RECEIPT = [FIELD('__REALTIME_TIMESTAMP'), FIELD('__MONOTONIC_TIMESTAMP')] as const

function find(seen: Observation): readonly Witness[] {
  for (const [realtime, monotonic] of [SOURCE, RECEIPT]) {
    const wall = Number(realtime.exec(seen.text)?.[1] ?? Number.NaN)
    const mono = Number(monotonic.exec(seen.text)?.[1] ?? Number.NaN)
    if (Number.isNaN(wall) || Number.isNaN(mono)) continue
    const pair = { mono, wall, resolution: 1, zone: 'utc' as const }
    return [{ id: ID, kind: 'O', says: 'the journal states UTC and time since boot of one instant', pair }]
  }
  return []
}

export const journalFields = defineWitness({
  id: ID,
  title: 'Journal entries with their fields',
  reference: 'https://www.freedesktop.org/software/systemd/man/latest/systemd.journal-fields.html',
  literals: ['__MONOTONIC_TIMESTAMP'],
  find,
  samples: [
    {
      message: '{"__REALTIME_TIMESTAMP":"1526597112104110","__MONOTONIC_TIMESTAMP":"14073583","MESSAGE":"hello"}',
      gives: { kind: 'O', pair: { mono: 14_073_583, wall: 1_526_597_112_104_110, resolution: 1, zone: 'utc' } },
    },
    {
      message:
        '__REALTIME_TIMESTAMP=1526597112104110\n__MONOTONIC_TIMESTAMP=14073583\n_SOURCE_REALTIME_TIMESTAMP=1526597112100007\n_SOURCE_MONOTONIC_TIMESTAMP=14069480\n',
      gives: { pair: { mono: 14_069_480, wall: 1_526_597_112_100_007, resolution: 1, zone: 'utc' } },
    },
  ],
  ignores: ['the field __MONOTONIC_TIMESTAMP=12 alone'],
})
