// The dropped archives of an incident: what became of each member, and which host each tree of files belongs to.
import type { Trouble } from '../base/result.ts'
import { sourcePath } from '../reading/archives/archive.ts'
import { MEMBERS_MOST, tooMany } from '../reading/archives/limits.ts'
import type { ArchiveMember, ArchiveSummary, DroppedFile, SourceId } from './protocol.ts'
import type { ReadEvent } from './read-job.ts'
import type { Source } from './source.ts'

type Members = Extract<ReadEvent, { kind: 'members' }>
type Ended = Extract<ReadEvent, { kind: 'ended' }>

interface Archive {
  readonly id: SourceId
  readonly bytes: number
  readonly members: Map<string, ArchiveMember>
  walking: boolean
  taken: number
  trouble?: Trouble
}

export class Archives {
  private readonly byId = new Map<SourceId, Archive>()
  private readonly hosts = new Map<string, string>()

  /** Members that came out of `source`, as files to be added. */
  take(source: Source, found: Members): DroppedFile[] {
    const { inside, path } = source.file
    const archive = this.archiveOf(source)
    const place = inside?.path ?? path
    for (const { root, host } of found.hosts) {
      this.hosts.set(sourcePath(path, root === '' ? 'x' : `${root}/x`).slice(0, -2), host)
    }
    for (const member of found.passed) passed(archive, { ...member, path: `${place}/${member.path}` })
    return found.members.flatMap((member): DroppedFile[] => {
      const memberPath = `${place}/${member.path}`
      const bytes = member.deflated?.bytes ?? member.blob.size
      if (archive.taken >= MEMBERS_MOST) {
        archive.trouble = tooMany(archive.id, MEMBERS_MOST)
        passed(archive, { path: memberPath, bytes, state: 'refused', why: archive.trouble.problem })
        return []
      }
      archive.taken++
      const { deflated, trouble, blob, modified } = member
      const file: DroppedFile = {
        path: sourcePath(path, member.path),
        blob,
        modified,
        inside: {
          archive: archive.id,
          path: memberPath,
          level: (inside?.level ?? 0) + 1,
          ...(deflated ? { deflated } : {}),
          ...(trouble ? { trouble } : {}),
        },
      }
      return [file]
    })
  }

  /** A member became a source of its own. */
  joined(source: Source): void {
    const { inside } = source.file
    const archive = inside && this.byId.get(inside.archive)
    if (!archive) return
    note(archive, source, { state: 'waiting', source: source.id })
    this.nameHost(source)
  }

  /** Notes how a read ended. True where nothing of `source` itself is left to show: its members stand for it, or it is no log. */
  ended(source: Source, event: Ended): boolean {
    const { inside } = source.file
    if (!inside) return this.droppedEnded(source, event)
    const archive = this.byId.get(inside.archive)
    if (!archive) return false
    if (event.archive) {
      note(archive, source, { state: 'read', why: event.trouble ? words(event.trouble) : 'its members are read' })
    } else if (event.skipped !== undefined) {
      note(archive, source, { state: 'skipped', why: event.skipped })
    } else if (event.refused) {
      note(archive, source, { state: 'refused', why: event.trouble ? words(event.trouble) : '' })
    } else {
      const why = event.trouble ? { why: words(event.trouble) } : {}
      note(archive, source, { state: 'read', source: source.id, ...why })
    }
    return event.archive === true || event.refused
  }

  private droppedEnded(source: Source, event: Ended): boolean {
    if (!event.archive) return false
    const archive = this.archiveOf(source)
    archive.walking = false
    if (event.trouble) archive.trouble ??= event.trouble
    if (archive.taken > 0) return true
    source.phase = 'refused'
    source.trouble = event.trouble ?? noLogs(archive)
    return false
  }

  /** Tells a member which host its tree of files belongs to, where the tree says so. */
  nameHost(source: Source): void {
    const { inside, path } = source.file
    for (let at = path.lastIndexOf('/'); inside && at > 0; at = path.lastIndexOf('/', at - 1)) {
      const host = this.hosts.get(path.slice(0, at))
      if (host === undefined) continue
      source.treeHost = host
      return
    }
  }

  /** False where there is no such archive. */
  remove(id: SourceId): boolean {
    return this.byId.delete(id)
  }

  members(id: SourceId): readonly ArchiveMember[] {
    return [...(this.byId.get(id)?.members.values() ?? [])].sort((a, b) => (a.path < b.path ? -1 : 1))
  }

  summaries(): ArchiveSummary[] {
    return [...this.byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map(summaryOf)
  }

  private archiveOf(source: Source): Archive {
    const id = source.file.inside?.archive ?? source.id
    const known = this.byId.get(id)
    if (known) return known
    const archive: Archive = { id, bytes: source.file.blob.size, members: new Map(), walking: true, taken: 0 }
    this.byId.set(id, archive)
    return archive
  }
}

/** Two members of one path (a tar that was appended to) are two lines. */
function passed(archive: Archive, member: ArchiveMember): void {
  let key = member.path
  for (let n = 2; archive.members.has(key); n++) key = `${member.path} (${n})`
  archive.members.set(key, member)
}

/** What became of the member that `source` was made of. */
function note(archive: Archive, source: Source, member: Omit<ArchiveMember, 'path' | 'bytes'>): void {
  const path = source.file.inside?.path ?? source.file.path
  archive.members.set(`source ${source.id}`, { path, bytes: sizeOf(source), ...member })
}

const sizeOf = (source: Source): number =>
  source.opened?.blob.size ?? source.file.inside?.deflated?.bytes ?? source.file.blob.size

const words = (trouble: Trouble): string => `${trouble.problem} ${trouble.why} ${trouble.help}`

function summaryOf(archive: Archive): ArchiveSummary {
  const counts = { waiting: 0, read: 0, skipped: 0, refused: 0 }
  for (const member of archive.members.values()) counts[member.state]++
  const reading = archive.walking || counts.waiting > 0
  const trouble = archive.trouble ?? (reading || counts.read > 0 ? undefined : noLogs(archive))
  return { id: archive.id, bytes: archive.bytes, reading, ...counts, ...(trouble ? { trouble } : {}) }
}

function noLogs({ id, members }: Archive): Trouble {
  const all = [...members.values()]
  const first = all.find((member) => member.state === 'refused') ?? all[0]
  return {
    problem: 'No logs in this archive.',
    where: id,
    why: first ? `${all.length} members were passed over, the first: ${first.path}: ${first.why}` : 'It is empty.',
    help: 'Drop the archive that holds the logs.',
  }
}
