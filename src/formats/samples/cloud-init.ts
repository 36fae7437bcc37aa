// cloud-init.log, line by line. All lines are invented.
import type { Sample } from '../format.ts'

interface Samples {
  readonly samples: readonly Sample[]
  readonly refuses: readonly string[]
}

export const cloudInitSamples: Samples = {
  samples: [
    {
      line: '2019-07-04 03:02:01,269 - util.py[DEBUG]: Reading from /proc/uptime (quiet=False)',
      wall: '2019-07-04T03:02:01.269',
      severity: 7,
      program: 'util.py',
      message: 'Reading from /proc/uptime (quiet=False)',
    },
    {
      line: '2019-07-04 03:02:01,270 - handlers.py[DEBUG]: start: init-local: searching for local datasources',
      wall: '2019-07-04T03:02:01.270',
      severity: 7,
      program: 'handlers.py',
      message: 'start: init-local: searching for local datasources',
    },
    {
      line: '2019-07-04 03:02:02,004 - url_helper.py[WARNING]: Calling http://169.254.169.254 failed [0/120s]: timed out',
      wall: '2019-07-04T03:02:02.004',
      severity: 4,
      program: 'url_helper.py',
      message: 'Calling http://169.254.169.254 failed [0/120s]: timed out',
    },
    {
      line: '2019-07-04 03:02:02,900 - stages.py[INFO]: Loaded datasource DataSourceNone',
      wall: '2019-07-04T03:02:02.900',
      severity: 6,
      program: 'stages.py',
      message: 'Loaded datasource DataSourceNone',
    },
    {
      line: '2019-07-04 03:02:03,000 - main.py[CRITICAL]: failed to run',
      wall: '2019-07-04T03:02:03.000',
      severity: 2,
      program: 'main.py',
      message: 'failed to run',
    },
    {
      line: '2019-07-04 03:02:03,001 - cc_mounts.py[ERROR]: mount of /dev/vdb failed',
      wall: '2019-07-04T03:02:03.001',
      severity: 3,
      program: 'cc_mounts.py',
      message: 'mount of /dev/vdb failed',
    },
    {
      line: '2019-07-04 03:02:03,400 - __init__.py[DEBUG]: no interfaces named eth1',
      wall: '2019-07-04T03:02:03.400',
      severity: 7,
      program: '__init__.py',
      message: 'no interfaces named eth1',
    },
    {
      line: "2019-07-04 03:02:04,000 - subp.py[DEBUG]: Running command ['ip', 'addr'] with allowed return codes [0]",
      wall: '2019-07-04T03:02:04.000',
      severity: 7,
      program: 'subp.py',
      message: "Running command ['ip', 'addr'] with allowed return codes [0]",
    },
    {
      line: '2019-07-04 03:02:05,1 - atomic_helper.py[DEBUG]: Atomically writing to file',
      wall: '2019-07-04T03:02:05.1',
      severity: 7,
      program: 'atomic_helper.py',
      message: 'Atomically writing to file',
    },
    {
      line: '2019-07-04 03:02:06,269 - performance.py[DEBUG]: Größe: 12',
      wall: '2019-07-04T03:02:06.269',
      severity: 7,
      program: 'performance.py',
      message: 'Größe: 12',
    },
  ],
  refuses: [
    '',
    'Mar  3 04:15:09 rack4 sshd[1]: x',
    '2018-11-20 07:41:22.310 2288 INFO nova.compute.manager [-] up',
    '2019-07-04 03:02:01.269 - util.py[DEBUG]: a dot',
    '2019-07-04 03:02:01,269 - util.py[LOUD]: x',
    '2019-07-04 03:02:01,269 - util.py DEBUG: x',
    'Traceback (most recent call last):',
  ],
}
