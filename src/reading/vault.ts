// Where unpacked bytes live: in memory up to a bound, then in the browser's origin-private file system, never twice.
import { noRoom, Refused, UNPACKED_MOST } from './archives/limits.ts'

/** Unpacked members above this go to disk where there is one. */
export const MEMORY_BYTES = 32 << 20
/** All that one worker keeps in memory; beyond it everything but small files goes to disk. */
const MEMORY_IN_ALL = 256 << 20
/** A file of its own on disk costs more than keeping this. */
const SMALL_BYTES = 64 << 10
/** Without a disk (Node, private windows) this much may be kept in memory. */
const NO_DISK_LIMIT = 2 ** 31

/** Folder in the origin-private file system; its files live as long as the incident. */
const FOLDER = 'skewline-unpacked'

export interface Sink {
  /** Keeps a copy-free reference: the caller must not reuse `bytes`. Rejects where there is no room. */
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>
  finish(): Promise<Blob>
  abandon(): Promise<void>
}

/** What the sinks of this worker hold in memory. Never falls: when a Blob is let go of, nobody is told. */
let heldInAll = 0

/** Pours a stream into a sink. `broken` is what ended it early; what came before is in the sink. */
export async function pour(
  stream: AsyncIterable<Uint8Array<ArrayBuffer>>,
  sink: Sink,
  onBytes?: (bytes: number) => void,
): Promise<{ bytes: number; broken?: unknown }> {
  let bytes = 0
  try {
    for await (const piece of stream) {
      await sink.write(piece)
      bytes += piece.byteLength
      onBytes?.(bytes)
    }
    return { bytes }
  } catch (broken) {
    return { bytes, broken }
  }
}

/** Bytes that may still be unpacked here: what the browser grants, at most 64 GiB. */
export async function roomLeft(): Promise<number> {
  if (typeof navigator === 'undefined' || !navigator.storage?.estimate) return UNPACKED_MOST
  try {
    const { quota, usage } = await navigator.storage.estimate()
    return quota === undefined ? UNPACKED_MOST : Math.min(UNPACKED_MOST, quota - (usage ?? 0))
  } catch {
    return UNPACKED_MOST
  }
}

/** Opens a place for one unpacked member. */
export function openVault(name: string): Sink {
  let chunks: Uint8Array<ArrayBuffer>[] = []
  let inMemory = 0
  let disk: DiskFile | undefined
  return {
    async write(bytes) {
      if (disk) return disk.write(bytes)
      chunks.push(bytes)
      inMemory += bytes.byteLength
      heldInAll += bytes.byteLength
      if (inMemory <= (heldInAll > MEMORY_IN_ALL ? SMALL_BYTES : MEMORY_BYTES)) return
      disk = await openDisk(name)
      if (!disk) {
        if (inMemory > NO_DISK_LIMIT) throw new Refused(noRoom(name, inMemory, NO_DISK_LIMIT))
        return
      }
      for (const chunk of chunks) disk.write(chunk)
      heldInAll -= inMemory
      chunks = []
    },
    async finish() {
      return disk ? disk.finish() : new Blob(chunks)
    },
    async abandon() {
      if (!disk) heldInAll -= inMemory
      chunks = []
      await disk?.abandon()
    },
  }
}

interface DiskFile {
  write(bytes: Uint8Array<ArrayBuffer>): void
  finish(): Promise<Blob>
  abandon(): Promise<void>
}

let diskFiles = 0

async function openDisk(name: string): Promise<DiskFile | undefined> {
  // `navigator.storage` is missing in Node and refused in some private windows; memory then has to do.
  if (typeof navigator === 'undefined' || !navigator.storage?.getDirectory) return undefined
  try {
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle(FOLDER, { create: true })
    const unique = `${Date.now().toString(36)}-${diskFiles++}-${name.replace(/[^\w.-]/g, '_').slice(-60)}`
    const handle = await folder.getFileHandle(unique, { create: true })
    const access = await handle.createSyncAccessHandle()
    return {
      write(bytes) {
        // A full disk either throws or takes less than it is given.
        let taken = 0
        try {
          taken = access.write(bytes)
        } catch {
          // Said below.
        }
        if (taken < bytes.byteLength) throw new Refused(noRoom(name, access.getSize(), access.getSize()))
      },
      async finish() {
        access.flush()
        access.close()
        return handle.getFile()
      },
      async abandon() {
        access.close()
        await folder.removeEntry(unique)
      },
    }
  } catch {
    return undefined
  }
}

/** Files of an earlier visit older than this are removed; a younger one may belong to another open tab. */
const STALE_MS = 24 * 3600 * 1000

/** Removes what earlier visits left behind. Called once when the engine starts. */
export async function clearVault(): Promise<void> {
  if (typeof navigator === 'undefined' || !navigator.storage?.getDirectory) return
  try {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER)
    for await (const name of folder.keys()) {
      const born = Number.parseInt(name.split('-')[0] ?? '', 36)
      if (!(Date.now() - born < STALE_MS)) await folder.removeEntry(name)
    }
  } catch {
    // No folder: nothing was left behind.
  }
}
