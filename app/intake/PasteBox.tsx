// A snippet on its way in, and what the engine takes it for.
import { Clipboard } from 'lucide-react'
import { useId, useState } from 'react'
import { counted, thousands } from '../ui/format.ts'
import { PASTE_KEY } from '../ui/keys.ts'
import { useIntake } from './intake-context.ts'
import { useSniff } from './paste-sniff.ts'

interface PasteBoxProps {
  readonly onAdded?: () => void
  readonly autoFocus?: boolean
  readonly label?: string
}

export function PasteBox({ onAdded, autoFocus = false, label = 'Or paste a snippet' }: PasteBoxProps) {
  const { paste } = useIntake()
  const [text, setText] = useState('')
  const id = useId()
  const add = (): void => {
    if (text.trim() === '') return
    paste(text)
    setText('')
    onAdded?.()
  }
  return (
    <section className="card paste-box">
      <header className="card-head">
        <Clipboard size={14} aria-hidden="true" />
        <label htmlFor={id}>{label}</label>
        <kbd className="end">{PASTE_KEY}</kbd>
      </header>
      <textarea
        id={id}
        className="paste-text"
        value={text}
        spellCheck={false}
        autoComplete="off"
        data-autofocus={autoFocus || undefined}
        placeholder={'Dec 21 13:55:05 front02 kernel: Clocksource tsc unstable (delta = 4688700040 ns)'}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) add()
        }}
      />
      <footer className="card-foot">
        <SniffLine text={text} />
        <button type="button" className="button primary end" disabled={text.trim() === ''} onClick={add}>
          Add snippet
        </button>
      </footer>
    </section>
  )
}

function SniffLine({ text }: { readonly text: string }) {
  const sniff = useSniff(text)
  if (!sniff) return <span className="quiet">A few lines of a console, a dmesg, a mail from a customer.</span>
  return (
    <span className="sniff" aria-live="polite">
      <span className="badge" title={sniff.reason}>
        {sniff.badge}
      </span>
      {counted(sniff.lines, 'line')}, {sniff.timed === 0 ? 'none' : thousands(sniff.timed)} with a time.
      {sniff.host !== undefined && (
        <>
          {' '}
          Host <b>{sniff.host}</b>
        </>
      )}
    </span>
  )
}
