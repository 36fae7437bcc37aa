// Every source: what it was read as and why, and an account of every line. Archives first: what became of their members.
import { memo, useDeferredValue } from 'react'
import type { ArchiveSummary, SourceSummary } from '../../src/engine/protocol.ts'
import { useStore } from '../store/store.ts'
import { ArchiveCard } from './ArchiveCard.tsx'
import { SourceCard } from './SourceCard.tsx'

const NO_SOURCES: readonly SourceSummary[] = []
const NO_ARCHIVES: readonly ArchiveSummary[] = []

export function SourcesPanel() {
  // Hundreds of cards may come a moment after the lanes.
  const sources = useDeferredValue(
    useStore((s) => s.passing.engine.sources),
    NO_SOURCES,
  )
  const archives = useStore((s) => s.passing.engine.archives) ?? NO_ARCHIVES
  const some = useStore((s) => s.passing.engine.sources.length > 0)
  if (!some && archives.length === 0) return <p className="panel-empty">No sources yet.</p>
  return <Cards sources={sources} archives={archives} />
}

interface Props {
  readonly sources: readonly SourceSummary[]
  readonly archives: readonly ArchiveSummary[]
}

const Cards = memo(function Cards({ sources, archives }: Props) {
  return (
    <ul className="source-cards">
      {archives.map((archive) => (
        <li key={`archive ${archive.id}`}>
          <ArchiveCard archive={archive} />
        </li>
      ))}
      {sources.map((source) => (
        <li key={source.id}>
          <SourceCard source={source} />
        </li>
      ))}
    </ul>
  )
})
