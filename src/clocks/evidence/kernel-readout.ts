// K4, K5: the clocksource watchdog read its clocks late or slowly. Both clocks ran on, so the machine stalled and no time is wrong.
import type { Witness } from '../testimony.ts'
import { around, defineWitness, fromNanos, inWords, KERNEL, tell } from './define.ts'

const ID = 'kernel-readout'
/** The watchdog looks twice a second. */
const INTERVAL = 500_000

function longReadout(m: RegExpExecArray): Witness[] {
  const elapsed = fromNanos(m[1])
  const stall = Math.max(0, elapsed - INTERVAL)
  const says = `the machine stood still for about ${inWords(stall)}; both clocks kept running`
  return [{ id: ID, kind: 'P', says, size: around(stall, INTERVAL), harmless: true }]
}

const overloaded = (delay: string | undefined): Witness[] => [
  {
    id: ID,
    kind: 'U',
    says: `reading a clock took ${inWords(fromNanos(delay))}: overload, not a jump`,
    harmless: true,
  },
]

export const kernelReadout = defineWitness({
  id: ID,
  title: 'Linux clocksource readout delays',
  reference: 'https://github.com/torvalds/linux/blob/master/kernel/time/clocksource.c',
  literals: ['Long readout interval', 'read-back delay of ', 'before success'],
  find: tell(
    KERNEL,
    [/Long readout interval, skipping watchdog check: cs_nsec: (\d+) wd_nsec: (\d+)/, longReadout],
    [/excessive read-back delay of (\d+)ns vs\. limit of/, (m) => overloaded(m[1])],
    [/wd(?:-\S+)?-wd read-back delay of (\d+)ns/, (m) => overloaded(m[1])],
    [
      /wd-tsc-wd retried \d+ times before success|watchdog on CPU\d+: \S+ retried \d+ times before success/,
      () => [
        {
          id: ID,
          kind: 'U',
          says: 'the clocks were read only after several attempts: overload, not a jump',
          harmless: true,
        },
      ],
    ],
  ),
  samples: [
    {
      message: 'clocksource: Long readout interval, skipping watchdog check: cs_nsec: 3504112001 wd_nsec: 3504110870',
      gives: { kind: 'P', size: [2_504_112, 3_504_112], harmless: true },
    },
    {
      message:
        'clocksource: watchdog on CPU2: wd-tsc-wd excessive read-back delay of 271000ns vs. limit of 125000ns, wd-wd read-back delay only 1200ns, attempt 3, marking tsc unstable',
      gives: { kind: 'U', harmless: true },
    },
    { message: 'clocksource:         hpet wd-wd read-back delay of 61733ns', gives: { kind: 'U', harmless: true } },
    {
      message: 'clocksource: wd-tsc-wd read-back delay of 151200ns, clock-skew test skipped!',
      gives: { harmless: true },
    },
    { message: 'clocksource: watchdog on CPU7: hpet retried 2 times before success', gives: { harmless: true } },
  ],
  ignores: ['mpt2sas: ioc reset retried 3 times before success'],
})
