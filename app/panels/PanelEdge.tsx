// The edge of the panel: drag it or use the arrow keys; every tab remembers its own width.
import type { PointerEvent } from 'react'
import { keep, PANEL_WIDTH } from '../store/kept.ts'
import { type PanelTab, useStore } from '../store/store.ts'

const STEP = 16

export function PanelEdge({ tab }: { readonly tab: PanelTab }) {
  const widths = useStore((s) => s.passing.panelWidths)
  const setPassing = useStore((s) => s.setPassing)
  const set = (width: number): void => {
    const within = Math.round(Math.min(PANEL_WIDTH.most, Math.max(PANEL_WIDTH.least, width)))
    setPassing({ panelWidths: { ...useStore.getState().passing.panelWidths, [tab]: within } })
  }
  const settle = (): void => keep({ panelWidths: useStore.getState().passing.panelWidths })
  const drag = (event: PointerEvent<HTMLElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const panel = event.currentTarget.parentElement?.getBoundingClientRect()
    if (panel) set(panel.right - event.clientX)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is a widget; <hr> is not.
    <div
      className="panel-edge"
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the panel"
      aria-valuemin={PANEL_WIDTH.least}
      aria-valuemax={PANEL_WIDTH.most}
      aria-valuenow={widths[tab]}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onPointerUp={settle}
      onKeyDown={(event) => {
        const by = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key]
        if (by === undefined) return
        event.preventDefault()
        set(widths[tab] + by)
        settle()
      }}
    />
  )
}
