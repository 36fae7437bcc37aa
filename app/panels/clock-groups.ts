// The clocks of each host, from its sources, and what the Clocks panel says of them.
import type { ClockSummary, Placed, SourceSummary } from '../../src/engine/protocol.ts'
import { byHost } from '../store/filter.ts'

export interface HostClocks {
  readonly host: string
  readonly clocks: readonly { readonly clock: ClockSummary; readonly sources: readonly SourceSummary[] }[]
  readonly sources: readonly SourceSummary[]
}

/** Refused sources have no clock to speak of. */
export function hostClocks(sources: readonly SourceSummary[]): readonly HostClocks[] {
  return byHost(sources.filter((source) => source.phase !== 'refused')).map(({ host, sources: own }) => {
    const clocks = new Map<string, { clock: ClockSummary; sources: SourceSummary[] }>()
    for (const source of own) {
      const known = clocks.get(source.clock.id)
      if (known) known.sources.push(source)
      else clocks.set(source.clock.id, { clock: source.clock, sources: [source] })
    }
    return { host, clocks: [...clocks.values()], sources: own }
  })
}

/** `5 of 6 sources placed` counts what has a place on the shared axis. */
export function placedOf(sources: readonly SourceSummary[]): { placed: number; all: number } {
  const read = sources.filter((source) => source.phase !== 'refused')
  return { placed: read.filter((source) => source.clock.state !== 'unknown').length, all: read.length }
}

/** The icons of the clock badge: ● aligned · ◐ assumed · ◌ unknown. */
export const stateIcons: Readonly<Record<Placed, string>> = {
  measured: '●',
  bounded: '●',
  declared: '●',
  assumed: '◐',
  unknown: '◌',
}

export const kindWords: Readonly<Record<ClockSummary['kind'], string>> = {
  wall: 'wall clock',
  boot: 'counts from boot',
  none: 'no clock',
}
