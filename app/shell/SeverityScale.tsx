// The severity scale: legend, histogram and filter in one.
import { severityNames, UNSTATED } from '../../src/base/severity.ts'
import { andWorse, shownCounts, toggled } from '../store/filter.ts'
import { useStore } from '../store/store.ts'
import { thousands } from '../ui/format.ts'
import { NARROW, useMedia } from '../ui/use-media.ts'

/** Narrow pages name only what is worth an alarm. */
const LAST_NARROW = 4

export function SeverityScale() {
  const engine = useStore((s) => s.passing.engine)
  const hidden = useStore((s) => s.shared.hiddenSources)
  const mask = useStore((s) => s.shared.severities)
  const setShared = useStore((s) => s.setShared)
  const narrow = useMedia(NARROW)
  const counts = shownCounts(engine, hidden)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these are toggles of a toolbar.
    <div className="severity-scale" role="group" aria-label="Severity">
      {severityNames.map((name, n) => {
        const count = counts[n] ?? 0
        if (narrow ? n > LAST_NARROW : n === UNSTATED && count === 0) return null
        const on = (mask & (1 << n)) !== 0
        return (
          <button
            key={name}
            type="button"
            className={`severity sev-${n}`}
            aria-pressed={on}
            aria-label={`${name}, ${thousands(count)}`}
            title={`${name}: ${on ? 'shown' : 'filtered out'}. ⇧ click: only ${name} and worse`}
            onClick={(event) => {
              const one = event.altKey || event.shiftKey
              setShared({ severities: one && n !== UNSTATED ? andWorse(mask, n) : toggled(mask, n) })
            }}
          >
            <span>{name}</span> <span className="severity-count">{thousands(count)}</span>
          </button>
        )
      })}
    </div>
  )
}
