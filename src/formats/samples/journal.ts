// What journalctl prints in the shapes that are no syslog, line by line. All lines are invented.
import type { Sample } from '../format.ts'

interface Samples {
  readonly samples: readonly Sample[]
  readonly refuses: readonly string[]
}

export const journalSamples: Samples = {
  samples: [
    {
      line: 'Thu 2019-07-04 03:02:01 CEST stor-b systemd[1]: Started Session 4 of user ops.',
      wall: '2019-07-04T03:02:01',
      zoneName: 'CEST',
      host: 'stor-b',
      program: 'systemd',
      pid: 1,
      message: 'Started Session 4 of user ops.',
    },
    {
      line: 'Thu 2019-07-04 03:02:01 UTC stor-b kernel: sd 2:0:1:0: [sdc] Synchronizing SCSI cache',
      wall: '2019-07-04T03:02:01',
      zoneName: 'UTC',
      host: 'stor-b',
      program: 'kernel',
      message: 'sd 2:0:1:0: [sdc] Synchronizing SCSI cache',
    },
    {
      line: 'Thu 2019-07-04 03:02:01.310001 CEST [s=1f;i=2a;b=0dc8;m=24ea;t=58cd;x=9c]',
      wall: '2019-07-04T03:02:01.310001',
      zoneName: 'CEST',
      message: '[s=1f;i=2a;b=0dc8;m=24ea;t=58cd;x=9c]',
    },
    {
      line: 'Thu 2019-07-04 03:02:02 +07 stor-b sudo: ops : TTY=pts/0',
      wall: '2019-07-04T03:02:02',
      host: 'stor-b',
      program: 'sudo',
      message: 'ops : TTY=pts/0',
    },
    {
      line: '1562209321.310001 stor-b multipathd[911]: mpathd: remaining active paths: 1',
      wall: '2019-07-04T03:02:01.310001',
      offset: 'Z',
      host: 'stor-b',
      program: 'multipathd',
      pid: 911,
      message: 'mpathd: remaining active paths: 1',
    },
    {
      line: '1562209321.310002 stor-b kernel: Linux version 5.4.0',
      wall: '2019-07-04T03:02:01.310002',
      offset: 'Z',
      host: 'stor-b',
      program: 'kernel',
      message: 'Linux version 5.4.0',
    },
    {
      line: '[   38.708001] stor-b systemd-journald[301]: Received SIGTERM',
      monotonic: 38.708001,
      host: 'stor-b',
      program: 'systemd-journald',
      pid: 301,
      message: 'Received SIGTERM',
    },
    {
      line: '[ 4021.000001] stor-b kernel: usb 1-1: reset',
      monotonic: 4021.000001,
      host: 'stor-b',
      program: 'kernel',
      message: 'usb 1-1: reset',
    },
    {
      line: '[ 4021.000002] stor-b dhclient: bound to 10.9.8.7',
      monotonic: 4021.000002,
      host: 'stor-b',
      program: 'dhclient',
      message: 'bound to 10.9.8.7',
    },
    {
      line: '-- Boot 0dc874d3fbd44bdbb6fbcfaa27481492 --',
      unstamped: true,
      message: '-- Boot 0dc874d3fbd44bdbb6fbcfaa27481492 --',
    },
    {
      line: '-- Reboot --',
      unstamped: true,
      message: '-- Reboot --',
    },
    {
      line: '-- Logs begin at Thu 2019-07-04 03:02:01 CEST, end at Fri 2019-07-05 01:00:00 CEST. --',
      unstamped: true,
      message: '-- Logs begin at Thu 2019-07-04 03:02:01 CEST, end at Fri 2019-07-05 01:00:00 CEST. --',
    },
    {
      line: '-- No entries --',
      unstamped: true,
      message: '-- No entries --',
    },
  ],
  refuses: [
    '',
    'Mar  3 04:15:09 rack4 sshd[1]: x',
    '2018-11-20 07:41:22.310 2288 INFO nova.compute.manager [-] up',
    '[   38.708001] usb 1-1: new high-speed device',
    '[   38.708001] systemd[1]: Started x.',
    '-- MARK --',
    '---------',
    'Thu Jul 04 03:02:01 2019 x',
    '1562209321.310 4 10.9.8.7 TCP_MISS/503',
    'Thu 2019-07-04 03:02:01',
  ],
}
