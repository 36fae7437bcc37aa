// Opens an incident in this thread and waits until it is read: for the command line, the bench and tests.
import { fail, ok, type Result, type Trouble } from '../base/result.ts'
import type { Solution } from '../clocks/testimony.ts'
import { parseZone } from '../clocks/zone.ts'
import type { FormatId } from '../formats/format.ts'
import { formats } from '../formats/index.ts'
import { type FullEntry, readEntries } from './entries.ts'
import { IncidentSources } from './incident-sources.ts'
import type { ArchiveMember, ArchiveSummary, DroppedFile, SourceSummary } from './protocol.ts'
import { inlineReaders } from './readers.ts'

export type { Solution }

export interface OpenOptions {
  readonly now?: number
  readonly year?: number
  readonly zone?: string
  /** The user's own choice for a path. */
  readonly format?: (path: string) => string | undefined
  readonly host?: (path: string) => string | undefined
  /** Zone of one source, asked once its host is known; goes before `zone`. */
  readonly zoneOf?: (path: string, host: string) => string | undefined
}

export interface OpenedIncident {
  /** In name order. */
  readonly summaries: readonly SourceSummary[]
  /** Dropped archives with what became of each member. */
  readonly archives: readonly (ArchiveSummary & { readonly members: readonly ArchiveMember[] })[]
  /** The solved clocks; absent where weighing them failed. */
  readonly solution: Solution | undefined
  readonly trouble: Trouble | undefined
  readonly read: (source: string) => AsyncGenerator<FullEntry>
}

/** Fails only on wrong choices; files that cannot be read say so in their summaries. */
export async function openIncident(
  files: readonly DroppedFile[],
  options: OpenOptions,
): Promise<Result<OpenedIncident>> {
  const zone = options.zone === undefined ? undefined : parseZone(options.zone)
  if (options.zone !== undefined && zone === undefined) return noZone(options.zone, '--tz')
  const known = new Set<string>(formats.map((f) => f.id))
  const unknown = files.map((f) => options.format?.(f.path)).find((id) => id !== undefined && !known.has(id))
  if (unknown !== undefined) {
    return fail({
      problem: `“${unknown}” is not a format.`,
      where: '--format',
      why: '',
      help: `One of ${[...known].join(', ')}.`,
    })
  }
  const sources = new IncidentSources(
    inlineReaders(),
    {
      ...(options.now === undefined ? {} : { now: options.now }),
      ...(options.year === undefined ? {} : { year: options.year }),
      ...(zone === undefined ? {} : { zone }),
    },
    () => undefined,
  )
  sources.add(files, (source) => {
    const format = options.format?.(source.file.path)
    const host = options.host?.(source.file.path)
    if (format !== undefined) source.choices.format = format as FormatId
    if (host !== undefined) source.choices.host = host
  })
  await sources.idle()
  for (const source of options.zoneOf ? sources.all() : []) {
    const written = options.zoneOf?.(source.file.path, source.host.value)
    if (written === undefined) continue
    const chosen = parseZone(written)
    if (chosen === undefined) return noZone(written, source.id)
    source.choices.zone = chosen
    sources.changed()
  }
  const view = sources.view()
  const all = sources.all()
  return ok({
    solution: sources.solved,
    trouble: sources.state().alignmentTrouble,
    summaries: all.map((s) => s.summary(view.placements.get(s.id))),
    archives: sources.archives
      .summaries()
      .map((archive) => ({ ...archive, members: sources.archives.members(archive.id) })),
    read: (id) => {
      const source = sources.get(id)
      return source ? readEntries(view, source) : (async function* () {})()
    },
  })
}

const noZone = (written: string, where: string): Result<never> =>
  fail({
    problem: `“${written}” is not a zone.`,
    where,
    why: '',
    help: 'Write UTC, an offset such as +02:00, or a name such as America/Edmonton.',
  })
