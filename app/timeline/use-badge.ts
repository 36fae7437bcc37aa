// The badge of a host at the middle of the visible window. Panning redraws it only when it says something else.
import { useMemo } from 'react'
import type { SourceSummary } from '../../src/engine/protocol.ts'
import { type Store, useStore } from '../store/store.ts'
import { type ClockBadge, clockBadge, rawBadge } from './clock-badge.ts'
import { clockOfHost, segmentAt } from './own-clock.ts'
import { windowOf } from './time-window.ts'

/** The stretch of one offset that the window's middle falls into: its start, which names it. */
function stretchAt(state: Store, host: string): number {
  const window = windowOf(state)
  const clock = clockOfHost(state.passing.engine.alignment, host)
  if (!window || !clock) return 0
  return segmentAt(clock, (window.from + window.to) / 2)?.from ?? 0
}

export function useBadge(host: string, sources: readonly SourceSummary[]): ClockBadge {
  const alignment = useStore((s) => s.passing.engine.alignment)
  const raw = useStore((s) => s.shared.asLogged)
  const at = useStore((s) => stretchAt(s, host))
  return useMemo(() => {
    const clock = clockOfHost(alignment, host)
    const badge = clockBadge(sources, clock && { clock, at, reference: alignment?.reference === clock.id })
    return raw && badge.state !== 'unknown' ? { ...rawBadge, reason: `${badge.words}\n${rawBadge.reason}` } : badge
  }, [alignment, host, sources, at, raw])
}
