// K13: a KVM guest prints how long this virtual machine has run un-paused in this qemu process. The label says cycles, the number is ns.
import type { Witness } from '../testimony.ts'
import { defineWitness, fromNanos, inWords, KERNEL, tell } from './define.ts'

const ID = 'kvm-clock'
/** A fresh qemu reaches the kernel within this. */
const FRESH = 60e6

function age(m: RegExpExecArray): Witness[] {
  const life = fromNanos(m[1])
  const what = life < FRESH ? 'a fresh qemu process' : 'a warm reboot of the guest'
  const says = `this virtual machine has run for ${inWords(life)} without its pauses: ${what}`
  return [{ id: ID, kind: 'O', says, reading: { of: 'boot', at: life, resolution: 1, zone: 'utc' }, harmless: true }]
}

export const kvmClock = defineWitness({
  id: ID,
  title: 'KVM guest: un-paused life of the virtual machine',
  reference: 'https://github.com/torvalds/linux/blob/master/arch/x86/kernel/kvmclock.c',
  literals: ['using sched offset of '],
  find: tell(KERNEL, [/kvm-clock: using sched offset of (\d+) cycles/, age]),
  samples: [
    {
      message: 'kvm-clock: using sched offset of 1204338711 cycles',
      gives: { kind: 'O', reading: { of: 'boot', at: 1_204_339, resolution: 1, zone: 'utc' } },
    },
    { message: 'kvm-clock: using sched offset of 5400118243907 cycles', gives: { kind: 'O', harmless: true } },
  ],
  ignores: ['clocksource: using sched offset of the parent'],
})
