import { describe, expect, it } from 'vitest'
import { file } from '../anchors/test-kit.ts'
import type { Observation, Witness } from '../testimony.ts'
import { findAllWitnesses, findWitnesses } from './index.ts'

const said = (...seen: Observation[][]): Witness[] => findAllWitnesses(seen.flat()).map((t) => t.witness)
const text = (...lines: string[]): Observation[] => file('session.txt', 'text', ...lines)

describe('a step between two lines of systemd (story 003)', () => {
  const status = (...lines: string[]): Observation[] => file('vm/status.log', 'rfc3164', ...lines)
  it('is at most the gap, at least the gap less the run, across midnight', () => {
    const found = said(
      status(
        'May 17 23:37:54 vm systemd[1]: Starting Set time via NTP...',
        'May 18 00:06:37 vm systemd[1]: Started Set time via NTP.',
      ),
    )
    expect(found).toEqual([
      {
        id: 'ntpdate-service',
        kind: 'F',
        says: 'ntpdate set the clock forward by at most 28 min 43 s',
        size: [1_663_000_000, 1_723_000_000],
        stampIs: 'after',
      },
    ])
  })
  it('goes back where the later line has the earlier stamp, and says nothing of a plain run', () => {
    const back = said(
      status(
        'May 17 23:37:54 vm systemd[1]: Starting Set time via NTP...',
        'May 17 23:30:00 vm systemd[1]: Started Set time via NTP.',
      ),
    )
    expect(back).toMatchObject([{ kind: 'B', size: [-534_000_000, -474_000_000] }])
    expect(
      said(
        status(
          'May 17 23:37:54 vm systemd[1]: Starting Set time via NTP...',
          'May 17 23:38:02 vm systemd[1]: Started Set time via NTP.',
        ),
      ),
    ).toEqual([])
  })
})

describe('clocks read aloud', () => {
  it('hwclock and date give how far the hardware clock is behind, less the time between the commands', () => {
    const found = said(
      text(
        '[root@vm ~]# hwclock',
        'daThu 17 May 2018 11:40:36 PM CST  -0.785167 seconds',
        '[root@vm ~]# date',
        'Fri May 18 00:09:15 CST 2018',
      ),
    )
    const rtc = found.find((w) => w.id === 'joint-rtc')
    expect(rtc?.says).toBe('the hardware clock is about 28 min 38.21 s behind the system clock')
    expect(rtc?.rtcBehind).toEqual([1_658_214_833, 1_719_264_833])
  })
  it('a date and /proc/uptime in front of a ring buffer make a pair', () => {
    const found = said(text('2018-05-17T22:45:12,123456789+08:00', '350735.47 234388.90', '[    0.100000] something'))
    expect(found.find((w) => w.id === 'joint-uptime')?.pair).toEqual({
      mono: 350_735_470_000,
      wall: 1_526_568_312_123_456,
      resolution: 100_000,
      zone: 'utc',
    })
  })
  it('a date far from an uptime, or an uptime in minutes, makes none', () => {
    expect(
      said(text('2018-05-17T22:45:12,123456789+08:00', 'a', 'b', 'c', '350735.47 234388.90')).filter((w) => w.pair),
    ).toEqual([])
    expect(
      said(text('Thu May 17 22:45:12 UTC 2018', ' 22:45:12 up 7 min,  1 user,  load average: 0.10, 0.01, 0.05')).filter(
        (w) => w.pair,
      ),
    ).toEqual([])
  })
})

describe('pauses', () => {
  it('last from stop to resume, by the events’ own microseconds', () => {
    const event = (seconds: number, name: string): string =>
      `{"timestamp": {"seconds": ${seconds}, "microseconds": 500000}, "event": "${name}"}`
    const found = said(
      text(event(100_000_000, 'GUEST_PANICKED'), event(100_000_001, 'STOP'), event(100_000_361, 'RESUME')),
    )
    expect(found.at(-1)).toMatchObject({ edge: 'end', size: [359_999_000, 361_001_000] })
  })
  it('of one guest are not measured by another’s', () => {
    const line = (at: string, vm: string, state: string): string =>
      `2018-05-17 18:${at}.000 7 INFO nova.compute.manager [-] [instance: 0d9f3a1e-41d7-4b6a-a3c9-0e6d27f19b2${vm}] VM ${state} (Lifecycle Event)`
    const found = said(
      file(
        'c1/nova.log',
        'oslo',
        line('40:00', '1', 'Paused'),
        line('40:05', '2', 'Paused'),
        line('40:08', '1', 'Resumed'),
        line('41:05', '2', 'Resumed'),
      ),
    )
    expect(found.map((w) => w.size)).toEqual([undefined, undefined, [6_000_000, 10_000_000], [58_000_000, 62_000_000]])
  })
  it('Elasticsearch: both clocks are a stall, the absolute one alone is a step', () => {
    const absolute =
      'timer thread slept for [30.4s/30411ms] on absolute clock which is above the warn threshold of [5000ms]'
    const relative =
      'timer thread slept for [30.4s/30411020113ns] on relative clock which is above the warn threshold of [5000ms]'
    expect(said(text(absolute, relative)).map((w) => w.kind)).toEqual(['P'])
    expect(said(text(absolute, 'a', 'b', 'c', 'd', relative)).map((w) => w.kind)).toEqual(['F', 'P'])
  })
  it('Hyper-V’s time service at boot says nothing, later it does', () => {
    const kernel = (seconds: string): Witness[] =>
      file('vm/dmesg', 'dmesg', `[${seconds}] hv_utils: TimeSync IC version 4.0`).flatMap((s) => [...findWitnesses(s)])
    expect(kernel('    3.250000')).toEqual([])
    expect(kernel('81244.500000')).toMatchObject([{ kind: 'P', edge: 'end' }])
  })
})

describe('signs (clock.md, end)', () => {
  const behind = (program: string, message: string): Witness['behind'] =>
    file('h/log', 'rfc3164', `Mar  3 04:05:06 h ${program}[7]: ${message}`).flatMap((s) => [...findWitnesses(s)])[0]
      ?.behind
  it('are those of “add this to the stamp”', () => {
    expect(behind('chronyd', 'System clock wrong by 1080.1 seconds')).toEqual([1_080_050_000, 1_080_150_000])
    expect(behind('ptp4l', '[7.001] master offset 1000 s2 freq +0 path delay 1')).toEqual([-1, -1])
    expect(behind('ntpdate', 'adjust time server 192.0.2.1 offset 0.3 sec')).toEqual([250_000, 350_000])
    const tracking = file(
      'h/tracking.log',
      'text',
      '2018-05-17 22:51:20 192.0.2.17 3 -2.101 0.012 1.080e+03 N 1 3.021e-05 -1.020e-05 2.214e-03 4.411e-04 1.001e+03',
    )
    expect(said(tracking)[0]?.behind).toEqual([-1_080_500_000, -1_079_500_000])
  })
})
