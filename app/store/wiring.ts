// Brings what the engine pushes into the store: its state, the window that follows it, and the phase of the page.
import type { EngineState } from '../../src/engine/protocol.ts'
import type { EngineClient } from '../engine-client.ts'
import { extentOf, windowAfter } from './follow.ts'
import { type Passing, useStore } from './store.ts'

/** What the page is doing, from what the engine says. */
export function phaseOf(engine: EngineState, opening: number, error: string | undefined): Passing['phase'] {
  if (error !== undefined) return 'error'
  if (engine.reading || opening > 0) return 'reading'
  return engine.sources.length === 0 ? 'empty' : 'ready'
}

export function wireStore(client: EngineClient): void {
  client.onPush((answer) => {
    if (answer.kind === 'state') take(answer.state)
  })
  // The phase is written in this one place; `data-state` on the root element is what tests and styles wait on.
  useStore.subscribe(({ passing }) => {
    const phase = phaseOf(passing.engine, passing.opening, passing.error)
    const page = document.documentElement
    if (page.getAttribute('data-state') !== phase) page.setAttribute('data-state', phase)
    if (passing.phase !== phase) useStore.getState().setPassing({ phase })
  })
}

function take(engine: EngineState): void {
  const { shared, passing, setShared, setPassing } = useStore.getState()
  const before = extentOf(passing.engine)
  const after = extentOf(engine)
  if (before?.from !== after?.from || before?.to !== after?.to) {
    const window = windowAfter(shared.window, before, after)
    if (window !== shared.window) setShared({ window })
  }
  const ids = new Set(engine.sources.map((source) => source.id))
  if (shared.selected && !ids.has(shared.selected.source)) setShared({ selected: undefined })
  if (shared.hiddenSources.some((id) => !ids.has(id))) {
    setShared({ hiddenSources: shared.hiddenSources.filter((id) => ids.has(id)) })
  }
  // The file list gives way by itself once there is something to see.
  const finished = passing.engine.reading && !engine.reading && engine.rows > 0
  setPassing(finished ? { engine, view: 'timeline' } : { engine })
  if (engine.sources.length === 0 && passing.engine.sources.length > 0) setPassing({ origin: undefined, view: 'files' })
}
