// Which clock all others are brought to, and the choice of another.
import { useEngine } from '../../engine-context.ts'
import { useStore } from '../../store/store.ts'
import { chooseReference } from './clock-choice.ts'

export function ReferenceCard() {
  const engine = useEngine()
  const alignment = useStore((s) => s.passing.engine.alignment)
  const chosen = useStore((s) => s.shared.reference)
  const walls = alignment?.clocks.filter((clock) => clock.kind === 'wall') ?? []
  if (walls.length < 2) return null
  return (
    <div className="reference-card">
      <span aria-hidden="true">★</span>
      <span>
        <b>{alignment?.reference ?? 'no reference'}</b>{' '}
        <span className="quiet">{alignment?.reference ? 'reference clock' : 'nothing ties these clocks together'}</span>
      </span>
      <label className="end">
        <span className="quiet">reference</span>
        <select
          value={chosen ?? ''}
          onChange={({ target }) => chooseReference(engine, target.value === '' ? undefined : target.value)}
        >
          <option value="">best kept clock</option>
          {walls.map(({ id }) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
