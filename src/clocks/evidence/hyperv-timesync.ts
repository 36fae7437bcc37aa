// K14: a Hyper-V guest prints the version of its time synchronisation once at boot, and again each time the host resumes it.

import type { Observation, Witness } from '../testimony.ts'
import { defineWitness, KERNEL, tell } from './define.ts'

const ID = 'hyperv-timesync'
/** Later than this since boot it is not the first print. */
const BOOT = 120

function reprinted(m: RegExpExecArray, seen: Observation): Witness[] {
  const mono = seen.stamp?.monotonic
  if (mono !== undefined && mono < BOOT) return []
  const says = `Hyper-V’s time service ${m[1]} started anew: the host has resumed this guest`
  return [{ id: ID, kind: 'P', says, edge: 'end', stampIs: 'unknown' }]
}

export const hypervTimesync = defineWitness({
  id: ID,
  title: 'Hyper-V time synchronisation printed again',
  reference: 'https://github.com/torvalds/linux/blob/master/drivers/hv/hv_util.c',
  literals: ['TimeSync IC version '],
  find: tell(KERNEL, [/TimeSync IC version (\d+\.\d+)/, reprinted]),
  samples: [
    { message: 'hv_utils: TimeSync IC version 4.0', stamp: { monotonic: 81_244.5 }, gives: { kind: 'P', edge: 'end' } },
  ],
  ignores: ['hv_utils: TimeSync IC version unknown'],
})
