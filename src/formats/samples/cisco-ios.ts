import type { Sample } from '../format.ts'
export const ciscoIosSamples: { samples: readonly Sample[]; refuses: readonly string[] } = { samples: [], refuses: [] }
