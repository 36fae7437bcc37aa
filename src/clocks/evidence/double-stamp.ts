// A16: a syslog line whose message begins with a date of its own: the program's stamp states the year, and with an offset also the zone,
// of the header's. Both are of one clock, so they tie nothing else.
import { Basis, DAY, isLeapYear, MINUTE, microsFromCivil, SECOND, sourceMicros, YEARLESS } from '../../base/time.ts'
import type { Observation, Witness } from '../testimony.ts'
import { defineWitness } from './define.ts'
import { readWallText } from './wall-text.ts'

const ID = 'double-stamp'
const INNER = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?) /
const AFTER_FEBRUARY = /^0000-(?:0[3-9]|1)/
const QUARTER = 15 * MINUTE

function find(seen: Observation): readonly Witness[] {
  const { stamp } = seen
  if (!stamp || stamp.basis === Basis.Boot || stamp.basis === Basis.None || stamp.basis === Basis.Absolute) return []
  const wall = readWallText(INNER.exec(seen.message)?.[1] ?? '')
  if (wall?.year === undefined) return []
  const header = Number(stamp.at)
  // Both on the header's ground: the year 2000 where it has none.
  const base = stamp.basis === Basis.Yearless ? microsFromCivil(YEARLESS, 1, 1) - microsFromCivil(wall.year, 1, 1) : 0
  const leapDay =
    stamp.basis === Basis.Yearless && !isLeapYear(wall.year) && AFTER_FEBRUARY.test(stamp.wall ?? '') ? DAY : 0
  const apart = header - (wall.at + base + leapDay)
  const quarters = Math.round(apart / QUARTER)
  // More than a few seconds off a whole zone: the two stamps are not of one instant.
  if (Math.abs(apart - quarters * QUARTER) > 5 * SECOND || Math.abs(quarters) > 56) return []
  const year = stamp.basis === Basis.Yearless ? { year: wall.year } : {}
  const utcOffset = wall.zone === 'utc' ? { utcOffset: quarters * QUARTER } : {}
  if (year.year === undefined && utcOffset.utcOffset === undefined) return []
  return [
    {
      id: ID,
      kind: utcOffset.utcOffset === undefined ? 'O' : 'T',
      says: 'the message states its own date beside the header’s',
      ...year,
      ...utcOffset,
      harmless: true,
    },
  ]
}

export const doubleStamp = defineWitness({
  id: ID,
  title: 'Lines with two dates',
  reference: 'https://www.rfc-editor.org/rfc/rfc3164#section-5.1',
  literals: [
    ' INFO nova.',
    ' AUDIT nova.',
    ' INFO neutron.',
    ' INFO cinder.',
    ' INFO keystone',
    ' INFO glance',
    ' INFO heat.',
  ],
  find,
  samples: [
    {
      program: 'nova-compute',
      message: '2013-02-14 18:40:14.135 3107 INFO nova.compute.resource_tracker [-] Auditing',
      stamp: { basis: Basis.Yearless, wall: '0000-02-14T18:40:14', at: sourceMicros(950_553_614_000_000) },
      gives: { kind: 'O', year: 2013 },
    },
    {
      program: 'nova-compute',
      message: '2013-12-19T18:10:59.120Z INFO nova.virt.libvirt.imagecache [-] Removing base file',
      stamp: { basis: Basis.Yearless, wall: '0000-12-19T11:10:59', at: sourceMicros(977_224_259_000_000) },
      gives: { kind: 'T', year: 2013, utcOffset: -25_200_000_000 },
    },
  ],
  ignores: ['2013-02-14 18:40:14.135 3107 INFO nova.compute.resource_tracker [-] no header of its own'],
})
