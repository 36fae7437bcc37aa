// Boots on the wall clock: tied by kernel lines that stand in a wall-clock log of the same host, unknown where nothing ties them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isoFromMicros, MINUTE, SECOND } from '../base/time.ts'
import { linesFile, micros, type ReadIncident, readIncident } from '../engine/test-kit.ts'
import type { KernelLine } from './facts.ts'
import { tieBoot } from './tie-boots.ts'

const BOOT = micros('2013-02-15T01:00:00Z')
const stamp = (at: number): string => isoFromMicros(at, 0).slice(8).replace('T', ' ')
const printk = (since: number, text: string): string => `[${(since / SECOND).toFixed(6).padStart(12)}] ${text}`
/** A kernel line as syslog keeps it, stamped `late` after the kernel printed it. */
const syslog = (since: number, text: string, late = 0, boot = BOOT): string =>
  `Feb ${stamp(boot + since + late)} c35 kernel: ${printk(since, text)}`

const events = [0, 0.4, 1.25, 2.5, 300.5, 301.75, 4000.125, 4021.5].map(
  (s, i) => [s * SECOND, `eth${i}: event ${i}`] as const,
)
const dmesg = linesFile(
  'c35/dmesg',
  events.map(([at, text]) => printk(at, text)),
)
const wall = (lines: readonly string[], path = 'c35/kern.log') => linesFile(path, lines, '2013-03-01T00:00:00Z')

describe('a ring buffer and a syslog of one host', () => {
  test('are one clock, and the burst that syslogd copies at boot does not decide', async () => {
    // The first lines reach syslogd 40 s after the kernel printed them; the later ones at once.
    const lines = events.map(([at, text]) => syslog(at, text, at < 10 * SECOND ? 40 * SECOND - at : 0))
    const read = await readIncident([dmesg, wall(lines)])
    expect(read.summary('c35/dmesg').clock).toMatchObject({ id: 'c35/boot', kind: 'boot', state: 'measured' })
    const off = (read.entries.get('c35/dmesg') ?? []).map(
      (e, i) => (e.time ?? Number.NaN) - BOOT - (events[i]?.[0] ?? 0),
    )
    // The wall stamps are whole seconds, so the tie is at most one second early and never late.
    for (const error of off) expect(error).toBeGreaterThanOrEqual(-SECOND)
    for (const error of off) expect(error).toBeLessThanOrEqual(0)
    expect(Math.max(...off) - Math.min(...off)).toBeLessThan(SECOND / 2)
  })

  test.each([
    ['on another host', [syslog(4e9, 'eth6: event 6')], 'c36/kern.log'],
    ['with other lines', [syslog(4e9, 'something else')], 'c35/kern.log'],
    ['with the text of a line at another moment', [syslog(4.1e9, 'eth6: event 6')], 'c35/kern.log'],
  ])('a syslog %s ties nothing: the boot stays unknown and has no times', async (_, lines, path) => {
    const kern = wall(
      lines.map((l) => (path.startsWith('c36') ? l.replace(' c35 ', ' c36 ') : l)),
      path,
    )
    const read = await readIncident([dmesg, kern])
    expect(read.summary('c35/dmesg').clock.state).toBe('unknown')
    expect(read.summary('c35/dmesg').clock.tie).toBe('no wall-clock log of this host holds the same kernel lines')
    expect(read.times('c35/dmesg')).toEqual(events.map(() => 'unknown'))
    expect((read.entries.get('c35/dmesg') ?? []).every((e) => e.placed === 'unknown')).toBe(true)
  })

  test('each boot of a console has a tie of its own, and one without stays unknown', async () => {
    const boot = (n: number) => [0.1, 5, 700, 1400].map((s) => printk(s * SECOND + n, `boot ${n} at ${s}`))
    const console = linesFile('c35/console.log', [
      'SeaBIOS (version 1)',
      ...boot(1),
      ...boot(2),
      ...boot(3),
      'c35 login: ',
    ])
    const second = BOOT + 60 * MINUTE
    const third = BOOT + 300 * MINUTE
    const lines = [
      syslog(700 * SECOND + 2, 'boot 2 at 700', 0, second),
      syslog(1400 * SECOND + 3, 'boot 3 at 1400', 0, third),
    ]
    const read = await readIncident([console, wall(lines)], {
      format: (p) => (p.includes('console') ? 'console' : undefined),
    })
    expect(read.summary('c35/console.log').boots).toBe(3)
    expect(read.summary('c35/console.log').clock.tie).toContain('1 of 3 boots are not tied')
    const entries = (read.entries.get('c35/console.log') ?? []).filter((e) => e.entry.stamp)
    const minutes = entries.map((e) => (e.time === undefined ? undefined : Math.round((e.time - BOOT) / MINUTE)))
    expect(minutes).toEqual([undefined, undefined, undefined, undefined, 60, 60, 72, 83, 300, 300, 312, 323])
  })
})

test('the least wall minus boot wins, whatever the order of the lines', () => {
  const line = fc.record({
    boot: fc.integer({ min: 1, max: 30 }),
    message: fc.constantFrom('a', 'b'),
    late: fc.nat(50),
  })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), fc.array(line, { maxLength: 20 }), (boots, walls) => {
      const boot = boots.map(({ boot, message }): KernelLine => ({ boot, message, block: 0 }))
      const seen = walls.map(
        ({ boot, message, late }, block): KernelLine => ({ boot, message, block, wall: 1000 + boot + late }),
      )
      const twins = seen.filter((w) => boot.some((b) => b.boot === w.boot && b.message === w.message))
      const expected = twins.length === 0 ? undefined : Math.min(...twins.map((w) => (w.wall ?? 0) - w.boot))
      for (const tie of [tieBoot(boot, seen), tieBoot([...boot].reverse(), [...seen].reverse())]) {
        expect(tie && tie.wall - tie.boot).toBe(expected)
        if (tie) expect(seen[tie.wallBlock]).toMatchObject({ wall: tie.wall, boot: tie.boot })
      }
    }),
    { numRuns: 500, seed: 11 },
  )
})

describe('the order in which files come', () => {
  const files = [
    dmesg,
    wall(events.map(([at, text]) => syslog(at, text))),
    linesFile('c35/nova.log', ['2013-02-15 01:41:20.561 2288 INFO nova.compute.manager [-] tick']),
    linesFile(
      'SW-1/sw.log',
      ['Feb 15 01:40:18 SW-1 Stp: %SPANTREE-4-BLOCK_BPDUGUARD: Received BPDU'],
      '2009-01-01T00:00:00Z',
    ),
    linesFile('SW-2/sw-20130215.log', ['Feb 15 01:40:18 SW-2 Stp: %SPANTREE-4-BLOCK_BPDUGUARD: Received BPDU']),
    linesFile('notes.txt', ['we rebooted the switch', 'and again']),
  ]
  const said = (read: ReadIncident): string => JSON.stringify([[...read.summaries], [...read.entries]])

  test('changes nothing: not the format, not the clock, not one time', async () => {
    const expected = said(await readIncident(files))
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(files, { minLength: files.length }), async (shuffled) => {
        expect(said(await readIncident(shuffled))).toBe(expected)
      }),
      { numRuns: 25, seed: 3 },
    )
  })
})
