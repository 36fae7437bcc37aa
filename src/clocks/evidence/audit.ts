// K17, K18: audit records carry UTC seconds with milliseconds, whatever stamp stands in front; two record types tell of set clocks.
import type { Observation, Witness } from '../testimony.ts'
import { defineWitness, inWords, stepped } from './define.ts'

const ID = 'audit'
const RECORD = /audit\((\d{9,10})\.(\d{3}):(\d+)\)/
const MILLI = 1000

/** `TIME_INJOFFSET sec=-3 nsec=500000000`: seconds and nanoseconds that were added to the clock. */
const INJECTED = /type=(?:TIME_INJOFFSET|1332)\b.*\bsec=(-?\d+) nsec=(\d+)/
const ADJUSTED = /type=(?:TIME_ADJNTPVAL|1333)\b.*\bop=(\w+) old=(-?\d+) new=(-?\d+)/
/** STA_UNSYNC of adjtimex(2). */
const UNSYNC = 0x40

function pairOf(seen: Observation, wall: number): Witness {
  const mono = seen.stamp?.monotonic
  const reading = { of: 'system' as const, at: wall, resolution: MILLI, zone: 'utc' as const }
  const pair =
    mono === undefined ? {} : { pair: { mono: Math.round(mono * 1e6), wall, resolution: MILLI, zone: 'utc' as const } }
  return { id: ID, kind: 'O', says: 'an audit record states UTC beside the line’s own stamp', ...pair, reading }
}

function adjusted(m: RegExpExecArray): Witness[] {
  const [op, value] = [m[1], Number(m[3])]
  if (op === 'status') {
    const synced = (value & UNSYNC) === 0
    return [
      { id: ID, kind: 'Q', says: `the kernel’s clock is ${synced ? 'disciplined' : 'no longer disciplined'}`, synced },
    ]
  }
  if (op === 'offset') {
    // Microseconds or nanoseconds, by a flag the record does not show: the words give no number.
    return [{ id: ID, kind: 'D', says: 'a daemon asked the kernel to slew the clock' }]
  }
  if (op === 'tai') return [{ id: ID, kind: 'L', says: `TAI − UTC was set to ${value} s`, harmless: true }]
  return op === 'freq' || op === 'tick' ? [{ id: ID, kind: 'D', says: `a daemon changed the clock’s ${op}` }] : []
}

function find(seen: Observation): readonly Witness[] {
  const m = RECORD.exec(seen.message)
  if (!m || (seen.program !== undefined && !/^(?:kernel|audit\w*|audispd|node=.*|type=.*)$/.test(seen.program)))
    return []
  const found = [pairOf(seen, Number(m[1]) * 1e6 + Number(m[2]) * MILLI)]
  const injected = INJECTED.exec(seen.message)
  if (injected) {
    const by = Number(injected[1]) * 1e6 + Math.round(Number(injected[2]) / 1000)
    found.push(...stepped(ID, `the kernel was told to step (${inWords(by)})`, [by, by], { stampIs: 'unknown' }))
  }
  const tuned = ADJUSTED.exec(seen.message)
  return tuned ? [...found, ...adjusted(tuned)] : found
}

export const audit = defineWitness({
  id: ID,
  title: 'Audit records: UTC beside the stamp, clocks set',
  reference: 'https://github.com/torvalds/linux/blob/master/kernel/auditsc.c',
  literals: ['audit(1'],
  find,
  samples: [
    {
      message: 'audit: type=1131 audit(1653856043.340:34): pid=1 uid=0 comm="systemd"',
      stamp: { monotonic: 14.073583 },
      gives: { kind: 'O', pair: { mono: 14_073_583, wall: 1_653_856_043_340_000, resolution: 1000, zone: 'utc' } },
    },
    {
      program: 'kernel',
      message: 'type=1400 audit(1360892384.222:31): apparmor="STATUS" operation="profile_load"',
      gives: { kind: 'O', reading: { of: 'system', at: 1_360_892_384_222_000, resolution: 1000, zone: 'utc' } },
    },
    {
      message: 'type=TIME_INJOFFSET msg=audit(1653856040.001:12): sec=1715 nsec=250000000',
      gives: { kind: 'F', size: [1_715_250_000, 1_715_250_000] },
    },
    {
      message: 'type=TIME_INJOFFSET msg=audit(1653856040.001:12): sec=-1 nsec=627000000',
      gives: { kind: 'B', size: [-373_000, -373_000] },
    },
    { message: 'type=1333 audit(1653856040.001:13): op=status old=64 new=8193', gives: { kind: 'Q', synced: true } },
    {
      message: 'type=TIME_ADJNTPVAL msg=audit(1653856040.001:14): op=status old=8193 new=64',
      gives: { kind: 'Q', synced: false },
    },
    { message: 'type=TIME_ADJNTPVAL msg=audit(1653856040.001:14): op=freq old=120 new=-3350', gives: { kind: 'D' } },
  ],
  ignores: ['audit(100) is over its backlog limit'],
})
