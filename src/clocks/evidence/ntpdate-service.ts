// A14: systemd runs ntpdate before other services. Between "Starting" and "Started" the clock was set; `joint.ts` gives the size.
import { defineWitness, tell } from './define.ts'

const ID = 'ntpdate-service'

export const ntpdateService = defineWitness({
  id: ID,
  title: 'systemd: Set time via NTP',
  reference: 'https://src.fedoraproject.org/rpms/ntp/blob/f30/f/ntpdate.service',
  literals: ['Set time via NTP', 'Synchronize time via NTP'],
  find: tell(/^systemd$/, [
    /(Starting|Started|Finished) (?:\S+ - )?(?:Set|Synchronize) time via NTP/,
    (m) => [
      m[1] === 'Starting'
        ? { id: ID, kind: 'F', says: 'the clock is about to be set by ntpdate', stampIs: 'before', edge: 'start' }
        : { id: ID, kind: 'F', says: 'the clock has been set by ntpdate', stampIs: 'after', edge: 'end' },
    ],
  ]),
  samples: [
    {
      program: 'systemd',
      message: 'Starting Set time via NTP...',
      gives: { kind: 'F', stampIs: 'before', edge: 'start' },
    },
    { program: 'systemd', message: 'Started Set time via NTP.', gives: { kind: 'F', stampIs: 'after', edge: 'end' } },
    { program: 'systemd', message: 'Finished ntpdate.service - Set time via NTP.', gives: { stampIs: 'after' } },
    { message: 'Mar 03 04:05:06 vm-7 systemd[1]: Starting Synchronize time via NTP...', gives: { stampIs: 'before' } },
  ],
  ignores: ['Description=Set time via NTP', 'ntpdate.service - Set time via NTP'],
})
