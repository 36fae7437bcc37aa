// An archive as a list of sources: which kind it is, its members in batches as they come, and the names its trees give to hosts.
import type { Trouble } from '../../base/result.ts'
import { type Finds, isZip, type Member, type PassedMember } from './finds.ts'
import type { Packing } from './limits.ts'
import { packingOf } from './packing.ts'
import { isTar, walkTar } from './tar.ts'
import { inflate, walkZip } from './zip.ts'

export type ArchiveKind = { readonly kind: 'zip' } | { readonly kind: 'tar'; readonly packing?: Packing }

/** Members in one message, and how long one may wait for others. */
const BATCH = 64
const BATCH_MS = 80
/** A file that names its host holds no more than this. */
const HOST_NAME_MOST = 256

export interface Batch {
  readonly members: readonly Member[]
  readonly passed: readonly PassedMember[]
  /** Folder of a machine's file tree, and the name its own files give to it. */
  readonly hosts: readonly { readonly root: string; readonly host: string }[]
}

/** `undefined`: not an archive of several files. */
export async function archiveKind(blob: Blob, head: Uint8Array): Promise<ArchiveKind | undefined> {
  if (isZip(head)) return { kind: 'zip' }
  const packing = packingOf(head)
  if (!(await isTar(blob, head, packing))) return undefined
  return packing ? { kind: 'tar', packing } : { kind: 'tar' }
}

/** Walks through an archive. What went wrong with it as a whole is the value; everything found before was told. */
export async function readArchive(
  blob: Blob,
  kind: ArchiveKind,
  where: string,
  tell: (batch: Batch) => void,
  stopped: () => boolean,
): Promise<Trouble | undefined> {
  let members: Member[] = []
  let passed: PassedMember[] = []
  let since = performance.now()
  const names: Member[] = []
  const flush = () => {
    if (members.length + passed.length > 0) tell({ members, passed, hosts: [] })
    members = []
    passed = []
    since = performance.now()
  }
  const flushSoon = () => {
    if (members.length + passed.length >= BATCH || performance.now() - since > BATCH_MS) flush()
  }
  const finds: Finds = {
    take(member) {
      if (rootNamedBy(member.path) !== undefined && (member.deflated?.bytes ?? member.blob.size) <= HOST_NAME_MOST)
        names.push(member)
      else members.push(member)
      flushSoon()
    },
    pass(member) {
      passed.push(member)
      flushSoon()
    },
    stopped,
  }
  const trouble =
    kind.kind === 'zip' ? await walkZip(blob, where, finds) : await walkTar(blob, kind.packing, where, finds)
  const hosts = new Map<string, string>()
  for (const member of names) {
    const root = rootNamedBy(member.path) as string
    const host = await hostIn(member, where)
    if (host !== undefined) hosts.set(root, host)
    const bytes = member.deflated?.bytes ?? member.blob.size
    passed.push({ path: member.path, bytes, state: 'skipped', why: host ? `names the host: ${host}` : 'not a log' })
  }
  tell({ members, passed, hosts: [...hosts].map(([root, host]) => ({ root, host })) })
  return trouble
}

/** The root of the tree whose host this file names: `etc/hostname`, what sosreport collects, or `hostname` at the root. */
function rootNamedBy(path: string): string | undefined {
  const m = /^(?:(.*)\/)?(?:etc\/hostname|sos_commands\/host\/hostname(?:_-f)?)$/.exec(path)
  if (m) return m[1] ?? ''
  const top = /^(?:([^/]+)\/)?hostname$/.exec(path)
  return top ? (top[1] ?? '') : undefined
}

async function hostIn(member: Member, where: string): Promise<string | undefined> {
  const plain = member.deflated ? await inflate(member.blob, member.deflated, where) : undefined
  if (plain?.ok === false) return undefined
  const text = (await (plain?.value.blob ?? member.blob).text()).trim()
  return /^[\w.-]{1,253}$/.test(text) && !text.startsWith('localhost') ? text : undefined
}

/**
 * The path of a member as a source: the archive's folder and name without ending, then the path inside. The name is left out where the
 * tree inside says it again (`sosreport-c35-2013.tgz` holds `sosreport-c35-2013/`) or is a report's own.
 */
export function sourcePath(archive: string, member: string): string {
  const slash = archive.lastIndexOf('/') + 1
  const stem = archive.slice(slash).replace(/\.(?:tgz|txz|tbz2?|tzst|zip|gz|tar)$|\.tar\.\w+$/i, '')
  const top = member.slice(0, Math.max(0, member.indexOf('/')))
  const named = top !== '' && (top === stem || /^(?:sos|sosreport)-./.test(top))
  return archive.slice(0, slash) + (named ? member : `${stem}/${member}`)
}
