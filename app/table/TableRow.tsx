// One line of the table. Drawn again only when something in it has changed.
import type { ReactTable, Row as TanStackRow } from '@tanstack/react-table'
import { memo } from 'react'
import type { features, TableRow } from './columns.tsx'
import { ROW_HEIGHT } from './scaled-scroll.ts'

export type LogTable = ReactTable<typeof features, TableRow, unknown>

interface Props {
  readonly table: LogTable
  readonly row: TanStackRow<typeof features, TableRow>
  readonly top: number
  readonly selected: boolean
  /** Changes when the columns do. */
  readonly columns: unknown
}

export const TableLine = memo(
  function TableLine({ table, row, top, selected }: Props) {
    const { original } = row
    const state = `${selected ? ' tb-selected' : ''}${original.dimmed ? ' tb-dimmed' : ''}${original.newDay ? ' tb-first' : ''}`
    return (
      // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names the active row.
      // biome-ignore lint/a11y/useSemanticElements: rows in view only; a table element cannot hold them apart.
      <div
        role="row"
        id={`tb-row-${original.index}`}
        aria-rowindex={original.index + 1}
        aria-selected={selected}
        aria-description={original.dimmed ? 'does not match' : undefined}
        data-index={original.index}
        className={`tb-row${state}`}
        style={{ transform: `translateY(${top}px)`, height: ROW_HEIGHT }}
      >
        {row.getAllCells().map((cell) => (
          // biome-ignore lint/a11y/useFocusableInteractive: see above.
          // biome-ignore lint/a11y/useSemanticElements: see above.
          <div key={cell.id} role="gridcell" className={`tb-cell tb-cell-${cell.column.id}`}>
            <table.FlexRender cell={cell} />
          </div>
        ))}
      </div>
    )
  },
  (a, b) =>
    a.top === b.top && a.selected === b.selected && a.columns === b.columns && same(a.row.original, b.row.original),
)

function same(a: TableRow, b: TableRow): boolean {
  return (
    a.row === b.row &&
    a.index === b.index &&
    a.newDay === b.newDay &&
    a.dimmed === b.dimmed &&
    a.zoneView === b.zoneView &&
    a.hostZone === b.hostZone &&
    a.asLogged === b.asLogged &&
    a.sourceName === b.sourceName &&
    a.query === b.query
  )
}
