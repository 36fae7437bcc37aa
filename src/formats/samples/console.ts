import type { Sample } from '../format.ts'
export const consoleSamples: { samples: readonly Sample[]; refuses: readonly string[] } = { samples: [], refuses: [] }
