// Opens the Clocks panel at a jump and selects the first line behind it.
import type { ClockJump } from '../../src/engine/protocol.ts'
import { useStore } from '../store/store.ts'

export function openJump({ host, clock, after, kind }: Pick<ClockJump, 'host' | 'clock' | 'after' | 'kind'>): void {
  const { setPassing, setShared } = useStore.getState()
  setPassing({ panel: 'clocks', clockHost: { host }, clockJump: { clock, after, kind } })
  setShared({ selected: { source: after.source, line: after.line } })
}
