// The filter bar: search, what others become, hosts, sources, severity.
import { ALL_SEVERITIES } from '../../src/base/severity.ts'
import { useStore } from '../store/store.ts'
import { AsLoggedChip } from './AsLoggedChip.tsx'
import { HostsMenu, SourcesMenu } from './ChipMenus.tsx'
import { SearchBox } from './SearchBox.tsx'
import { SeverityScale } from './SeverityScale.tsx'

export function FilterBar() {
  return (
    <div className="filter-bar" data-region="filters">
      <SearchBox />
      <OthersChip />
      <HostsMenu />
      <SourcesMenu />
      <AsLoggedChip />
      <SeverityScale />
    </div>
  )
}

function OthersChip() {
  const others = useStore((s) => s.shared.others)
  const filtering = useStore((s) => s.shared.severities !== ALL_SEVERITIES || s.shared.query.text !== '')
  const setShared = useStore((s) => s.setShared)
  const dim = others === 'dim'
  return (
    <button
      type="button"
      className="chip others-chip"
      data-active={filtering}
      title={
        dim
          ? 'Rows that do not match stay, dimmed. Press to hide them'
          : 'Rows that do not match are hidden. Press to dim them'
      }
      onClick={() => setShared({ others: dim ? 'hide' : 'dim' })}
    >
      {dim ? 'Dim, don’t hide' : 'Hide others'}
    </button>
  )
}
