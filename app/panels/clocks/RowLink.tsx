// A line of a file as a link: it selects the row in table and lanes.
import type { RowRef } from '../../../src/engine/protocol.ts'
import { useStore } from '../../store/store.ts'
import { thousands } from '../../ui/format.ts'

export function RowLink({ row, label }: { readonly row: RowRef; readonly label?: string }) {
  const { source, line } = row
  return (
    <button
      type="button"
      className="row-link"
      title={`Select line ${thousands(line)} of ${source}`}
      onClick={() => useStore.getState().setShared({ selected: { source, line } })}
    >
      {label ?? source} line {thousands(line)}
    </button>
  )
}
