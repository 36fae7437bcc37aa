import type { Sample } from '../format.ts'
export const rfc5424Samples: { samples: readonly Sample[]; refuses: readonly string[] } = { samples: [], refuses: [] }
