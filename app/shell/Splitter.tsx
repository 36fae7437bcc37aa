// The bar between lanes and table: drag it, move it with the arrow keys, double-click for 60/40.
import type { PointerEvent, RefObject } from 'react'
import { keep, SPLIT } from '../store/kept.ts'
import { useStore } from '../store/store.ts'

const STEP = 0.02

const within = (split: number): number => Math.min(SPLIT.most, Math.max(SPLIT.least, split))

/** `around` is the box that lanes and table share. */
export function Splitter({ around }: { readonly around: RefObject<HTMLElement | null> }) {
  const split = useStore((s) => s.passing.split)
  const setPassing = useStore((s) => s.setPassing)
  const set = (share: number): void => setPassing({ split: within(share) })
  const settle = (): void => keep({ split: useStore.getState().passing.split })
  const drag = (event: PointerEvent<HTMLElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const box = around.current?.getBoundingClientRect()
    if (box && box.height > 0) set((event.clientY - box.top) / box.height)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is a widget; <hr> is not.
    <div
      className="splitter"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the lanes"
      aria-valuemin={SPLIT.least * 100}
      aria-valuemax={SPLIT.most * 100}
      aria-valuenow={Math.round(split * 100)}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onPointerUp={settle}
      onDoubleClick={() => {
        set(SPLIT.usual)
        settle()
      }}
      onKeyDown={(event) => {
        const by = { ArrowUp: -STEP, ArrowDown: STEP, Home: -1, End: 1 }[event.key]
        if (by === undefined) return
        event.preventDefault()
        set(split + by)
        settle()
      }}
    >
      <span />
    </div>
  )
}
