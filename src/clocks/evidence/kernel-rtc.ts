// K12: at boot the kernel sets the wall clock from the hardware clock and prints both: an exact pair, as right as that clock is.
import { microsFromCivil, SECOND } from '../../base/time.ts'
import type { Observation, Witness } from '../testimony.ts'
import { defineWitness, KERNEL, tell } from './define.ts'

const ID = 'kernel-rtc'

function setClock(m: RegExpExecArray, seen: Observation): Witness[] {
  const wall = Number(m[7]) * SECOND
  const stated = microsFromCivil(Number(m[1]), Number(m[2]), Number(m[3]), Number(m[4]), Number(m[5]), Number(m[6]))
  // The date is printed from the same number; where they differ the line is garbled.
  if (Math.abs(stated - wall) > SECOND) return []
  const says = `the kernel set the wall clock from the hardware clock: ${m[1]}-${m[2]}-${m[3]} ${m[4]}:${m[5]}:${m[6]} UTC`
  const mono = seen.stamp?.monotonic
  const pair =
    mono === undefined ? undefined : { mono: Math.round(mono * 1e6), wall, resolution: SECOND, zone: 'utc' as const }
  const reading = { of: 'rtc' as const, at: wall, resolution: SECOND, zone: 'utc' as const }
  return [{ id: ID, kind: 'O', says, ...(pair ? { pair } : {}), reading, stampIs: 'unknown' }]
}

export const kernelRtc = defineWitness({
  id: ID,
  title: 'Linux sets its clock from the hardware clock',
  reference: 'https://github.com/torvalds/linux/blob/master/drivers/rtc/class.c',
  literals: ['setting system clock to '],
  find: tell(KERNEL, [
    /setting system clock to (\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?: UTC)? \((\d{9,10})\)/,
    setClock,
  ]),
  samples: [
    {
      message: 'rtc_cmos 00:01: setting system clock to 2019-05-18 07:02:11 UTC (1558162931)',
      stamp: { monotonic: 1.208914 },
      gives: {
        kind: 'O',
        pair: { mono: 1_208_914, wall: 1_558_162_931_000_000, resolution: 1_000_000, zone: 'utc' },
      },
    },
    {
      program: 'kernel',
      message: 'rtc_cmos rtc_cmos: setting system clock to 2022-01-03T11:20:00 UTC (1641208800)',
      gives: { kind: 'O', reading: { of: 'rtc', at: 1_641_208_800_000_000, resolution: 1_000_000, zone: 'utc' } },
    },
  ],
  ignores: ['setting system clock to 2019-05-18 07:02:11 UTC (1234567890)', 'hctosys: setting system clock to nothing'],
})
