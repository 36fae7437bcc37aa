// 1c: dovecot and postfix watch the clock they live by. Second witnesses: a stall looks like a jump forward to them.
import type { Interval, Witness } from '../testimony.ts'
import { defineWitness, inWords, micros, tell } from './define.ts'

const ID = 'mail-servers'

function moved(m: RegExpExecArray): Witness[] {
  const by = micros(m[2]) * (m[1] === 'moved backwards' ? -1 : 1)
  // Whole seconds are cut, not rounded, in the older wording.
  const slack = m[2]?.includes('.') ? 1000 : 1_000_000
  const size: Interval = [by - slack, by + slack]
  const back = by < 0
  return [
    {
      id: ID,
      kind: back ? 'B' : 'F',
      says: `dovecot saw the clock go ${back ? 'back' : 'forward'} by ${inWords(by)}`,
      size,
      stampIs: 'after',
    },
  ]
}

export const mailServers = defineWitness({
  id: ID,
  title: 'Dovecot and Postfix notice a jump',
  reference: 'https://github.com/dovecot/core/blob/main/src/lib-master/master-service.c',
  literals: ['Time just moved backwards', 'Time jumped forwards', 'Time moved forwards', 'backward time jump '],
  find: tell(
    /^(?:dovecot|postfix|imap|pop3|lmtp|auth|master|warning|Warning|Fatal|Error)/,
    [/Time just (moved backwards) by (\d+(?:\.\d+)?) seconds/, moved],
    [/Time (jumped forwards|moved forwards by) (\d+(?:\.\d+)?) seconds/, moved],
    [
      /backward time jump detected -- slewing clock/,
      () => [{ id: ID, kind: 'B', says: 'postfix saw the clock go back and waits for it', stampIs: 'after' }],
    ],
    [
      /backward time jump recovered -- back to normal/,
      () => [{ id: ID, kind: 'Q', says: 'postfix: the clock has caught up', harmless: true }],
    ],
  ),
  samples: [
    {
      program: 'dovecot',
      message:
        "master: Fatal: Time just moved backwards by 12 seconds. This might cause a lot of problems, so I'll just kill myself now.",
      gives: { kind: 'B', size: [-13_000_000, -11_000_000] },
    },
    {
      program: 'dovecot',
      message: 'imap: Warning: Time jumped forwards 14 seconds',
      gives: { kind: 'F', size: [13_000_000, 15_000_000] },
    },
    {
      program: 'dovecot',
      message: 'imap: Warning: Time moved forwards by 14.250113 seconds - adjusting timeouts.',
      gives: { kind: 'F', size: [14_249_113, 14_251_113] },
    },
    {
      program: 'postfix/smtpd',
      message: 'warning: backward time jump detected -- slewing clock',
      gives: { kind: 'B' },
    },
    {
      program: 'postfix/qmgr',
      message: 'warning: another backward time jump detected -- slewing clock',
      gives: { kind: 'B' },
    },
    {
      program: 'postfix/qmgr',
      message: 'backward time jump recovered -- back to normal',
      gives: { kind: 'Q', harmless: true },
    },
  ],
  ignores: ['the film has a backward time jump in its second act'],
})
