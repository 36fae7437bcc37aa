// What this browser keeps between visits: sizes, theme and key choice. Nothing of any log.
import { z } from 'zod'

const KEY = 'skewline'

export const SPLIT = { least: 0.15, most: 0.85, usual: 0.6 } as const
export const PANEL_WIDTH = { least: 300, most: 640 } as const

const width = z.number().min(PANEL_WIDTH.least).max(PANEL_WIDTH.most)

/** Every field falls back alone, so that one bad value does not lose the others. */
const Kept = z.object({
  theme: z.enum(['light', 'dark']).optional().catch(undefined),
  split: z.number().min(SPLIT.least).max(SPLIT.most).catch(SPLIT.usual),
  panelWidths: z
    .object({ event: width.catch(404), sources: width.catch(420), clocks: width.catch(500) })
    .catch({ event: 404, sources: 420, clocks: 500 }),
  letterKeys: z.boolean().catch(true),
})

export type Kept = z.infer<typeof Kept>

/** Reads what a text states, and the usual value for all it does not. */
export function parseKept(text: string | null): Kept {
  let found: unknown = {}
  try {
    found = JSON.parse(text ?? '{}')
  } catch {
    // Not ours, or cut off: the usual values stand.
    found = {}
  }
  const parsed = Kept.safeParse(found)
  return parsed.success ? parsed.data : Kept.parse({})
}

export function readKept(): Kept {
  return parseKept(storage()?.getItem(KEY) ?? null)
}

export function keep(change: Partial<Kept>): void {
  try {
    storage()?.setItem(KEY, JSON.stringify({ ...readKept(), ...change }))
  } catch {
    // Full or refused storage loses a panel width, nothing more.
    return
  }
}

/** Absent in tests and where the browser refuses storage to the page. */
function storage(): Storage | undefined {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}
