import { expect, test } from 'vitest'
import { openIncident } from './open.ts'

test('records of a collector become a source a host; a kernel line keeps both clocks, a line with its own stamp its own format', async () => {
  const hits = [
    {
      '@timestamp': '2019-07-04T03:02:01.310Z',
      host: '10.9.8.7',
      syslog_host: 'stor-b',
      message: '[ 5120.221001] md/raid1: disk failure',
    },
    { '@timestamp': '2019-07-04T03:02:02.000Z', host: 'web-a', message: 'Jul  4 03:02:02 web-a sshd[7]: up' },
  ]
  const text = JSON.stringify({ took: 3, hits: { hits: hits.map((hit) => ({ _source: hit })) } }, null, 1)
  const opened = await openIncident([{ path: 'kibana.json', blob: new Blob([text]), modified: 0 }], {})
  if (!opened.ok) throw new Error(opened.trouble.problem)
  const found: unknown[] = []
  for (const { id } of opened.value.summaries) {
    for await (const { format, host, entry } of opened.value.read(id)) {
      found.push([format, host, entry.program, entry.stamp?.wall, entry.stamp?.monotonic, entry.message])
    }
  }
  expect(found).toEqual([
    ['ndjson', 'stor-b', 'kernel', '2019-07-04T03:02:01.310', 5120.221001, 'md/raid1: disk failure'],
    ['rfc3164', 'web-a', 'sshd', '0000-07-04T03:02:02', undefined, 'up'],
  ])
})
