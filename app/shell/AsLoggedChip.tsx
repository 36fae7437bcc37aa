// Says that the table shows times as logged, and goes back to aligned ones.
import { useStore } from '../store/store.ts'

export function AsLoggedChip() {
  const asLogged = useStore((s) => s.shared.asLogged)
  const setShared = useStore((s) => s.setShared)
  if (!asLogged) return null
  return (
    <button
      type="button"
      className="chip"
      data-active="true"
      aria-pressed="true"
      title="The table's times are the stamps as logged, in the aligned order. Press for aligned times (R)"
      onClick={() => setShared({ asLogged: false })}
    >
      Times as logged
    </button>
  )
}
