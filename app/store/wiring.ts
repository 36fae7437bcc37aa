// Brings what the engine pushes into the store: its state, the window that follows it, and the phase of the page.
import type { EngineState } from '../../src/engine/protocol.ts'
import type { EngineClient } from '../engine-client.ts'
import { extentOf, followed, windowAfter } from './follow.ts'
import { sharedWith } from './same-state.ts'
import { type Passing, useStore } from './store.ts'

/** What the page is doing, from what the engine says. */
export function phaseOf(engine: EngineState, opening: number, error: string | undefined): Passing['phase'] {
  if (error !== undefined) return 'error'
  if (engine.reading || opening > 0) return 'reading'
  return engine.sources.length === 0 ? 'empty' : 'ready'
}

/** While reading, the page takes a state at most this often: five pictures a second are enough to watch it grow. */
const TAKE_MS = 200

let held: EngineState | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let takenAt = Number.NEGATIVE_INFINITY

/** Keeps only the newest state of those that come too close together. */
function hold(state: EngineState): void {
  held = state
  if (timer !== undefined) return
  const wait = takenAt + TAKE_MS - performance.now()
  if (wait <= 0) takeHeld()
  else timer = setTimeout(takeHeld, wait)
}

/** Takes the newest pushed state now, for whoever must not decide on an older one. */
export function takeHeld(): void {
  clearTimeout(timer)
  timer = undefined
  const state = held
  held = undefined
  if (!state) return
  takenAt = performance.now()
  take(state)
}

export function wireStore(client: EngineClient): void {
  client.onPush((answer) => {
    if (answer.kind === 'state') hold(answer.state)
  })
  // The phase is written in this one place; `data-state` on the root element is what tests and styles wait on.
  useStore.subscribe(({ passing }) => {
    const phase = phaseOf(passing.engine, passing.opening, passing.error)
    const page = document.documentElement
    if (page.getAttribute('data-state') !== phase) page.setAttribute('data-state', phase)
    if (passing.phase !== phase) useStore.getState().setPassing({ phase })
  })
}

/** What was read to its end and now is not: the file changed or went away. In words; absent where nothing was lost. */
export function lossOf(before: EngineState, after: EngineState): string | undefined {
  const whole = new Set(before.sources.filter(({ phase }) => phase === 'ready').map(({ id }) => id))
  const lost = after.sources.filter((source) => source.phase === 'partial' && source.trouble && whole.has(source.id))
  const [first] = lost
  if (!first?.trouble) return undefined
  const others = lost.length > 1 ? ` And ${lost.length - 1} more like it.` : ''
  return `${first.id}: ${first.trouble.problem} ${first.trouble.help}${others}`.trim()
}

function take(pushed: EngineState): void {
  const { shared, passing, setShared, setPassing } = useStore.getState()
  const engine = sharedWith(passing.engine, pushed)
  const before = extentOf(passing.engine)
  const after = extentOf(engine)
  if (before?.from !== after?.from || before?.to !== after?.to) {
    const window = windowAfter(shared.window, before, after)
    if (window !== shared.window) setShared({ window: window && followed(window) })
  }
  const ids = new Set(engine.sources.map((source) => source.id))
  if (shared.selected && !ids.has(shared.selected.source)) setShared({ selected: undefined })
  if (shared.pins.some(({ a, b }) => !ids.has(a.source) || !ids.has(b.source))) {
    setShared({ pins: shared.pins.filter(({ a, b }) => ids.has(a.source) && ids.has(b.source)) })
  }
  if (shared.hiddenSources.some((id) => !ids.has(id))) {
    setShared({ hiddenSources: shared.hiddenSources.filter((id) => ids.has(id)) })
  }
  // The file list gives way by itself once there is something to see.
  const wasBusy = passing.engine.reading || passing.opening > 0
  const finished = wasBusy && !engine.reading && engine.rows > 0
  const notice = lossOf(passing.engine, engine)
  setPassing({ engine, ...(finished && { view: 'timeline' as const }), ...(notice !== undefined && { notice }) })
  if (engine.sources.length === 0 && passing.engine.sources.length > 0) setPassing({ origin: undefined, view: 'files' })
}
