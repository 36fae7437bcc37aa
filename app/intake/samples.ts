// The sample incidents: what the list on the empty page says of them. The logs themselves are packed by `vite.config.ts`.
import { packs } from 'virtual:sample-logs'
import type { DroppedFile } from '../../src/engine/protocol.ts'

export interface Sample {
  readonly name: string
  readonly title: string
  readonly says: string
  readonly holds: string
}

const described: readonly Sample[] = [
  {
    name: 'valentines-day',
    title: 'Valentine’s Day',
    says: 'A VM’s BPDU shut the switch ports of a compute node',
    holds: '2 switches, 3 hosts, 1 guest',
  },
  {
    name: 'core-dumps',
    title: 'Three core dumps',
    says: 'Each froze the guest about 6 min; 18 min late in the end',
    holds: 'hypervisor and guest',
  },
  {
    name: 'tsc-warp',
    title: 'The clock that warped',
    says: 'TSC off by 4.689 s on a guest, then a hang',
    holds: '1 guest',
  },
  {
    name: 'raid-offline',
    title: 'RAID away and back',
    says: 'Disks return as new, swap stays on the dead one',
    holds: '1 host',
  },
]

/** Samples that are in this build, in the order they are shown; one without a description goes by its name. */
export const samples: readonly Sample[] = [
  ...described.filter(({ name }) => packs[name]?.length),
  ...Object.keys(packs)
    .filter((name) => packs[name]?.length && !described.some((one) => one.name === name))
    .map((name) => ({ name, title: name, says: 'A sample incident', holds: `${packs[name]?.length ?? 0} files` })),
]

/** Unpacks a sample into files, as if its folder had been dropped. Makes no request. */
export async function unpackSample(name: string): Promise<DroppedFile[]> {
  return Promise.all(
    (packs[name] ?? []).map(async ({ path, gzip }) => {
      const packed = Uint8Array.from(atob(gzip), (c) => c.charCodeAt(0))
      const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))
      return { path, blob: await new Response(unpacked).blob(), modified: 0 }
    }),
  )
}
