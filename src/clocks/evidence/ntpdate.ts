// N5: ntpdate sets the clock once. Its line is written AFTER the step, and the offset > 0 says how far the clock was behind.
// Run by hand it puts a date of its own in front, day before month and without a year: `17 May 23:27:49 ntpdate[1234]: …`.
import type { Observation, Witness } from '../testimony.ts'
import { asWritten, behindInWords, defineWitness, micros, saidBy, stepped } from './define.ts'
import { readWallText } from './wall-text.ts'

const ID = 'ntpdate'
const OFFSET = /(?:^|: )(step|adjust) time server (\S+) offset ([+-]?\d+(?:\.\d+)?) sec/
const FAILED = /(?:^|: )(no server suitable for synchronization found|the NTP socket is in use, exiting)/
const OWN_DATE = /^ *(\d{1,2} [A-Z][a-z]{2} \d\d:\d\d:\d\d) (?:ntpdate|sntp)\[\d+\]: /

function find(seen: Observation): readonly Witness[] {
  if (!saidBy(seen, /^(?:ntpdate|sntp|ntpdate-wrapper|cloud-init|\S*\.sh|root)$/)) return []
  const own = readWallText(OWN_DATE.exec(seen.message)?.[1] ?? '')
  const reading = own
    ? { reading: { of: 'system' as const, at: own.at, resolution: own.resolution, zone: 'local' as const } }
    : {}
  const failed = FAILED.exec(seen.message)
  if (failed) {
    const why = failed[1]?.startsWith('the NTP') ? 'another NTP program runs already' : 'no server answered'
    return [{ id: ID, kind: 'Q', says: `ntpdate left the clock as it was: ${why}`, ...reading }]
  }
  const m = OFFSET.exec(seen.message)
  if (!m) return []
  const size = asWritten(m[3])
  if (m[1] === 'step') return stepped(ID, 'ntpdate stepped', size, { stampIs: 'after', ...reading })
  const says = `ntpdate found the clock ${behindInWords(micros(m[3]))} and slews it`
  return [{ id: ID, kind: 'D', says, behind: size, stampIs: 'after', ...reading }]
}

export const ntpdate = defineWitness({
  id: ID,
  title: 'ntpdate sets the clock',
  reference: 'https://github.com/ntp-project/ntp/blob/stable/ntpdate/ntpdate.c',
  literals: [' time server ', 'no server suitable for synchronization', 'NTP socket is in use'],
  find,
  samples: [
    {
      program: 'ntpdate',
      message: 'step time server 192.0.2.17 offset 1723.004112 sec',
      gives: { kind: 'F', size: [1_723_004_112, 1_723_004_112], stampIs: 'after' },
    },
    {
      program: 'ntpdate',
      message: 'step time server 192.0.2.17 offset -12.5 sec',
      gives: { kind: 'B', size: [-12_550_000, -12_450_000] },
    },
    {
      program: 'ntpdate',
      message: 'adjust time server 192.0.2.17 offset -0.021441 sec',
      gives: { kind: 'D', behind: [-21_441, -21_441] },
    },
    {
      message: ' 3 Mar 04:05:06 ntpdate[884]: step time server 192.0.2.17 offset 61.000000 sec',
      gives: { kind: 'F', reading: { of: 'system', at: 952_056_306_000_000, resolution: 1_000_000, zone: 'local' } },
    },
    { message: '17 May 23:29:03 ntpdate[2210]: the NTP socket is in use, exiting', gives: { kind: 'Q' } },
    { program: 'ntpdate', message: 'no server suitable for synchronization found', gives: { kind: 'Q' } },
  ],
  ignores: ['step time server 192.0.2.17 offset 0.000000 sec', 'contacting time server pool'],
})
