// The only place that knows how many device pixels a css pixel has.

/** Sizes a canvas for its css box and gives a context that draws in css pixels. Clears it when the size changed. */
export function sizeCanvas(
  canvas: HTMLCanvasElement,
  widthCss: number,
  heightCss: number,
): CanvasRenderingContext2D | undefined {
  const ratio = window.devicePixelRatio || 1
  const width = Math.max(1, Math.round(widthCss * ratio))
  const height = Math.max(1, Math.round(heightCss * ratio))
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const ctx = canvas.getContext('2d')
  if (!ctx) return undefined
  ctx.setTransform(width / widthCss, 0, 0, height / heightCss, 0, 0)
  return ctx
}

/** The nearest css position that falls on a whole device pixel, so that bars have sharp edges. */
export const snap = (css: number): number => {
  const ratio = window.devicePixelRatio || 1
  return Math.round(css * ratio) / ratio
}

/** Calls when the page moves to a screen with other pixels, or is zoomed. Returns the way to stop. */
export function onPixelRatio(changed: () => void): () => void {
  let query: MediaQueryList | undefined
  const watch = () => {
    query?.removeEventListener('change', hear)
    query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`)
    query.addEventListener('change', hear)
  }
  const hear = () => {
    watch()
    changed()
  }
  watch()
  return () => query?.removeEventListener('change', hear)
}
