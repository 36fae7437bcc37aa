// What stands in the table when no row passes: what would be there without a filter, and the way to drop it.
import { ALL_SEVERITIES } from '../../src/base/severity.ts'
import { noQuery, useStore } from '../store/store.ts'
import { counted } from '../ui/format.ts'

export function EmptyTable() {
  const shared = useStore((s) => s.shared)
  const { engine, hits } = useStore((s) => s.passing)
  const { setShared } = useStore.getState()
  if (engine.rows === 0) {
    return <p className="tb-empty">{engine.reading ? 'Rows appear here as they are read.' : 'No rows.'}</p>
  }
  const searched = shared.query.text !== ''
  if (searched && (hits?.count ?? 0) === 0) {
    return (
      <p className="tb-empty" role="status">
        {hits?.done === false ? 'Nothing matches so far. ' : 'Nothing matches. '}
        <button type="button" onClick={() => setShared({ query: noQuery })}>
          Clear the search
        </button>
      </p>
    )
  }
  const without = searched ? counted(hits?.count ?? 0, 'hit') : counted(engine.rows, 'row')
  const bySeverity = shared.severities !== ALL_SEVERITIES
  return (
    <p className="tb-empty" role="status">
      Nothing matches. {without} without the {bySeverity ? 'severity' : 'source'} filter.{' '}
      <button
        type="button"
        onClick={() => setShared(bySeverity ? { severities: ALL_SEVERITIES } : { hiddenSources: [] })}
      >
        Drop that filter
      </button>
    </p>
  )
}
