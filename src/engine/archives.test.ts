// A dropped archive becomes its members: ids, hosts, the report of every member, nests and stops.
import { describe, expect, test } from 'vitest'
import { gzOf, type SampleMember, tarOf, zipOf } from '../reading/archives/sample-archives.ts'
import { hostOf } from './host-name.ts'
import { openIncident } from './open.ts'
import type { DroppedFile } from './protocol.ts'

type Bytes = Uint8Array<ArrayBuffer>
const file = (path: string, bytes: Bytes): DroppedFile => ({ path, blob: new Blob([bytes]), modified: 0 })
const syslog = (host: string, n = 20): string =>
  Array.from({ length: n }, (_, i) => `Feb 15 01:40:${10 + i} ${host} kernel: eth0: link ${i}\n`).join('')
const dmesg = Array.from({ length: 9 }, (_, i) => `[   ${10 + i}.000001] nvme0: I/O ${i}\n`).join('')
const oslo = Array.from(
  { length: 9 },
  (_, i) => `2013-02-15 01:40:1${i}.123 2345 INFO nova.compute.manager [-] up ${i}\n`,
).join('')

async function open(...files: DroppedFile[]) {
  const opened = await openIncident(files, { year: 2013 })
  if (!opened.ok) throw new Error(opened.trouble.problem)
  return opened.value
}

const root = 'sosreport-c35-2013-02-15-abcdefg'
const report: SampleMember[] = [
  { path: `${root}/`, type: '5' },
  { path: `${root}/var/log/messages`, data: syslog('c35') },
  { path: `${root}/var/log/messages-20130214.gz`, data: gzOf(new TextEncoder().encode(syslog('c35', 5))) },
  { path: `${root}/var/log/nova/compute.log`, data: oslo },
  { path: `${root}/sos_commands/kernel/dmesg`, data: dmesg },
  { path: `${root}/sos_commands/host/hostname`, data: 'c35.example.com\n' },
  { path: `${root}/etc/nova/nova.conf`, data: '[DEFAULT]\nverbose = true\n' },
  { path: `${root}/var/log/wtmp`, data: Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 251) },
  { path: `${root}/var/log/empty.log` },
  { path: `${root}/latest`, type: '2' },
  ...Array.from({ length: 290 }, (_, i) => ({ path: `${root}/var/log/nova/worker-${i}.log`, data: oslo })),
]

test('a report of 300 members opens, each member accounted for', async () => {
  const began = performance.now()
  const { summaries, archives } = await open(file('case/sos.tgz', gzOf(tarOf(report))))
  expect(performance.now() - began).toBeLessThan(20_000)
  expect(summaries.length).toBe(294)
  expect(summaries.map((s) => s.id)).toContain(`case/${root}/var/log/messages`)
  expect([...new Set(summaries.map((s) => s.host))]).toEqual(['c35'])
  expect(summaries.find((s) => s.id.endsWith('dmesg'))?.hostReason).toBe('the hostname file in its file tree')
  expect(summaries.every((s) => s.phase === 'ready')).toBe(true)
  const [archive] = archives
  expect(archive).toMatchObject({ id: 'case/sos.tgz', waiting: 0, read: 294, skipped: 5, refused: 0, reading: false })
  const why = new Map(archive?.members.map((m) => [m.path.slice(`case/sos.tgz/${root}/`.length), m.why]))
  expect(why.get('etc/nova/nova.conf')).toMatch(/no time in its first lines/)
  expect(why.get('var/log/wtmp')).toMatch(/Binary file/)
  expect(why.get('latest')).toBe('a symbolic link')
  expect(why.get('var/log/empty.log')).toBe('empty')
  expect(why.get('sos_commands/host/hostname')).toBe('names the host: c35.example.com')
}, 40_000)

test('the same members from any archive, in any order of dropping', async () => {
  const some = report.slice(0, 10)
  const zip = zipOf(some.filter((m) => m.type === undefined).map(({ path, data }) => ({ path, data: data ?? '' })))
  const files = [file('a.tar', tarOf(some)), file('c36.zip', zipOf([{ path: 'kern.log', data: dmesg }]))]
  const there = await open(...files)
  const back = await open(...files.toReversed())
  expect(there.summaries.map((s) => [s.id, s.host])).toEqual(back.summaries.map((s) => [s.id, s.host]))
  expect(there.summaries.find((s) => s.id === 'c36/kern.log')?.host).toBe('c36')
  const zipped = await open(file('a.zip', zip))
  expect(zipped.summaries.map((s) => [s.id, s.lines])).toEqual(
    there.summaries.filter((s) => s.host === 'c35').map((s) => [s.id, s.lines]),
  )
})

describe('nests', () => {
  const inner = zipOf([{ path: 'c35/kern.log', data: dmesg }])

  test('two deep is read', async () => {
    const { summaries, archives } = await open(file('case.tgz', gzOf(tarOf([{ path: 'in.zip', data: inner }]))))
    expect(summaries.map((s) => s.id)).toEqual(['case/in/c35/kern.log'])
    expect(archives[0]?.members).toMatchObject([
      { path: 'case.tgz/in.zip', state: 'read' },
      { path: 'case.tgz/in.zip/c35/kern.log', state: 'read', source: 'case/in/c35/kern.log' },
    ])
  })

  test('42 deep is refused within a second, and what lay beside it is read', async () => {
    let nest: Bytes = inner
    for (let i = 0; i < 41; i++) nest = zipOf([{ path: `${i}.zip`, data: nest }])
    const began = performance.now()
    const { summaries, archives } = await open(
      file(
        'nest.tgz',
        gzOf(
          tarOf([
            { path: 'nest.zip', data: nest },
            { path: 'kern.log', data: dmesg },
          ]),
        ),
      ),
    )
    expect(performance.now() - began).toBeLessThan(3000)
    expect(summaries.map((s) => s.id)).toEqual(['nest/kern.log'])
    expect(archives[0]?.members.find((m) => m.state === 'refused')).toMatchObject({
      path: 'nest.tgz/nest.zip/40.zip',
      why: expect.stringMatching(/^Refused: an archive in an archive in an archive/),
    })
  })
})

test('an archive without logs stays, and says what it holds', async () => {
  const { summaries, archives } = await open(file('x.tar', tarOf([{ path: 'a', type: '2' }])))
  expect(summaries).toMatchObject([{ id: 'x.tar', phase: 'refused', trouble: { problem: 'No logs in this archive.' } }])
  expect(archives[0]?.trouble?.why).toContain('x.tar/a: a symbolic link')
})

test('a cut archive keeps its members and says so', async () => {
  const cut = gzOf(tarOf(report.slice(0, 40))).slice(0, -40)
  const { summaries, archives } = await open(file('sos.tgz', cut))
  expect(summaries.length).toBeGreaterThan(10)
  expect(archives[0]?.trouble?.problem).toBe('The archive is damaged or cut off.')
})

const none = new Map<string, number>()
test.each([
  ['sosreport-c35-2013/var/log/x/y.log', 'c35'],
  ['sosreport-compute-01-2019-05-03-xyzabcd/sos_commands/kernel/dmesg', 'compute-01'],
  ['sosreport-compute-01-01234567-2019-05-03-xyzabcd/dmesg', 'compute-01'],
  ['sosreport-c35.20130215-0140/dmesg', 'c35'],
  ['scc_c35_240101_1200/messages.txt', 'c35'],
  ['case/c35/var/log/audit/audit.log', 'c35'],
  ['case/c35/kern.log', 'c35'],
  ['var/log/kern.log', 'kern.log'],
])('the tree %s belongs to %s', (path, host) => {
  expect(hostOf({ path, named: none }).value).toBe(host)
})

test('the hostname file goes before folders, not before other hosts that the lines name', () => {
  const path = 'sosreport-old-2013/var/log/remote/messages'
  expect(hostOf({ path, named: none, tree: 'c35.example.com' }).value).toBe('c35')
  expect(hostOf({ path, named: new Map([['c35.example.com', 9]]), tree: 'c35' }).value).toBe('c35')
  expect(hostOf({ path, named: new Map([['localhost', 9]]), tree: 'c35' }).value).toBe('c35')
  expect(hostOf({ path, named: new Map([['web1', 9]]), tree: 'c35' }).value).toBe('web1')
  expect(hostOf({ path, named: none, tree: 'c35', chosen: 'mine' }).value).toBe('mine')
})
