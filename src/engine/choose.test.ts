// What a user chooses for a source goes before what was found; a wrong choice is a trouble and changes nothing.
import { describe, expect, test } from 'vitest'
import { ALL_SEVERITIES } from '../base/severity.ts'
import { isoFromMicros } from '../base/time.ts'
import { linesFile, startEngine } from './test-kit.ts'

const file = linesFile(
  'c35/kern.log',
  ['Feb 15 01:40:18 c35 kernel: eth2: NIC Link is Down', 'Feb 15 01:40:19 c35 kernel: eth3: NIC Link is Down'],
  '2013-03-01T00:00:00Z',
)

async function opened() {
  const engine = startEngine()
  await engine.ask({ kind: 'open', files: [file] })
  await engine.idle()
  const first = async () => {
    await engine.idle()
    const page = await engine.answer('rows', {
      kind: 'rows',
      from: 0,
      count: 1,
      filter: { severities: ALL_SEVERITIES },
    })
    const [row] = page.rows
    return {
      host: row?.host,
      format: row?.format,
      time: row?.time === undefined ? undefined : isoFromMicros(row.time, 0),
    }
  }
  const summary = () => engine.state().sources[0]
  return { ...engine, first, summary }
}

describe('choosing', () => {
  test('zone and year move the rows and say who set them; null takes the choice back', async () => {
    const e = await opened()
    expect((await e.first()).time).toBe('2013-02-15T01:40:18')
    await e.answer('done', { kind: 'choose', source: 'c35/kern.log', zone: 'America/Edmonton', year: 2012 })
    expect((await e.first()).time).toBe('2012-02-15T08:40:18')
    expect(e.summary()?.clock).toMatchObject({
      zone: 'America/Edmonton',
      zoneReason: 'set by you',
      year: 2012,
      yearReason: 'set by you',
    })
    await e.answer('done', { kind: 'choose', source: 'c35/kern.log', zone: null })
    expect((await e.first()).time).toBe('2012-02-15T01:40:18')
    await e.answer('done', { kind: 'choose', source: 'c35/kern.log', year: null })
    expect((await e.first()).time).toBe('2013-02-15T01:40:18')
  })

  test('a host names the lane, a format reads the file anew; null takes both back', async () => {
    const e = await opened()
    await e.answer('done', { kind: 'choose', source: 'c35/kern.log', host: 'rack-4' })
    expect(e.summary()).toMatchObject({ host: 'rack-4', hostReason: 'set by you' })
    await e.answer('done', { kind: 'choose', source: 'c35/kern.log', format: 'text' })
    expect(await e.first()).toMatchObject({ format: 'text', time: undefined })
    expect(e.summary()).toMatchObject({ format: 'text', entries: 0, unparsed: 2, lines: 2 })
    expect(e.summary()?.formatReason).toMatch(/^set by you; by itself: /)
    await e.answer('done', { kind: 'choose', source: 'c35/kern.log', format: null, host: null })
    expect(await e.first()).toEqual({ host: 'c35', format: 'rfc3164', time: '2013-02-15T01:40:18' })
  })

  test.each([
    ['a zone that is none', { zone: 'Edmonton' }, /not a zone/],
    ['a year that is none', { year: 20.5 }, /not a year/],
    ['a year of no log', { year: 1000 }, /not a year/],
    ['a host without a name', { host: ' ' }, /needs a name/],
    ['a format that is none', { format: 'papyrus' }, /not a format/],
  ])('%s is a trouble, and nothing changes', async (_, choice, problem) => {
    const e = await opened()
    const answer = await e.answer('trouble', { kind: 'choose', source: 'c35/kern.log', host: 'other', ...choice })
    expect(answer.trouble.problem).toMatch(problem)
    expect(answer.trouble.where).toBe('c35/kern.log')
    expect(answer.trouble.help).not.toBe('')
    expect(await e.first()).toEqual({ host: 'c35', format: 'rfc3164', time: '2013-02-15T01:40:18' })
    expect(e.summary()?.host).toBe('c35')
  })

  test('a good zone beside a wrong year or format is not kept either', async () => {
    const e = await opened()
    await e.answer('trouble', { kind: 'choose', source: 'c35/kern.log', zone: 'Europe/Berlin', year: 1 })
    await e.answer('trouble', { kind: 'choose', source: 'c35/kern.log', zone: 'Europe/Berlin', format: 'x' })
    await e.answer('done', { kind: 'choose', source: 'c35/kern.log', host: 'c35' })
    expect((await e.first()).time).toBe('2013-02-15T01:40:18')
  })

  test('for a source that is not there is a trouble', async () => {
    const e = await opened()
    expect((await e.answer('trouble', { kind: 'choose', source: 'gone', host: 'x' })).trouble.problem).toBe(
      'No such source.',
    )
  })
})
