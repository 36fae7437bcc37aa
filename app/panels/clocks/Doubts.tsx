// Evidence that was not believed, with its residual and why; and notes on clocks that did not err.
import { SECOND } from '../../../src/base/time.ts'
import { useStore } from '../../store/store.ts'
import { formatOffset } from '../../timeline/time-format.ts'
import { sentence } from '../../ui/format.ts'
import { RowLink } from './RowLink.tsx'

const MOST = 50

export function Doubts() {
  const alignment = useStore((s) => s.passing.engine.alignment)
  const trouble = useStore((s) => s.passing.engine.alignmentTrouble)
  const { rejected = [], notes = [] } = alignment ?? {}
  return (
    <>
      {trouble && (
        <p className="panel-section" role="alert">
          {trouble.problem} {trouble.why} {trouble.help}
        </p>
      )}
      {rejected.length > 0 && (
        <section className="panel-section doubts">
          <header>
            <h3>Evidence not believed</h3>
            <span className="quiet">{rejected.length} rejected</span>
          </header>
          <ul className="evidence">
            {rejected.slice(0, MOST).map(({ rows, says, why, residual }) => (
              <li key={`${says} ${rows.map((row) => `${row.source} ${row.line}`).join(' ')}`}>
                <span>
                  {sentence(says)} {sentence(why)}{' '}
                  {residual !== undefined && <b className="mono">off by {formatOffset(residual * SECOND)}</b>}
                </span>
                <span>
                  {rows.map((row) => (
                    <RowLink key={`${row.source} ${row.line}`} row={row} />
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {notes.length > 0 && (
        <section className="panel-section doubts">
          <header>
            <h3>Notes</h3>
            <span className="quiet">no error of a clock</span>
          </header>
          <ul className="evidence">
            {notes.slice(0, MOST).map(({ row, says }) => (
              <li key={`${row.source} ${row.line} ${says}`}>
                <span>{sentence(says)}</span>
                <RowLink row={row} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
