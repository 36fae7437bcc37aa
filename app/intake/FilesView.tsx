// The file list while a drop is being read: how far each file is, and what was found wrong with it.
import { useDeferredValue } from 'react'
import type { SourceSummary } from '../../src/engine/protocol.ts'
import { useEngine } from '../engine-context.ts'
import { useStore } from '../store/store.ts'
import { Timeline } from '../timeline/Timeline.tsx'
import { bytes } from '../ui/format.ts'
import { ArchiveRow } from './ArchiveRow.tsx'
import { FileRow } from './FileRow.tsx'
import { readingWords } from './reading-words.ts'

const NO_SOURCES: readonly SourceSummary[] = []

export function FilesView() {
  const state = useStore((s) => s.passing.engine)
  const setPassing = useStore((s) => s.setPassing)
  const engine = useEngine()
  const words = readingWords(state)
  const sources = useDeferredValue(state.sources, NO_SOURCES)
  return (
    <main className="files-view" data-region="files" tabIndex={-1}>
      <div className="files-column">
        <header className="files-head">
          <div>
            <h1>{words.title}</h1>
            <p>{words.says}</p>
          </div>
          <div className="buttons">
            {state.reading && (
              <button type="button" className="button" onClick={() => engine.ask({ kind: 'stop' })}>
                Stop
              </button>
            )}
            <button
              type="button"
              className="button primary"
              disabled={state.rows === 0}
              onClick={() => setPassing({ view: 'timeline' })}
            >
              Open the timeline
            </button>
          </div>
        </header>
        <progress className="total-progress" max={1} value={words.share} aria-label="Read in all" />
        <p className="files-amounts mono">
          {words.amounts.map((amount) => (
            <span key={amount}>{amount}</span>
          ))}
          <span className="end">{bytes(state.indexBytes)} of index</span>
          {state.workers > 0 && <span>{state.workers === 1 ? '1 worker' : `${state.workers} workers`}</span>}
        </p>
        <div className="card file-table-card">
          <table className="file-table">
            <thead>
              <tr>
                <th>File</th>
                <th>Format</th>
                <th className="number">Size</th>
                <th>Read</th>
                <th className="number">Lines</th>
                <th>
                  <span className="visually-hidden">State</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {state.archives?.map((archive) => (
                <ArchiveRow key={`archive ${archive.id}`} archive={archive} />
              ))}
              {sources.map((source) => (
                <FileRow key={source.id} source={source} />
              ))}
            </tbody>
          </table>
        </div>
        {state.first !== undefined && (
          <section className="card so-far" aria-labelledby="so-far">
            <header>
              <h2 id="so-far">So far</h2>
              <span className="quiet">clocks are assumed until every file is read</span>
            </header>
            <div className="so-far-lanes">
              <Timeline />
            </div>
          </section>
        )}
      </div>
    </main>
  )
}
