import type { Sample } from '../format.ts'
export const dmesgSamples: { samples: readonly Sample[]; refuses: readonly string[] } = { samples: [], refuses: [] }
