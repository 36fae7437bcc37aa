// J1: journald's entries went back in time. Often at the first flush of a boot whose hardware clock is behind the last boot's end.
import type { Witness } from '../testimony.ts'
import { defineWitness, tell } from './define.ts'

const ID = 'journald'

const back = (says: string): Witness[] => [{ id: ID, kind: 'B', says, stampIs: 'after' }]

export const journald = defineWitness({
  id: ID,
  title: 'journald saw time go back',
  reference: 'https://github.com/systemd/systemd/blob/main/src/journal/journald-manager.c',
  literals: ['jumped backwards', 'is from the future, rotating'],
  find: tell(
    /journal/,
    [/(?:^|: )Time jumped backwards, rotating/, () => back('the clock went back; journald began a new file')],
    [
      /Realtime clock jumped backwards relative to last journal entry, rotating/,
      () => back('the clock went back; journald began a new file'),
    ],
    [
      /Monotonic clock jumped backwards relative to last journal entry/,
      () => back('seconds since boot went back within one boot'),
    ],
    [/Journal file is from the future, rotating/, () => back('the clock is behind the journal’s last entry')],
  ),
  samples: [
    { program: 'systemd-journald', message: 'Time jumped backwards, rotating.', gives: { kind: 'B' } },
    {
      program: 'systemd-journald',
      message:
        '/var/log/journal/4f1e/system.journal: Realtime clock jumped backwards relative to last journal entry, rotating.',
      gives: { kind: 'B' },
    },
    {
      program: 'systemd-journald',
      message:
        '/run/log/journal/4f1e/system.journal: Monotonic clock jumped backwards relative to last journal entry with the same boot ID, rotating.',
      gives: { kind: 'B' },
    },
    { program: 'systemd-journald', message: 'Journal file is from the future, rotating.', gives: { kind: 'B' } },
  ],
  ignores: ['the counter jumped backwards', 'this letter is from the future, rotating slowly'],
})
