// What the lanes show, for readers who do not see them: hosts, their sources and the jumps of their clocks as a tree.
import { memo } from 'react'
import { severityNames } from '../../src/base/severity.ts'
import type { Alignment, SourceSummary } from '../../src/engine/protocol.ts'
import { useStore } from '../store/store.ts'
import { counted, thousands } from '../ui/format.ts'
import { jumpItems } from './jump-items.ts'
import { type HostGroup, isUnplaced, unplacedSentence } from './lane-layout.ts'
import { useBadge } from './use-badge.ts'

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
  const alignment = useStore((s) => s.passing.engine.alignment)
  return (
    <div className="tl-tree" role="tree" aria-label="Hosts and sources">
      {groups.map((group) => (
        <HostItem key={group.host} group={group} alignment={alignment} />
      ))}
    </div>
  )
})

interface ItemProps {
  readonly group: HostGroup
  readonly alignment: Alignment | undefined
}

const HostItem = memo(function HostItem({ group, alignment }: ItemProps) {
  const badge = useBadge(group.host, group.sources)
  const jumps = jumpItems(alignment, group.host)
  // "SW-1, 2 sources, clock assumed UTC", "vm-7, 1 source, clock measured, 6m 02s behind, ±0.5s, 3 clock jumps".
  const words = [group.host, counted(group.sources.length, 'source'), badge.words]
  if (jumps.length > 0) words.push(counted(jumps.length, 'clock jump'))
  const label = words.join(', ')
  return (
    <div role="treeitem" tabIndex={-1} aria-level={1} aria-expanded={!group.collapsed} aria-label={label}>
      {label}
      {!group.collapsed && (
        // biome-ignore lint/a11y/useSemanticElements: inside a tree, a list of children is a group.
        <div role="group">
          {group.sources.map((source) => (
            <div key={source.id} role="treeitem" tabIndex={-1} aria-level={2} aria-label={sourceWords(source)}>
              {sourceWords(source)}
            </div>
          ))}
          {jumps.map(({ key, words: said }) => (
            <div key={key} role="treeitem" tabIndex={-1} aria-level={2} aria-label={said}>
              {said}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}, sameItem)

function sameItem({ group: a, alignment: c }: ItemProps, { group: b, alignment: d }: ItemProps): boolean {
  return (
    c === d &&
    a.host === b.host &&
    a.collapsed === b.collapsed &&
    a.sources.length === b.sources.length &&
    a.sources.every((source, n) => source === b.sources[n])
  )
}
