import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formatCorpusReport, rightMinusWrong, scoreCorpus } from './corpus.ts'
import { readThroughEngine } from './corpus-command.ts'

const line = 'Mar  3 04:15:09 rack4 sshd[17]: Connection closed'

async function scored(...cases: readonly object[]) {
  const dir = await mkdtemp(join(tmpdir(), 'corpus-'))
  await writeFile(join(dir, 'made-up.ndjson'), cases.map((c) => JSON.stringify(c)).join('\n'))
  const report = await scoreCorpus(dir, readThroughEngine)
  await rm(dir, { recursive: true })
  return report
}

test('a right, a wrong and a missing field are told apart, in both modes', async () => {
  const report = await scored(
    {
      id: 'a',
      kind: 'k',
      raw: line,
      expect: { timestamp: '0000-03-03T04:15:09', host: 'rack4', pid: 18, tag: 'X', title: 't' },
    },
    { id: 'b', kind: 'k', raw: line, expect: { severity: 3, tz_name: 'CET', message_contains: 'closed' } },
  )
  expect(report.notScored).toEqual(['title'])
  for (const mode of ['alone', 'joined']) {
    const scores = report.scores.filter((s) => s.mode === mode)
    expect(scores.map((s) => [s.field, s.equal, s.wrong, s.missing].join(' '))).toEqual([
      'timestamp 1 0 0',
      'host 1 0 0',
      'pid 0 1 0',
      'tag 0 0 1',
      'severity 0 0 1',
      'message_contains 1 0 0',
    ])
    expect(rightMinusWrong(scores)).toBeCloseTo(2 / 6)
  }
  expect(formatCorpusReport(report)).toContain('made-up')
})

test('a time is compared by what the line can say', async () => {
  const iso = '2019-07-04T03:02:01.5+02:00 stor-b cron[1]: x'
  const report = await scored(
    { id: 'instant', kind: 'i', raw: iso, expect: { timestamp: '2019-07-04T01:02:01.500Z' } },
    { id: 'local', kind: 'l', raw: iso, expect: { timestamp: '2019-07-04T03:02:01.5' } },
    { id: 'no year', kind: 'y', raw: line, expect: { timestamp: '2019-03-03T04:15:09' } },
    { id: 'invented', kind: 'n', raw: line, expect: { timestamp_absent: true } },
  )
  const verdicts = report.scores.map((s) => `${s.kind} ${s.equal} ${s.wrong} ${s.missing}`)
  expect(verdicts).toEqual(['i 1 0 0', 'l 1 0 0', 'y 0 0 1', 'n 0 1 0'])
})

test('a file is scored by its entries, rows and lines', async () => {
  const raw = '<4>[    1.000000] a\n more\n<6>[    2.000000] b\n'
  const report = await scored({
    id: 'f',
    kind: 'f',
    raw,
    expect: {
      records: 2,
      rows: ['<4>[    1.000000] a', '<6>[    2.000000] b'],
      first: { monotonic: 1, severity: 4 },
      per_line: [{}],
    },
  })
  expect(report.scores.map((s) => `${s.field} ${s.equal} ${s.wrong}`)).toEqual([
    'records 1 0',
    'rows 1 0',
    'first 1 0',
    'per_line 0 1',
  ])
})
