// One source in the Sources panel.
import { ChevronRight, Trash2 } from 'lucide-react'
import { memo, useId, useState } from 'react'
import type { SourceSummary } from '../../src/engine/protocol.ts'
import { useEngine } from '../engine-context.ts'
import { bytes, bytesOf, counted, thousands } from '../ui/format.ts'
import { TroubleText } from '../ui/TroubleText.tsx'
import { choose } from './choose.ts'
import { TextChoice } from './TextChoice.tsx'

const formats = [
  'dmesg',
  'rfc3164',
  'rfc5424',
  'iso-syslog',
  'arista-eos',
  'cisco-ios',
  'oslo',
  'console',
  'text',
] as const

/** A folder of logs makes hundreds of cards: what is folded is not made, and what did not change is not drawn again. */
export const SourceCard = memo(function SourceCard({ source }: { readonly source: SourceSummary }) {
  const [unfolded, setUnfolded] = useState<boolean>()
  const open = unfolded ?? source.trouble !== undefined
  return (
    <details
      className="source-card"
      data-phase={source.phase}
      open={open}
      onToggle={(event) =>
        setUnfolded(event.currentTarget.open === (source.trouble !== undefined) ? undefined : event.currentTarget.open)
      }
    >
      <summary>
        <ChevronRight size={13} className="caret" aria-hidden="true" />
        <span className="badge">{source.badge || 'none'}</span>
        <span className="source-path">{source.id}</span>
        <span className="quiet">{source.phase === 'refused' ? 'not read' : counted(source.rows, 'event')}</span>
      </summary>
      {open && <SourceBody source={source} />}
    </details>
  )
})

function SourceBody({ source }: { readonly source: SourceSummary }) {
  const read = source.phase === 'reading' ? `${bytesOf(source.bytesRead, source.bytes)}` : bytes(source.bytes)
  const refused = source.phase === 'refused'
  return (
    <div className="source-body">
      {source.trouble && (
        <p className="source-trouble" data-phase={source.phase}>
          <TroubleText trouble={source.trouble} />
        </p>
      )}
      {!refused && <Account source={source} />}
      <dl className="facts">
        {!refused && (
          <div>
            <dt>format</dt>
            <dd>
              {source.formatTitle}
              <small>{source.formatReason}</small>
              {source.runnerUp !== undefined && <small>Next best: {source.runnerUp}</small>}
            </dd>
          </div>
        )}
        <div>
          <dt>size</dt>
          <dd>
            {read}
            {source.packed !== undefined && ` ${source.packed}`}
            {source.boots > 1 && `, ${counted(source.boots, 'boot')}`}
          </dd>
        </div>
      </dl>
      {refused ? <Remove source={source} /> : <Choices source={source} />}
    </div>
  )
}

/** lines = entries + continuation + unparsed: the promise that nothing is dropped, with its numbers. */
function Account({ source }: { readonly source: SourceSummary }) {
  const { lines, entries, continuations, unparsed } = source
  const sum: readonly (readonly [number, string])[] = [
    [entries, entries === 1 ? 'entry' : 'entries'],
    [continuations, 'continuation'],
    [unparsed, 'unparsed'],
  ]
  return (
    <p className="account">
      <span>
        <b className="mono">{thousands(lines)}</b> {lines === 1 ? 'line' : 'lines'}
      </span>
      {sum.map(([count, what], n) => (
        <span key={what}>
          <i>{n === 0 ? '=' : '+'}</i> <b className="mono">{thousands(count)}</b> {what}
        </span>
      ))}
    </p>
  )
}

function Choices({ source }: { readonly source: SourceSummary }) {
  const engine = useEngine()
  const formatId = useId()
  const known = formats.some((format) => format === source.format)
  return (
    <div className="source-choices">
      <TextChoice
        label="host"
        value={source.host}
        hint={source.hostReason}
        read={(text) => (text.trim() === '' ? undefined : text.trim())}
        onChoose={(host) => choose(engine, [source.id], { host })}
      />
      <div className="choice">
        <label htmlFor={formatId}>read as</label>
        <select
          id={formatId}
          value={source.format}
          onChange={(event) =>
            choose(engine, [source.id], { format: event.target.value === '' ? null : event.target.value })
          }
        >
          <option value="">find out by itself</option>
          {!known && <option value={source.format}>{source.format}</option>}
          {formats.map((format) => (
            <option key={format}>{format}</option>
          ))}
        </select>
        <Remove source={source} />
      </div>
    </div>
  )
}

function Remove({ source }: { readonly source: SourceSummary }) {
  const engine = useEngine()
  return (
    <button
      type="button"
      className="button small danger end"
      onClick={() => engine.ask({ kind: 'remove', source: source.id })}
    >
      <Trash2 size={13} aria-hidden="true" /> Remove
    </button>
  )
}
