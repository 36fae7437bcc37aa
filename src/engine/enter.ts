// The way into a dropped file: a member of an archive is unpacked, an archive is walked through and hands over its members.

import type { Trouble } from '../base/result.ts'
import { archiveKind, readArchive } from '../reading/archives/archive.ts'
import { type Member, skipByHead } from '../reading/archives/finds.ts'
import { LEVELS_MOST, tooDeep } from '../reading/archives/limits.ts'
import { inflate } from '../reading/archives/zip.ts'
import { recordsKind, walkRecords } from '../reading/records/records.ts'
import { hasOwnClock } from './own-clock.ts'
import type { DroppedFile } from './protocol.ts'
import type { ReadEvent } from './read-job.ts'

const HEAD = 64 * 1024

/** Folders of a machine's file tree and of reports where text without any time is no log but settings and states. */
const stateFolders =
  /(?:^|\/)(?:etc|proc|sys|usr|boot|dev|run|lib|lib64|opt|root|sos_commands|sos_reports|sos_strings|sos_logs)\//

/** The file itself, ready to be read; nothing where all is told already: an archive, or a member that is no log. */
export async function enter(
  file: DroppedFile,
  tell: (event: ReadEvent) => void,
  stopped: () => boolean,
): Promise<{ readonly blob: Blob; readonly trouble?: Trouble } | undefined> {
  const { inside } = file
  const where = inside?.path ?? file.path
  let { blob } = file
  let trouble = inside?.trouble
  if (inside?.deflated) {
    const plain = await inflate(blob, inside.deflated, where, (bytes) => tell({ kind: 'unpacking', bytes }))
    if (!plain.ok) return void tell({ kind: 'ended', refused: true, trouble: plain.trouble })
    blob = plain.value.blob
    trouble ??= plain.value.trouble
  }
  let head: Uint8Array
  try {
    head = new Uint8Array(await blob.slice(0, HEAD).arrayBuffer())
  } catch {
    // Whoever reads the text says what is wrong with the file.
    return { blob, ...(trouble ? { trouble } : {}) }
  }
  const kind = await archiveKind(blob, head)
  if (kind) {
    if ((inside?.level ?? 0) >= LEVELS_MOST) return void tell({ kind: 'ended', refused: true, trouble: tooDeep(where) })
    const broken = await readArchive(blob, kind, where, (batch) => tell({ kind: 'members', ...batch }), stopped)
    const said = broken ?? trouble
    return void tell({ kind: 'ended', refused: false, archive: true, ...(said ? { trouble: said } : {}) })
  }
  const records = recordsKind(head)
  if (records && (inside?.level ?? 0) < LEVELS_MOST) {
    const members: Member[] = []
    const finds = { take: (member: Member) => members.push(member), pass: () => undefined, stopped }
    const broken = await walkRecords(blob, records, where, finds, hasOwnClock)
    // A file without one record in it is read as what it is.
    if (members.length > 0) {
      tell({ kind: 'members', members, passed: [], hosts: [] })
      const said = broken ?? trouble
      return void tell({ kind: 'ended', refused: false, archive: true, ...(said ? { trouble: said } : {}) })
    }
  }
  const why = inside && skipByHead(head, where)
  if (why) return void tell({ kind: 'ended', refused: true, skipped: why })
  return { blob, ...(trouble ? { trouble } : {}) }
}

/** Why a member without any time in it is not read as a log; pastes, dropped files and members elsewhere are read all the same. */
export const skipTimeless = (file: DroppedFile): string | undefined =>
  file.inside && stateFolders.test(file.inside.path)
    ? 'no time in its first lines, in a folder of settings and states'
    : undefined
