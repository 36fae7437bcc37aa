// Files from the shell as the page's drop would hand them over: blobs that are read in place, folders walked in name order.
import { openAsBlob } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { isCompanion } from '../base/companion-files.ts'
import { fail, ok, type Result, type Trouble } from '../base/result.ts'
import type { DroppedFile } from '../engine/protocol.ts'

const MAX_DEPTH = 32

/** Opens what the command line names; each name that cannot be opened is a trouble of its own. */
export async function openFiles(names: readonly string[]): Promise<{ files: DroppedFile[]; troubles: Trouble[] }> {
  const files: DroppedFile[] = []
  const troubles: Trouble[] = []
  for (const name of names) {
    for (const opened of await openOne(name)) {
      if (opened.ok) files.push(opened.value)
      else troubles.push(opened.trouble)
    }
  }
  return { files: inStableOrder(files), troubles }
}

async function openOne(name: string): Promise<Result<DroppedFile>[]> {
  if (name === '-') {
    const bytes = await buffer(process.stdin)
    return [ok({ path: 'stdin', blob: new Blob([new Uint8Array(bytes)]), modified: Date.now() })]
  }
  const clean = name.replace(/\/+$/, '')
  try {
    const info = await stat(clean)
    if (!info.isDirectory()) return [await openFile(clean, basename(clean))]
    // A folder named as such is the incident: paths count from inside it, as when the page strips the common folder.
    return walk(clean, '', 0)
  } catch (error) {
    return [fail(cannotOpen(name, error))]
  }
}

async function walk(folder: string, prefix: string, depth: number): Promise<Result<DroppedFile>[]> {
  if (depth > MAX_DEPTH) return [fail(cannotOpen(folder, new Error(`folders are nested more than ${MAX_DEPTH} deep`)))]
  const items = await readdir(folder, { withFileTypes: true })
  const found: Result<DroppedFile>[] = []
  for (const item of items.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (item.name.startsWith('.') || (item.isFile() && isCompanion(item.name))) continue
    const path = join(folder, item.name)
    if (item.isDirectory()) found.push(...(await walk(path, `${prefix}${item.name}/`, depth + 1)))
    else if (item.isFile()) found.push(await openFile(path, prefix + item.name))
  }
  return found
}

async function openFile(path: string, name: string): Promise<Result<DroppedFile>> {
  try {
    const info = await stat(path)
    return ok({ path: name, blob: await openAsBlob(path), modified: Math.floor(info.mtimeMs) })
  } catch (error) {
    return fail(cannotOpen(path, error))
  }
}

const cannotOpen = (where: string, error: unknown): Trouble => ({
  problem: 'This file cannot be opened.',
  where,
  why: error instanceof Error ? error.message : String(error),
  help: 'Check the name and that you may read it.',
})

/** Files of equal names (from different folders given one by one) are told apart by size and date, not by their order. */
function inStableOrder(files: readonly DroppedFile[]): DroppedFile[] {
  return [...files].sort((a, b) => {
    if (a.path !== b.path) return a.path < b.path ? -1 : 1
    return a.blob.size - b.blob.size || a.modified - b.modified
  })
}
