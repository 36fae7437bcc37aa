// Walks a zip archive by its directory: members are slices of the archive, unpacked by whoever reads them, so that several workers do it at
// once. What the directory states is checked before anything is unpacked, and what comes out is checked against it. Memory: the directory.
import { fail, ok, type Result, type Trouble } from '../../base/result.ts'
import { readTrouble } from '../chunks.ts'
import { openVault, pour, roomLeft } from '../vault.ts'
import type { Bytes } from './byte-reader.ts'
import { crc32 } from './checksums.ts'
import { Damaged } from './damaged.ts'
import { type Deflated, damagedTrouble, type Finds, skipByHead, skipByName, stoppedTrouble } from './finds.ts'
import { natively } from './gzip.ts'
import { bombTrouble, ENTRIES_MOST, isBomb, MEMBERS_MOST, noRoom, Refused, tooMany } from './limits.ts'
import { pieces } from './packing.ts'
import { readDirectory, type ZipEntry } from './zip-directory.ts'

const LOCAL = 0x04034b50
const LOCAL_BYTES = 30
const STORED = 0
const DEFLATED = 8
/** bzip2, zstd and xz members are streams with their own first bytes: read as such files. */
const streams = new Set([12, 93, 95])
const LOOK_BYTES = 64 * 1024

export async function walkZip(blob: Blob, where: string, finds: Finds): Promise<Trouble | undefined> {
  try {
    const directory = await readDirectory(blob, where, ENTRIES_MOST)
    if (!directory.ok) return directory.trouble
    const { entries, total } = directory.value
    const bomb = bombOf(entries, blob, where)
    if (bomb) return bomb
    const room = await roomLeft()
    let wanted = 0
    let taken = 0
    for (const entry of entries) {
      if (finds.stopped()) return stoppedTrouble(where)
      if (taken >= MEMBERS_MOST) return tooMany(where, taken)
      if (entry.folder) continue
      const pass = reasonToPass(entry, `${where}/${entry.path}`)
      if (pass) {
        finds.pass({ path: entry.path, bytes: entry.bytes, ...pass })
      } else if (entry.method !== STORED && wanted + entry.bytes > room) {
        const { problem, why } = noRoom(where, wanted + entry.bytes, room)
        finds.pass({ path: entry.path, bytes: entry.bytes, state: 'refused', why: `${problem} ${why}` })
      } else {
        taken++
        if (entry.method !== STORED) wanted += entry.bytes
        await takeEntry(blob, entry, finds)
      }
    }
    return total > entries.length ? tooMany(where, entries.length) : undefined
  } catch (error) {
    return { ...readTrouble(error, 0), where }
  }
}

/** Members that share bytes, or that together unpack to far more than there is: the archive as a whole is refused. */
function bombOf(entries: readonly ZipEntry[], blob: Blob, where: string): Trouble | undefined {
  const files = entries.filter((entry) => !entry.folder).sort((a, b) => a.offset - b.offset)
  const bytes = files.reduce((sum, entry) => sum + entry.bytes, 0)
  const large = files.filter((entry) => isBomb('deflate', entry.bytes, entry.packed))
  const rest = bytes - large.reduce((sum, entry) => sum + entry.bytes, 0)
  if (isBomb('deflate', rest, blob.size)) return bombTrouble(where, bytes, blob.size)
  const shared = files.findIndex((entry, i) => {
    const next = files[i + 1]
    return next !== undefined && entry.offset + LOCAL_BYTES + entry.packed > next.offset
  })
  const first = files[shared]
  if (!first) return undefined
  return {
    problem: 'Refused: its members overlap, as in a zip bomb.',
    where,
    why: `“${first.path}” and “${files[shared + 1]?.path}” share the same bytes.`,
    help: 'If you trust it, unpack it on your machine and drop the logs.',
  }
}

function reasonToPass(entry: ZipEntry, where: string): { state: 'skipped' | 'refused'; why: string } | undefined {
  const skip = entry.link ? 'a symbolic link' : entry.path === '' ? 'no name' : skipByName(entry.path, entry.bytes)
  if (skip !== undefined) return { state: 'skipped', why: skip }
  if (entry.encrypted) {
    return { state: 'refused', why: 'It is encrypted: unpack it with its password and drop the text.' }
  }
  if (entry.method !== STORED && entry.method !== DEFLATED && !streams.has(entry.method)) {
    return {
      state: 'refused',
      why: `It is packed by method ${entry.method}, which is not read here: unpack it and drop the text.`,
    }
  }
  if (entry.method === DEFLATED && isBomb('deflate', entry.bytes, entry.packed)) {
    const { problem, why, help } = bombTrouble(where, entry.bytes, entry.packed)
    return { state: 'refused', why: `${problem} ${why} ${help}` }
  }
  return undefined
}

async function takeEntry(blob: Blob, entry: ZipEntry, finds: Finds): Promise<void> {
  const { path, bytes, crc, modified } = entry
  const refuse = (why: string) => finds.pass({ path, bytes, state: 'refused', why })
  const local = new DataView(await blob.slice(entry.offset, entry.offset + LOCAL_BYTES).arrayBuffer())
  if (local.byteLength < LOCAL_BYTES || local.getUint32(0, true) !== LOCAL) {
    return refuse('The archive is damaged: it does not begin where the directory says.')
  }
  const from = entry.offset + LOCAL_BYTES + local.getUint16(26, true) + local.getUint16(28, true)
  const member = blob.slice(from, from + entry.packed)
  if (member.size < entry.packed) return refuse('The archive is cut off before its end.')
  if (entry.method === DEFLATED) return finds.take({ path, blob: member, modified, deflated: { bytes, crc } })
  if (entry.method === STORED) {
    const why = skipByHead(new Uint8Array(await member.slice(0, LOOK_BYTES).arrayBuffer()), path)
    if (why !== undefined) return finds.pass({ path, bytes, state: 'skipped', why })
  }
  finds.take({ path, blob: member, modified })
}

/** Unpacks one deflated member into the vault. Damage keeps what came before it. */
export async function inflate(
  blob: Blob,
  deflated: Deflated,
  where: string,
  onBytes?: (bytes: number) => void,
): Promise<Result<{ blob: Blob; trouble?: Trouble }>> {
  const sink = openVault(where)
  const poured = await pour(checked(blob, deflated, where), sink, onBytes)
  if (poured.broken instanceof Refused) {
    await sink.abandon()
    return fail(poured.broken.trouble)
  }
  if (poured.broken === undefined) return ok({ blob: await sink.finish() })
  const why = poured.broken instanceof Error ? poured.broken.message : String(poured.broken)
  const trouble = damagedTrouble(`${where}, after ${poured.bytes} unpacked bytes`, why)
  if (poured.bytes > 0) return ok({ blob: await sink.finish(), trouble })
  await sink.abandon()
  return fail(trouble)
}

async function* checked(blob: Blob, deflated: Deflated, where: string): AsyncGenerator<Bytes> {
  const used = { packed: 0 }
  let unpacked = 0
  let crc = 0
  for await (const bytes of natively('deflate-raw', pieces(blob, used))) {
    unpacked += bytes.length
    if (unpacked > deflated.bytes) {
      throw new Refused({
        problem: 'Refused: it unpacks to more than its archive says.',
        where,
        why: `The directory states ${deflated.bytes} bytes.`,
        help: 'If you trust it, unpack it on your machine and drop the text. Everything else was read.',
      })
    }
    if (isBomb('deflate', unpacked, used.packed)) throw new Refused(bombTrouble(where, unpacked, used.packed))
    crc = crc32(bytes, crc)
    yield bytes
  }
  if (unpacked < deflated.bytes) throw new Damaged(`${deflated.bytes} bytes were promised`)
  if (crc !== deflated.crc) throw new Damaged('the checksum of its text is wrong')
}
