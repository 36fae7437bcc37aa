// Walks a tar archive from its first header to its last. A plain archive is never copied: its members are slices of it. A packed one is
// unpacked once, in order, each member into the vault. Memory: one buffer of 64 kB, or what the packing needs and one piece.
import type { Trouble } from '../../base/result.ts'
import { readTrouble } from '../chunks.ts'
import { openVault, pour, roomLeft } from '../vault.ts'
import { ByteReader, type Bytes } from './byte-reader.ts'
import { cleanPath, damagedTrouble, type Finds, skipByHead, skipByName, stoppedTrouble } from './finds.ts'
import { bombTrouble, ENTRIES_MOST, isBomb, MEMBERS_MOST, noRoom, type Packing, Refused, tooMany } from './limits.ts'
import { plainBytes } from './packing.ts'
import { readPax, readTarHeader, TAR_BLOCK, type TarHeader, text, whatItIs } from './tar-header.ts'

/** Names and pax records longer than this are damage. */
const EXTENSION_MOST = 1 << 20
/** How much of a member is looked at before it is kept. */
const LOOK_BYTES = 64 * 1024
const SPARSE_GOES_ON = 482
const SPARSE_MAP_GOES_ON = 504

/** Where the members of an archive come from. */
interface Walk {
  /** The next bytes, at most `count` at the end of the archive. Good until the next ask. */
  read(count: number): Promise<Uint8Array>
  skip(count: number): Promise<void>
  /** Hands over a member that begins here, and stands behind it afterwards. */
  member(header: TarHeader, finds: Finds): Promise<void>
  /** Where in the archive, in words. */
  place(): string
}

/** What went wrong with the archive as a whole, if anything did; the members before it were handed over. */
export async function walkTar(
  blob: Blob,
  packing: Packing | undefined,
  where: string,
  finds: Finds,
): Promise<Trouble | undefined> {
  const used = { packed: 0 }
  const input = packing && new ByteReader(plainBytes(blob, packing, where, used))
  const walk = packing && input ? streamWalk(input, packing, used, await roomLeft(), where) : blobWalk(blob)
  try {
    return await walkEntries(walk, where, finds)
  } catch (error) {
    if (error instanceof Refused) return error.trouble
    if (!packing) return { ...readTrouble(error, 0), where }
    return damagedTrouble(`${where}, ${walk.place()}`, error instanceof Error ? error.message : String(error))
  } finally {
    await input?.close()
  }
}

async function walkEntries(walk: Walk, where: string, finds: Finds): Promise<Trouble | undefined> {
  let longName: string | undefined
  let pax = new Map<string, string>()
  let taken = 0
  for (let entries = 0; ; entries++) {
    if (finds.stopped()) return stoppedTrouble(where)
    if (entries >= ENTRIES_MOST || taken >= MEMBERS_MOST) return tooMany(where, taken)
    const block = await walk.read(TAR_BLOCK)
    if (block.length === 0 || block.every((byte) => byte === 0)) return undefined
    if (block.length < TAR_BLOCK) return damagedTrouble(`${where}, ${walk.place()}`, 'It ends within a header.')
    const header = readTarHeader(block)
    if (header?.type === 'S') await skipSparseMap(walk, block[SPARSE_GOES_ON] === 1)
    if (!header) return damagedTrouble(`${where}, ${walk.place()}`, 'What stands there is no tar header.')
    const padding = (TAR_BLOCK - (header.size % TAR_BLOCK)) % TAR_BLOCK
    if ('LKxgX'.includes(header.type)) {
      if (header.size > EXTENSION_MOST) return damagedTrouble(`${where}, ${walk.place()}`, 'A name of more than 1 MiB.')
      const bytes = await walk.read(header.size)
      if (header.type === 'L') longName = text(bytes, 0, bytes.length)
      if (header.type === 'x' || header.type === 'X') pax = readPax(bytes)
      await walk.skip(padding)
      continue
    }
    const full = withExtensions(header, longName, pax)
    const why = [...pax.keys()].some((key) => key.startsWith('GNU.sparse')) ? whatItIs('S') : whatItIs(full.type)
    longName = undefined
    pax = new Map()
    // Links and folders may state the size of what they point to; nothing follows them.
    const holds = /[1-6]/.test(full.type) ? 0 : full.size
    const skip = why ?? (full.path === '' ? 'no name' : skipByName(full.path, full.size))
    if (skip !== undefined) {
      if (full.type !== '5') finds.pass({ path: full.path, bytes: holds, state: 'skipped', why: skip })
      await walk.skip(holds)
    } else {
      taken++
      await walk.member(full, finds)
    }
    if (holds > 0) await walk.skip((TAR_BLOCK - (holds % TAR_BLOCK)) % TAR_BLOCK)
  }
}

/** The map of an old GNU sparse file goes on in blocks of its own. */
async function skipSparseMap(walk: Walk, goesOn: boolean): Promise<void> {
  for (let more = goesOn; more; ) more = (await walk.read(TAR_BLOCK))[SPARSE_MAP_GOES_ON] === 1
}

function withExtensions(header: TarHeader, longName: string | undefined, pax: ReadonlyMap<string, string>): TarHeader {
  const size = Number(pax.get('size') ?? header.size)
  const modified = Number(pax.get('mtime') ?? Number.NaN) * 1000
  return {
    type: header.type,
    path: cleanPath(pax.get('path') ?? longName ?? header.path),
    size: Number.isSafeInteger(size) && size >= 0 ? size : header.size,
    modified: Number.isFinite(modified) ? Math.floor(modified) : header.modified,
  }
}

/** Random access: headers are read, members are sliced. */
function blobWalk(blob: Blob): Walk {
  let at = 0
  let buffer: Bytes = new Uint8Array(0)
  let bufferAt = 0
  const read = async (count: number): Promise<Uint8Array> => {
    const from = at
    at = Math.min(blob.size, at + count)
    if (from < bufferAt || at > bufferAt + buffer.length) {
      bufferAt = from
      buffer = new Uint8Array(await blob.slice(from, from + Math.max(count, LOOK_BYTES)).arrayBuffer())
    }
    return buffer.subarray(from - bufferAt, at - bufferAt)
  }
  return {
    read,
    skip(count) {
      at += count
      return Promise.resolve()
    },
    async member({ path, size, modified }, finds) {
      const from = at
      const why = skipByHead(await read(Math.min(size, LOOK_BYTES)), path)
      at = from + size
      const member = blob.slice(from, at)
      if (why !== undefined) finds.pass({ path, bytes: size, state: 'skipped', why })
      else if (member.size === size) finds.take({ path, blob: member, modified })
      else finds.take({ path, blob: member, modified, trouble: cutOff(path, member.size, size) })
    },
    place: () => `byte ${at}`,
  }
}

const cutOff = (path: string, got: number, size: number): Trouble =>
  damagedTrouble(path, `The archive ends after ${got} of its ${size} bytes.`)

/** In order: each member is poured into the vault. */
function streamWalk(input: ByteReader, packing: Packing, used: { packed: number }, room: number, where: string): Walk {
  let at = 0
  let kept = 0
  const read = async (count: number): Promise<Uint8Array> => {
    await input.need(count)
    const bytes = await input.take(Math.min(count, input.left))
    at += bytes.length
    return bytes
  }
  /** The next `size` bytes as pieces that may be kept. */
  const parts = async function* (size: number): AsyncGenerator<Bytes> {
    for (let left = size; left > 0; ) {
      if (input.left === 0 && !(await input.need(1))) return
      const piece = await read(Math.min(left, input.left))
      left -= piece.length
      yield piece.slice()
    }
  }
  const skip = async (count: number): Promise<void> => {
    const end = at + count
    while (at < end) {
      if (input.left === 0 && !(await input.need(1))) return
      await read(Math.min(end - at, input.left))
    }
  }
  return {
    read,
    skip,
    async member({ path, size, modified }, finds) {
      const end = at + size
      await input.need(Math.min(size, LOOK_BYTES))
      const head = input.bytes.subarray(input.at, input.at + Math.min(size, input.left, LOOK_BYTES))
      const why = skipByHead(head, path)
      if (why !== undefined) {
        finds.pass({ path, bytes: size, state: 'skipped', why })
        return skip(size)
      }
      const name = `${where}/${path}`
      if (kept + size > room) {
        finds.pass({ path, bytes: size, state: 'refused', why: wordsOf(noRoom(name, kept + size, room)) })
        return skip(size)
      }
      const sink = openVault(name)
      const before = used.packed
      const poured = await pour(
        guarded(parts(size), packing, () => used.packed - before, name),
        sink,
      )
      kept += poured.bytes
      if (poured.broken instanceof Refused) {
        await sink.abandon()
        finds.pass({ path, bytes: size, state: 'refused', why: wordsOf(poured.broken.trouble) })
        return skip(end - at)
      }
      const member = { path, blob: await sink.finish(), modified }
      if (poured.bytes === size) finds.take(member)
      else if (poured.bytes > 0) finds.take({ ...member, trouble: cutOff(path, poured.bytes, size) })
      if (poured.broken !== undefined) throw poured.broken
    },
    place: () => `after ${at} unpacked bytes`,
  }
}

async function* guarded(parts: AsyncGenerator<Bytes>, packing: Packing, packed: () => number, where: string) {
  let unpacked = 0
  for await (const part of parts) {
    unpacked += part.length
    if (isBomb(packing, unpacked, packed())) throw new Refused(bombTrouble(where, unpacked, packed()))
    yield part
  }
}

const wordsOf = (trouble: Trouble): string => `${trouble.problem} ${trouble.why}`

/** Whether a blob, unpacked, begins as a tar archive does. `head` is its start as it is. */
export async function isTar(blob: Blob, head: Uint8Array, packing: Packing | undefined): Promise<boolean> {
  if (!packing) return readTarHeader(head.subarray(0, TAR_BLOCK)) !== undefined
  const input = new ByteReader(plainBytes(blob, packing, ''))
  try {
    return (await input.need(TAR_BLOCK)) && readTarHeader(await input.take(TAR_BLOCK)) !== undefined
  } catch {
    // What is damaged in its first bytes says so when it is read.
    return false
  } finally {
    await input.close()
  }
}
