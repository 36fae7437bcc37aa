// Search over everything loaded: text or a pattern, hits counted, stepped with Enter.
import { CaseSensitive, ChevronDown, ChevronUp, Regex, Search, X } from 'lucide-react'
import { useEngine } from '../engine-context.ts'
import { noQuery, useStore } from '../store/store.ts'
import { percent, thousands } from '../ui/format.ts'
import { stepHit } from './use-search.ts'

export function SearchBox() {
  const engine = useEngine()
  const query = useStore((s) => s.shared.query)
  const setShared = useStore((s) => s.setShared)
  const change = (part: Partial<typeof query>): void => setShared({ query: { ...query, ...part } })
  const step = (by: 1 | -1): void => void stepHit(engine, by).catch(() => undefined)
  const searching = query.text !== ''
  return (
    <search className="search-box" data-active={searching}>
      <Search size={14} aria-hidden="true" />
      <input
        id="search"
        type="text"
        value={query.text}
        placeholder="Search in all logs"
        aria-label="Search"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => change({ text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault()
            step(event.shiftKey ? -1 : 1)
          }
          if (event.key === 'Escape') {
            if (searching) setShared({ query: { ...query, text: noQuery.text } })
            else event.currentTarget.blur()
            event.stopPropagation()
          }
        }}
      />
      {searching && <HitCount />}
      <button
        type="button"
        className="mini-toggle"
        aria-pressed={query.caseSensitive}
        aria-label="Match case"
        title="Match case"
        onClick={() => change({ caseSensitive: !query.caseSensitive })}
      >
        <CaseSensitive size={15} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="mini-toggle"
        aria-pressed={query.regex}
        aria-label="Regular expression"
        title="Regular expression"
        onClick={() => change({ regex: !query.regex })}
      >
        <Regex size={14} aria-hidden="true" />
      </button>
      {searching ? (
        <>
          <button
            type="button"
            className="mini-toggle"
            aria-label="Previous hit"
            title="Previous hit (⇧F3)"
            onClick={() => step(-1)}
          >
            <ChevronUp size={14} aria-hidden="true" />
          </button>
          <button
            type="button"
            className="mini-toggle"
            aria-label="Next hit"
            title="Next hit (F3)"
            onClick={() => step(1)}
          >
            <ChevronDown size={14} aria-hidden="true" />
          </button>
          <button
            type="button"
            className="mini-toggle"
            aria-label="Clear search"
            title="Clear"
            onClick={() => change({ text: '' })}
          >
            <X size={14} aria-hidden="true" />
          </button>
        </>
      ) : (
        <kbd>/</kbd>
      )}
    </search>
  )
}

function HitCount() {
  const hits = useStore((s) => s.passing.hits)
  const query = useStore((s) => s.shared.query)
  if (hits?.query !== query) return <span className="hit-count">…</span>
  const count = hits.count === 1 ? '1 hit' : `${thousands(hits.count)} hits`
  return (
    <span
      className="hit-count"
      aria-live="polite"
      title={hits.capped ? 'Only the first of them can be stepped through' : undefined}
    >
      {count}
      {hits.done ? '' : ` ${percent(hits.progress)}`}
    </span>
  )
}
