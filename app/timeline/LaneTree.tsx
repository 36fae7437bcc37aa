// What the lanes show, for readers who do not see them: hosts and their sources as a tree, with counts and clock states.
import { memo } from 'react'
import { severityNames } from '../../src/base/severity.ts'
import type { SourceSummary } from '../../src/engine/protocol.ts'
import { counted, thousands } from '../ui/format.ts'
import { clockBadge } from './clock-badge.ts'
import { type HostGroup, isUnplaced, unplacedSentence } from './lane-layout.ts'

/** "SW-1, 2 sources, clock assumed UTC". */
const hostWords = (group: HostGroup): string =>
  `${group.host}, ${counted(group.sources.length, 'source')}, ${clockBadge(group.sources).words}`

/** "sw-1.log, Arista EOS, 2,318 rows, 2 crit, 14 err, 3 warn". */
function sourceWords(source: SourceSummary): string {
  const bad = source.counts
    .slice(0, 5)
    .map((count, severity) => (count > 0 ? `${thousands(count)} ${severityNames[severity] ?? ''}` : ''))
    .filter((text) => text !== '')
  const place = isUnplaced(source) ? [unplacedSentence([source])] : []
  return [source.name, source.formatTitle, counted(source.rows, 'row'), ...bad, ...place].join(', ')
}

/** No item is a tab stop: the visible headers are. Readers reach the items with their own cursor. */
export const LaneTree = memo(function LaneTree({ groups }: { readonly groups: readonly HostGroup[] }) {
  return (
    <div className="tl-tree" role="tree" aria-label="Hosts and sources">
      {groups.map((group) => (
        <HostItem key={group.host} group={group} />
      ))}
    </div>
  )
})

const HostItem = memo(
  function HostItem({ group }: { readonly group: HostGroup }) {
    const words = hostWords(group)
    return (
      <div role="treeitem" tabIndex={-1} aria-level={1} aria-expanded={!group.collapsed} aria-label={words}>
        {words}
        {!group.collapsed && (
          // biome-ignore lint/a11y/useSemanticElements: inside a tree, a list of children is a group.
          <div role="group">
            {group.sources.map((source) => (
              <div key={source.id} role="treeitem" tabIndex={-1} aria-level={2} aria-label={sourceWords(source)}>
                {sourceWords(source)}
              </div>
            ))}
          </div>
        )}
      </div>
    )
  },
  ({ group: a }, { group: b }) =>
    a.host === b.host &&
    a.collapsed === b.collapsed &&
    a.sources.length === b.sources.length &&
    a.sources.every((source, n) => source === b.sources[n]),
)
