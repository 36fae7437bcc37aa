// What the user's filters let through, for asks to the engine and for counts on screen.
import { ALL_SEVERITIES, SEVERITY_CLASSES, type SeverityMask } from '../../src/base/severity.ts'
import type { EngineState, RowFilter, SourceId, SourceSummary } from '../../src/engine/protocol.ts'
import type { Shared } from './store.ts'

type Sources = readonly Pick<SourceSummary, 'id'>[]

/** The sources that are shown; absent where all are. */
export function shownSources(sources: Sources, hidden: readonly SourceId[]): readonly SourceId[] | undefined {
  if (hidden.length === 0) return undefined
  return sources.map((source) => source.id).filter((id) => !hidden.includes(id))
}

/** Rows that hold the searched text in sources that are shown, whatever their severity. */
export function hitFilter(shared: Shared, sources: Sources): RowFilter {
  const shown = shownSources(sources, shared.hiddenSources)
  return { severities: ALL_SEVERITIES, query: shared.query, ...(shown && { sources: shown }) }
}

/** The rows the table lists: all of the shown sources while others are dimmed, only the matching ones while they are hidden. */
export function tableFilter(shared: Shared, sources: Sources): RowFilter {
  const shown = shownSources(sources, shared.hiddenSources)
  const hide = shared.others === 'hide'
  return {
    severities: hide ? shared.severities : ALL_SEVERITIES,
    ...(shown && { sources: shown }),
    ...(hide && shared.query.text !== '' && { query: shared.query }),
  }
}

/** Rows per severity class over the sources that are shown. */
export function shownCounts(engine: Pick<EngineState, 'sources'>, hidden: readonly SourceId[]): readonly number[] {
  const counts = new Array<number>(SEVERITY_CLASSES).fill(0)
  for (const source of engine.sources) {
    if (hidden.includes(source.id)) continue
    source.counts.forEach((count, n) => {
      counts[n] = (counts[n] ?? 0) + count
    })
  }
  return counts
}

export const toggled = (mask: SeverityMask, n: number): SeverityMask => mask ^ (1 << n)

/** Class `n` and every worse one (0 is the worst); asked again, everything. */
export function andWorse(mask: SeverityMask, n: number): SeverityMask {
  const worse = (1 << (n + 1)) - 1
  return mask === worse ? ALL_SEVERITIES : worse
}

/** Hides the given sources, or shows them where all of them are hidden. */
export function toggledSources(hidden: readonly SourceId[], ids: readonly SourceId[]): readonly SourceId[] {
  const allHidden = ids.every((id) => hidden.includes(id))
  const others = hidden.filter((id) => !ids.includes(id))
  return allHidden ? others : [...others, ...ids]
}

export interface HostGroup {
  readonly host: string
  readonly sources: readonly SourceSummary[]
}

/** Sources by host, in the engine's order. */
export function byHost(sources: readonly SourceSummary[]): readonly HostGroup[] {
  const groups = new Map<string, SourceSummary[]>()
  for (const source of sources) {
    const group = groups.get(source.host)
    if (group) group.push(source)
    else groups.set(source.host, [source])
  }
  return [...groups].map(([host, group]) => ({ host, sources: group }))
}
