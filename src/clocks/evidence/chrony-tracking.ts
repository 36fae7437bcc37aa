// C7: chronyd's tracking.log. Column 5 is the oscillator's error (> 0 fast, corrected), column 7 the offset with > 0 = clock FAST.
//   2013-02-15 01:40:18 192.0.2.17       3     -2.101      0.012  1.080e+03 N  1  3.000e-05 …
import type { Observation, Witness } from '../testimony.ts'
import { asWritten, behindInWords, defineWitness, micros } from './define.ts'

const ID = 'chrony-tracking'
/** Address, stratum, ppm, skew, offset, leap state; the date may have been taken off as the stamp. */
const ROW =
  /^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d )? *(\S+) +(\d{1,2}) +(-?\d+\.\d+) +(\d+\.\d+) +(-?\d\.\d+e[+-]\d\d) ([N+-]) +\d+ +\d/

function find(seen: Observation): readonly Witness[] {
  const m = ROW.exec(seen.message) ?? ROW.exec(seen.text)
  if (!m) return []
  const behind = asWritten(m[5], -1)
  const says = `chronyd measures the clock ${behindInWords(-micros(m[5]))}`
  return [{ id: ID, kind: 'D', says, behind, ppm: Number(m[3]), corrected: true, synced: true }]
}

export const chronyTracking = defineWitness({
  id: ID,
  title: 'chronyd’s tracking log',
  reference: 'https://chrony-project.org/doc/4.5/chrony.conf.html#log',
  literals: [
    'e-09 N ',
    'e-08 N ',
    'e-07 N ',
    'e-06 N ',
    'e-05 N ',
    'e-04 N ',
    'e-03 N ',
    'e-02 N ',
    'e-01 N ',
    'e+00 N ',
    'e+01 N ',
    'e+02 N ',
    'e+03 N ',
    'e+04 N ',
    'e+05 N ',
  ],
  find,
  samples: [
    {
      message:
        '2018-05-17 22:51:20 192.0.2.17       3     -2.101      0.012  1.080e+03 N  1  3.021e-05 -1.020e-05  2.214e-03  4.411e-04  1.001e+03',
      gives: { kind: 'D', behind: [-1_080_500_000, -1_079_500_000], ppm: -2.101, corrected: true },
    },
    {
      message:
        '2018-05-17 22:53:20 192.0.2.17       3     11.402      0.010 -2.500e-04 N  1  3.021e-05  1.020e-05  2.214e-03  4.411e-04  1.001e+03',
      gives: { kind: 'D', behind: [250, 250], ppm: 11.402 },
    },
  ],
  ignores: ['weights 1.080e+03 N 1'],
})
