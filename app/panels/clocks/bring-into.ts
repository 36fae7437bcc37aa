/** Scrolls the panel to a part of it, and nothing but the panel: `scrollIntoView` would move the page as well. */
export function bringInto(part: HTMLElement | null): void {
  const body = part?.closest('.panel-body')
  if (!part || !body) return
  body.scrollTop += part.getBoundingClientRect().top - body.getBoundingClientRect().top
}
