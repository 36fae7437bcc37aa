// 1d: VMware: the hypervisor's own log says how long it held a machine still; the guest's tools may then set the clock.
import type { Observation, Witness } from '../testimony.ts'
import { around, defineWitness, guestOf, inWords, tell } from './define.ts'

const ID = 'vmware'

function stunned(m: RegExpExecArray, seen: Observation): Witness[] {
  const length = Number(m[1])
  return [
    {
      id: ID,
      kind: 'P',
      says: `the hypervisor held the virtual machine still for ${inWords(length)}`,
      size: around(length, 1),
      edge: 'end',
      about: guestOf(seen),
    },
  ]
}

export const vmware = defineWitness({
  id: ID,
  title: 'VMware: stunned virtual machines, guest time',
  reference: 'https://knowledge.broadcom.com/external/article/436882',
  literals: ['Checkpoint_Unstun: vm stopped for ', 'set the guest OS time'],
  find: tell(
    /./,
    [/Checkpoint_Unstun: vm stopped for (\d+) us/, stunned],
    [
      /Unable to set the guest OS time/,
      () => [{ id: ID, kind: 'Q', says: 'VMware Tools could not set the guest’s clock', synced: false }],
    ],
  ),
  samples: [
    {
      message: 'vcpu-0| I120: Checkpoint_Unstun: vm stopped for 5104233 us',
      gives: { kind: 'P', size: [5_104_232, 5_104_234], edge: 'end' },
    },
    {
      program: 'vmsvc',
      message: 'Unable to set the guest OS time: Operation not permitted.',
      gives: { kind: 'Q', synced: false },
    },
  ],
  ignores: ['how to set the guest OS time'],
})
