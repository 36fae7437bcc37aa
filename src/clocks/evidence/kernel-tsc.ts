// K6, K7: the kernel gives up the time stamp counter. The warp itself is some nanoseconds: it moves no stamp, it changes the clock source.
import type { Witness } from '../testimony.ts'
import { defineWitness, KERNEL, tell } from './define.ts'

const ID = 'kernel-tsc'

const unstable = (why: string): Witness[] => [
  {
    id: ID,
    kind: 'U',
    says: `the TSC is given up (${why}); the kernel’s stamps follow another clock from here`,
    harmless: true,
  },
]

function warp(m: RegExpExecArray): Witness[] {
  const cycles = Number(m[1])
  const says = `a TSC warp of ${cycles} cycles between processors: far below what a log can show, it only changes the clock source`
  return [{ id: ID, kind: 'U', says, harmless: true }]
}

export const kernelTsc = defineWitness({
  id: ID,
  title: 'Linux TSC checks',
  reference: 'https://github.com/torvalds/linux/blob/master/arch/x86/kernel/tsc_sync.c',
  literals: ['Marking TSC unstable', 'TSC found unstable', 'TSC warp'],
  find: tell(
    KERNEL,
    [/Marking TSC unstable due to:? ([^.]+)/, (m) => unstable(m[1] ?? '')],
    [/TSC found unstable after boot/, () => unstable('most likely broken firmware')],
    [/Measured (\d+) cycles TSC warp between CPUs/, warp],
    [
      /TSC warped randomly between CPUs/,
      () => [
        {
          id: ID,
          kind: 'U',
          says: 'the TSC warps at random between processors: it only changes the clock source',
          harmless: true,
        },
      ],
    ],
  ),
  samples: [
    {
      program: 'kernel',
      message: 'Marking TSC unstable due to: check_tsc_sync_source failed.',
      gives: { kind: 'U', harmless: true },
    },
    { message: 'tsc: Marking TSC unstable due to clocksource watchdog', gives: { kind: 'U', harmless: true } },
    {
      message: "TSC found unstable after boot, most likely due to broken BIOS. Use 'tsc=unstable'.",
      gives: { kind: 'U' },
    },
    {
      message: 'Measured 11 cycles TSC warp between CPUs, turning off TSC clock.',
      gives: { kind: 'U', harmless: true },
    },
    { message: 'TSC warped randomly between CPUs', gives: { kind: 'U', harmless: true } },
  ],
  ignores: ['disabling the TSC warp check'],
})
