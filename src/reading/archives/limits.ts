// What an archive may cost before it is taken for a bomb, and the words of the refusals.
import type { Trouble } from '../../base/result.ts'

/** Archive levels: a zip in a tgz is read, an archive inside that is refused. */
export const LEVELS_MOST = 2
/** Members read out of one dropped archive. */
export const MEMBERS_MOST = 20_000
/** Entries looked at in one archive, those that are skipped included. */
export const ENTRIES_MOST = 200_000
export const UNPACKED_MOST = 64 * 2 ** 30

/** Below this nothing is a bomb. */
const RATIO_FROM = 64 << 20
/** deflate reaches 1032 : 1 at most and logs 40 : 1; the others pack repeated lines much further. */
const ratioMost = { gz: 200, deflate: 200, xz: 2000, zst: 2000, bz2: 2000 } as const

export type Packing = 'gz' | 'xz' | 'zst' | 'bz2'

/** Whether so many bytes out of so few say that it was made to fill a disk. */
export const isBomb = (packing: keyof typeof ratioMost, unpacked: number, packed: number): boolean =>
  unpacked > RATIO_FROM && unpacked > ratioMost[packing] * packed

/** Thrown by what unpacks, caught inside this folder and in `unpack`. */
export class Refused extends Error {
  constructor(readonly trouble: Trouble) {
    super(trouble.problem)
  }
}

const mib = (bytes: number): string => `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MiB`

export const bombTrouble = (where: string, unpacked: number, packed: number): Trouble => ({
  problem: 'Refused: it unpacks to far more than a log would.',
  where,
  why: `${mib(unpacked)} come out of ${Math.ceil(packed / 1024).toLocaleString('en')} KiB, ${Math.round(unpacked / Math.max(1, packed)).toLocaleString('en')} : 1.`,
  help: 'If you trust it, unpack it on your machine and drop the text. Everything else was read.',
})

export const tooDeep = (where: string): Trouble => ({
  problem: 'Refused: an archive in an archive in an archive.',
  where,
  why: `Archives are opened ${LEVELS_MOST} deep.`,
  help: 'Unpack it on your machine and drop the archive that holds the logs. Everything else was read.',
})

export const tooMany = (where: string, count: number): Trouble => ({
  problem: `Only the first ${count.toLocaleString('en')} members were read.`,
  where,
  why: 'An archive of more members is more likely a bomb than logs.',
  help: 'Drop the folders you need one by one.',
})

export const noRoom = (where: string, wanted: number, room: number): Trouble => ({
  problem: 'Refused: there is no room to unpack it.',
  where,
  why: `It needs ${mib(wanted)}; ${mib(room)} may be used.`,
  help: 'Unpack it on your machine and drop the logs you need: files on disk are read where they lie.',
})
