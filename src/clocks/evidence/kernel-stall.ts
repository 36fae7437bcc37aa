// K15, K16: a processor did not schedule, or an interrupt took long. Both clocks ran on meanwhile.
import { SECOND } from '../../base/time.ts'
import type { Witness } from '../testimony.ts'
import { around, defineWitness, fromNanos, inWords, KERNEL, tell } from './define.ts'

const ID = 'kernel-stall'
const SHORTEST = 1000

function lockup(m: RegExpExecArray): Witness[] {
  const length = Number(m[2]) * SECOND
  const says = `processor ${m[1]} was stuck for ${inWords(length)}`
  return [{ id: ID, kind: 'P', says, size: around(length, SECOND), harmless: true }]
}

function interrupt(m: RegExpExecArray): Witness[] {
  const length = fromNanos(m[1])
  // Some microseconds are a busy interrupt, not a stall.
  if (length < SHORTEST) return []
  return [
    { id: ID, kind: 'P', says: `a timer interrupt took ${inWords(length)}`, size: around(length, 1), harmless: true },
  ]
}

export const kernelStall = defineWitness({
  id: ID,
  title: 'Linux soft lockup and long timer interrupts',
  reference: 'https://github.com/torvalds/linux/blob/master/kernel/watchdog.c',
  literals: ['BUG: soft lockup', 'hrtimer: interrupt took '],
  find: tell(
    KERNEL,
    [/BUG: soft lockup - CPU#(\d+) stuck for (\d+)s!/, lockup],
    [/hrtimer: interrupt took (\d+) ns/, interrupt],
  ),
  samples: [
    {
      message: 'BUG: soft lockup - CPU#3 stuck for 67s! [kworker/3:1:8841]',
      gives: { kind: 'P', size: [66_000_000, 68_000_000], harmless: true },
    },
    { message: 'watchdog: BUG: soft lockup - CPU#0 stuck for 22s! [java:2001]', gives: { kind: 'P' } },
    {
      message: 'hrtimer: interrupt took 3411020 ns',
      gives: { kind: 'P', size: [3_410, 3_412], harmless: true },
    },
  ],
  ignores: ['BUG: soft lockup detector disabled', 'hrtimer: interrupt took 22104 ns'],
})
