// The status bar: what is loaded, how far reading is, and what left this browser (measured).
import { Lock } from 'lucide-react'
import { shareRead } from '../intake/reading-words.ts'
import { useStore } from '../store/store.ts'
import { bytes, bytesOf, counted, percent, thousands } from '../ui/format.ts'
import { useRequests } from './requests.ts'

export function StatusBar() {
  const engine = useStore((s) => s.passing.engine)
  const reading = useStore((s) => s.passing.phase === 'reading')
  const letterKeys = useStore((s) => s.passing.letterKeys)
  const setPassing = useStore((s) => s.setPassing)
  const requests = useRequests()
  const started = engine.sources.length > 0
  const unplaced = engine.sources.filter(
    (s) => s.phase !== 'refused' && s.rows > 0 && s.clock.state === 'unknown',
  ).length
  const refused = engine.sources.filter((s) => s.phase === 'refused').length
  const cut = engine.sources.filter((s) => s.phase === 'partial').length
  return (
    <footer className="status-bar" data-region="status" tabIndex={-1}>
      {started && (
        <>
          <span>
            <b>{thousands(engine.rows)}</b> {engine.rows === 1 ? 'event' : 'events'}
          </span>
          <span className="status-more">
            <b>{thousands(engine.sources.length)}</b> {engine.sources.length === 1 ? 'source' : 'sources'},{' '}
            {engine.reading ? `${bytesOf(engine.bytesRead, engine.bytes)} read` : `${bytes(engine.bytesRead)} read`}
          </span>
          {unplaced > 0 && <span className="status-more">{counted(unplaced, 'source')} without a clock</span>}
          {cut > 0 && <span className="status-more">{counted(cut, 'source')} read in part</span>}
          {refused > 0 && <span className="status-more">{counted(refused, 'source')} not read</span>}
        </>
      )}
      {reading && started && (
        <span className="status-reading">
          <progress max={1} value={shareRead(engine)} aria-label="Reading" /> {percent(shareRead(engine))}
        </span>
      )}
      <Notice />
      <span className="end status-hint">
        {started && (
          <>
            {letterKeys ? 'Press ' : ''}
            <button
              type="button"
              className="key-button"
              aria-label="Keys"
              onClick={() => setPassing({ dialog: 'keys' })}
            >
              {letterKeys ? '?' : 'Keys'}
            </button>
            {letterKeys ? ' for keys' : ''}
          </>
        )}
      </span>
      <span className="status-lock" title="Counted by this page: every request since it was loaded">
        <Lock size={12} aria-hidden="true" /> <b>Nothing leaves this browser</b>
        <span className="quiet" data-requests={requests}>
          {' '}
          · {counted(requests, 'request')} since load
        </span>
      </span>
    </footer>
  )
}

function Notice() {
  const notice = useStore((s) => s.passing.notice)
  const setPassing = useStore((s) => s.setPassing)
  if (notice === undefined) return null
  return (
    <button type="button" className="notice" title="Dismiss" onClick={() => setPassing({ notice: undefined })}>
      {notice}
    </button>
  )
}
