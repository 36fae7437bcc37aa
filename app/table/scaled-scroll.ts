// Where a table of any length stands. An element is at most 33,554,428 px high, and 92,890,453 rows need 2,043,589,966:
// from 15,000,000 px on, the scroll bar stands for a share of the rows and the exact position is kept beside it. Pure.
//
//   scroll bar   0 ├────────────┤ 15,000,000 − view       a drag jumps by thousands of rows
//   position     0 ├────────────┤ rows × 22 − view        a wheel step or a key moves by lines, exactly

export const ROW_HEIGHT = 22
export const MOST_HEIGHT = 15_000_000

const fullHeight = (rows: number): number => rows * ROW_HEIGHT
export const isScaled = (rows: number): boolean => fullHeight(rows) > MOST_HEIGHT
/** Height of the element that is scrolled. */
export const contentHeight = (rows: number): number => Math.min(fullHeight(rows), MOST_HEIGHT)

const travel = (height: number, view: number): number => Math.max(0, height - view)

export const clampTop = (top: number, rows: number, view: number): number =>
  Math.min(Math.max(0, top), travel(fullHeight(rows), view))

/** The position a scroll bar stands for. */
export function topOfScroll(scrollTop: number, rows: number, view: number): number {
  if (!isScaled(rows)) return clampTop(scrollTop, rows, view)
  return clampTop((scrollTop / travel(MOST_HEIGHT, view)) * travel(fullHeight(rows), view), rows, view)
}

/** Where the scroll bar stands for a position. */
export function scrollOfTop(top: number, rows: number, view: number): number {
  if (!isScaled(rows)) return clampTop(top, rows, view)
  return (clampTop(top, rows, view) / travel(fullHeight(rows), view)) * travel(MOST_HEIGHT, view)
}

/** The position that shows a row: unmoved where it is in view (`nearest`), else at the edge; or at the start, or in the middle. */
export function topForRow(
  index: number,
  align: 'start' | 'centre' | 'nearest',
  top: number,
  rows: number,
  view: number,
): number {
  const rowTop = index * ROW_HEIGHT
  if (align === 'start') return clampTop(rowTop, rows, view)
  if (align === 'centre') return clampTop(rowTop - (view - ROW_HEIGHT) / 2, rows, view)
  if (rowTop < top) return clampTop(rowTop, rows, view)
  if (rowTop + ROW_HEIGHT > top + view) return clampTop(rowTop + ROW_HEIGHT - view, rows, view)
  return top
}

/** TanStack Virtual keeps two numbers for each of its items, so it is given a stretch of so many rows around the view. */
export const SEGMENT = 20_000
const EDGE = 2_000

/** First row of the stretch for a view that starts at `first`; the stretch in use stays until the view comes near its edge. */
export function segmentFor(first: number, current: number, rows: number): number {
  const last = Math.max(0, rows - SEGMENT)
  const near = first < current + EDGE || first > current + SEGMENT - EDGE
  const held =
    current <= last && (!near || (current === 0 && first < EDGE) || (current === last && first > last + EDGE))
  return held ? current : Math.min(Math.max(0, Math.floor(first) - SEGMENT / 2), last)
}
