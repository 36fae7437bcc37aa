// Dated lines of programs that have no format of their own. All lines are invented.
import type { Sample } from '../format.ts'

interface Samples {
  readonly samples: readonly Sample[]
  readonly refuses: readonly string[]
}

export const stampedSamples: Samples = {
  samples: [
    {
      line: '2019-07-04 03:02:01,310 [main] INFO  com.example.Main - started in 4 s',
      wall: '2019-07-04T03:02:01.310',
      severity: 6,
      message: 'com.example.Main - started in 4 s',
      fields: {
        context: '[main] INFO',
      },
    },
    {
      line: '2019-07-04 03:02:01.310 [info] <0.33.0> closing AMQP connection <0.33.0> (10.9.8.7:51512 -> 10.9.8.9:5672)',
      wall: '2019-07-04T03:02:01.310',
      severity: 6,
      message: '<0.33.0> closing AMQP connection <0.33.0> (10.9.8.7:51512 -> 10.9.8.9:5672)',
    },
    {
      line: '[2019-07-04T03:02:01,123][WARN ][o.e.d.z.ZenDiscovery     ] [es-2] not enough master nodes',
      wall: '2019-07-04T03:02:01.123',
      severity: 4,
      message: '[o.e.d.z.ZenDiscovery     ] [es-2] not enough master nodes',
    },
    {
      line: '2019-07-04T03:02:01.123456Z 0 [Note] /usr/sbin/mysqld: ready for connections.',
      wall: '2019-07-04T03:02:01.123456',
      offset: 'Z',
      severity: 5,
      message: '/usr/sbin/mysqld: ready for connections.',
      fields: {
        context: '0 [Note]',
      },
    },
    {
      line: '190704  3:02:01 [Warning] Aborted connection 7 to db: nova',
      wall: '2019-07-04T03:02:01',
      severity: 4,
      message: 'Aborted connection 7 to db: nova',
    },
    {
      line: '2019-07-04 03:02:01.123456 7f2a4c0ff700  0 log_channel(cluster) log [WRN] : slow request 30.1 seconds old',
      wall: '2019-07-04T03:02:01.123456',
      message: '7f2a4c0ff700  0 log_channel(cluster) log [WRN] : slow request 30.1 seconds old',
    },
    {
      line: '=ERROR REPORT==== 4-Jul-2019::03:02:01 ===',
      wall: '2019-07-04T03:02:01',
      severity: 3,
      message: 'ERROR REPORT',
    },
    {
      line: '1562209321.310      4 10.9.8.7 TCP_MISS/503 4099 GET http://example.org/ - HIER_NONE/- text/html',
      wall: '2019-07-04T03:02:01.310',
      offset: 'Z',
      message: '4 10.9.8.7 TCP_MISS/503 4099 GET http://example.org/ - HIER_NONE/- text/html',
    },
    {
      line: '1562209321310 worker 7 done',
      wall: '2019-07-04T03:02:01.310',
      offset: 'Z',
      message: 'worker 7 done',
    },
    {
      line: '@400000005d1d6a6a0a1b2c3c starting service',
      wall: '2019-07-04T02:54:24.169552',
      offset: 'Z',
      message: 'starting service',
    },
    {
      line: '4 Jul 03:02:01 ntpdate[733]: step time server 10.9.8.1 offset 1.004 sec',
      wall: '0000-07-04T03:02:01',
      message: 'ntpdate[733]: step time server 10.9.8.1 offset 1.004 sec',
    },
    {
      line: 'Thu Jul 04 03:02:01 2019 [pid 27202] CONNECT: Client "10.9.8.7"',
      wall: '2019-07-04T03:02:01',
      pid: 27202,
      message: '[pid 27202] CONNECT: Client "10.9.8.7"',
    },
    {
      line: 'Thu Jul  4 03:02:01 CEST 2019 backup finished',
      wall: '2019-07-04T03:02:01',
      zoneName: 'CEST',
      message: 'backup finished',
    },
    {
      line: 'Thu, 04 Jul 2019 03:02:01 +0200 mail delivered',
      wall: '2019-07-04T03:02:01',
      offset: '+02:00',
      message: 'mail delivered',
    },
    {
      line: 'Thu 2019-07-04 03:02:01 weekly run finished',
      wall: '2019-07-04T03:02:01',
      message: 'weekly run finished',
    },
    {
      line: '04-Jul-2019 03:02:01.372 error: client 10.9.8.7#52115: query denied',
      wall: '2019-07-04T03:02:01.372',
      severity: 3,
      message: 'client 10.9.8.7#52115: query denied',
    },
    {
      line: 'Jul 4, 2019 3:02:01 PM org.apache.catalina.startup.Catalina start',
      wall: '2019-07-04T15:02:01',
      message: 'org.apache.catalina.startup.Catalina start',
    },
    {
      line: '2019/07/04 03:02:01 dial tcp 10.9.8.7:6443: connection refused',
      wall: '2019-07-04T03:02:01',
      message: 'dial tcp 10.9.8.7:6443: connection refused',
    },
    {
      line: '20190704T030201.5Z rotate',
      wall: '2019-07-04T03:02:01.5',
      offset: 'Z',
      message: 'rotate',
    },
    {
      line: '2019-07-04 03:02:01.464 +01:00 [WRN] disk is slow',
      wall: '2019-07-04T03:02:01.464',
      offset: '+01:00',
      severity: 4,
      message: 'disk is slow',
    },
    {
      line: '<W>2019-07-04 03:02:01.818 1 => <4:ops(-1)> rejected',
      wall: '2019-07-04T03:02:01.818',
      message: '1 => <4:ops(-1)> rejected',
    },
    {
      line: 'HsmService:2019-07-04 03:02:01,978[MainThread]hsm:737 [ERROR] device lost',
      wall: '2019-07-04T03:02:01.978',
      severity: 3,
      program: 'HsmService',
      message: 'device lost',
      fields: {
        context: '[MainThread]hsm:737 [ERROR]',
      },
    },
    {
      line: '07-04 03:02:01.026  1234  5678 I ActivityManager: start',
      wall: '0000-07-04T03:02:01.026',
      message: '1234  5678 I ActivityManager: start',
    },
    {
      line: '04.07.2019 03:02:01 Dienst gestartet',
      wall: '2019-07-04T03:02:01',
      message: 'Dienst gestartet',
    },
    {
      line: '2019-07-04 03:02:01 1hk0 <= ops@example.org H=(mx) [10.9.8.7] P=esmtp S=612',
      wall: '2019-07-04T03:02:01',
      message: '1hk0 <= ops@example.org H=(mx) [10.9.8.7] P=esmtp S=612',
    },
    {
      line: '07-06-2019 03:02:01 +0200 either the sixth or the seventh month',
      unstamped: true,
      message: 'either the sixth or the seventh month',
      fields: {
        stamp: '07-06-2019 03:02:01 +0200',
      },
    },
  ],
  refuses: [
    '',
    'Mar  3 04:15:09 rack4 sshd[1]: x',
    '   2019-07-04 03:02:01 a continuation',
    'we rebooted it at noon, 2019-07-04 03:02:01 or so',
    '2019-13-04 03:02:01 no such month',
    '2019-07-04 no time',
    '<13>2019-07-04 03:02:01 x',
    'Traceback (most recent call last):',
    "ValueError: time data '2019-07-04 03:02:01' does not match",
    '[   12.000250] nvme0: I/O timeout',
    '1562209 is no epoch',
    '9999999999 neither',
  ],
}

export const stampedDmySamples: Samples = {
  samples: [
    {
      line: '13-06-2019 03:02:01 +0300 PROXY.3128 00004 - 10.9.8.7:28783 GET http://example.org/',
      wall: '2019-06-13T03:02:01',
      offset: '+03:00',
      message: 'PROXY.3128 00004 - 10.9.8.7:28783 GET http://example.org/',
    },
    {
      line: '07-06-2019 03:02:02 +0300 PROXY.3128 00005 - 10.9.8.7:28784 GET http://example.org/',
      wall: '2019-06-07T03:02:02',
      offset: '+03:00',
      message: 'PROXY.3128 00005 - 10.9.8.7:28784 GET http://example.org/',
    },
    {
      line: '[28325:00010] 22-06-2019 03:02:03   smtp: postmaster [10.9.8.7] failure',
      wall: '2019-06-22T03:02:03',
      message: '[28325:00010] smtp: postmaster [10.9.8.7] failure',
    },
    {
      line: '23/06/2019 03:02:04 [ERROR] lost link',
      wall: '2019-06-23T03:02:04',
      severity: 3,
      message: 'lost link',
    },
    {
      line: '24/06/19 03:02:05 INFO short year',
      wall: '2019-06-24T03:02:05',
      severity: 6,
      message: 'short year',
    },
    {
      line: '25-06-2019 3:02:06 one digit',
      wall: '2019-06-25T03:02:06',
      message: 'one digit',
    },
    {
      line: '26-06-2019 03:02:07.250 fraction',
      wall: '2019-06-26T03:02:07.250',
      message: 'fraction',
    },
    {
      line: '27-06-2019 03:02:08Z zulu',
      wall: '2019-06-27T03:02:08',
      offset: 'Z',
      message: 'zulu',
    },
    {
      line: '28-06-2019 - 03:02:09 dashed',
      wall: '2019-06-28T03:02:09',
      message: 'dashed',
    },
    {
      line: '2019-06-29 03:02:10 other shapes too',
      wall: '2019-06-29T03:02:10',
      message: 'other shapes too',
    },
  ],
  refuses: ['', '06/13/2019 03:02:01 month first', 'Mar  3 04:15:09 rack4 sshd[1]: x', '13-13-2019 03:02:01 x'],
}

export const stampedMdySamples: Samples = {
  samples: [
    {
      line: '06/13/2019 03:02:01 [LOGIN_ERROR] ops (example.org) from 10.9.8.7',
      wall: '2019-06-13T03:02:01',
      message: '[LOGIN_ERROR] ops (example.org) from 10.9.8.7',
    },
    {
      line: '06/07/2019 03:02:02 [LOGIN_ERROR] ops (example.org) from 10.9.8.7',
      wall: '2019-06-07T03:02:02',
      message: '[LOGIN_ERROR] ops (example.org) from 10.9.8.7',
    },
    {
      line: 'L 06/22/2019 - 03:02:03: "ops" connected',
      wall: '2019-06-22T03:02:03',
      message: 'L "ops" connected',
    },
    {
      line: '06-23-2019 03:02:04 ERROR lost link',
      wall: '2019-06-23T03:02:04',
      severity: 3,
      message: 'lost link',
    },
    {
      line: '06/24/19 03:02:05 short year',
      wall: '2019-06-24T03:02:05',
      message: 'short year',
    },
    {
      line: '06/25/2019 03:02:06 PM afternoon',
      wall: '2019-06-25T15:02:06',
      message: 'afternoon',
    },
    {
      line: '06/26/2019 12:02:07 AM midnight',
      wall: '2019-06-26T00:02:07',
      message: 'midnight',
    },
    {
      line: '06/27/2019 03:02:08.250 fraction',
      wall: '2019-06-27T03:02:08.250',
      message: 'fraction',
    },
    {
      line: '06/28/2019 03:02:09 -0700 zone',
      wall: '2019-06-28T03:02:09',
      offset: '-07:00',
      message: 'zone',
    },
    {
      line: '2019-06-29 03:02:10 other shapes too',
      wall: '2019-06-29T03:02:10',
      message: 'other shapes too',
    },
  ],
  refuses: ['', '13/06/2019 03:02:01 day first', 'Mar  3 04:15:09 rack4 sshd[1]: x', '13-13-2019 03:02:01 x'],
}
