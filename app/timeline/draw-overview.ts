// The overview's canvas: one heat cell per bucket and host, coloured by the worst severity in it. Reads a frame, draws it.
import { SEVERITY_CLASSES } from '../../src/base/severity.ts'
import type { Grid, LaneDensity } from './bucket-feed.ts'
import { worstIn } from './density-layout.ts'
import { snap } from './device-pixels.ts'
import { DIMMED } from './draw-lanes.ts'
import type { HeatRow } from './overview-layout.ts'
import type { Palette } from './palette.ts'
import { type Tick, type TimeScale, xAt } from './time-scale.ts'

export interface OverviewFrame {
  readonly scale: TimeScale
  readonly heightCss: number
  readonly rows: readonly (HeatRow & { readonly density?: LaneDensity })[]
  readonly ticks: readonly Tick[]
  readonly grid?: Grid
  readonly mask: number
  readonly others: 'dim' | 'hide'
  readonly palette: Palette
}

const ALL = -1

export function drawOverview(ctx: CanvasRenderingContext2D, frame: OverviewFrame): void {
  const { scale, heightCss, palette } = frame
  ctx.clearRect(0, 0, scale.widthCss, heightCss)
  ctx.fillStyle = palette.surface
  ctx.fillRect(0, 0, scale.widthCss, heightCss)
  for (const row of frame.rows) if (row.density && frame.grid) drawHeat(ctx, frame, row, row.density, frame.grid)
  ctx.font = `9.5px ${palette.mono}`
  ctx.textBaseline = 'alphabetic'
  for (const tick of frame.ticks) {
    ctx.fillStyle = palette.line2
    ctx.fillRect(snap(tick.xCss), heightCss - 10, snap(1), 8)
    ctx.fillStyle = palette.text2
    ctx.fillText(tick.label, tick.xCss + 3, heightCss - 3)
  }
}

function drawHeat(
  ctx: CanvasRenderingContext2D,
  frame: OverviewFrame,
  row: HeatRow,
  lane: LaneDensity,
  grid: Grid,
): void {
  const { scale, palette, mask } = frame
  const { length } = grid
  const width = Math.max(snap(1), length * scale.pitch - 0.5)
  for (let bin = 0; bin < grid.bins; bin++) {
    const at = bin * SEVERITY_CLASSES
    const passing = worstIn(lane.counts, at, mask)
    const shown = passing ?? (frame.others === 'dim' ? worstIn(lane.counts, at, ALL) : undefined)
    if (shown === undefined) continue
    ctx.globalAlpha = passing === undefined ? DIMMED : 1
    ctx.fillStyle = palette.severity[shown] ?? palette.line2
    ctx.fillRect(xAt(scale, grid.from + bin * length), row.top, width, row.height - 1)
  }
  ctx.globalAlpha = 1
}
