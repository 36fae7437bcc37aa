// N1–N3: ntpd and `ntpd -q` move the clock or refuse to. The printed number > 0: the clock was behind and goes forward.
import type { Witness } from '../testimony.ts'
import { asWritten, behindInWords, defineWitness, micros, stepped, tell } from './define.ts'

const ID = 'ntpd-step'
const S = '([+-]?\\d+(?:\\.\\d+)?)'

const reset = (m: RegExpExecArray): Witness[] => stepped(ID, 'ntpd stepped', asWritten(m[1]), { stampIs: 'after' })

function slewed(m: RegExpExecArray): Witness[] {
  const says = `ntpd found the clock ${behindInWords(micros(m[1]))} and slews it`
  return [{ id: ID, kind: 'D', says, behind: asWritten(m[1]), stampIs: 'before' }]
}

function refused(m: RegExpExecArray): Witness[] {
  const says = `ntpd found the clock ${behindInWords(micros(m[1]))}, more than it may correct, and ended`
  return [{ id: ID, kind: 'Q', says, behind: asWritten(m[1]), synced: false }]
}

function spike(m: RegExpExecArray): Witness[] {
  const says = `ntpd sees the clock ${behindInWords(micros(m[1]))} and waits whether it lasts`
  return [{ id: ID, kind: 'Q', says, behind: asWritten(m[1]), synced: false }]
}

export const ntpdStep = defineWitness({
  id: ID,
  title: 'ntpd steps the clock',
  reference: 'https://github.com/ntp-project/ntp/blob/stable/ntpd/ntp_loopfilter.c',
  literals: [
    'time reset ',
    ' clock_step ',
    ' spike_detect ',
    ' panic_stop ',
    ' exceeds sanity limit (',
    'ntpd: time s',
  ],
  find: tell(
    /^(?:x?ntpd|ntpsec|ntp)$/,
    [new RegExp(`(?:^|: )time reset \\(?${S} ?s\\b`), reset],
    [new RegExp(`clock_step ${S} s\\b`), reset],
    [new RegExp(`(?:^|: )time set ${S} ?s\\b`), reset],
    [new RegExp(`(?:^|: )time slew ${S} ?s\\b`), slewed],
    [new RegExp(`spike_detect ${S} s\\b`), spike],
    [new RegExp(`panic_stop ${S} s; set clock manually within`), refused],
    [new RegExp(`time (?:correction|error) of ${S} seconds exceeds sanity limit`), refused],
  ),
  samples: [
    {
      program: 'ntpd',
      message: 'time reset +27.200000 s',
      gives: { kind: 'F', size: [27_200_000, 27_200_000], stampIs: 'after' },
    },
    { program: 'ntpd', message: 'time reset -0.373112 s', gives: { kind: 'B', size: [-373_112, -373_112] } },
    {
      program: 'ntpd',
      message: '0.0.0.0 c61c 0c clock_step +360.021447 s',
      gives: { kind: 'F', size: [360_021_447, 360_021_447] },
    },
    {
      program: 'ntpd',
      message: '0.0.0.0 c61c 0c clock_step -158.848000 s',
      gives: { kind: 'B', size: [-158_848_000, -158_848_000] },
    },
    {
      program: 'ntpd',
      message: '0.0.0.0 0613 03 spike_detect +360.021447 s',
      gives: { kind: 'Q', behind: [360_021_447, 360_021_447] },
    },
    {
      program: 'ntpd',
      message: '0.0.0.0 0617 07 panic_stop +1080 s; set clock manually within 1000 s.',
      gives: { kind: 'Q', behind: [1_079_500_000, 1_080_500_000], synced: false },
    },
    {
      program: 'ntpd',
      message:
        'time correction of -7200 seconds exceeds sanity limit (1000); set clock manually to the correct UTC time.',
      gives: { kind: 'Q', behind: [-7_200_500_000, -7_199_500_000], synced: false },
    },
    {
      program: 'ntpd',
      message: 'ntpd: time set +3600.112004 s',
      gives: { kind: 'F', size: [3_600_112_004, 3_600_112_004] },
    },
    { program: 'ntpd', message: 'ntpd: time slew -0.021441 s', gives: { kind: 'D', behind: [-21_441, -21_441] } },
  ],
  ignores: ['time reset of the counters done', 'ntpd: time server list read', 'load panic_stop handler'],
})
