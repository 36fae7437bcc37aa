// Where the jumps of clocks lie over the lanes, and which of their labels fit. Pure; drawing and clicks read the same result.
import type { Alignment, ClockJump } from '../../src/engine/protocol.ts'
import { jumpLabel, sizeOf } from './clock-words.ts'
import { hasPlace } from './own-clock.ts'
import { type TimeScale, xAt } from './time-scale.ts'

/** band: time the clock did not count · seam: a leap of its reading · wave: a stall or drift · rule: a boot. */
export type MarkShape = 'band' | 'seam' | 'wave' | 'rule'

export interface MarkLabel {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
}

export interface ClockMark {
  readonly shape: MarkShape
  readonly jump: ClockJump
  readonly left: number
  readonly right: number
  /** Over the whole of the host's rows, in the lanes' own height. */
  readonly top: number
  readonly height: number
  readonly label?: MarkLabel
}

export const PILL_HEIGHT = 17
const PILL_PAD = 6
/** JetBrains Mono at 10.5 px. */
const LETTER = 6.3
const GAP = 4
/** A seam is this wide: its teeth and the white beside them. */
export const SEAM = 8
/** A hand misses by a few pixels. */
const NEAR = 6
/** A band must be this wide to be seen as one. */
const LEAST_BAND = 3

const shapes: Readonly<Record<ClockJump['kind'], MarkShape>> = {
  pause: 'band',
  suspend: 'band',
  step: 'seam',
  zone: 'seam',
  leap: 'seam',
  stall: 'wave',
  drift: 'wave',
  boot: 'rule',
}

export const shapeOf = (jump: ClockJump): MarkShape => shapes[jump.kind]

interface HostRow {
  readonly host: string
  readonly top: number
  readonly height: number
}

/** The stretch of the lanes that a host's rows take. */
function groupOf(rows: readonly HostRow[], host: string): { top: number; height: number } | undefined {
  const own = rows.filter((row) => row.host === host)
  const [first, last] = [own[0], own.at(-1)]
  return first && last && { top: first.top, height: last.top + last.height - first.top }
}

const ORDER: readonly MarkShape[] = ['seam', 'band', 'wave', 'rule']

/** Marks in view, those drawn on top last; labels from the weightiest on, dropped where they would cover one another. */
export function clockMarks(
  alignment: Alignment | undefined,
  rows: readonly HostRow[],
  scale: TimeScale,
): readonly ClockMark[] {
  const seen: ClockMark[] = []
  for (const jump of alignment?.jumps ?? []) {
    if (!hasPlace(jump)) continue
    const group = groupOf(rows, jump.host)
    const shape = shapeOf(jump)
    const to = xAt(scale, jump.to)
    const from = shape === 'band' ? Math.min(xAt(scale, jump.from), to - LEAST_BAND) : to
    if (!group || to < -SEAM || from > scale.widthCss + SEAM) continue
    seen.push({ shape, jump, left: from, right: to, ...group })
  }
  const weight = (mark: ClockMark): number => Math.abs(sizeOf(mark.jump))
  const byWeight = [...seen].sort(
    (a, b) => ORDER.indexOf(a.shape) - ORDER.indexOf(b.shape) || weight(b) - weight(a) || a.left - b.left,
  )
  const taken: MarkLabel[] = []
  const labelled = byWeight.map((mark) => {
    const label = placeLabel(mark, scale.widthCss, taken)
    if (label) taken.push(label)
    return label ? { ...mark, label } : mark
  })
  return labelled.reverse()
}

function placeLabel(mark: ClockMark, widthCss: number, taken: readonly MarkLabel[]): MarkLabel | undefined {
  if (mark.shape === 'rule') return undefined
  const text = jumpLabel(mark.jump)
  const width = Math.ceil(text.length * LETTER) + 2 * PILL_PAD
  const y = mark.top + mark.height - PILL_HEIGHT - GAP
  const right = mark.right + SEAM
  const left = mark.left - SEAM - width
  // A band is labelled in its middle; a seam at its right, else at its left.
  const wanted = mark.shape === 'band' ? [(mark.left + mark.right - width) / 2, right, left] : [right, left]
  for (const x of wanted) {
    const label = { text, x, y, width }
    const inside = x >= 2 && x + width <= widthCss - 2
    if (inside && !taken.some((other) => overlap(label, other))) return label
  }
  return undefined
}

const overlap = (a: MarkLabel, b: MarkLabel): boolean =>
  a.x < b.x + b.width + GAP && b.x < a.x + a.width + GAP && a.y < b.y + PILL_HEIGHT && b.y < a.y + PILL_HEIGHT

/** The mark under a point: its label, its rule or teeth; the inside of a band belongs to the rows below it. */
export function markAt(marks: readonly ClockMark[], x: number, y: number): ClockMark | undefined {
  const onLabel = marks.find(
    ({ label }) =>
      label && x >= label.x && x <= label.x + label.width && y >= label.y - NEAR / 2 && y <= label.y + PILL_HEIGHT + 3,
  )
  if (onLabel) return onLabel
  const inRows = marks.filter((mark) => y >= mark.top && y < mark.top + mark.height)
  return inRows.find(({ left, right }) => Math.abs(x - left) <= NEAR / 2 || Math.abs(x - right) <= NEAR)
}
