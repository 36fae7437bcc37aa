// 1e: Extreme Networks (EXOS) notices a step of its NTP client.
import { SECOND } from '../../base/time.ts'
import { around, defineWitness, micros, stepped, tell } from './define.ts'

const ID = 'extreme'

export const extreme = defineWitness({
  id: ID,
  title: 'Extreme EXOS: clock step',
  reference: 'https://documentation.extremenetworks.com/ems_catalog_22.6/',
  literals: ['seconds was detected and the system clock is updated'],
  find: tell(/./, [
    /Clock step ([+-]?\d+(?:\.\d+)?) seconds was detected and the system clock is updated/,
    (m) => stepped(ID, 'the device’s NTP stepped', around(micros(m[1]), SECOND), { stampIs: 'after' }),
  ]),
  samples: [
    {
      message: '<Info:NTP.Sys.DtectClockStep> Clock step 40 seconds was detected and the system clock is updated.',
      gives: { kind: 'F', size: [39_000_000, 41_000_000] },
    },
    {
      message: 'Clock step -2.5 seconds was detected and the system clock is updated.',
      gives: { kind: 'B', size: [-3_500_000, -1_500_000] },
    },
  ],
  ignores: ['a pause of 3 seconds was detected and the system clock is updated'],
})
