// The one way a canvas gets on the page: what it shows is said in words elsewhere, so it is hidden from readers who do not see it.
import type { RefObject } from 'react'

export function LaneCanvas({ canvas }: { readonly canvas: RefObject<HTMLCanvasElement | null> }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas without tabindex takes no focus.
  return <canvas ref={canvas} aria-hidden="true" />
}
