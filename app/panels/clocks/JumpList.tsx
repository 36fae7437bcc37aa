// The jumps of one clock in words: size, state, the lines around each, the evidence for it and what else it may be.
import { useEffect, useRef } from 'react'
import type { ClockJump } from '../../../src/engine/protocol.ts'
import { useStore } from '../../store/store.ts'
import { jumpLabel, jumpWords, sizeInterval, stateWords } from '../../timeline/clock-words.ts'
import { jumpKey, jumpTimes } from '../../timeline/jump-items.ts'
import { sentence } from '../../ui/format.ts'
import { bringInto } from './bring-into.ts'
import { RowLink } from './RowLink.tsx'

export function JumpList({ jumps }: { readonly jumps: readonly ClockJump[] }) {
  return (
    <ol className="jump-list" aria-label="Jumps of this clock">
      {jumps.map((jump, n) => (
        <JumpItem key={jumpKey(jump)} jump={jump} n={n + 1} />
      ))}
    </ol>
  )
}

function JumpItem({ jump, n }: { readonly jump: ClockJump; readonly n: number }) {
  const item = useRef<HTMLLIElement>(null)
  const place = useStore((s) => s.passing.clockJump)
  const meant = place !== undefined && jumpKey(place) === jumpKey(jump)
  useEffect(() => {
    // Each press on a mark brings its jump into view anew.
    if (!meant || !place) return
    // After the panel has gone to the host.
    const frame = requestAnimationFrame(() => bringInto(item.current))
    return () => cancelAnimationFrame(frame)
  }, [meant, place])
  return (
    <li ref={item} data-meant={meant}>
      <p className="jump-head">
        <span className="jump-number" aria-hidden="true">
          {n}
        </span>
        <b>{sentence(`${jumpWords(jump)} ${jumpTimes(jump)}`)}</b>
        <span className="clock-badge end" data-state={jump.state} title={stateWords[jump.state]}>
          {jumpLabel(jump)}
        </span>
      </p>
      <p>
        {jump.state}, {sizeInterval(jump)}. {sentence(jump.cause)}
      </p>
      <p>
        before <RowLink row={jump.before} /> · after <RowLink row={jump.after} />
      </p>
      {jump.evidence.length > 0 && (
        <ul className="evidence" aria-label="Evidence">
          {jump.evidence.map(({ row, says }) => (
            <li key={`${row.source} ${row.line} ${says}`}>
              <span>{says}</span>
              <RowLink row={row} />
            </li>
          ))}
        </ul>
      )}
      {jump.alternatives.map((text) => (
        <p key={text} className="quiet">
          Or: {text}
        </p>
      ))}
    </li>
  )
}
