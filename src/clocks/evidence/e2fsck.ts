// 1c: e2fsck finds the file system was last mounted in the future: this boot's clock is behind the previous boot's.
import type { Observation, Witness } from '../testimony.ts'
import { defineWitness, inWords } from './define.ts'
import { readWallText } from './wall-text.ts'

const ID = 'e2fsck'
const FUTURE = /Superblock last (?:mount|write) time \(([^,]+),\s*now = ([^)]+)\) is in the future/

function find(seen: Observation): readonly Witness[] {
  const m = FUTURE.exec(seen.message) ?? FUTURE.exec(seen.text)
  const [last, now] = [readWallText(m?.[1] ?? ''), readWallText(m?.[2] ?? '')]
  if (!last || !now || last.civil <= now.civil) return []
  const least = last.civil - now.civil
  const says = `the clock is at least ${inWords(least)} behind that of the boot before`
  const year = now.year === undefined ? {} : { year: now.year }
  const reading = { of: 'system' as const, at: now.at, resolution: now.resolution, zone: now.zone }
  return [{ id: ID, kind: 'B', says, behind: [least, Number.POSITIVE_INFINITY], reading, ...year }]
}

export const e2fsck = defineWitness({
  id: ID,
  title: 'e2fsck: mounted in the future',
  reference: 'https://github.com/tytso/e2fsprogs/blob/master/e2fsck/problem.c',
  literals: ['Superblock last mount time (', 'Superblock last write time ('],
  find,
  samples: [
    {
      message:
        '/dev/vda1: Superblock last mount time (Thu May 17 23:05:12 2018,\n\tnow = Thu May 17 22:45:12 2018) is in the future.',
      gives: { kind: 'B', behind: [1_200_000_000, Number.POSITIVE_INFINITY], year: 2018 },
    },
    {
      message:
        'Superblock last write time (Thu May 17 22:45:13 2018,\tnow = Thu May 17 22:45:12 2018) is in the future.',
      gives: { behind: [1_000_000, Number.POSITIVE_INFINITY] },
    },
  ],
  ignores: ['Superblock last mount time (unknown) is in the future'],
})
