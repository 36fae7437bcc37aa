// Canvas B: what the clocks did, over the lanes and in the overview. Teal, and always with a pattern. Reads marks, draws them.
import { type ClockMark, PILL_HEIGHT, SEAM } from './clock-marks.ts'
import { snap } from './device-pixels.ts'
import type { Palette } from './palette.ts'

export interface ClockFrame {
  readonly widthCss: number
  readonly heightCss: number
  readonly scrollTop: number
  readonly marks: readonly ClockMark[]
  readonly palette: Palette
}

const HATCH = 7
const TOOTH = 5
const WAVE = 9

export function drawClocks(ctx: CanvasRenderingContext2D, frame: ClockFrame): void {
  ctx.clearRect(0, 0, frame.widthCss, frame.heightCss)
  for (const mark of frame.marks) {
    const top = mark.top - frame.scrollTop
    if (top > frame.heightCss || top + mark.height < 0) continue
    if (mark.shape === 'band') drawBand(ctx, frame.palette, mark, top)
    else if (mark.shape === 'seam') drawSeam(ctx, frame.palette, mark, top)
    else if (mark.shape === 'wave') drawWave(ctx, frame.palette, mark, top)
    else drawRule(ctx, frame.palette, mark, top)
  }
  for (const mark of frame.marks) drawLabel(ctx, frame, mark)
}

/** 45° lines between two edges, in a box. */
export function hatch(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  box: { left: number; top: number; width: number; height: number },
  step = HATCH,
): void {
  const { left, top, width, height } = box
  ctx.save()
  ctx.beginPath()
  ctx.rect(left, top, width, height)
  ctx.clip()
  ctx.fillStyle = palette.clockWash
  ctx.fillRect(left, top, width, height)
  ctx.strokeStyle = palette.clockHatch
  ctx.lineWidth = 1
  ctx.beginPath()
  // From a multiple of the step on, so that the lines stay where they are while a part scrolls out of view.
  for (let x = Math.floor((left - height) / step) * step; x < left + width; x += step) {
    ctx.moveTo(x, top + height)
    ctx.lineTo(x + height, top)
  }
  ctx.stroke()
  ctx.restore()
}

function drawBand(ctx: CanvasRenderingContext2D, palette: Palette, mark: ClockMark, top: number): void {
  const [left, right] = [snap(mark.left), snap(mark.right)]
  hatch(ctx, palette, { left, top, width: right - left, height: mark.height })
  ctx.fillStyle = palette.clock
  ctx.fillRect(left, top, 1.5, mark.height)
  ctx.fillRect(right - 1.5, top, 1.5, mark.height)
}

/** A jagged line with a gap of the ground at its side: the reading does not go on here. */
function drawSeam(ctx: CanvasRenderingContext2D, palette: Palette, mark: ClockMark, top: number): void {
  const x = snap(mark.right)
  ctx.fillStyle = palette.surface
  ctx.fillRect(x - SEAM, top, SEAM + 2, mark.height)
  for (const [by, width, color] of [
    [-4, 1, palette.clockLine],
    [0, 2, palette.clock],
  ] as const) {
    ctx.strokeStyle = color
    ctx.lineWidth = width
    ctx.lineJoin = 'miter'
    ctx.beginPath()
    for (let y = 0, side = 0; y <= mark.height; y += TOOTH, side = 1 - side) {
      if (y === 0) ctx.moveTo(x + by, top)
      else ctx.lineTo(x + by - side * 4, top + y)
    }
    ctx.stroke()
  }
}

function drawWave(ctx: CanvasRenderingContext2D, palette: Palette, mark: ClockMark, top: number): void {
  const x = snap(mark.right)
  ctx.strokeStyle = palette.clock
  ctx.lineWidth = 2
  ctx.beginPath()
  ctx.moveTo(x, top)
  for (let y = 0, side = 1; y < mark.height; y += WAVE, side = -side) {
    ctx.quadraticCurveTo(x + side * 5, top + y + WAVE / 2, x, top + Math.min(y + WAVE, mark.height))
  }
  ctx.stroke()
}

function drawRule(ctx: CanvasRenderingContext2D, palette: Palette, mark: ClockMark, top: number): void {
  ctx.fillStyle = palette.clockLine
  for (let y = 0; y < mark.height; y += 4) ctx.fillRect(snap(mark.right), top + y, snap(1), 2)
}

/** A pause is outlined, what moved a clock is solid. */
function drawLabel(ctx: CanvasRenderingContext2D, frame: ClockFrame, { label, shape }: ClockMark): void {
  if (!label) return
  const { palette } = frame
  const y = label.y - frame.scrollTop
  const solid = shape === 'seam'
  ctx.beginPath()
  ctx.roundRect(snap(label.x) + 0.5, snap(y) + 0.5, label.width - 1, PILL_HEIGHT - 1, 3)
  ctx.fillStyle = solid ? palette.clock : palette.surface
  ctx.fill()
  ctx.strokeStyle = solid ? palette.clock : palette.clockLine
  ctx.lineWidth = 1
  ctx.stroke()
  ctx.font = `500 10.5px ${palette.mono}`
  ctx.textBaseline = 'middle'
  ctx.fillStyle = solid ? palette.surface : palette.clock
  ctx.fillText(label.text, label.x + 6, y + PILL_HEIGHT / 2 + 0.5)
}

export interface OverviewMark {
  readonly shape: ClockMark['shape']
  readonly left: number
  readonly right: number
  readonly top: number
  readonly height: number
}

/** In the overview: pauses hatched in their host's heat row, steps and stalls as ticks through it. */
export function drawOverviewClocks(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  marks: readonly OverviewMark[],
): void {
  for (const { shape, left, right, top, height } of marks) {
    if (shape === 'rule') continue
    if (shape === 'band') {
      const width = Math.max(3, right - left)
      ctx.fillStyle = palette.clockBg
      ctx.fillRect(left, top, width, height)
      hatch(ctx, palette, { left, top, width, height }, 4)
      ctx.strokeStyle = palette.clock
      ctx.lineWidth = 1
      ctx.strokeRect(snap(left) + 0.5, top + 0.5, width - 1, Math.max(1, height - 1))
    } else {
      ctx.fillStyle = palette.clock
      ctx.fillRect(snap(right) - 1, top - 2, 2.5, height + 4)
    }
  }
}
