// P1: linuxptp. `[1234.567]` in front of the text is CLOCK_MONOTONIC; the offset is clock minus source in ns, so > 0 is AHEAD.
// s0 unlocked, s1 a step of −offset is being made, s2 locked.
import { Basis, SECOND } from '../../base/time.ts'
import type { Interval, Observation, Witness } from '../testimony.ts'
import { behindInWords, defineWitness, micros, saidBy, stepped } from './define.ts'

const ID = 'ptp'
const OFFSET = /(?:master offset|phc offset|sys offset|\boffset) +(-?\d+) s(\d) freq/
const MONO = /(?:^|\s)\[(\d+\.\d{3})\] /
const CHECK = /clockcheck: clock jumped (forward|backward)/
const LEAP = /clock set to (insert|delete) leap second/

function readingOf(seen: Observation): Pick<Witness, 'pair' | 'reading'> {
  const m = MONO.exec(seen.message) ?? MONO.exec(seen.text)
  if (!m) return {}
  const mono = micros(m[1])
  const reading = { of: 'boot' as const, at: mono, resolution: 1000, zone: 'utc' as const }
  const { stamp } = seen
  if (stamp?.basis !== Basis.Absolute && stamp?.basis !== Basis.Local) return { reading }
  const resolution = /\.\d/.test(stamp.wall ?? '') ? 1000 : SECOND
  const zone = stamp.basis === Basis.Absolute ? 'utc' : 'local'
  return { reading, pair: { mono, wall: stamp.at, resolution, zone } }
}

/** Whole µs around what is minus `nanos`. */
const minusNanos = (nanos: number): Interval => [Math.floor(-nanos / 1000) + 0, Math.ceil(-nanos / 1000) + 0]

function find(seen: Observation): readonly Witness[] {
  if (!saidBy(seen, /ptp4l|phc2sys|ts2phc|timemaster/)) return []
  const more = readingOf(seen)
  const check = CHECK.exec(seen.message)
  if (check) {
    const way = check[1] === 'forward' ? 'forward or ran fast' : 'back or ran slow'
    return [
      {
        id: ID,
        kind: check[1] === 'forward' ? 'F' : 'B',
        says: `the clock jumped ${way}; linuxptp noticed`,
        ...more,
        stampIs: 'after',
      },
    ]
  }
  const leap = LEAP.exec(seen.message)
  if (leap)
    return [{ id: ID, kind: 'L', says: `a leap second will be ${leap[1]}ed at midnight`, ...more, harmless: true }]
  const m = OFFSET.exec(seen.message)
  if (!m) return []
  const behind = minusNanos(Number(m[1]))
  if (m[2] === '1')
    return stepped(ID, 'linuxptp stepped', behind, { stampIs: 'unknown' }).map((w) => ({ ...w, ...more }))
  const says = `linuxptp measures the clock ${behindInWords(-Number(m[1]) / 1000)}`
  return [{ id: ID, kind: 'D', says, behind, synced: m[2] === '2' || m[2] === '3', ...more }]
}

export const ptp = defineWitness({
  id: ID,
  title: 'linuxptp (ptp4l, phc2sys, ts2phc)',
  reference: 'https://github.com/richardcochran/linuxptp/blob/master/clock.c',
  literals: [
    'master offset ',
    'phc offset ',
    'sys offset ',
    ' path delay ',
    'clockcheck: clock jumped ',
    ' leap second at midnight',
  ],
  find,
  samples: [
    {
      program: 'ptp4l',
      message: '[4021.117] master offset       1000 s2 freq   -2110 path delay      1312',
      gives: {
        kind: 'D',
        behind: [-1, -1],
        synced: true,
        reading: { of: 'boot', at: 4_021_117_000, resolution: 1000, zone: 'utc' },
      },
    },
    {
      program: 'ptp4l',
      message: '[4022.117] master offset      -2500 s0 freq   -2110 path delay      1312',
      gives: { behind: [2, 3], synced: false },
    },
    {
      program: 'phc2sys',
      message: '[4021.117] CLOCK_REALTIME phc offset -37000000512 s1 freq   +2110 delay    812',
      gives: { kind: 'F', size: [37_000_000, 37_000_001] },
    },
    {
      program: 'phc2sys',
      message: '[9.250] CLOCK_REALTIME phc offset 2000000000 s1 freq   +2110 delay    812',
      gives: { kind: 'B', size: [-2_000_000, -2_000_000] },
    },
    {
      program: 'phc2sys',
      message: '[9.250] eth0 sys offset         12 s2 freq   +2110 delay    812',
      gives: { kind: 'D', behind: [-1, 0] },
    },
    {
      program: 'ptp4l',
      message: '[77.001] clockcheck: clock jumped forward or running faster than expected!',
      gives: { kind: 'F' },
    },
    {
      program: 'ptp4l',
      message: '[77.001] clockcheck: clock jumped backward or running slower than expected!',
      gives: { kind: 'B' },
    },
    {
      program: 'phc2sys',
      message: '[77.001] clock set to insert leap second at midnight (UTC)',
      gives: { kind: 'L', harmless: true },
    },
  ],
  ignores: ['read at master offset 1000 of the image', ' path delay is high'],
})
