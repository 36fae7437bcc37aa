// K8: at the end of boot, or when the TSC is given up, the kernel prints how far its printk clock leads CLOCK_MONOTONIC.
// `(A, B)`: A is CLOCK_MONOTONIC in ns, B what printk's clock has more than that. A + B is about the line's own stamp.
import type { Witness } from '../testimony.ts'
import { defineWitness, fromNanos, inWords, KERNEL, tell } from './define.ts'

const ID = 'kernel-sched-clock'
/** Shorter than this since boot, the lead is an offset of start-up and no rate. */
const RATE_FROM = 600e6

function marking(m: RegExpExecArray): Witness[] {
  const [mono, lead] = [fromNanos(m[2]), fromNanos(m[3])]
  const way = lead < 0 ? 'behind' : 'ahead of'
  const says = `the kernel’s stamps are ${inWords(lead)} ${way} its monotonic clock after ${inWords(mono)}`
  const ppm = mono >= RATE_FROM ? { ppm: Math.round((lead / mono) * 1e8) / 100 } : {}
  return [{ id: ID, kind: 'D', says, ...ppm, ...(m[1] === undefined ? { harmless: true } : {}) }]
}

export const kernelSchedClock = defineWitness({
  id: ID,
  title: 'Linux sched_clock against CLOCK_MONOTONIC',
  reference: 'https://github.com/torvalds/linux/blob/master/kernel/sched/clock.c',
  literals: ['sched_clock: Marking '],
  find: tell(KERNEL, [/sched_clock: Marking (un)?stable \((-?\d+), (-?\d+)\)(?:<-|->)\((-?\d+), (-?\d+)\)/, marking]),
  samples: [
    {
      message: 'sched_clock: Marking stable (1381002114, 20411009)->(1522200461, -120787338)',
      gives: { kind: 'D', harmless: true },
    },
    {
      message: 'sched_clock: Marking unstable (1000000000000000, 40800000000)<-(1000040799120044, 880011)',
      gives: { kind: 'D', ppm: 40.8 },
    },
    {
      message: 'sched_clock: Marking unstable (1000000000000000, -56000000000)<-(999944000880011, -880011)',
      gives: { kind: 'D', ppm: -56 },
    },
  ],
  ignores: ['sched_clock: Marking of tasks is off'],
})
