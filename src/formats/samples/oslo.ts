import type { Sample } from '../format.ts'
export const osloSamples: { samples: readonly Sample[]; refuses: readonly string[] } = { samples: [], refuses: [] }
