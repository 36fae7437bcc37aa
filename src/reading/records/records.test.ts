import { describe, expect, test } from 'vitest'
import type { Member } from '../archives/finds.ts'
import { recordsKind, walkRecords } from './records.ts'

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

/** A stream that hands out `size` bytes at a time. */
const torn = (bytes: Uint8Array<ArrayBuffer>, size: number): Blob => {
  const blob = new Blob([bytes])
  blob.stream = () =>
    new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        for (let p = 0; p < bytes.length; p += size) controller.enqueue(bytes.slice(p, p + size))
        controller.close()
      },
    })
  return blob
}

async function read(
  bytes: Uint8Array<ArrayBuffer>,
  size = 7,
  opens = (line: string) => /^[A-Z][a-z]{2} [ \d]\d /.test(line),
) {
  const kind = recordsKind(bytes)
  if (!kind) return undefined
  const members: Member[] = []
  const trouble = await walkRecords(
    torn(bytes, size),
    kind,
    'x',
    { take: (m) => members.push(m), pass: () => undefined, stopped: () => false },
    opens,
  )
  const found = await Promise.all(
    members.map(async (m) => [m.path, (await m.blob.text()).trimEnd().split('\n')] as const),
  )
  return { kind, trouble, found: Object.fromEntries(found) }
}

describe('records that are not lines', () => {
  test('an Elasticsearch answer: one source a host, messages with their own stamp as they are', async () => {
    const text = JSON.stringify(
      {
        took: 3,
        hits: {
          total: 3,
          hits: [
            {
              _index: 'l',
              _source: {
                message: '[ 5120.221001] md/raid1: "disk" failure',
                '@timestamp': '2019-07-04T03:02:01.310Z',
                host: '10.9.8.7',
                syslog_host: 'stor-b',
                type: 'netconsole',
              },
            },
            {
              _source: {
                '@timestamp': '2019-07-04T03:02:02Z',
                host: { name: 'web-a' },
                message: 'Jul  4 03:02:02 web-a sshd[7]: up',
                tags: ['}', '{', '\\"'],
              },
            },
            {
              fields: { '@timestamp': ['2019-07-04T03:02:03Z'], host: ['web-a'], message: ['plain'], level: ['error'] },
            },
          ],
        },
      },
      null,
      2,
    )
    for (const size of [1, 7, 4096]) {
      const { kind, trouble, found } = (await read(utf8(text), size)) ?? {}
      expect([kind, trouble]).toEqual(['json-hits', undefined])
      expect(found).toEqual({
        'stor-b.log': [
          '{"time":"2019-07-04T03:02:01.310Z","host":"stor-b","message":"[ 5120.221001] md/raid1: \\"disk\\" failure"}',
        ],
        'web-a.log': [
          'Jul  4 03:02:02 web-a sshd[7]: up',
          '{"time":"2019-07-04T03:02:03Z","level":"error","host":"web-a","message":"plain"}',
        ],
      })
    }
  })

  test('a Loki answer: labels of the stream, nanoseconds kept', async () => {
    const text = JSON.stringify({
      status: 'success',
      data: {
        resultType: 'streams',
        result: [
          {
            stream: { host: 'stor-b', job: 'syslog' },
            values: [
              ['1562209321310000001', 'one'],
              ['1562209321310000002', 'two "x"'],
            ],
          },
          { stream: { instance: 'web-a' }, values: [['1562209321310000003', 'three']] },
        ],
      },
    })
    expect((await read(utf8(text)))?.found).toEqual({
      'stor-b.log': [
        '{"time":"1562209321310000001","host":"stor-b","program":"syslog","message":"one"}',
        '{"time":"1562209321310000002","host":"stor-b","program":"syslog","message":"two \\"x\\""}',
      ],
      'web-a.log': ['{"time":"1562209321310000003","host":"web-a","message":"three"}'],
    })
  })

  test('a list of records, and records over several lines', async () => {
    const records = [
      { time: '2019-07-04T03:02:01Z', host: 'a', msg: 'x' },
      { time: '2019-07-04T03:02:02Z', host: 'a', msg: 'y\nz' },
    ]
    const lines = [
      '{"time":"2019-07-04T03:02:01Z","host":"a","message":"x"}',
      '{"time":"2019-07-04T03:02:02Z","host":"a","message":"y\\nz"}',
    ]
    expect((await read(utf8(JSON.stringify(records))))?.found).toEqual({ 'a.log': lines })
    expect((await read(utf8(records.map((r) => JSON.stringify(r, null, 2)).join('\n'))))?.found).toEqual({
      'a.log': lines,
    })
  })

  test('Kibana’s CSV: quoted fields with breaks, its own way to write a time', async () => {
    const text =
      '"@timestamp","host","message"\r\n"Jul 4, 2019 @ 03:02:01.310","stor-b","one, ""two""\nthree"\r\n"Jul 4, 2019 @ 03:02:02.000","-","four"\r\n'
    expect((await read(utf8(text), 5))?.found).toEqual({
      'no-host.log': ['{"time":"2019-07-04T03:02:02.000","message":"four"}'],
      'stor-b.log': ['{"time":"2019-07-04T03:02:01.310","host":"stor-b","message":"one, \\"two\\"\\nthree"}'],
    })
  })

  test('the journal’s export: raw bytes with their length', async () => {
    const message = utf8('line one\nline two')
    const length = new Uint8Array(8)
    new DataView(length.buffer).setUint32(0, message.length, true)
    const head = utf8('__CURSOR=s=1\n__REALTIME_TIMESTAMP=1562209321310000\n_HOSTNAME=stor-b\nPRIORITY=3\nMESSAGE\n')
    const tail = utf8(
      '\n_PID=7\n\n__CURSOR=s=2\n__REALTIME_TIMESTAMP=1562209321310001\nMESSAGE=a=b\n_HOSTNAME=stor-b\n\n',
    )
    const bytes = new Uint8Array([...head, ...length, ...message, ...tail])
    for (const size of [1, 64, 4096]) {
      expect((await read(bytes, size))?.found).toEqual({
        'stor-b.log': [
          '{"__REALTIME_TIMESTAMP":"1562209321310000","PRIORITY":"3","_HOSTNAME":"stor-b","_PID":"7","MESSAGE":"line one\\nline two"}',
          '{"__REALTIME_TIMESTAMP":"1562209321310001","_HOSTNAME":"stor-b","MESSAGE":"a=b"}',
        ],
      })
    }
  })

  test.each([
    ['one record a line', '{"time":"2019-07-04T03:02:01Z","msg":"x"}\n{"time":"2019-07-04T03:02:02Z","msg":"y"}\n'],
    ['syslog', 'Jul  4 03:02:02 web-a sshd[7]: up, time, message\n'],
    ['a bracket', '[Sun Dec 04 04:47:44 2005] [error] x\n'],
    ['nothing', ''],
  ])('%s stays as it is', (_, text) => expect(recordsKind(utf8(text))).toBeUndefined())

  test('a document cut off gives what is whole; one without records says so', async () => {
    const cut =
      '{"hits":{"hits":[{"_source":{"@timestamp":"2019-07-04T03:02:01Z","host":"a","message":"x"}},{"_source":{"@time'
    expect((await read(utf8(cut)))?.found).toEqual({
      'a.log': ['{"time":"2019-07-04T03:02:01Z","host":"a","message":"x"}'],
    })
    expect((await read(utf8('{"hits":{"hits":[]}}')))?.trouble?.why).toBe('It holds no record with a message.')
  })
})
