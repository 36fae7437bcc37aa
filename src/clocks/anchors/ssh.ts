// A15: a login on one host and the packet that opened it on another (a firewall's or switch's line): the same address and port.
import type { Anchor, Interval, Observation } from '../testimony.ts'
import { clockOf, defineAnchor, groupBy, isWall, laneOf, pick, seconds, tie } from './common.ts'

const ID = 'ssh'
const ACCEPTED = /^Accepted (\S+) for \S+ from ([\d.]+|[0-9a-f:]+) port (\d+)/
/** A packet passed on (IN and OUT are named): one for the firewall itself opened no login elsewhere. */
const PACKET = /\bIN=\S+ OUT=\S+ .*\bSRC=([\d.]+|[0-9a-f:]+) DST=([\d.]+|[0-9a-f:]+)\b.*\bSPT=(\d+) DPT=22\b.*\bSYN\b/
const ACL = /permitted tcp ([\d.]+)\((\d+)\) ?-> ?([\d.]+)\(22\)/
/** A key is checked at once; a person takes their time over a password. */
const BY_KEY: Interval = seconds(-0.5, 10)
const BY_HAND: Interval = seconds(-0.5, 120)

/** The only line of a key; ports are used again in long logs. */
function once(lines: readonly Observation[], keyOf: (s: Observation) => string): Map<string, Observation> {
  const found = new Map<string, Observation>()
  for (const [key, group] of groupBy(lines, keyOf)) if (group.length === 1) found.set(key, group[0] as Observation)
  return found
}

interface Packet {
  readonly key: string
  readonly to: string
}

function packetOf(s: Observation): Packet | undefined {
  const packet = PACKET.exec(s.message)
  if (packet) return { key: `${packet[1]} ${packet[3]}`, to: packet[2] ?? '' }
  const acl = ACL.exec(s.message)
  return acl ? { key: `${acl[1]} ${acl[2]}`, to: acl[3] ?? '' } : undefined
}

function find(seen: readonly Observation[]): readonly Anchor[] {
  const logins = once(
    pick(seen, (s) => isWall(s) && ACCEPTED.test(s.message)),
    (s) => {
      const m = ACCEPTED.exec(s.message)
      return `${m?.[2]} ${m?.[3]}`
    },
  )
  if (logins.size === 0) return []
  const packets = once(
    pick(seen, (s) => isWall(s) && packetOf(s) !== undefined),
    (s) => packetOf(s)?.key ?? '',
  )
  const matched = [...logins].flatMap(([key, b]) => {
    const a = packets.get(key)
    return a && clockOf(a) !== clockOf(b) ? [{ key, a, b, to: packetOf(a)?.to ?? '' }] : []
  })
  const found: Anchor[] = []
  for (const lane of groupBy(matched, (m) => laneOf(m.b)).values()) {
    // A host has one address; where the packets went to several, ports agree by chance.
    if (new Set(lane.map((m) => m.to)).size > 1) continue
    for (const { key, a, b, to } of lane) {
      const gap = ACCEPTED.exec(b.message)?.[1] === 'publickey' ? BY_KEY : BY_HAND
      const says = `a firewall saw the connection to ${to}, and the login followed`
      found.push(...tie(a, b, gap, { id: ID, key: key.replace(' ', ' port '), says }))
    }
  }
  return found
}

export const ssh = defineAnchor({
  id: ID,
  title: 'A login and the packet that opened it',
  reference: 'https://github.com/openssh/openssh-portable/blob/master/auth.c',
  literals: ['Accepted publickey', 'Accepted password', 'DPT=22 ', 'permitted tcp '],
  find,
})
