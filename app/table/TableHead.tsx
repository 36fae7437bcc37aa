// The head of the table: names of the columns and the edges to drag.
import type { LogTable } from './TableRow.tsx'

const STEP = 16

interface Props {
  readonly table: LogTable
  /** Of the times in the first column: `UTC`, `MST`, `host`. */
  readonly zone: string
  /** The first time column shows stamps as logged. */
  readonly asLogged: boolean
  /** Of the first row in view: further down no row of that day repeats it. */
  readonly day: string
  readonly height: number
}

export function TableHead({ table, zone, asLogged, day, height }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the rows below are no table rows either.
    <div className="tb-head" role="rowgroup" style={{ height }}>
      {table.getHeaderGroups().map((group) => (
        // biome-ignore lint/a11y/useFocusableInteractive: heads are not stepped through.
        // biome-ignore lint/a11y/useSemanticElements: the rows below are no table rows either.
        <div key={group.id} role="row" className="tb-head-row">
          {group.headers.map((header) => {
            const { column } = header
            const title = String(column.columnDef.header ?? '')
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: see above.
              // biome-ignore lint/a11y/useSemanticElements: see above.
              <div
                key={header.id}
                role="columnheader"
                className="tb-title"
                aria-label={title === '' ? 'Day' : undefined}
              >
                {column.id === 'glyph' && (
                  <span className="tb-day" title={day}>
                    {day.slice(5)}
                  </span>
                )}
                {column.id === 'time' ? (asLogged ? 'Logged' : `${title} (${zone})`) : title}
                {column.getCanResize() && (
                  // biome-ignore lint/a11y/useSemanticElements: a separator that moves is a widget; <hr> is not.
                  <span
                    role="separator"
                    aria-orientation="vertical"
                    aria-label={`Width of ${title}`}
                    aria-valuenow={column.getSize()}
                    tabIndex={-1}
                    className="tb-edge"
                    onMouseDown={header.getResizeHandler()}
                    onTouchStart={header.getResizeHandler()}
                    onDoubleClick={() => column.resetSize()}
                    onKeyDown={(event) => {
                      const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key]
                      if (by === undefined) return
                      event.preventDefault()
                      event.stopPropagation()
                      table.setColumnSizing((sizes) => ({
                        ...sizes,
                        [column.id]: Math.max(column.columnDef.minSize ?? 20, column.getSize() + by),
                      }))
                    }}
                  />
                )}
              </div>
            )
          })}
        </div>
      ))}
    </div>
  )
}
