// Error logs of Apache and nginx, line by line. All lines are invented.
import type { Sample } from '../format.ts'

interface Samples {
  readonly samples: readonly Sample[]
  readonly refuses: readonly string[]
}

export const webErrorSamples: Samples = {
  samples: [
    {
      line: '[Tue Mar 03 04:15:09 2020] [notice] caught SIGTERM, shutting down',
      wall: '2020-03-03T04:15:09',
      severity: 5,
      message: 'caught SIGTERM, shutting down',
    },
    {
      line: '[Tue Mar 03 04:15:10 2020] [error] [client 10.9.8.7] File does not exist: /srv/www/favicon.ico',
      wall: '2020-03-03T04:15:10',
      severity: 3,
      message: '[client 10.9.8.7] File does not exist: /srv/www/favicon.ico',
      fields: {
        client: '10.9.8.7',
      },
    },
    {
      line: '[Tue Mar 03 04:15:10.004512 2020] [core:error] [pid 4411:tid 140212] [client 10.9.8.7:51512] AH00126: Invalid URI in request GET /..',
      wall: '2020-03-03T04:15:10.004512',
      severity: 3,
      pid: 4411,
      message: '[client 10.9.8.7:51512] AH00126: Invalid URI in request GET /..',
      fields: {
        module: 'core',
        tid: '140212',
        client: '10.9.8.7:51512',
      },
    },
    {
      line: '[Tue Mar 03 04:15:11.120000 2020] [:error] [pid 4411] [client fd00::5:40120] ModSecurity: Warning.',
      wall: '2020-03-03T04:15:11.120000',
      severity: 3,
      pid: 4411,
      message: '[client fd00::5:40120] ModSecurity: Warning.',
      fields: {
        client: 'fd00::5:40120',
      },
    },
    {
      line: '[Tue Mar 03 04:15:11.500001 2020] [mpm_event:notice] [pid 1:tid 1] AH00489: Apache/2.4.41 configured -- resuming normal operations',
      wall: '2020-03-03T04:15:11.500001',
      severity: 5,
      pid: 1,
      message: 'AH00489: Apache/2.4.41 configured -- resuming normal operations',
      fields: {
        module: 'mpm_event',
        tid: '1',
      },
    },
    {
      line: '[Tue Mar  3 04:15:12 2020] [warn] child process 88 still did not exit, sending a SIGTERM',
      wall: '2020-03-03T04:15:12',
      severity: 4,
      message: 'child process 88 still did not exit, sending a SIGTERM',
    },
    {
      line: '[Tue Mar 03 04:15:13.1 2020] [proxy:trace3] [pid 9] mod_proxy.c(700): [client 10.9.8.7:51513] proxy: trying to run scheme_handler',
      wall: '2020-03-03T04:15:13.1',
      severity: 7,
      pid: 9,
      message: 'mod_proxy.c(700): [client 10.9.8.7:51513] proxy: trying to run scheme_handler',
      fields: {
        module: 'proxy',
        client: '10.9.8.7:51513',
      },
    },
    {
      line: '[Tue Mar 03 04:15:14.000100 2020] [ssl:crit] [pid 12] AH02562: Failed to configure certificate web-b:443:0',
      wall: '2020-03-03T04:15:14.000100',
      severity: 2,
      pid: 12,
      message: 'AH02562: Failed to configure certificate web-b:443:0',
      fields: {
        module: 'ssl',
      },
    },
    {
      line: '2020/03/03 04:15:09 [error] 2833#0: *16336 connect() failed (111: Connection refused) while connecting to upstream, client: 10.9.8.7',
      wall: '2020-03-03T04:15:09',
      severity: 3,
      pid: 2833,
      message: 'connect() failed (111: Connection refused) while connecting to upstream, client: 10.9.8.7',
      fields: {
        connection: '16336',
      },
    },
    {
      line: '2020/03/03 04:15:10 [emerg] 1#1: bind() to 0.0.0.0:80 failed (98: Address already in use)',
      wall: '2020-03-03T04:15:10',
      severity: 0,
      pid: 1,
      message: 'bind() to 0.0.0.0:80 failed (98: Address already in use)',
    },
    {
      line: '2020/03/03 04:15:11 [warn] 77#77: *3 an upstream response is buffered to a temporary file',
      wall: '2020-03-03T04:15:11',
      severity: 4,
      pid: 77,
      message: 'an upstream response is buffered to a temporary file',
      fields: {
        connection: '3',
      },
    },
  ],
  refuses: [
    '',
    'Mar  3 04:15:09 rack4 sshd[1]: x',
    '2018-11-20 07:41:22.310 2288 INFO nova.compute.manager [-] up',
    '[Tue Mar 03 04:15:09 2020] usb 1-1: reset high speed device',
    '[Tue Mar 03 04:15:09 2020] [drm] initialized',
    '2020/03/03 04:15:09 no level',
    '[    1.000000] [error] x',
    '[Tue Mar 03 04:15 2020] [error] no seconds',
  ],
}
