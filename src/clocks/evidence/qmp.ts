// 1d: QEMU's monitor events, with the host's UTC microseconds in the line. A pause lasts from STOP to RESUME.
import { SECOND } from '../../base/time.ts'
import type { Observation, Witness } from '../testimony.ts'
import { around, defineWitness, guestOf, inWords } from './define.ts'

const ID = 'qmp'
const EVENT =
  /"timestamp": ?\{"seconds": ?(\d+), ?"microseconds": ?(\d+)\}, ?"event": ?"(\w+)"|"event": ?"(\w+)".*"timestamp": ?\{"seconds": ?(\d+), ?"microseconds": ?(\d+)\}/
const OFFSET = /"offset": ?(-?\d+)/

const SAYS: Readonly<Record<string, { readonly says: string; readonly edge?: 'start' | 'end' }>> = {
  STOP: { says: 'the virtual machine was stopped', edge: 'start' },
  SUSPEND: { says: 'the virtual machine went to sleep', edge: 'start' },
  GUEST_PANICKED: { says: 'the guest’s kernel panicked', edge: 'start' },
  GUEST_CRASHLOADED: { says: 'the guest’s kernel panicked and dumps itself' },
  RESUME: { says: 'the virtual machine runs again', edge: 'end' },
  WAKEUP: { says: 'the virtual machine woke up', edge: 'end' },
  SHUTDOWN: { says: 'the virtual machine was shut down' },
  RESET: { says: 'the virtual machine was reset' },
}

function find(seen: Observation): readonly Witness[] {
  const m = EVENT.exec(seen.message) ?? EVENT.exec(seen.text)
  if (!m) return []
  const at = Number(m[1] ?? m[5]) * 1e6 + Number(m[2] ?? m[6])
  const event = m[3] ?? m[4] ?? ''
  const reading = { of: 'system' as const, at, resolution: 1, zone: 'utc' as const }
  if (event === 'RTC_CHANGE') {
    const ahead = Number(OFFSET.exec(m.input)?.[1] ?? Number.NaN) * SECOND
    if (Number.isNaN(ahead)) return []
    const says = `the guest set its hardware clock ${inWords(ahead)} ${ahead < 0 ? 'behind' : 'ahead of'} the host’s`
    return [{ id: ID, kind: 'O', says, behind: around(0 - ahead, SECOND), reading, about: guestOf(seen) }]
  }
  const known = SAYS[event]
  if (!known) return []
  return [
    {
      id: ID,
      kind: known.edge ? 'P' : 'O',
      says: known.says,
      ...(known.edge ? { edge: known.edge } : {}),
      reading,
      about: guestOf(seen),
    },
  ]
}

export const qmp = defineWitness({
  id: ID,
  title: 'QEMU monitor events',
  reference: 'https://www.qemu.org/docs/master/interop/qemu-qmp-ref.html',
  literals: [
    ': "STOP"',
    ':"STOP"',
    '"RESUME"',
    '"GUEST_PANICKED"',
    '"GUEST_CRASHLOADED"',
    '"RTC_CHANGE"',
    '"SHUTDOWN"',
    '"RESET"',
    '"SUSPEND"',
    '"WAKEUP"',
  ],
  find,
  samples: [
    {
      message: '{"timestamp":{"seconds":1526568437,"microseconds":141729},"event":"STOP"}',
      gives: { kind: 'P', edge: 'start' },
    },
    {
      message: '{"timestamp": {"seconds": 1526568437, "microseconds": 141729}, "event": "STOP"}',
      gives: {
        kind: 'P',
        edge: 'start',
        reading: { of: 'system', at: 1_526_568_437_141_729, resolution: 1, zone: 'utc' },
      },
    },
    {
      message: '{"timestamp":{"seconds":1526568800,"microseconds":2},"event":"RESUME"}',
      gives: { kind: 'P', edge: 'end' },
    },
    {
      message:
        '{"timestamp": {"seconds": 1526568437, "microseconds": 1}, "event": "GUEST_PANICKED", "data": {"action": "pause"}}',
      gives: { kind: 'P', edge: 'start' },
    },
    {
      message:
        '{"timestamp": {"seconds": 1526568437, "microseconds": 1}, "event": "GUEST_CRASHLOADED", "data": {"action": "run"}}',
      gives: { kind: 'O' },
    },
    {
      message:
        '{"timestamp": {"seconds": 1526568437, "microseconds": 1}, "event": "RTC_CHANGE", "data": {"offset": -1080}}',
      gives: { kind: 'O', behind: [1_079_000_000, 1_081_000_000] },
    },
    {
      message:
        '{"timestamp": {"seconds": 1526568437, "microseconds": 1}, "event": "RTC_CHANGE", "data": {"offset": 78}}',
      gives: { behind: [-79_000_000, -77_000_000] },
    },
    {
      message:
        '{"timestamp": {"seconds": 1526568437, "microseconds": 1}, "event": "SHUTDOWN", "data": {"guest": true, "reason": "guest-panic"}}',
      gives: { kind: 'O' },
    },
    { message: '{"timestamp": {"seconds": 1526568437, "microseconds": 1}, "event": "RESET"}', gives: { kind: 'O' } },
    {
      message: '{"timestamp": {"seconds": 1526568437, "microseconds": 1}, "event": "SUSPEND"}',
      gives: { kind: 'P', edge: 'start' },
    },
    {
      message: '{"timestamp": {"seconds": 1526568437, "microseconds": 1}, "event": "WAKEUP"}',
      gives: { kind: 'P', edge: 'end' },
    },
  ],
  ignores: ['signal: "STOP" sent to the process', '{"command": "RESET"}'],
})
