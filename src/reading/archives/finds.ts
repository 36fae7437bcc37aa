// What the walks through archives hand over: members to read, and members that were passed over, with the reason.
import type { Trouble } from '../../base/result.ts'
import { fileKind } from '../kind.ts'
import { packingOf } from './packing.ts'

/** How a member of a zip archive lies in its blob. */
export interface Deflated {
  /** Size and CRC-32 of its text, as the directory states them. */
  readonly bytes: number
  readonly crc: number
}

export interface Member {
  /** As written in the archive, without `./` and the like. */
  readonly path: string
  /** A part of the archive itself, or unpacked bytes in the vault. */
  readonly blob: Blob
  /** ms since 1970; 0 where unknown. */
  readonly modified: number
  readonly deflated?: Deflated
  /** The member is cut off or its packing broke. */
  readonly trouble?: Trouble
}

export interface PassedMember {
  readonly path: string
  readonly bytes: number
  /** skipped: not a log · refused: it could not be read. */
  readonly state: 'skipped' | 'refused'
  readonly why: string
}

export interface Finds {
  take(member: Member): void
  pass(member: PassedMember): void
  stopped(): boolean
}

/** Paths in archives with other separators, and with parts that lead out of them. */
export const cleanPath = (path: string): string =>
  path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/')

/** Why a member is no log, from its name and size alone. */
export function skipByName(path: string, bytes: number): string | undefined {
  const parts = path.split('/')
  if (parts.includes('__MACOSX')) return 'what macOS adds to archives'
  if (parts.at(-1)?.startsWith('.')) return 'a hidden file'
  return bytes === 0 ? 'empty' : undefined
}

/** Why a member is no log, from its first bytes. Archives and packed files are looked into. */
export function skipByHead(head: Uint8Array, path: string): string | undefined {
  if (packingOf(head) !== undefined || isZip(head)) return undefined
  const kind = fileKind(head, path)
  if (kind.kind !== 'refused' || kind.trouble.problem.startsWith('A tar')) return undefined
  return `${kind.trouble.problem} ${kind.trouble.why}`
}

/** Local header, or the end of an empty archive. */
export const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))

export const stoppedTrouble = (where: string): Trouble => ({
  problem: 'Only a part of the archive was read.',
  where,
  why: 'Reading was stopped.',
  help: 'Drop it again to read all of it. What was read so far is kept.',
})

export const damagedTrouble = (where: string, why: string): Trouble => ({
  problem: 'The archive is damaged or cut off.',
  where,
  why,
  help: 'What came before the damage is kept. Copy the archive again to read the rest.',
})
