// A bridge in a guest begins to speak spanning tree and a switch port with BPDU guard hears it: keyed by the hardware address that the
// switch names and the guest's interface bears. The first BPDU leaves within a hello time (2 s) after the port starts listening.
import { SECOND } from '../../base/time.ts'
import type { Anchor, Interval, Observation } from '../testimony.ts'
import { clockOf, defineAnchor, groupBy, laneOf, pick, seconds, tie } from './common.ts'
import { ownMac } from './dhcp-lines.ts'

const ID = 'bpdu'
const GUARD = /BLOCK_BPDUGUARD.*\(source mac ((?:[0-9a-f]{2}:){5}[0-9a-f]{2})\)/i
const STATE = /\b[\w.-]+: port \d+\(([\w.-]+)\) entering (listening|learning) state/
/** A forward delay no longer than this: nothing was sent before learning. */
const SHORT_DELAY = 2.5 * SECOND
const FROM_LISTENING = seconds(0, 10)
const FROM_LEARNING = seconds(0, 5)
/** Learning seen alone: up to thirty seconds of listening may lie before it. */
const AROUND_LEARNING = seconds(-35, 10)
/** Two switches that heard the same bridge, at most one hello time apart. */
const BOTH_HEARD = seconds(-3, 3)

interface Talk {
  readonly seen: Observation
  readonly gap: Interval
}

/** The line after which the bridge's BPDU must have been sent, and by when it was. One for each time the port came up. */
function talksOf(lines: readonly Observation[]): Talk[] {
  const talks: Talk[] = []
  let listening: Observation | undefined
  for (const line of lines) {
    const state = STATE.exec(line.message)?.[2]
    if (state === 'listening') {
      if (listening) talks.push({ seen: listening, gap: FROM_LISTENING })
      listening = line
    } else if (state === 'learning') {
      const [from, to] = [listening?.stamp?.at, line.stamp?.at]
      const short = from !== undefined && to !== undefined && to - from <= SHORT_DELAY
      if (short) talks.push({ seen: line, gap: FROM_LEARNING })
      else if (listening) talks.push({ seen: listening, gap: FROM_LISTENING })
      else talks.push({ seen: line, gap: AROUND_LEARNING })
      listening = undefined
    }
  }
  if (listening) talks.push({ seen: listening, gap: FROM_LISTENING })
  return talks
}

/** A burst of guards for one address on one switch is one event. */
function firsts(guards: readonly Observation[]): Observation[] {
  return guards.filter((g, i) => {
    const before = guards[i - 1]?.stamp?.at
    return before === undefined || g.stamp === undefined || Math.abs(g.stamp.at - before) > 30 * SECOND
  })
}

function find(seen: readonly Observation[]): readonly Anchor[] {
  const guards = pick(seen, (s) => s.message.includes('BLOCK_BPDUGUARD') && GUARD.test(s.message))
  if (guards.length === 0) return []
  const macOf = (s: Observation): string => (GUARD.exec(s.message)?.[1] ?? '').toLowerCase()
  const heard = [...groupBy(guards, (s) => `${macOf(s)}\n${laneOf(s)}`).values()].map(firsts)
  const found: Anchor[] = []
  const bears = new Map<string, Set<string>>()
  for (const one of pick(seen, (s) => /LPF\/|: address |HWaddr |ci-info: \|/.test(s.message))) {
    const own = ownMac(one.message)
    if (own)
      bears.set(`${laneOf(one)}\n${own.iface}`, (bears.get(`${laneOf(one)}\n${own.iface}`) ?? new Set()).add(own.mac))
  }
  const states = pick(seen, (s) => s.message.includes(' entering l') && STATE.test(s.message))
  const bridges = groupBy(states, (s) => `${laneOf(s)}\n${STATE.exec(s.message)?.[1]}`)
  for (const group of heard) {
    const mac = macOf(group[0] as Observation)
    for (const [port, lines] of bridges) {
      const talks = bears.get(port)?.has(mac) ? talksOf(lines) : []
      if (talks.length !== group.length) continue
      talks.forEach((talk, i) => {
        const says = 'the guest’s bridge sent its first BPDU, and the switch closed the port it came from'
        found.push(...tie(talk.seen, group[i] as Observation, talk.gap, { id: ID, key: mac, says }))
      })
    }
  }
  for (const [n, one] of heard.entries()) {
    for (const two of heard.slice(n + 1)) {
      const [a, b] = [one[0] as Observation, two[0] as Observation]
      if (macOf(a) !== macOf(b) || one.length !== two.length || clockOf(a) === clockOf(b)) continue
      one.forEach((a1, i) => {
        found.push(
          ...tie(a1, two[i] as Observation, BOTH_HEARD, {
            id: ID,
            key: macOf(a),
            says: 'both switches heard the same bridge',
          }),
        )
      })
    }
  }
  return found
}

export const bpdu = defineAnchor({
  id: ID,
  title: 'A guest’s bridge and the switch’s BPDU guard',
  reference: 'https://github.com/torvalds/linux/blob/master/net/bridge/br_stp.c',
  literals: [
    'BLOCK_BPDUGUARD',
    'entering listening state',
    'entering learning state',
    'on LPF/',
    '   LPF/',
    ': address ',
    'HWaddr ',
    'ci-info: |',
  ],
  find,
})
