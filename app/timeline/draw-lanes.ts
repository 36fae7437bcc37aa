// Canvas A: row grounds, grid, density bars, hatch of lanes without a clock. Reads a frame, draws it, knows nothing else.
import { SEVERITY_CLASSES } from '../../src/base/severity.ts'
import type { Grid, LaneDensity } from './bucket-feed.ts'
import { stackHeights } from './density-layout.ts'
import { snap } from './device-pixels.ts'
import type { LaneRow } from './lane-layout.ts'
import type { Palette } from './palette.ts'
import { type Tick, type TimeScale, xAt } from './time-scale.ts'

export interface DrawnRow extends LaneRow {
  readonly density?: LaneDensity
  /** Ticks of the host's own clock, where it reads otherwise than the axis. */
  readonly ownTicks?: readonly Tick[]
  /** The source or host is filtered out but kept in sight. */
  readonly dimmed: boolean
}

export interface LaneFrame {
  readonly scale: TimeScale
  readonly heightCss: number
  readonly scrollTop: number
  readonly rows: readonly DrawnRow[]
  readonly ticks: readonly Tick[]
  /** Where the buckets of every lane lie. */
  readonly grid?: Grid
  /** Severity classes that pass the filter; the others are drawn faint, or not at all. */
  readonly mask: number
  readonly others: 'dim' | 'hide'
  readonly palette: Palette
}

export const DIMMED = 0.3
/** Between the highest bar and the row's top edge. */
const HEADROOM = 7
const heights = new Float32Array(SEVERITY_CLASSES)

export function drawLanes(ctx: CanvasRenderingContext2D, frame: LaneFrame): void {
  const { scale, heightCss, palette } = frame
  ctx.clearRect(0, 0, scale.widthCss, heightCss)
  ctx.fillStyle = palette.surface
  ctx.fillRect(0, 0, scale.widthCss, heightCss)
  for (const row of frame.rows) if (row.kind === 'host') fillHostRow(ctx, frame, row)
  drawGrid(ctx, frame)
  for (const row of frame.rows) {
    const bottom = row.top - frame.scrollTop + row.height
    if (row.sentence !== undefined) drawUnplaced(ctx, frame, row)
    else if (row.density && frame.grid) drawBars(ctx, frame, row, row.density, bottom)
    if (row.kind === 'host' || row.kind === 'collapsed') drawOwnTicks(ctx, frame, row)
    ctx.fillStyle = palette.line
    ctx.fillRect(0, snap(bottom) - snap(1), scale.widthCss, snap(1))
  }
}

function fillHostRow(ctx: CanvasRenderingContext2D, frame: LaneFrame, row: DrawnRow): void {
  ctx.fillStyle = frame.palette.chrome
  ctx.fillRect(0, row.top - frame.scrollTop, frame.scale.widthCss, row.height)
}

function drawGrid(ctx: CanvasRenderingContext2D, frame: LaneFrame): void {
  ctx.fillStyle = frame.palette.line
  for (const tick of frame.ticks) ctx.fillRect(snap(tick.xCss), 0, snap(1), frame.heightCss)
}

/** Short marks in the host row; with labels where the host's own clock reads otherwise than the axis. */
function drawOwnTicks(ctx: CanvasRenderingContext2D, frame: LaneFrame, row: DrawnRow): void {
  const top = row.top - frame.scrollTop
  ctx.fillStyle = frame.palette.line2
  if (row.kind === 'host')
    for (const tick of row.ownTicks ?? frame.ticks) ctx.fillRect(snap(tick.xCss), top + row.height - 5, snap(1), 5)
  if (!row.ownTicks || row.sentence !== undefined || row.kind !== 'host') return
  ctx.font = `10.5px ${frame.palette.mono}`
  ctx.textBaseline = 'middle'
  ctx.fillStyle = frame.palette.text2
  for (const tick of row.ownTicks) ctx.fillText(tick.label, tick.xCss + 4, top + row.height / 2)
}

function drawBars(
  ctx: CanvasRenderingContext2D,
  frame: LaneFrame,
  row: DrawnRow,
  lane: LaneDensity,
  bottom: number,
): void {
  const { scale, grid, mask, palette } = frame
  if (!grid) return
  const { length } = grid
  const pitch = length * scale.pitch
  const first = Math.max(0, Math.floor((scale.from - grid.from) / length))
  const last = Math.min(grid.bins - 1, Math.ceil((scale.to - grid.from) / length))
  const highest = row.height - HEADROOM
  const barCss = Math.max(snap(1), pitch * (2 / 3))
  const visible = row.dimmed ? DIMMED : 1
  for (let bin = first; bin <= last; bin++) {
    const at = bin * SEVERITY_CLASSES
    if (stackHeights(lane.counts, at, lane.peak, highest, heights) === 0) continue
    const x = snap(xAt(scale, grid.from + bin * length))
    const width = Math.max(snap(1), snap(barCss))
    let base = bottom - snap(1)
    for (let c = 0; c < SEVERITY_CLASSES; c++) {
      const height = heights[c] ?? 0
      if (height === 0) continue
      const passes = ((mask >> c) & 1) === 1
      if (!passes && frame.others === 'hide') continue
      ctx.globalAlpha = passes ? visible : visible * DIMMED
      ctx.fillStyle = palette.severity[c] ?? palette.line2
      ctx.fillRect(x, base - height, width, height)
      base -= height
    }
  }
  ctx.globalAlpha = 1
}

/** A lane without a wall clock: 45° hatch and one sentence, never bars at invented times. */
function drawUnplaced(ctx: CanvasRenderingContext2D, frame: LaneFrame, row: DrawnRow): void {
  const { widthCss } = frame.scale
  const { palette } = frame
  const top = row.top - frame.scrollTop
  ctx.save()
  ctx.beginPath()
  ctx.rect(0, top, widthCss, row.height)
  ctx.clip()
  ctx.globalAlpha = row.dimmed ? DIMMED : 1
  ctx.strokeStyle = palette.line
  ctx.lineWidth = 1
  ctx.beginPath()
  for (let x = -row.height; x < widthCss; x += 8) {
    ctx.moveTo(x, top + row.height)
    ctx.lineTo(x + row.height, top)
  }
  ctx.stroke()
  ctx.font = `11.5px ${palette.sans}`
  ctx.textBaseline = 'middle'
  const text = row.sentence ?? ''
  const width = Math.min(ctx.measureText(text).width + 16, widthCss - 12)
  const boxTop = snap(top + row.height / 2 - 9)
  ctx.fillStyle = palette.surface
  ctx.fillRect(6, boxTop, width, 18)
  ctx.setLineDash([3, 2])
  ctx.strokeStyle = palette.line2
  ctx.strokeRect(6.5, boxTop + 0.5, width - 1, 17)
  ctx.fillStyle = palette.text
  ctx.fillText(text, 14, top + row.height / 2 + 0.5, widthCss - 28)
  ctx.restore()
}
