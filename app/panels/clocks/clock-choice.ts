// The user's hand on the clocks: pins and the reference. The engine is told all of it at once, and what it refuses is shown.
import type { RowRef, SourceId } from '../../../src/engine/protocol.ts'
import type { EngineClient } from '../../engine-client.ts'
import { type ClockPin, useStore } from '../../store/store.ts'

function send(engine: EngineClient): void {
  const { pins, reference } = useStore.getState().shared
  engine.ask({ kind: 'choose-clocks', pins, ...(reference !== undefined && { reference }) }, (answer) => {
    if (answer.kind !== 'trouble') return
    useStore.getState().setPassing({ notice: `${answer.trouble.problem} ${answer.trouble.help}`.trim() })
  })
}

export function chooseReference(engine: EngineClient, reference: string | undefined): void {
  useStore.getState().setShared({ reference })
  send(engine)
}

export const sameRow = (a: RowRef, b: RowRef): boolean => a.source === b.source && a.line === b.line

export function addPin(engine: EngineClient, pin: ClockPin): void {
  const { shared, setShared, setPassing } = useStore.getState()
  setPassing({ pinning: undefined })
  if (shared.pins.some((known) => sameRow(known.a, pin.a) && sameRow(known.b, pin.b))) return
  setShared({ pins: [...shared.pins, pin] })
  send(engine)
}

export function removePin(engine: EngineClient, pin: ClockPin): void {
  const { shared, setShared } = useStore.getState()
  setShared({ pins: shared.pins.filter((known) => known !== pin) })
  send(engine)
}

/** Whether a second row may be pinned to the first: it must be of another host. */
export function mayPin(first: RowRef, second: RowRef, hostOf: (source: SourceId) => string | undefined): boolean {
  const [a, b] = [hostOf(first.source), hostOf(second.source)]
  return a !== undefined && b !== undefined && a !== b
}
