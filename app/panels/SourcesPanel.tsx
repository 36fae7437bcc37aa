// Every source: what it was read as and why, and an account of every line.
import { useStore } from '../store/store.ts'
import { SourceCard } from './SourceCard.tsx'

export function SourcesPanel() {
  const sources = useStore((s) => s.passing.engine.sources)
  if (sources.length === 0) return <p className="panel-empty">No sources yet.</p>
  return (
    <ul className="source-cards">
      {sources.map((source) => (
        <li key={source.id}>
          <SourceCard source={source} />
        </li>
      ))}
    </ul>
  )
}
