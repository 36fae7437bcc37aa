// N7: OpenNTPD and busybox ntpd. The offset > 0: the clock was behind. `adjtime failed` means nothing was applied.
import type { Witness } from '../testimony.ts'
import { asWritten, behindInWords, defineWitness, micros, stepped, tell } from './define.ts'
import { readWallText } from './wall-text.ts'

const ID = 'openntpd'

function adjusting(m: RegExpExecArray): Witness[] {
  const says = `ntpd found the clock ${behindInWords(micros(m[1]))} and slews it`
  return [{ id: ID, kind: 'D', says, behind: asWritten(m[1]), stampIs: 'before' }]
}

function set(m: RegExpExecArray): Witness[] {
  const wall = readWallText(m[1] ?? '')
  const year = wall?.year === undefined ? {} : { year: wall.year }
  return stepped(ID, 'ntpd stepped', asWritten(m[2]), { stampIs: 'after' }).map((w) => ({ ...w, ...year }))
}

export const openntpd = defineWitness({
  id: ID,
  title: 'OpenNTPD or busybox ntpd sets the clock',
  reference: 'https://github.com/openbsd/src/blob/master/usr.sbin/ntpd/ntpd.c',
  literals: ['set local clock to ', 'adjusting local clock by ', 'adjtime failed', 'setting time to '],
  find: tell(
    /^(?:ntpd|openntpd|busybox)$/,
    [/set local clock to (.+?) \(offset ([+-]?\d+(?:\.\d+)?)s\)/, set],
    [/setting time to (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?) \(offset ([+-]?\d+(?:\.\d+)?)s\)/, set],
    [/adjusting local clock by ([+-]?\d+(?:\.\d+)?)s/, adjusting],
    [/adjtime failed/, () => [{ id: ID, kind: 'Q', says: 'ntpd could not correct the clock', synced: false }]],
  ),
  samples: [
    {
      program: 'ntpd',
      message: 'set local clock to Thu May 17 22:45:12 UTC 2018 (offset 1080.251s)',
      gives: { kind: 'F', size: [1_080_250_500, 1_080_251_500], year: 2018 },
    },
    {
      program: 'ntpd',
      message: 'setting time to 2018-05-17 22:45:12.104110 (offset -4.500000s)',
      gives: { kind: 'B', size: [-4_500_000, -4_500_000] },
    },
    {
      program: 'ntpd',
      message: 'adjusting local clock by -0.373112s',
      gives: { kind: 'D', behind: [-373_112, -373_112] },
    },
    { program: 'ntpd', message: 'adjtime failed: Invalid argument', gives: { kind: 'Q', synced: false } },
  ],
  ignores: ['setting time to live of 64', 'set local clock to nothing'],
})
