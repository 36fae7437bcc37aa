// "This line is that line": ties two clocks by hand. The selected row first, then a row of another host; each pin can be taken back.
import { X } from 'lucide-react'
import { useEngine } from '../../engine-context.ts'
import { useStore } from '../../store/store.ts'
import { addPin, mayPin, removePin } from './clock-choice.ts'
import { RowLink } from './RowLink.tsx'

export function PinCard() {
  const engine = useEngine()
  const pins = useStore((s) => s.shared.pins)
  return (
    <section className="panel-section pins">
      <header>
        <h3>Pin by hand</h3>
        <span className="quiet">this line is that line</span>
      </header>
      <PinControl />
      {pins.length > 0 && (
        <ul className="evidence" aria-label="Pins">
          {pins.map((pin) => (
            <li key={`${pin.a.source} ${pin.a.line} ${pin.b.source} ${pin.b.line}`}>
              <span>
                <RowLink row={pin.a} /> is <RowLink row={pin.b} />
              </span>
              <button
                type="button"
                className="icon-button"
                aria-label="Take this pin back"
                title="Take this pin back"
                onClick={() => removePin(engine, pin)}
              >
                <X size={14} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function PinControl() {
  const engine = useEngine()
  const selected = useStore((s) => s.shared.selected)
  const first = useStore((s) => s.passing.pinning)
  const sources = useStore((s) => s.passing.engine.sources)
  const setPassing = useStore((s) => s.setPassing)
  const hostOf = (id: string): string | undefined => sources.find((source) => source.id === id)?.host
  if (!first) {
    return (
      <p className="pin-control">
        {selected ? <RowLink row={selected} /> : <span className="quiet">Select a row first.</span>}
        <button
          type="button"
          className="button end"
          disabled={!selected}
          onClick={() => setPassing({ pinning: selected })}
        >
          Pin this line to…
        </button>
      </p>
    )
  }
  const fits = selected !== undefined && mayPin(first, selected, hostOf)
  return (
    <div className="pin-control">
      <p>
        <RowLink row={first} /> is{' '}
        {fits ? <RowLink row={selected} /> : <span className="quiet">… select a row of another host.</span>}
      </p>
      <span className="end">
        <button type="button" className="button" onClick={() => setPassing({ pinning: undefined })}>
          Cancel
        </button>
        <button
          type="button"
          className="button"
          disabled={!fits}
          onClick={() => selected && addPin(engine, { a: first, b: selected })}
        >
          Pin
        </button>
      </span>
    </div>
  )
}
