// What was found out about one host's clock: its offset over time, its jumps, and whether its pauses explain its steps.
import type { AlignedClock, Alignment } from '../../../src/engine/protocol.ts'
import { useStore } from '../../store/store.ts'
import { badgeOffset, plusMinusText, stateWords } from '../../timeline/clock-words.ts'
import { clockOfHost, offsetAt, segmentAt } from '../../timeline/own-clock.ts'
import { windowOf } from '../../timeline/time-window.ts'
import { type Budget, budgetBar, budgetsOf, budgetWords } from './budget.ts'
import { curveOf } from './curve.ts'
import { JumpList } from './JumpList.tsx'
import { OffsetCurve } from './OffsetCurve.tsx'

/** A clock that was never this far off and never jumped needs no drawing. */
const DRAWN_FROM = 1

export function ClockStory({ host }: { readonly host: string }) {
  const alignment = useStore((s) => s.passing.engine.alignment)
  const clock = clockOfHost(alignment, host)
  if (!alignment || !clock) return null
  return <Story alignment={alignment} clock={clock} />
}

function Story({ alignment, clock }: { readonly alignment: Alignment; readonly clock: AlignedClock }) {
  const jumps = alignment.jumps.filter((jump) => jump.clock === clock.id)
  const isReference = alignment.reference === clock.id
  const far = clock.segments.some(({ offset }) => Math.abs(offset) >= DRAWN_FROM)
  const curve = isReference || !(far || jumps.length > 0) ? undefined : curveOf(clock, jumps)
  const unplaced = alignment.unplaced.filter(({ source }) => clock.sources.includes(source))
  return (
    <div className="clock-story">
      <OffsetLine clock={clock} isReference={isReference} />
      {unplaced.map(({ source, why }) => (
        <p key={source} className="quiet">
          {source}: {why}
        </p>
      ))}
      {curve && <OffsetCurve curve={curve} label={`How far ${clock.id} was behind over time`} />}
      {budgetsOf(jumps).map((budget) => (
        <BudgetView key={budgetWords(budget)} budget={budget} />
      ))}
      {jumps.length > 0 && <JumpList jumps={jumps} />}
    </div>
  )
}

function OffsetLine({ clock, isReference }: { readonly clock: AlignedClock; readonly isReference: boolean }) {
  // The stretch at the middle of the visible window: panning inside it changes nothing here.
  const at = useStore((s) => {
    const window = windowOf(s)
    return window ? (segmentAt(clock, (window.from + window.to) / 2)?.from ?? 0) : 0
  })
  if (isReference) return <p className="quiet">★ All other clocks are brought to this one.</p>
  const known = offsetAt(clock, at)
  if (!known || clock.kind !== 'wall') return null
  return (
    <p className="clock-offset">
      <span>offset at the middle of the window</span>
      <span className="quiet">{stateWords[clock.state]}</span>
      <b className="mono end" data-off={Math.abs(known.offset) >= DRAWN_FROM}>
        {badgeOffset(known.offset)} {plusMinusText(known.plusMinus)}
      </b>
    </p>
  )
}

function BudgetView({ budget }: { readonly budget: Budget }) {
  return (
    <div className="budget">
      <p className="budget-head">
        <b>Clock budget</b> <span className="quiet end">do the pauses explain the step?</span>
      </p>
      <div className="budget-bar" aria-hidden="true">
        {budgetBar(budget).map(({ text, share, kind }, n) => (
          <span key={n} data-kind={kind} style={{ flexGrow: share }}>
            {text}
          </span>
        ))}
      </div>
      <p>{budgetWords(budget)}</p>
    </div>
  )
}
