// Access logs in the common and combined form, line by line. All lines are invented.
import type { Sample } from '../format.ts'

interface Samples {
  readonly samples: readonly Sample[]
  readonly refuses: readonly string[]
}

export const accessLogSamples: Samples = {
  samples: [
    {
      line: '10.9.8.7 - - [03/Mar/2020:04:15:09 +0100] "GET / HTTP/1.1" 200 612 "-" "curl/7.68.0"',
      wall: '2020-03-03T04:15:09',
      offset: '+01:00',
      message: '10.9.8.7 - - "GET / HTTP/1.1" 200 612 "-" "curl/7.68.0"',
      fields: {
        client: '10.9.8.7',
        status: '200',
        len: '612',
      },
    },
    {
      line: '10.9.8.7 - ops [03/Mar/2020:04:15:10 +0100] "POST /v2.1/servers HTTP/1.1" 202 390',
      wall: '2020-03-03T04:15:10',
      offset: '+01:00',
      message: '10.9.8.7 - ops "POST /v2.1/servers HTTP/1.1" 202 390',
      fields: {
        client: '10.9.8.7',
        status: '202',
        len: '390',
      },
    },
    {
      line: 'fd00::5 - - [03/Mar/2020:04:15:11 +0000] "GET /healthcheck HTTP/1.0" 503 -',
      wall: '2020-03-03T04:15:11',
      offset: '+00:00',
      message: 'fd00::5 - - "GET /healthcheck HTTP/1.0" 503 -',
      fields: {
        client: 'fd00::5',
        status: '503',
      },
    },
    {
      line: 'web-b.example 10.9.8.7 - - [03/Mar/2020:04:15:12 -0700] "HEAD /a HTTP/1.1" 304 0 "-" "-"',
      wall: '2020-03-03T04:15:12',
      offset: '-07:00',
      message: 'web-b.example 10.9.8.7 - - "HEAD /a HTTP/1.1" 304 0 "-" "-"',
      fields: {
        client: '10.9.8.7',
        status: '304',
        len: '0',
      },
    },
    {
      line: 'web-b.example:443 10.9.8.7 - - [03/Mar/2020:04:15:12 -0700] "GET /a HTTP/1.1" 200 17',
      wall: '2020-03-03T04:15:12',
      offset: '-07:00',
      message: 'web-b.example:443 10.9.8.7 - - "GET /a HTTP/1.1" 200 17',
      fields: {
        client: '10.9.8.7',
        status: '200',
        len: '17',
      },
    },
    {
      line: '10.9.8.7 - - - [03/Mar/2020:04:15:13 ] web-b "GET / HTTP/1.1" 200 814 "-" "probe"',
      wall: '2020-03-03T04:15:13',
      message: '10.9.8.7 - - - web-b "GET / HTTP/1.1" 200 814 "-" "probe"',
      fields: {
        client: '10.9.8.7',
        status: '200',
        len: '814',
      },
    },
    {
      line: '10.9.8.7 - cn=ops lead,dc=example [03/Mar/2020:04:15:14 +0530] "GET /x HTTP/2.0" 401 99',
      wall: '2020-03-03T04:15:14',
      offset: '+05:30',
      message: '10.9.8.7 - cn=ops lead,dc=example "GET /x HTTP/2.0" 401 99',
      fields: {
        client: '10.9.8.7',
        status: '401',
        len: '99',
      },
    },
    {
      line: '- - - [03/Mar/2020:04:15:15 +0000] "-" 408 -',
      wall: '2020-03-03T04:15:15',
      offset: '+00:00',
      message: '- - - "-" 408 -',
      fields: {
        client: '-',
        status: '408',
      },
    },
    {
      line: '10.9.8.7, 10.0.0.1 - - [03/Mar/2020:04:15:16 +0000] "GET /forwarded HTTP/1.1" 200 5',
      wall: '2020-03-03T04:15:16',
      offset: '+00:00',
      message: '10.9.8.7, 10.0.0.1 - - "GET /forwarded HTTP/1.1" 200 5',
      fields: {
        client: '10.0.0.1',
        status: '200',
        len: '5',
      },
    },
    {
      line: '10.9.8.7 - - [03/Mar/2020:04:15:17 +0000] "\\x16\\x03\\x01" 400 226',
      wall: '2020-03-03T04:15:17',
      offset: '+00:00',
      message: '10.9.8.7 - - "\\x16\\x03\\x01" 400 226',
      fields: {
        client: '10.9.8.7',
        status: '400',
        len: '226',
      },
    },
  ],
  refuses: [
    '',
    'Mar  3 04:15:09 rack4 sshd[1]: x',
    '[03/Mar/2020 04:15] x',
    '10.9.8.7 - - [03/Foo/2020:04:15:09 +0100] "GET /" 200 1',
    'Mar  3 04:15:09 rack4 proxy: 10.9.8.7 - - [03/Mar/2020:04:15:09 +0000] "GET /" 200 1',
    '   10.9.8.7 - - [03/Mar/2020:04:15:09 +0100] "GET /" 200 1',
  ],
}
