// The selected event: its raw line among its neighbours, why it stands at this time, and what it states.
import { ChevronDown, ChevronUp } from 'lucide-react'
import { severityNames, UNSTATED } from '../../src/base/severity.ts'
import type { Row, WhyLine } from '../../src/engine/protocol.ts'
import { useEngine } from '../engine-context.ts'
import { useStore } from '../store/store.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { thousands } from '../ui/format.ts'
import { factsOf, titleOf } from './event-words.ts'
import { RawLines } from './RawLines.tsx'
import { AROUND, stepEvent, useEvent } from './use-event.ts'

export function EventPanel() {
  const selected = useStore((s) => s.shared.selected)
  const { context, problem } = useEvent(selected)
  if (!selected) {
    return (
      <p className="panel-empty">
        Select a row of the table, or a mark on a lane, to see its raw line and why it stands at its time.
      </p>
    )
  }
  if (problem !== undefined) return <p className="panel-empty">{problem}</p>
  if (!context) return <p className="panel-empty">…</p>
  const { row, raw, lines, why } = context
  return (
    <article className="event">
      <EventHead row={row} />
      <section className="panel-section">
        <header>
          <h3>Raw line</h3>
          <span className="quiet">context ±{AROUND}</span>
          <CopyButton text={raw.map((line) => line.text).join('\n')} what="raw line" />
        </header>
        <RawLines raw={raw} around={lines} stamp={row.stampText} />
      </section>
      <section className="panel-section">
        <header>
          <h3>Why this time</h3>
        </header>
        <Why why={why} />
      </section>
      <Facts row={row} />
    </article>
  )
}

function EventHead({ row }: { readonly row: Row }) {
  const engine = useEngine()
  const step = (by: 1 | -1): void => void stepEvent(engine, by).catch(() => undefined)
  return (
    <header className="event-head">
      <div className="event-title">
        <h2 className={row.tag ? 'mono' : ''}>{titleOf(row)}</h2>
        <span className={`severity-word sev-${row.severity}`}>
          <i aria-hidden="true" /> {severityNames[row.severity]}
          {row.severity !== UNSTATED && <small>{row.severity}</small>}
        </span>
      </div>
      <p className="quiet event-place">
        <span>
          {row.host} · {row.source} · line {thousands(row.line)}
        </span>
        <span className="end">
          <button
            type="button"
            className="icon-button"
            aria-label="Event before"
            title="Event before"
            onClick={() => step(-1)}
          >
            <ChevronUp size={15} aria-hidden="true" />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label="Next event"
            title="Next event"
            onClick={() => step(1)}
          >
            <ChevronDown size={15} aria-hidden="true" />
          </button>
        </span>
      </p>
    </header>
  )
}

function Why({ why }: { readonly why: readonly WhyLine[] }) {
  return (
    <dl className="why">
      {why.map(({ step, says, value }) => (
        <div key={`${step} ${says} ${value}`} data-step={step}>
          <dt>{step}</dt>
          <dd>{says}</dd>
          <dd className="mono number">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Facts({ row }: { readonly row: Row }) {
  const facts = factsOf(row)
  if (facts.length === 0) return null
  return (
    <section className="panel-section">
      <header>
        <h3>Stated by the line</h3>
      </header>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
