// What the file list says of files being read.
import type { EngineState, SourceSummary } from '../../src/engine/protocol.ts'
import { bytesOf, counted, thousands } from '../ui/format.ts'

export interface ReadingWords {
  readonly title: string
  readonly says: string
  /** 0–1. */
  readonly share: number
  readonly amounts: readonly string[]
}

export function shareRead(engine: Pick<EngineState, 'bytes' | 'bytesRead'>): number {
  return engine.bytes > 0 ? Math.min(1, engine.bytesRead / engine.bytes) : 0
}

export function readingWords(engine: EngineState): ReadingWords {
  const { sources } = engine
  const count = (...phases: SourceSummary['phase'][]): number => sources.filter((s) => phases.includes(s.phase)).length
  const parts = [
    `${thousands(count('ready', 'partial'))} read`,
    count('reading') > 0 ? `${thousands(count('reading'))} in progress` : '',
    count('waiting') > 0 ? `${thousands(count('waiting'))} waiting` : '',
    count('refused') > 0 ? `${thousands(count('refused'))} skipped` : '',
  ].filter((part) => part !== '')
  const joins = engine.reading ? ' You can open the timeline now; the rest joins as it arrives.' : ''
  return {
    title: `${engine.reading ? 'Reading' : 'Read'} ${counted(sources.length, 'file')}`,
    says: `${parts.join(', ')}.${joins}`,
    share: engine.reading ? shareRead(engine) : 1,
    amounts: [bytesOf(engine.bytesRead, engine.bytes), counted(engine.lines, 'line'), counted(engine.rows, 'event')],
  }
}
