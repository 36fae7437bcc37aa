import type { Sample } from '../format.ts'
export const rfc3164Samples: { samples: readonly Sample[]; refuses: readonly string[] } = { samples: [], refuses: [] }
