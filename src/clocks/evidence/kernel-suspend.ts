// K11: the machine slept. Where seconds since boot stand still meanwhile depends on the platform, so the size is the sleep itself and
// the solver compares it with the jump of (wall − since boot).
import type { Witness } from '../testimony.ts'
import { asWritten, defineWitness, inWords, KERNEL, micros, tell } from './define.ts'

const ID = 'kernel-suspend'

function slept(m: RegExpExecArray): Witness[] {
  const says = `the machine slept for ${inWords(micros(m[1]))}; no clock is wrong`
  return [{ id: ID, kind: 'Z', says, size: asWritten(m[1]), edge: 'end', stampIs: 'after' }]
}

const edge = (which: 'start' | 'end', says: string): Witness[] => [{ id: ID, kind: 'Z', says, edge: which }]

export const kernelSuspend = defineWitness({
  id: ID,
  title: 'Linux suspend and resume',
  reference: 'https://github.com/torvalds/linux/blob/master/kernel/time/timekeeping_debug.c',
  literals: ['uspended for ', 'PM: suspend e', 'PM: hibernation e', 'PM: Syncing filesystems'],
  find: tell(
    KERNEL,
    [/Timekeeping suspended for (\d+(?:\.\d+)?) seconds/, slept],
    [/(?:^|[:\]] )Suspended for (\d+(?:\.\d+)?) seconds/, slept],
    [/PM: (?:suspend|hibernation) entry/, () => edge('start', 'the machine goes to sleep')],
    [/PM: Syncing filesystems/, () => edge('start', 'the machine goes to sleep')],
    [/PM: (?:suspend|hibernation) exit/, () => edge('end', 'the machine is awake again')],
  ),
  samples: [
    {
      message: 'PM: Timekeeping suspended for 28800.217 seconds',
      gives: { kind: 'Z', size: [28_800_216_500, 28_800_217_500], edge: 'end' },
    },
    { program: 'kernel', message: 'Suspended for 12 seconds', gives: { kind: 'Z', size: [11_500_000, 12_500_000] } },
    { message: 'Timekeeping suspended for 7.600 seconds', gives: { kind: 'Z', size: [7_599_500, 7_600_500] } },
    { message: 'PM: suspend entry (deep)', gives: { kind: 'Z', edge: 'start' } },
    { message: 'PM: hibernation entry', gives: { kind: 'Z', edge: 'start' } },
    { message: 'PM: Syncing filesystems ... done.', gives: { kind: 'Z', edge: 'start' } },
    { message: 'PM: suspend exit', gives: { kind: 'Z', edge: 'end' } },
  ],
  ignores: ['account suspended for 30 seconds', 'PM: suspend enabled for device'],
})
