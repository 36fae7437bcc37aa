// The user's own word on a source: its host, zone, year or format.
import type { Ask, SourceId } from '../../src/engine/protocol.ts'
import type { EngineClient } from '../engine-client.ts'
import { useStore } from '../store/store.ts'

type Choice = Omit<Extract<Ask, { kind: 'choose' }>, 'kind' | 'id' | 'source'>

/** What does not fit is refused by the engine in words, which are shown. */
export function choose(engine: EngineClient, sources: readonly SourceId[], choice: Choice): void {
  for (const source of sources) {
    engine.ask({ kind: 'choose', source, ...choice }, (answer) => {
      if (answer.kind !== 'trouble') return
      useStore.getState().setPassing({ notice: `${answer.trouble.problem} ${answer.trouble.help}`.trim() })
    })
  }
}

const OFFSET = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?([0-5]\d))?$/i

/** `UTC`, `+02:00` or an IANA name from what was typed; absent where it is none of them. */
export function zoneFrom(text: string, known: readonly string[]): string | undefined {
  const typed = text.trim().replace('−', '-')
  if (/^(utc|gmt|z)$/i.test(typed)) return 'UTC'
  const offset = OFFSET.exec(typed)
  if (offset) {
    const hours = Number(offset[2])
    return hours <= 14 ? `${offset[1]}${String(hours).padStart(2, '0')}:${offset[3] ?? '00'}` : undefined
  }
  return known.find((name) => name.toLowerCase() === typed.toLowerCase())
}

/** A year a log can be of; absent for anything else. */
export function yearFrom(text: string): number | undefined {
  const year = /^\d{4}$/.test(text.trim()) ? Number(text) : Number.NaN
  return year >= 1970 && year <= 2200 ? year : undefined
}
