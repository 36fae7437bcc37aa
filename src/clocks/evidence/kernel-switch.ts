// K9: the kernel counts on another clock source from here. The rate may change at this line, the offset does not.
import type { Witness } from '../testimony.ts'
import { defineWitness, KERNEL, tell } from './define.ts'

const ID = 'kernel-switch'

const switched = (m: RegExpExecArray): Witness[] => [
  { id: ID, kind: 'S', says: `the kernel counts on clock source ${m[1]} from here` },
]

export const kernelSwitch = defineWitness({
  id: ID,
  title: 'Linux switches its clock source',
  reference: 'https://github.com/torvalds/linux/blob/master/kernel/time/timekeeping.c',
  literals: [
    ' clocksource has been installed',
    'itching to clocksource ',
    'itched to clocksource ',
    'Override clocksource ',
  ],
  find: tell(
    KERNEL,
    [/Time: (\S+) clocksource has been installed/, switched],
    [/[Ss]witching to clocksource ([\w-]+)/, switched],
    [/[Ss]witched to clocksource ([\w-]+)/, switched],
    [
      /Override clocksource (\S+) is (?:unstable and )?not HRT compatible/,
      (m) => [{ id: ID, kind: 'S', says: `clock source ${m[1]} was asked for and refused`, harmless: true }],
    ],
  ),
  samples: [
    { program: 'kernel', message: 'Time: acpi_pm clocksource has been installed.', gives: { kind: 'S' } },
    { message: 'Switching to clocksource hpet', gives: { kind: 'S' } },
    { message: 'clocksource: Switched to clocksource tsc', gives: { kind: 'S' } },
    {
      message: 'Override clocksource tsc is unstable and not HRT compatible - cannot switch while in HRT/NOHZ mode',
      gives: { kind: 'S', harmless: true },
    },
  ],
  ignores: ['Override clocksource handling is documented elsewhere'],
})
