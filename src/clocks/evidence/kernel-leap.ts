// K10: the kernel inserts or deletes a leap second. The wall clock repeats (or skips) one second; seconds since boot go on.
import type { Witness } from '../testimony.ts'
import { defineWitness, KERNEL, tell } from './define.ts'

const ID = 'kernel-leap'

const leap = (size: number, says: string): Witness[] => [
  { id: ID, kind: 'L', says, size: [size, size], stampIs: 'after' },
]

export const kernelLeap = defineWitness({
  id: ID,
  title: 'Linux leap second',
  reference: 'https://github.com/torvalds/linux/blob/master/kernel/time/ntp.c',
  literals: ['Clock: inserting leap second', 'Clock: deleting leap second'],
  find: tell(
    KERNEL,
    [
      /Clock: inserting leap second 23:59:60 UTC/,
      () => leap(-1_000_000, 'a leap second was inserted: the wall clock went back by 1 s'),
    ],
    [
      /Clock: deleting leap second 23:59:59 UTC/,
      () => leap(1_000_000, 'a leap second was deleted: the wall clock went forward by 1 s'),
    ],
  ),
  samples: [
    {
      program: 'kernel',
      message: 'Clock: inserting leap second 23:59:60 UTC',
      gives: { kind: 'L', size: [-1_000_000, -1_000_000] },
    },
    { message: 'Clock: deleting leap second 23:59:59 UTC', gives: { kind: 'L', size: [1_000_000, 1_000_000] } },
  ],
  ignores: ['Clock: inserting leap second handling test'],
})
