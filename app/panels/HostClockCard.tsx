// One host in the Clocks panel.
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { ClockSummary, SourceSummary } from '../../src/engine/protocol.ts'
import { useEngine } from '../engine-context.ts'
import { choose, yearFrom, zoneFrom } from './choose.ts'
import { type HostClocks, kindWords, stateIcons } from './clock-groups.ts'
import { ClockStory } from './clocks/ClockStory.tsx'
import { TextChoice } from './TextChoice.tsx'
import { ZONE_LIST, zones } from './zones.ts'

interface Props {
  readonly group: HostClocks
  /** One of many: what stands under the name is made when it comes into view. */
  readonly late: boolean
}

export function HostClockCard({ group, late }: Props) {
  const card = useRef<HTMLElement>(null)
  const near = useNear(card, late)
  return (
    <section
      ref={card}
      className="host-clock"
      data-host={group.host}
      data-empty={!near}
      tabIndex={-1}
      aria-label={`Clocks of ${group.host}`}
    >
      <h3>{group.host}</h3>
      {near && <HostClock group={group} />}
    </section>
  )
}

/** Whether the element has come near the view; from then on it stays made. */
function useNear(element: RefObject<HTMLElement | null>, late: boolean): boolean {
  const [near, setNear] = useState(!late)
  useEffect(() => {
    if (near || !element.current) return
    const watcher = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) setNear(true)
      },
      { rootMargin: '300px' },
    )
    watcher.observe(element.current)
    return () => watcher.disconnect()
  }, [near, element])
  return near
}

function HostClock({ group }: { readonly group: HostClocks }) {
  const engine = useEngine()
  const ids = group.sources.map(({ id }) => id)
  const wall = group.clocks.find(({ clock }) => clock.kind === 'wall')?.clock
  const hasClock = group.clocks.some(({ clock }) => clock.kind !== 'none')
  return (
    <>
      {group.clocks.map(({ clock, sources }) => (
        <Clock key={clock.id} clock={clock} sources={sources} />
      ))}
      <ClockStory host={group.host} />
      {hasClock && (
        <div className="clock-choices">
          <TextChoice
            label="zone"
            value={wall?.zone ?? ''}
            list={ZONE_LIST}
            placeholder="UTC, +02:00, Europe/Berlin"
            read={(text) => zoneFrom(text, zones)}
            onChoose={(zone) => choose(engine, ids, { zone })}
          />
          <TextChoice
            label="year"
            value={wall?.year === undefined ? '' : String(wall.year)}
            placeholder="as logged"
            read={yearFrom}
            onChoose={(year) => choose(engine, ids, { year })}
          />
        </div>
      )}
    </>
  )
}

function Clock({ clock, sources }: { readonly clock: ClockSummary; readonly sources: readonly SourceSummary[] }) {
  const facts: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ['zone', clock.zone, clock.zoneReason],
    ['year', clock.year?.toString(), clock.yearReason],
    ['tie', clock.tie, undefined],
    ['read by', sources.map(({ name }) => name).join(', '), undefined],
  ]
  return (
    <div className="clock">
      <p className="clock-head">
        <span className="clock-badge" data-state={clock.state}>
          <i aria-hidden="true">{stateIcons[clock.state]}</i> {clock.state}
        </span>
        <span className="mono">{clock.id}</span>
        <span className="quiet end">{kindWords[clock.kind]}</span>
      </p>
      <dl className="facts">
        {facts.map(([name, value, reason]) =>
          value === undefined && reason === undefined ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {value ?? 'not known'}
                {reason !== undefined && <small>{reason}</small>}
              </dd>
            </div>
          ),
        )}
      </dl>
    </div>
  )
}
