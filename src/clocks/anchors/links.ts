// What switches and hosts print when a link goes: events of one port or interface, several lines each.
import { SECOND } from '../../base/time.ts'
import type { Observation } from '../testimony.ts'
import { groupBy, laneOf } from './common.ts'

export interface LinkEvent {
  readonly lines: readonly Observation[]
  /** The line nearest to what happened: the switch's decision, the driver's word. */
  readonly main: Observation
  readonly down: boolean
  /** The device decided it (BPDU guard, error-disable): carrier follows. */
  readonly decided: boolean
  readonly at: number | undefined
}

export interface Link {
  readonly lane: string
  readonly side: 'switch' | 'host'
  /** `Port-Channel35`, `eth2`. */
  readonly name: string
  /** What the operator wrote beside the port: `Server35`. */
  readonly about?: string
  readonly events: readonly LinkEvent[]
}

interface Word {
  readonly seen: Observation
  readonly side: Link['side']
  readonly name: string
  readonly about?: string
  readonly down: boolean
  readonly decided: boolean
}

const BPDU = /BLOCK_BPDUGUARD: Received BPDU (?:packet )?on (?:port )?(\S+) with/i
const ERR = /(?:ERR_?DISABLE): \S+ error detected on ([\w./-]+?)[.,\s]/
const LINE = /UPDOWN: (?:Line protocol on )?Interface ([^\s,]+)(?: \(([^)]*)\))?, changed state to (down|up)/
const NEXUS = /IF_(DOWN|UP)\w*: Interface (\S+) is/
const JUNOS = /SNMP_TRAP_LINK_(DOWN|UP): .*ifName (\S+)/
const NIC = /(?:^|[\s:])([\w.@-]+):? NIC Link is (Down|Up)\b/
const CARRIER = /(?:^|[\s:])([\w.@-]+): (?:Link is|link) (down|up)\b/i
const BOND = /bond\d+: .*?link status definitely (down|up) for interface ([\w.@-]+)/
const SLAVE = /bond\d+: \(slave ([\w.@-]+)\): link status definitely (down|up)/

const decision = (seen: Observation, m: RegExpExecArray): Word => ({
  seen,
  side: 'switch',
  name: m[1] ?? '',
  down: true,
  decided: true,
})

function readWord(seen: Observation): Word | undefined {
  const { message } = seen
  const decided = BPDU.exec(message) ?? ERR.exec(message)
  if (decided) return decision(seen, decided)
  const line = LINE.exec(message)
  if (line) {
    const about = line[2] ? { about: line[2] } : {}
    return { seen, side: 'switch', name: line[1] ?? '', ...about, down: line[3] === 'down', decided: false }
  }
  const other = NEXUS.exec(message) ?? JUNOS.exec(message)
  if (other) return { seen, side: 'switch', name: other[2] ?? '', down: other[1] === 'DOWN', decided: false }
  const bond = BOND.exec(message)
  if (bond) return { seen, side: 'host', name: bond[2] ?? '', down: bond[1] === 'down', decided: false }
  const nic = NIC.exec(message) ?? SLAVE.exec(message) ?? CARRIER.exec(message)
  return nic
    ? { seen, side: 'host', name: nic[1] ?? '', down: nic[2]?.toLowerCase() === 'down', decided: false }
    : undefined
}

/** `35` of `Port-Channel35`, `Ethernet35`, `Server35`, `c35`; `1/3` stays whole, since `3` alone is not the port. */
export const numberOf = (name: string): string | undefined =>
  /^[A-Za-z][A-Za-z_-]*?0*(\d+)$/.exec(name.split('.')[0] ?? '')?.[1]

/** Lines of one port within this are one event. */
const TOGETHER = 5 * SECOND

function eventsOf(words: readonly Word[]): LinkEvent[] {
  const events: LinkEvent[] = []
  let open: Word[] = []
  const close = (): void => {
    const [first] = open
    if (!first) return
    const decided = open.filter((w) => w.decided)
    const main = (decided.find((w) => ERR.test(w.seen.message)) ?? decided[0] ?? first).seen
    events.push({
      lines: open.map((w) => w.seen),
      main,
      down: first.down,
      decided: decided.length > 0,
      at: main.stamp?.at,
    })
    open = []
  }
  for (const word of words) {
    const first = open[0]
    const apart = first ? Math.abs((word.seen.stamp?.at ?? 0) - (first.seen.stamp?.at ?? 0)) : 0
    if (first && (first.down !== word.down || apart > TOGETHER)) close()
    open.push(word)
  }
  close()
  return events
}

/** All ports and interfaces with what befell them, in file order. */
export function readLinks(lines: readonly Observation[]): Link[] {
  // A VLAN's interface follows its ports and is none itself.
  const words = lines.flatMap((s) => readWord(s) ?? []).filter((w) => !/^vlan/i.test(w.name))
  const links: Link[] = []
  // On a switch, a channel and its member of the same number are one port to us; `Gi1/3` is GigabitEthernet1/3. On a host each
  // interface is its own.
  const short = (name: string): string => name.replace(/^([A-Za-z]{2})[A-Za-z-]*/, '$1').toLowerCase()
  const portOf = (w: Word): string => (w.side === 'switch' ? (numberOf(w.name) ?? short(w.name)) : w.name)
  for (const group of groupBy(words, (w) => `${laneOf(w.seen)}\n${w.side}\n${portOf(w)}`).values()) {
    const first = group[0] as Word
    const about = group.find((w) => w.about !== undefined)?.about
    links.push({
      lane: laneOf(first.seen),
      side: first.side,
      name: first.name,
      ...(about === undefined ? {} : { about }),
      events: eventsOf(group),
    })
  }
  return links
}
