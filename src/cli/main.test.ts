// The command line as others call it: its output, its keys and their order, its exit codes.
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
let folder = ''

interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
  readonly json: Record<string, unknown>[]
}

/** Runs the real thing, in the folder of test logs. */
function skewline(argv: readonly string[], input = ''): Promise<Ran> {
  const tsx = join(root, 'node_modules/tsx/dist/esm/index.mjs')
  const words = ['--disable-warning=ExperimentalWarning', '--import', tsx, join(root, 'src/cli/main.ts'), ...argv]
  const child = spawn(process.execPath, words, { cwd: folder })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  child.stdin.end(input)
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const lines = out.split('\n').filter((l) => l.startsWith('{'))
      resolve({ code, out, err, json: lines.map((l) => JSON.parse(l) as Record<string, unknown>) })
    })
  })
}

const eos = 'Feb 15 01:40:18 SW-1 Stp: %SPANTREE-4-BLOCK_BPDUGUARD: Received BPDU on Port-Channel35'
const nova = (n: number): string => `2013-02-15 01:41:2${n}.561 2288 ERROR nova.compute.manager [-] tick ${n}`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skewline-cli-'))
  await mkdir(join(folder, 'in/c35'), { recursive: true })
  await mkdir(join(folder, 'in/SW-1'))
  await writeFile(join(folder, 'in/SW-1/sw-1.log'), `${eos}\n${eos}\n`)
  await utimes(join(folder, 'in/SW-1/sw-1.log'), new Date(), new Date('2013-03-01T00:00:00Z'))
  await writeFile(join(folder, 'in/c35/nova.log'), `${nova(0)}\n  Traceback\n${nova(1)}\n`)
  await writeFile(join(folder, 'in/c35/old.log.gz'), gzipSync(`${nova(2)}\n`))
  await writeFile(join(folder, 'core'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 2, 3]))
})
afterAll(() => rm(folder, { recursive: true }))

const entryKeys =
  'source line lines format host stamp time plusMinus clock placed severity severityStated shown facility program pid tag message signal family title entities fields repeats'
const stampKeys = 'text wall offset zoneName monotonic uptime'
const summaryKeys =
  'source bytes lines entries continuations unparsed format formatReason runnerUp host hostReason year yearReason zone zoneReason boots'

describe('entries', { timeout: 60_000 }, () => {
  test('prints every entry with the keys of the contract in their order, sources by name, entries in file order', async () => {
    const { code, json, err } = await skewline(['entries', 'in', '--now', '2013-06-01T00:00:00Z'])
    expect([code, err]).toEqual([0, ''])
    expect(json.map((e) => `${e.source}:${e.line}+${e.lines}`)).toEqual([
      'SW-1/sw-1.log:1+1',
      'SW-1/sw-1.log:2+1',
      'c35/nova.log:1+2',
      'c35/nova.log:3+1',
      'c35/old.log.gz:1+1',
    ])
    for (const e of json) {
      expect(Object.keys(e).join(' ')).toBe(entryKeys)
      expect(Object.keys(e.stamp as object).join(' ')).toBe(stampKeys)
    }
    expect(json[0]).toMatchObject({
      format: 'arista-eos',
      host: 'SW-1',
      stamp: { text: 'Feb 15 01:40:18', wall: '0000-02-15T01:40:18', offset: null },
      time: '2013-02-15T01:40:18.000Z',
      plusMinus: null,
      clock: 'SW-1/wall',
      placed: 'assumed',
      severity: 4,
      severityStated: true,
      shown: 4,
      tag: 'SPANTREE-4-BLOCK_BPDUGUARD',
      entities: {},
      repeats: 1,
    })
  })

  test('obeys its options, the last rule that names a file, and prints the same whatever the order of files', async () => {
    const options = [
      '--year=2009',
      '--tz',
      'America/Edmonton',
      '--format',
      'text=*.log',
      '--format',
      'oslo=nova.log',
      '--host',
      'rack=**/sw-*',
    ]
    const files = ['in/SW-1/sw-1.log', 'in/c35/nova.log', 'in/c35/old.log.gz']
    const [there, back] = await Promise.all([
      skewline(['entries', ...options, ...files]),
      skewline(['entries', ...[...files].reverse(), ...options]),
    ])
    expect(back.out).toBe(there.out)
    expect(there.json.map((e) => [e.source, e.format, e.host, e.time])).toEqual([
      ['nova.log', 'oslo', 'nova.log', '2013-02-15T08:41:20.561Z'],
      ['nova.log', 'oslo', 'nova.log', '2013-02-15T08:41:21.561Z'],
      ['old.log.gz', 'oslo', expect.any(String), '2013-02-15T08:41:22.561Z'],
      ['sw-1.log', 'text', 'rack', null],
      ['sw-1.log', 'text', 'rack', null],
    ])
  })

  test('reads standard input as stdin, and --year places it', async () => {
    const { code, json } = await skewline(['entries', '-', '--year', '2009'], `${eos}\n`)
    expect(code).toBe(0)
    expect(json.map((e) => [e.source, e.time])).toEqual([['stdin', '2009-02-15T01:40:18.000Z']])
  })

  test('--summary prints one object a source with the keys of the contract in front', async () => {
    const { code, json } = await skewline(['entries', '--summary', 'in', '--now', '2013-06-01T00:00:00Z'])
    expect(code).toBe(0)
    expect(json.map((s) => s.source)).toEqual(['SW-1/sw-1.log', 'c35/nova.log', 'c35/old.log.gz'])
    for (const s of json) expect(Object.keys(s).join(' ').startsWith(summaryKeys)).toBe(true)
    expect(json[1]).toMatchObject({
      lines: 3,
      entries: 2,
      continuations: 1,
      unparsed: 0,
      format: 'oslo',
      host: 'c35',
      boots: 0,
    })
    expect(json[0]).toMatchObject({
      year: 2013,
      zone: 'UTC',
      yearReason: expect.any(String),
      zoneReason: expect.any(String),
    })
  })

  test('says which files it could not read, prints the rest, and exits with 1', async () => {
    const { code, json, err } = await skewline(['entries', 'core', 'gone.log', 'in/c35/nova.log'])
    expect(code).toBe(1)
    expect(json.map((e) => e.line)).toEqual([1, 3])
    expect(err).toMatch(/gone\.log: This file cannot be opened\. .*ENOENT.* Check the name/)
    expect(err).toMatch(/core: An executable or a core file, not a log\./)
  })
})

describe('wrong usage exits with 2, says why and prints nothing', { timeout: 60_000 }, () => {
  test('an unknown command, option, zone or format, and no file', async () => {
    const wrong: [string[], RegExp][] = [
      [['frobnicate', 'in'], /no command frobnicate/],
      [['entries'], /needs a FILE/],
      [['entries', 'in', '--colour', 'x'], /no option --colour/],
      [['entries', 'in', '--tz', 'Edmonton'], /not a zone/],
      [['entries', 'in', '--format', 'papyrus=*'], /not a format/],
    ]
    const ran = await Promise.all(wrong.map(([argv]) => skewline(argv)))
    ran.forEach(({ code, out, err }, i) => {
      expect([i, code, out]).toEqual([i, 2, ''])
      expect(err).toMatch(wrong[i]?.[1] as RegExp)
    })
  })
})
