import type { Sample } from '../format.ts'
export const aristaEosSamples: { samples: readonly Sample[]; refuses: readonly string[] } = { samples: [], refuses: [] }
