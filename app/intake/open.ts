// Hands files and snippets to the engine and says what was left out.
import type { DroppedFile } from '../../src/engine/protocol.ts'
import { type AskBody, askOnce, type EngineClient } from '../engine-client.ts'
import { UNTITLED, useStore } from '../store/store.ts'
import { takeHeld } from '../store/wiring.ts'
import { noticeOf } from './notice.ts'
import type { Intake } from './read-drop.ts'
import { samples, unpackSample } from './samples.ts'

/** Below this a drop is read before a file list could be looked at. */
const SMALL = 24 * 1024 * 1024

async function send(engine: EngineClient, body: AskBody): Promise<void> {
  const { passing, setPassing } = useStore.getState()
  setPassing({ opening: passing.opening + 1 })
  try {
    await askOnce(engine, body, 'opened')
  } catch (error) {
    setPassing({ notice: error instanceof Error ? error.message : String(error) })
  } finally {
    // Else the page would be empty for a moment between the drop and the state that lists it.
    takeHeld()
    setPassing({ opening: useStore.getState().passing.opening - 1 })
  }
}

async function openFiles(engine: EngineClient, files: readonly DroppedFile[]): Promise<void> {
  if (files.length === 0) return
  const { passing, setPassing } = useStore.getState()
  const size = files.reduce((sum, file) => sum + file.blob.size, 0)
  // Files that join an incident on screen do not push it away; the status bar counts them.
  const first = passing.engine.sources.length === 0
  if (first) setPassing({ view: size > SMALL ? 'files' : 'timeline' })
  await send(engine, { kind: 'open', files })
}

export async function openIntake(engine: EngineClient, intake: Intake): Promise<void> {
  useStore.getState().setPassing({ notice: noticeOf(intake) })
  await openFiles(engine, intake.files)
}

export async function pasteText(engine: EngineClient, text: string): Promise<void> {
  if (text.trim() === '') return
  const { passing, setPassing } = useStore.getState()
  if (passing.engine.sources.length === 0) setPassing({ view: 'timeline' })
  await send(engine, { kind: 'paste', text })
}

export async function openSample(engine: EngineClient, name: string): Promise<void> {
  const sample = samples.find((one) => one.name === name)
  if (!sample) return
  const { shared, passing, setShared, setPassing } = useStore.getState()
  if (passing.engine.sources.length === 0) setPassing({ origin: 'sample' })
  if (shared.title === UNTITLED) setShared({ title: sample.title })
  await openFiles(engine, await unpackSample(name))
}
