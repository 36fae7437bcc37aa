// The solver on small incidents made by hand: signs, sizes, windows, states, and silence where nothing speaks.
import { describe, expect, it } from 'vitest'
import { microsFromCivil } from '../base/time.ts'
import { solve } from './solve.ts'
import {
  anchor,
  at,
  bsd,
  HOUR,
  incident,
  iso,
  type Line,
  line,
  MINUTE,
  placeOf,
  SECOND,
  says,
  seconds,
  source,
} from './solver/test-kit.ts'
import type { Anchor } from './testimony.ts'

const T0 = microsFromCivil(2018, 5, 17, 10)
const DAY = 24 * HOUR
const minutesOf = (micros: number): number => Math.round((micros - T0) / MINUTE)

/** A host in UTC with milliseconds and a guest with whole seconds that exchange a line every 200 s; the guest reads `read(t)`. */
function exchange(read: (t: number) => number | undefined, length = 7200) {
  const [host, guest]: [Line[], Line[]] = [[], []]
  const anchors: Anchor[] = []
  for (let t = 0; t < length; t += 200) {
    const reading = read(t + 0.1)
    host.push(line(`${iso(T0 + t * SECOND)}Z request`))
    if (reading === undefined) continue
    guest.push(line(`${bsd(T0 + reading * SECOND)} reply`))
    anchors.push(anchor(at('host.log', host.length), at('guest.log', guest.length), [0, 1], { id: `a${1000 + t}` }))
  }
  return { host: source('host.log', 'host', host), guest: source('guest.log', 'guest', guest), anchors }
}

describe('jumps', () => {
  it('finds a pause of six minutes between two lines, with its size, and moves the lines behind it', () => {
    const { host, guest, anchors } = exchange((t) => (t > 3000 && t < 3360 ? undefined : t > 3000 ? t - 360 : t))
    const solution = solve(incident([host, guest], { anchors }))
    expect(solution.reference).toBe('host/wall')
    expect(solution.jumps).toHaveLength(1)
    const jump = solution.jumps[0]
    expect(jump).toMatchObject({ clock: 'guest/wall', kind: 'pause', state: 'measured' })
    expect(jump?.size[0]).toBeLessThanOrEqual(360 * SECOND)
    expect(jump?.size[1]).toBeGreaterThanOrEqual(360 * SECOND)
    expect((jump?.size[1] ?? 0) - (jump?.size[0] ?? 0)).toBeLessThan(7 * SECOND)
    expect([jump?.before.line, jump?.after.line]).toEqual([15, 16])
    const behind = placeOf(solution, guest, 20)
    expect(Math.abs(behind.time - (T0 + 4200.1 * SECOND))).toBeLessThanOrEqual(behind.half ?? 0)
    expect(solution.clocks.find((c) => c.id === 'guest/wall')?.segments.at(-1)?.offset).toBeGreaterThan(358 * SECOND)
  })

  it('does not claim a jump that one line alone speaks for', () => {
    const { host, guest, anchors } = exchange((t) => (t > 6900 ? t - 360 : t), 7000)
    const solution = solve(incident([host, guest], { anchors: anchors }))
    expect(solution.jumps.filter((j) => j.kind === 'pause')).toEqual([])
  })

  it('rejects one mismatched pair with its residual and finds nothing else wrong', () => {
    const { host, guest, anchors } = exchange((t) => t)
    const wrong = anchor(at('host.log', 5), at('guest.log', 11), [0, 1], { id: 'wrong' })
    const solution = solve(incident([host, guest], { anchors: [...anchors, wrong] }))
    expect(solution.jumps).toEqual([])
    expect(solution.rejected).toHaveLength(1)
    expect(solution.rejected[0]?.refs).toEqual([wrong.a, wrong.b])
    expect(Math.abs((solution.rejected[0]?.residual ?? 0) / SECOND - 1199)).toBeLessThan(3)
  })

  it('believes a pin, and drops what the user rejects', () => {
    const { host, guest, anchors } = exchange((t) => t + 100)
    const pinned = solve(
      incident([host, guest], {
        choices: { pins: [{ a: at('host.log', 3), b: at('guest.log', 3) }], rejectedAnchors: [] },
      }),
    )
    expect(Math.round((placeOf(pinned, guest, 3).time - T0) / SECOND)).toBe(400)
    const without = solve(
      incident([host, guest], { anchors, choices: { pins: [], rejectedAnchors: anchors.map((a) => a.id) } }),
    )
    expect(placeOf(without, guest, 3)).toMatchObject({ half: undefined, state: 'assumed' })
  })

  it('undoes a clock set back 4 h at boot and stepped forward by chrony a minute later', () => {
    const lines: Line[] = []
    const put = (t: number, text: string) => lines.push(line(`${bsd(T0 + t * SECOND)} ${text}`))
    for (let t = 0; t < 300; t += 10) put(t, 'running')
    for (let t = 330; t < 390; t += 5) put(t - 14400, 'booting')
    put(391, 'System clock was stepped by 14400.120000 seconds')
    const said = lines.length
    for (let t = 392; t < 2000; t += 10) put(t, 'running')
    const log = source('messages', 'host', lines)
    const witness = says(log, said, { id: 'chrony', kind: 'F', size: seconds(14400.12), stampIs: 'after' })
    const solution = solve(incident([log], { witnesses: [witness], now: T0 + DAY }))
    expect(solution.jumps.map((j) => [j.kind, Math.round(j.size[1] / MINUTE), j.after.line])).toEqual([
      ['step', -239, 31],
      ['step', 240, said],
    ])
    expect([1, 30, 31, 42, said, said + 5].map((n) => minutesOf(placeOf(solution, log, n).time))).toEqual([
      0, 5, 6, 6, 7, 7,
    ])
  })

  it('keeps the year through steps of −2 and −268 days, and turns it at a true New Year', () => {
    const start = microsFromCivil(2015, 9, 20)
    const lines: Line[] = []
    const put = (t: number, days = 0) => lines.push(line(`${bsd(start + t * SECOND + days * DAY)} x`))
    for (let t = 0; t < 6 * 86400; t += 3600) put(t)
    const first = lines.length + 1
    for (let t = 6 * 86400; t < 6 * 86400 + 600; t += 60) put(t, -268)
    const back = lines.length + 1
    for (let t = 6 * 86400 + 660; t < 7 * 86400; t += 3600) put(t)
    for (let t = 7 * 86400; t < 7 * 86400 + 600; t += 60) put(t, -2)
    for (let t = 7 * 86400 + 660; t < 120 * 86400; t += 7200) put(t)
    const log = source('messages', 'host', lines, { modified: start + 121 * DAY })
    const witnesses = [says(log, back, { id: 'ntpdate', kind: 'F', size: seconds(268 * 86400), stampIs: 'after' })]
    const solution = solve(incident([log], { witnesses, now: start + 200 * DAY }))
    const yearAt = (n: number) => new Date(placeOf(solution, log, n).time / 1000).getUTCFullYear()
    expect([1, first, first + 5, back, lines.length].map(yearAt)).toEqual([2015, 2015, 2015, 2015, 2016])
    expect(Math.abs(placeOf(solution, log, first).time - (start + 6 * DAY))).toBeLessThan(MINUTE)
    expect(solution.clocks[0]?.year?.value).toBe(2016)
    for (let n = 2; n < lines.length; n++) {
      expect(placeOf(solution, log, n).time).toBeGreaterThanOrEqual(placeOf(solution, log, n - 1).time)
    }
  })

  it('names the hour that repeats on a Sunday night a change of zone', () => {
    const start = microsFromCivil(2012, 10, 28, 1)
    const lines: Line[] = []
    for (let t = 0; t < 4 * 3600; t += 60) lines.push(line(`${bsd(start + (t < 7200 ? t : t - 3600) * SECOND)} x`))
    const log = source('syslog', 'berlin', lines, { modified: start + DAY })
    const solution = solve(incident([log], { now: start + DAY }))
    expect(solution.jumps.map((j) => [j.kind, j.size[0], j.size[1]])).toEqual([['zone', -HOUR, -HOUR]])
  })

  it('calls an announced stall a stall and a warp harmless, and moves nothing', () => {
    const lines = Array.from({ length: 20 }, (_, i) => line(`${bsd(T0 + i * MINUTE)} kernel: x`))
    const log = source('kern.log', 'front', lines)
    const witnesses = [
      says(log, 8, { kind: 'P', size: seconds(4.19, 5.19), harmless: true }),
      says(log, 12, { kind: 'U', harmless: true }),
    ]
    const solution = solve(incident([log], { witnesses, now: T0 + DAY }))
    expect(solution.jumps.map((j) => [j.kind, j.after.line])).toEqual([['stall', 8]])
    expect(solution.notes.map((n) => n.ref.line)).toEqual([8, 12])
    expect(placeOf(solution, log, 15)).toMatchObject({ time: T0 + 14 * MINUTE, half: undefined, state: 'assumed' })
  })

  it('tells a sleep from a step by the seconds since boot, and from file order alone', () => {
    const lines: Line[] = []
    for (let i = 0; i < 40; i++) lines.push(line(`${bsd(T0 + i * MINUTE + (i >= 20 ? 8 * HOUR : 0))} kernel: x`))
    const log = source('kern.log', 'laptop', lines)
    const witnesses = lines.map((l, i) =>
      says(log, i + 1, {
        kind: 'O',
        pair: { mono: 1000 * SECOND + i * MINUTE, wall: l.at, resolution: SECOND, zone: 'local' },
      }),
    )
    const solution = solve(incident([log], { witnesses, now: T0 + DAY }))
    expect(solution.jumps.map((j) => [j.clock, j.kind, Math.round((j.size[0] + j.size[1]) / 2 / MINUTE)])).toEqual([
      ['laptop/boot', 'suspend', 480],
    ])
    expect(placeOf(solution, log, 30).time).toBe(
      (lines[29]?.at ?? 0) + microsFromCivil(2018, 1, 1) - microsFromCivil(2000, 1, 1) - DAY,
    )
  })
})

describe('zones and states', () => {
  it('tells a zone of −7 h from a skew of 40 s', () => {
    const { host, guest, anchors } = exchange((t) => t - 7 * 3600 + 40)
    const solution = solve(incident([host, guest], { anchors }))
    const clock = solution.clocks.find((c) => c.id === 'guest/wall')
    expect(clock?.zone?.value).toBe('-07:00')
    expect(Math.round((clock?.segments[0]?.offset ?? 0) / SECOND / 2)).toBe(-20)
    expect(solution.jumps).toEqual([])
  })

  it('takes zone and year from a line that states UTC', () => {
    const lines = Array.from({ length: 10 }, (_, i) => line(`${bsd(T0 - 7 * HOUR + i * SECOND)} kernel: audit`))
    const log = source('kern.log', 'c35', lines)
    const pair = { mono: 26_800_006, wall: T0 + 3 * SECOND + 400_000, resolution: 1000, zone: 'utc' as const }
    const solution = solve(incident([log], { witnesses: [says(log, 4, { kind: 'O', pair })], now: T0 + 900 * DAY }))
    expect(solution.clocks.find((c) => c.id === 'c35/wall')).toMatchObject({
      zone: { value: '-07:00' },
      year: { value: 2018 },
    })
    expect(placeOf(solution, log, 4).time).toBe(T0 + 3 * SECOND)
  })

  it('says nothing of lanes that nothing ties: no reference, no ±, no jump', () => {
    const a = source(
      'a.log',
      'a',
      Array.from({ length: 50 }, (_, i) => line(`${bsd(T0 + i * MINUTE)} x`)),
    )
    const b = source(
      'b.log',
      'b',
      Array.from({ length: 50 }, (_, i) => line(`${bsd(T0 + i * MINUTE + 17 * SECOND)} x`)),
    )
    const boot = source('dmesg', 'c', [line('[    1.000000] x'), line('[    2.000000] y')])
    const solution = solve(incident([a, b, boot], { now: T0 + DAY }))
    expect(solution.reference).toBeUndefined()
    expect(solution.jumps).toEqual([])
    for (const made of [a, b]) expect(placeOf(solution, made, 7)).toMatchObject({ half: undefined, state: 'assumed' })
    expect(placeOf(solution, boot, 1).time).toBeNaN()
    expect(solution.unplaced.map((u) => u.source)).toEqual(['dmesg'])
  })

  it('places a boot by one anchor, and gives the same solution whatever the order of everything', () => {
    const host = source(
      'host.log',
      'host',
      Array.from({ length: 20 }, (_, i) => line(`${iso(T0 + i * SECOND)}Z x`)),
    )
    const boot = source('console.log', 'vm', [line('[    0.000000] Linux version'), line('[   10.000000] up')])
    const anchors = [
      anchor(at('host.log', 5), at('console.log', 1), [0.5, 2], { id: 'x' }),
      anchor(at('console.log', 2), at('host.log', 17), [0, 1], { id: 'y' }),
    ]
    const one = solve(incident([host, boot], { anchors }))
    const two = solve(incident([boot, host], { anchors: [...anchors].reverse() }))
    const place = placeOf(one, boot, 1)
    expect(Math.abs(place.time - (T0 + 5.25 * SECOND))).toBeLessThan(SECOND)
    expect(place.state).toBe('measured')
    expect(two.clocks).toEqual(one.clocks)
    expect([...two.maps].sort()).toEqual([...one.maps].sort())
  })
})

describe('core dumps (seed 003)', () => {
  const start = microsFromCivil(2018, 5, 17, 12)
  /** Three dumps of six minutes, seen by a hypervisor in UTC+8; the guest boots three times, then ntpdate repairs it. */
  function story() {
    const [host, guest]: [Line[], Line[]] = [[], []]
    const anchors: Anchor[] = []
    const dumps = [3000, 6000, 9000]
    const lost = (t: number) => dumps.filter((d) => t >= d + 360).length * 360
    let repaired = 0
    const both = (t: number): void => {
      host.push(line(`${iso(start + t * SECOND)}Z ack`))
      guest.push(line(`${bsd(start + 8 * HOUR + (t + 0.2 - lost(t) - 639 + repaired) * SECOND)} ack`))
      anchors.push(anchor(at('host.log', host.length), at('guest.log', guest.length), [0, 2], { id: `k${100000 + t}` }))
    }
    for (let t = 0; t < 11000; t += 150) if (!dumps.some((d) => t >= d && t < d + 360)) both(t)
    const before = bsd(start + 8 * HOUR + (11000 - 1080 - 639) * SECOND)
    guest.push(line(`${before} systemd[1]: Starting Set time via NTP...`))
    repaired = 1719
    guest.push(
      line(`${bsd(start + 8 * HOUR + (11004 - 1080 - 639 + 1719) * SECOND)} systemd[1]: Started Set time via NTP.`),
    )
    const started = guest.length
    for (let t = 11100; t < 14000; t += 150) both(t)
    return { host: source('host.log', 'host', host), guest: source('guest.log', 'guest', guest), anchors, started }
  }

  it('finds three pauses of about 360 s, a step of at most 28 m 43 s, names the rest, rejects the mismatched pair', () => {
    const { host, guest, anchors, started } = story()
    const mismatched = anchor(at('host.log', 3), at('guest.log', 14), [0, 5], { id: 'mismatched' })
    const size = seconds(1723 - 60, 1723)
    const witnesses = [says(guest, started, { id: 'ntpdate-service', kind: 'F', size, stampIs: 'after' })]
    const solution = solve(incident([host, guest], { anchors: [...anchors, mismatched], witnesses }))
    const pauses = solution.jumps.filter((j) => j.kind === 'pause')
    expect(pauses.map((j) => Math.round((j.size[0] + j.size[1]) / 2 / SECOND / 10))).toEqual([36, 36, 36])
    const step = solution.jumps.find((j) => j.kind === 'step')
    expect(step?.size[1]).toBeLessThanOrEqual(1723 * SECOND)
    expect(Math.abs(((step?.size[0] ?? 0) + (step?.size[1] ?? 0)) / 2 / SECOND - 1719)).toBeLessThan(4)
    expect(solution.jumps).toHaveLength(4)
    expect(solution.notes.some((n) => /3 pauses explain 18 min .*unexplained/.test(n.says))).toBe(true)
    expect(solution.rejected.map((r) => r.refs[1]?.line)).toEqual([14])
    expect(solution.clocks.find((c) => c.id === 'guest/wall')?.zone?.value).toBe('+08:00')
  })
})
