// The lanes: what they say as a tree, and where things lie on their canvas.
import type { Locator, Page } from '@playwright/test'

export const tree = (page: Page): Locator => page.getByRole('tree', { name: 'Hosts and sources' })

export interface TreeHost {
  readonly host: string
  readonly sources: readonly string[]
}

/** Hosts with the names of their sources, in the order of the lanes. */
export async function readTree(page: Page): Promise<readonly TreeHost[]> {
  const words = await tree(page)
    .getByRole('treeitem')
    .evaluateAll((items) =>
      items.map((item) => ({
        level: item.getAttribute('aria-level'),
        name: (item.getAttribute('aria-label') ?? '').split(', ')[0] ?? '',
      })),
    )
  const hosts: { host: string; sources: string[] }[] = []
  for (const { level, name } of words) {
    if (level === '1') hosts.push({ host: name, sources: [] })
    else hosts.at(-1)?.sources.push(name)
  }
  return hosts
}

export interface Window {
  readonly from: number
  readonly to: number
}

export const startHandle = (page: Page): Locator => page.getByRole('slider', { name: 'Start of the visible window' })
export const endHandle = (page: Page): Locator => page.getByRole('slider', { name: 'End of the visible window' })

/** The visible window in microseconds since 1970, as its two handles state it. */
export async function readWindow(page: Page): Promise<Window> {
  return {
    from: Number(await startHandle(page).getAttribute('aria-valuenow')),
    to: Number(await endHandle(page).getAttribute('aria-valuenow')),
  }
}

export interface LanePoint {
  readonly x: number
  readonly y: number
  /** The moment under that very pixel. */
  readonly at: number
}

/** The point of a source's lane at a moment, for the mouse. The canvas itself has no role: what it shows is said in the tree. */
export async function lanePoint(page: Page, source: string, micros: number): Promise<LanePoint> {
  const heads = page.getByRole('region', { name: 'Timeline' }).locator('.tl-source')
  const [stage, head] = await Promise.all([
    page.locator('.tl-stage').boundingBox(),
    heads.filter({ hasText: source }).boundingBox(),
  ])
  if (!stage || !head) throw new Error(`the lane of ${source} is not on screen`)
  const { from, to } = await readWindow(page)
  const x = Math.round(stage.x + ((micros - from) / (to - from)) * stage.width)
  return { x, y: Math.round(head.y + head.height / 2), at: from + ((x - stage.x) / stage.width) * (to - from) }
}
