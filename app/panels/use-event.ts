// Fetches the selected row with its text, its neighbours and the reasons for its time.
import { useEffect, useState } from 'react'
import type { Answer, RowRef } from '../../src/engine/protocol.ts'
import { askOnce, type EngineClient } from '../engine-client.ts'
import { useEngine } from '../engine-context.ts'
import { selectRow } from '../shell/use-search.ts'
import { tableFilter } from '../store/filter.ts'
import { useStore } from '../store/store.ts'

export const AROUND = 3

type EventContext = Extract<Answer, { kind: 'context' }>

export interface EventState {
  readonly context?: EventContext
  readonly problem?: string
}

export function useEvent(selected: RowRef | undefined): EventState {
  const engine = useEngine()
  const revision = useStore((s) => s.passing.engine.revision)
  const [state, setState] = useState<EventState>({})
  useEffect(() => {
    if (!selected) {
      setState({})
      return
    }
    // A new revision may have moved the row in time: the same row is asked for again, what is shown stays until the answer.
    void revision
    const ask = { kind: 'context', row: selected, before: AROUND, after: AROUND } as const
    const asked = engine.ask(ask, (answer) => {
      if (answer.kind === 'context') setState({ context: answer })
      if (answer.kind === 'trouble') setState({ problem: `${answer.trouble.problem} ${answer.trouble.help}`.trim() })
    })
    return () => asked.cancel()
  }, [engine, selected, revision])
  return state
}

/** Selects the row before or after the selected one in the table's order. */
export async function stepEvent(engine: EngineClient, by: 1 | -1): Promise<void> {
  const { shared, passing } = useStore.getState()
  if (!shared.selected) return
  const filter = tableFilter(shared, passing.engine.sources)
  const own = await askOnce(engine, { kind: 'row-of', row: shared.selected, filter }, 'row')
  if (own.index === undefined) return
  const index = own.index + by
  if (index < 0 || index >= own.total) return
  const page = await askOnce(engine, { kind: 'rows', from: index, count: 1, filter }, 'rows')
  const row = page.rows[0]
  if (row) selectRow(row)
}
