import type { Sample } from '../format.ts'
export const isoSyslogSamples: { samples: readonly Sample[]; refuses: readonly string[] } = { samples: [], refuses: [] }
