// Where unpacked bytes live: in memory up to a bound, then in the browser's origin-private file system, never twice.

/** Unpacked members above this go to disk where there is one. */
export const MEMORY_BYTES = 32 << 20
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
      if (inMemory <= MEMORY_BYTES) return
      disk = await openDisk(name)
      if (!disk) {
        if (inMemory > NO_DISK_LIMIT) throw new Error('no room to unpack: more than 2 GiB and no disk storage here')
        return
      }
      for (const chunk of chunks) disk.write(chunk)
      chunks = []
    },
    async finish() {
      return disk ? disk.finish() : new Blob(chunks)
    },
    async abandon() {
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
        access.write(bytes)
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
