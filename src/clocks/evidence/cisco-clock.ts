// 1e: a Cisco-like device was set by hand, NTP or a zone command. Its line's own stamp is the NEW time already.
// Zone names are free text, so a change of zone name is a change of zone (T), never a step.
import { MINUTE, SECOND } from '../../base/time.ts'
import type { Witness } from '../testimony.ts'
import { around, defineWitness, stepped, tell } from './define.ts'
import { readWallText } from './wall-text.ts'

const ID = 'cisco-clock'
const DATE = String.raw`\d\d:\d\d:\d\d(?:\.\d+)? \S+ \w{3} \w{3} +\d+ \d{4}`
const UPDATED = new RegExp(`System clock has been updated (?:from (${DATE}) )?to (${DATE})`)
const QUARTER = 15 * MINUTE

function updated(m: RegExpExecArray): Witness[] {
  const to = readWallText(m[2] ?? '')
  if (!to) return []
  const year = to.year === undefined ? {} : { year: to.year }
  const reading = { of: 'system' as const, at: to.civil, resolution: SECOND, zone: to.zone }
  const from = readWallText(m[1] ?? '')
  if (!from) {
    const size = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const
    return [{ id: ID, kind: 'F', says: `the clock was set to ${m[2]}`, size, reading, ...year, stampIs: 'after' }]
  }
  const by = to.civil - from.civil
  const zoneOf = (text: string | undefined): string => text?.split(' ')[1] ?? ''
  const [was, is] = [zoneOf(m[1]), zoneOf(m[2])]
  if (was !== is) {
    const off = by - Math.round(by / QUARTER) * QUARTER
    const moved = Math.abs(off) > SECOND ? ', and the clock was moved as well' : ''
    const behind = moved ? { size: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const } : {}
    return [
      {
        id: ID,
        kind: 'T',
        says: `the zone was changed from ${was} to ${is}${moved}`,
        ...behind,
        reading,
        ...year,
        stampIs: 'after',
      },
    ]
  }
  return stepped(ID, 'the device was told to step', around(by, by === 0 ? 0 : SECOND), {
    stampIs: 'after',
    reading,
  }).map((w) => ({ ...w, ...year }))
}

export const ciscoClock = defineWitness({
  id: ID,
  title: 'Cisco, Ruijie: the clock was set',
  reference: 'https://www.cisco.com/c/en/us/td/docs/ios/system/messages/guide/sm_cnovr.html',
  literals: ['System clock has been updated '],
  find: tell(/./, [UPDATED, updated]),
  samples: [
    {
      message:
        '%SYS-6-CLOCKUPDATE: System clock has been updated from 00:31:43 UTC Mon Mar 1 1993 to 00:32:43 UTC Mon Mar 1 1993, configured from console by console.',
      gives: { kind: 'F', size: [59_000_000, 61_000_000], year: 1993, stampIs: 'after' },
    },
    {
      message:
        '%SYS-6-CLOCKUPDATE: System clock has been updated from 14:57:04 MST Thu Feb 14 2013 to 14:56:24 MST Thu Feb 14 2013, configured from console by admin on vty0 (192.0.2.9).',
      gives: { kind: 'B', size: [-41_000_000, -39_000_000], year: 2013 },
    },
    {
      message:
        'System clock has been updated from 14:56:24 UTC Thu Feb 14 2013 to 17:56:24 XST Thu Feb 14 2013, configured from console by console.',
      gives: { kind: 'T', year: 2013 },
    },
    {
      message: '%SYS-6-CLOCKUPDATE: System clock has been updated to 06:59:09 bj Fri Dec  8 2017.',
      gives: { kind: 'F', year: 2017 },
    },
  ],
  ignores: [
    'System clock has been updated from 14:56:24 UTC Thu Feb 14 2013 to 14:56:24 UTC Thu Feb 14 2013, configured from console by console.',
  ],
})
