// The SVG layers: main axis, cursor with each host's own clock, selected stretch, ring of the selected row. Moves at pointer rate.
import { type Selection, select } from 'd3'
import type { SharedMicros } from '../../src/base/time.ts'
import { snap } from './device-pixels.ts'
import { type Tick, type TimeScale, timeAt, xAt } from './time-scale.ts'

export interface HostChip {
  readonly host: string
  /** Middle of the host's row on screen. */
  readonly y: number
  readonly text: (at: SharedMicros) => string
}

export interface Ring {
  /** Half the width of what is not known of its time; drawn where it can be seen. */
  readonly whisker: number
  readonly x: number
  readonly top: number
  readonly height: number
}

export interface RangeMark {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** JetBrains Mono is 0.6 em wide. */
const MONO_EM = 0.6
const CHIP_FONT = 10.5
const AXIS_FONT = 11
const chipWidth = (text: string, font: number, pad: number): number => Math.ceil(text.length * font * MONO_EM) + pad
const AXIS_HEIGHT = 22

/** Narrower than this, the ring says it all. */
const LEAST_WHISKER = 3
const WHISKER_END = 4

/** ├─┤ through the middle of the row, as far as the lanes reach. */
function whiskerPath({ whisker, height }: Ring): string {
  if (whisker <= LEAST_WHISKER) return ''
  const [w, y] = [Math.min(whisker, 8192), height / 2]
  return `M${-w},${y - WHISKER_END}v${2 * WHISKER_END}m0,${-WHISKER_END}H${w}m0,${-WHISKER_END}v${2 * WHISKER_END}`
}

type Group = Selection<SVGGElement, unknown, null, undefined>

export class Overlay {
  readonly #axis: Group
  readonly #axisMarks: Group
  readonly #range: Group
  readonly #ring: Group
  readonly #cursor: Group
  readonly #chips: Group
  /** Where the chip of the selected stretch stands on the axis: the cursor's chip gives way to it. */
  #taken: readonly [number, number] = [0, 0]

  constructor(lanes: SVGSVGElement, axis: SVGSVGElement) {
    const on = (svg: SVGSVGElement, name: string): Group => select(svg).append('g').attr('class', name)
    this.#axis = on(axis, 'tl-ticks')
    this.#axisMarks = on(axis, 'tl-axis-marks')
    this.#range = on(lanes, 'tl-range')
    this.#ring = on(lanes, 'tl-ring')
    this.#cursor = on(lanes, 'tl-cursor')
    this.#chips = on(lanes, 'tl-chips')
  }

  stop(): void {
    for (const group of [this.#axis, this.#axisMarks, this.#range, this.#ring, this.#cursor, this.#chips])
      group.remove()
  }

  paintAxis(ticks: readonly Tick[]): void {
    const marks = this.#axis
      .selectAll<SVGGElement, Tick>('g')
      .data(ticks)
      .join((enter) => {
        const g = enter.append('g')
        g.append('line')
          .attr('y1', AXIS_HEIGHT - 7)
          .attr('y2', AXIS_HEIGHT)
        g.append('text').attr('x', 4).attr('y', 14)
        return g
      })
    marks.attr('transform', (tick) => `translate(${snap(tick.xCss)},0)`)
    marks.select<SVGTextElement>('text').text((tick) => tick.label)
  }

  paintRange(range: RangeMark | undefined, height: number, width: number): void {
    const marks = range ? [range] : []
    const shown = this.#range.selectAll<SVGRectElement, RangeMark>('rect').data(marks).join('rect')
    shown
      .attr('x', (r) => r.from)
      .attr('width', (r) => Math.max(1, r.to - r.from))
      .attr('y', 0)
      .attr('height', height)
    const chips = marks.map((r) => {
      const w = chipWidth(r.text, AXIS_FONT, 14)
      return { text: r.text, w, x: Math.min(Math.max((r.from + r.to - w) / 2, 2), Math.max(2, width - w - 2)) }
    })
    const [chip] = chips
    this.#taken = chip ? [chip.x, chip.x + chip.w] : [0, 0]
    this.#chip(this.#axisMarks, 'tl-range-chip', chips)
  }

  paintRing(ring: Ring | undefined): void {
    const marks = ring ? [ring] : []
    const g = this.#ring
      .selectAll<SVGGElement, Ring>('g')
      .data(marks)
      .join((enter) => {
        const made = enter.append('g')
        made.append('line')
        made.append('path').attr('class', 'tl-whisker')
        made.append('circle').attr('class', 'tl-ring-halo').attr('r', 7)
        made.append('circle').attr('class', 'tl-ring-line').attr('r', 7)
        return made
      })
    g.attr('transform', (r) => `translate(${r.x},${r.top})`)
    g.select('path').attr('d', (r: Ring) => whiskerPath(r))
    g.select('line')
      .attr('y1', 0)
      .attr('y2', (r: Ring) => r.height)
    g.selectAll<SVGCircleElement, Ring>('circle').attr('cy', (r) => r.height / 2)
  }

  /** `at` absent: the pointer is elsewhere. */
  paintCursor(
    at: SharedMicros | undefined,
    scale: TimeScale,
    height: number,
    label: string,
    hosts: readonly HostChip[],
  ): void {
    const x = at === undefined ? -1 : xAt(scale, at)
    const seen = at !== undefined && x >= 0 && x <= scale.widthCss
    const line = this.#cursor
      .selectAll<SVGLineElement, number>('line')
      .data(seen ? [snap(x) + 0.5] : [])
      .join('line')
    line
      .attr('x1', (d) => d)
      .attr('x2', (d) => d)
      .attr('y1', 0)
      .attr('y2', height)

    const w = chipWidth(label, AXIS_FONT, 14)
    const chipX = Math.min(Math.max(x - w / 2, 0), Math.max(0, scale.widthCss - w))
    this.#chip(this.#axisMarks, 'tl-time-chip', seen && !this.#isTaken(chipX, w) ? [{ text: label, w, x: chipX }] : [])

    const chips = this.#chips
      .selectAll<SVGGElement, HostChip>('g')
      .data(seen ? hosts : [], (chip) => chip.host)
      .join((enter) => {
        const g = enter.append('g')
        g.append('rect').attr('y', -8.5).attr('height', 17).attr('rx', 3)
        g.append('text').attr('x', 5).attr('y', 3.5)
        return g
      })
    if (!seen) return
    chips.each(function (chip) {
      const text = chip.text(timeAt(scale, x))
      const width = chipWidth(text, CHIP_FONT, 10)
      const left = x + 4 + width > scale.widthCss ? x - 4 - width : x + 4
      const g = select(this)
        .attr('transform', `translate(${snap(left)},${chip.y})`)
        .attr('class', text.endsWith('frozen') ? 'tl-chip-frozen' : null)
      g.select('rect').attr('width', width)
      g.select('text').text(text)
    })
  }

  #isTaken(x: number, w: number): boolean {
    return this.#taken[1] > 0 && x < this.#taken[1] && x + w > this.#taken[0]
  }

  #chip(parent: Group, name: string, chips: readonly { text: string; w: number; x: number }[]): void {
    const g = parent
      .selectAll<SVGGElement, (typeof chips)[number]>(`g.${name}`)
      .data(chips)
      .join((enter) => {
        const made = enter.append('g').attr('class', name)
        made.append('rect').attr('y', 2.5).attr('height', 17).attr('rx', 3)
        made.append('text').attr('x', 7).attr('y', 15)
        return made
      })
    g.attr('transform', (c) => `translate(${c.x},0)`)
    g.select('rect').attr('width', (c: { w: number }) => c.w)
    g.select('text').text((c: { text: string }) => c.text)
  }
}
