// The table's exact position, tied to a real scroll bar. What draws rows listens here, not to the element.
import { clampTop, isScaled, ROW_HEIGHT, scrollOfTop, segmentFor, topForRow, topOfScroll } from './scaled-scroll.ts'

export class ScrollModel {
  /** Css px from the first row, exact. */
  top = 0
  rows = 0
  /** Height of the rows in view, without the header. */
  view = 0
  /** First row of the stretch that is given to TanStack Virtual. */
  base = 0
  /** How often the user has scrolled. */
  scrolls = 0
  #element: HTMLElement | undefined
  #headHeight = 0
  /** The scroll position we wrote ourselves: its echo must not round the exact position. */
  #written = 0
  readonly #hearers = new Set<() => void>()

  attach(element: HTMLElement, headHeight: number): () => void {
    this.#element = element
    this.#headHeight = headHeight
    const scrolled = () => this.#scrolled()
    const wheeled = (event: WheelEvent) => this.#wheeled(event)
    const size = new ResizeObserver(([entry]) => {
      if (entry) this.#resized(entry.contentRect.height)
    })
    size.observe(element)
    element.addEventListener('scroll', scrolled, { passive: true })
    element.addEventListener('wheel', wheeled, { passive: false })
    this.#resized(element.clientHeight)
    return () => {
      size.disconnect()
      element.removeEventListener('scroll', scrolled)
      element.removeEventListener('wheel', wheeled)
      this.#element = undefined
    }
  }

  subscribe(hear: () => void): () => void {
    this.#hearers.add(hear)
    return () => this.#hearers.delete(hear)
  }

  setRows(rows: number): void {
    if (rows === this.rows) return
    this.rows = rows
    this.moveTo(this.top)
  }

  /** An answer about one row may know of more rows than the pages do; only pages say that there are fewer. */
  growTo(rows: number): void {
    if (rows > this.rows) this.setRows(rows)
  }

  moveTo(top: number): void {
    this.top = clampTop(top, this.rows, this.view)
    this.base = segmentFor(this.top / ROW_HEIGHT, this.base, this.rows)
    this.writeScroll()
    for (const hear of this.#hearers) hear()
  }

  show(index: number, align: 'start' | 'centre' | 'nearest'): void {
    this.moveTo(topForRow(index, align, this.top, this.rows, this.view))
  }

  /** Puts the scroll bar where the position is; also once the element has grown to its new height. */
  writeScroll(): void {
    const element = this.#element
    if (!element) return
    const goal = scrollOfTop(this.top, this.rows, this.view)
    // Compared with what was written or heard last: reading the element would lay out the page, and a scroll of the
    // user that has not been heard yet is not undone.
    if (Math.abs(this.#written - goal) < 0.5) return
    element.scrollTop = goal
    this.#written = element.scrollTop
  }

  /** Whether the user has scrolled since {@link scrolls} was `before`, heard or not: nothing else may move the table then. */
  scrolledSince(before: number): boolean {
    return (
      this.scrolls !== before || (this.#element !== undefined && Math.abs(this.#element.scrollTop - this.#written) >= 1)
    )
  }

  get firstRow(): number {
    return Math.floor(this.top / ROW_HEIGHT)
  }

  get rowsInView(): number {
    return Math.max(1, Math.floor(this.view / ROW_HEIGHT))
  }

  #resized(height: number): void {
    this.view = Math.max(0, height - this.#headHeight)
    this.moveTo(this.top)
  }

  #scrolled(): void {
    const element = this.#element
    if (!element || Math.abs(element.scrollTop - this.#written) < 1) return
    this.#written = element.scrollTop
    this.scrolls += 1
    this.top = topOfScroll(element.scrollTop, this.rows, this.view)
    this.base = segmentFor(this.top / ROW_HEIGHT, this.base, this.rows)
    for (const hear of this.#hearers) hear()
  }

  /** Under scaling one px of the bar is many rows, so the wheel is taken over and moves by its own px. */
  #wheeled(event: WheelEvent): void {
    if (!isScaled(this.rows) || event.ctrlKey || event.deltaY === 0) return
    event.preventDefault()
    this.scrolls += 1
    const unit = event.deltaMode === 1 ? ROW_HEIGHT : event.deltaMode === 2 ? this.view : 1
    this.moveTo(this.top + event.deltaY * unit)
  }
}
