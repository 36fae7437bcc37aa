// Turns what was dropped, chosen or pasted into files with their paths; folders are walked to the end.
import { isCompanion } from '../../src/base/companion-files.ts'
import type { DroppedFile } from '../../src/engine/protocol.ts'
import { isHidden, MOST_FILES, withoutSharedFolder } from './paths.ts'

export interface Intake {
  readonly files: readonly DroppedFile[]
  /** Dot-files, and files of a folder that only tell about logs, left out. */
  readonly hidden: number
  /** Files past {@link MOST_FILES}, left out. */
  readonly tooMany: boolean
  /** Files and folders the browser would not read. */
  readonly unreadable: number
}

interface Found {
  readonly path: string
  readonly file: File
}

const dropped = ({ path, file }: Found): DroppedFile => ({ path, blob: file, modified: file.lastModified })

function intake(found: readonly Found[], tooMany: boolean, unreadable: number): Intake {
  const shown = found.filter(({ path }) => !isHidden(path) && !(path.includes('/') && isCompanion(path)))
  const paths = withoutSharedFolder(shown.map(({ path }) => path))
  return {
    files: shown.slice(0, MOST_FILES).map((one, n) => dropped({ ...one, path: paths[n] ?? one.path })),
    hidden: found.length - shown.length,
    tooMany: tooMany || shown.length > MOST_FILES,
    unreadable,
  }
}

/** Files from an input, or pasted ones. A chosen folder brings its path with each file. */
export function readFiles(files: readonly File[]): Intake {
  return intake(
    files.map((file) => ({ path: file.webkitRelativePath || file.name, file })),
    false,
    0,
  )
}

/**
 * Files and folders of a drop. The entries are taken before the first `await`: the browser empties the list when the event ends.
 */
export async function readDrop(transfer: DataTransfer): Promise<Intake> {
  const items = [...transfer.items].filter((item) => item.kind === 'file')
  const loose: Found[] = []
  const waiting: FileSystemEntry[] = []
  for (const item of items) {
    const entry = item.webkitGetAsEntry()
    if (entry) waiting.push(entry)
    else {
      const file = item.getAsFile()
      if (file) loose.push({ path: file.name, file })
    }
  }
  const walked = await walk(waiting)
  return intake([...loose, ...walked.found], walked.tooMany, walked.unreadable)
}

async function walk(entries: FileSystemEntry[]): Promise<{ found: Found[]; tooMany: boolean; unreadable: number }> {
  const found: Found[] = []
  let unreadable = 0
  // A stack, not recursion: a deep tree costs no call depth, and the cap stops it anywhere.
  for (let entry = entries.pop(); entry; entry = entries.pop()) {
    if (found.length > MOST_FILES) return { found, tooMany: true, unreadable }
    try {
      if (entry.isFile)
        found.push({ path: entry.fullPath.replace(/^\//, ''), file: await fileOf(entry as FileSystemFileEntry) })
      else if (entry.isDirectory && !isHidden(entry.name))
        entries.push(...(await childrenOf(entry as FileSystemDirectoryEntry)))
    } catch {
      unreadable += 1
    }
  }
  return { found, tooMany: false, unreadable }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> => new Promise((ok, no) => entry.file(ok, no))

/** `readEntries` gives at most 100 at a time; only an empty answer says that all were given. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const children: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((ok, no) => reader.readEntries(ok, no))
    if (some.length === 0) return children
    children.push(...some)
  }
}
