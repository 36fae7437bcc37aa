// A4, A5: a switch closes a port and a host loses its link. Keyed by the port's description or number and the host's name; which of a
// host's interfaces hangs on which switch shows in the rhythm of downs and ups.
import { MINUTE, SECOND } from '../../base/time.ts'
import type { Anchor, Interval, Observation } from '../testimony.ts'
import { alignSeries, type Match } from './align.ts'
import { clockOf, defineAnchor, groupBy, KEYED, NUMBERED, PROXIMITY, pick, seconds, tie } from './common.ts'
import { type Link, type LinkEvent, numberOf, readLinks } from './links.ts'

const ID = 'switch-links'
/** Stamps in whole seconds, and drivers that report a link a second or so late. */
const GAPS_AGREE = 3 * SECOND
/** The switch logs its decision, then the carrier goes. */
const DECIDED = seconds(-0.1, 3)
/** Both ends notice for themselves. */
const NOTICED = seconds(-3, 3)
/** Coming up takes negotiation on both ends, and drivers look every two seconds. */
const CAME_UP = seconds(-10, 10)
const TOGETHER = 5 * SECOND
const QUARTER = 15 * MINUTE
/** A pair without a key must fall this close, for some time zone. */
const NEAR = 2 * MINUTE

interface Key {
  readonly key: string
  readonly weight: number
}

const hostOf = (link: Link): string => link.events[0]?.main.host ?? ''

/** Whether a port's description or number names the host. A number counts only where no other host bears it. */
function keyOf(port: Link, host: string, hosts: ReadonlySet<string>): Key | undefined {
  const short = (host.split('.')[0] ?? '').toLowerCase()
  const words = (port.about ?? '').toLowerCase().split(/[^\w-]+/)
  if (short.length > 1 && words.includes(short)) return { key: `${port.name} (${port.about})`, weight: KEYED }
  const number = numberOf(host)
  if (number === undefined || [...hosts].filter((h) => numberOf(h) === number).length !== 1) return undefined
  const described = port.about === undefined ? undefined : numberOf(port.about)
  if (port.about !== undefined && described !== number) return undefined
  return (described ?? numberOf(port.name)) === number ? { key: `${port.name} ↔ ${host}`, weight: NUMBERED } : undefined
}

const gapOf = (event: LinkEvent): Interval => (!event.down ? CAME_UP : event.decided ? DECIDED : NOTICED)

function tied(port: LinkEvent, nic: LinkEvent, what: Key & { readonly class?: Anchor['class'] }): Anchor[] {
  const state = port.down ? 'down' : 'up'
  const says = port.decided
    ? 'the switch closed the port and the host lost its link'
    : `switch and host both saw the link go ${state}`
  return tie(port.main, nic.main, gapOf(port), { id: ID, says, ...what })
}

const series = (events: readonly LinkEvent[]) => ({ length: events.length, at: (i: number) => events[i]?.at ?? 0 })

/** Matches of at least two events: a port and an interface that went down and up together. */
function rhythm(port: Link, nic: Link): readonly Match[] {
  const [a, b] = [port.events, nic.events]
  if (a.length < 2 || b.length < 2 || [...a, ...b].some((e) => e.at === undefined)) return []
  const found = alignSeries(series(a), series(b), GAPS_AGREE, (i, j) => a[i]?.down === b[j]?.down)
  return found.length >= 2 ? found : []
}

/** Downs of all interfaces that belong to one incident, as one event whose line is the last: it is later than each port's decision. */
function lastDowns(nics: readonly Link[]): (LinkEvent & { readonly spread: number })[] {
  const downs = nics
    .flatMap((n) => n.events.filter((e) => e.down))
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || a.main.ref.line - b.main.ref.line)
  const events: (LinkEvent & { spread: number })[] = []
  for (const down of downs) {
    const open = events.at(-1)
    const apart = (down.at ?? 0) - (open?.at ?? 0)
    if (open && apart <= TOGETHER) events[events.length - 1] = { ...down, spread: open.spread + apart }
    else events.push({ ...down, spread: 0 })
  }
  return events
}

function keyedPair(port: Link, nics: readonly Link[], key: Key): Anchor[] {
  const matched = nics.map((nic) => ({ nic, found: rhythm(port, nic) })).filter((m) => m.found.length > 0)
  const best = matched.sort((a, b) => b.found.length - a.found.length)
  if (best[0] && best[0].found.length !== best[1]?.found.length) {
    const { nic, found } = best[0]
    return found.flatMap(([i, j]) => tied(port.events[i] as LinkEvent, nic.events[j] as LinkEvent, key))
  }
  // No rhythm to tell by: only where there was one incident on each side.
  const [downs, lost] = [port.events.filter((e) => e.down), lastDowns(nics)]
  const [down, last] = [downs[0], lost[0]]
  if (!down || !last || downs.length > 1 || lost.length > 1) return []
  const [lo, hi] = gapOf(down)
  const says = down.decided
    ? 'the switch closed the port and the host lost its links'
    : 'switch and host both saw the link go down'
  return tie(down.main, last.main, [lo, hi + last.spread], { id: ID, says, ...key })
}

/** Without a key: one incident in all switches and one in all hosts, and near each other for some time zone. */
function proximity(ports: readonly Link[], nics: readonly Link[]): Anchor[] {
  const downs = ports.filter((p) => p.events.some((e) => e.down))
  const hosts = groupBy(
    nics.filter((n) => n.events.some((e) => e.down)),
    (n) => n.lane,
  )
  const [port] = downs
  const [losers] = [...hosts.values()]
  if (!port || !losers || downs.length > 1 || hosts.size > 1) return []
  const [events, lost] = [port.events.filter((e) => e.down), lastDowns(losers)]
  const [down, last] = [events[0], lost[0]]
  if (!down || !last || events.length > 1 || lost.length > 1 || down.at === undefined || last.at === undefined)
    return []
  const apart = last.at - down.at
  if (Math.abs(apart - Math.round(apart / QUARTER) * QUARTER) > NEAR) return []
  const [lo, hi] = gapOf(down)
  const says = 'the only link lost on the switch and the only one on a host'
  return tie(down.main, last.main, [lo, hi + last.spread], {
    id: ID,
    key: port.name,
    says,
    class: 'proximity',
    weight: PROXIMITY,
  })
}

const HOLDS = /BPDUGUARD|ERR_?DISABLE|UPDOWN|SNMP_TRAP_LINK|IF_(?:DOWN|UP)|[Ll]ink (?:is|status|down|up)/

function find(seen: readonly Observation[]): readonly Anchor[] {
  const lines: Observation[] = pick(seen, (s) => HOLDS.test(s.message))
  const links = readLinks(lines)
  const ports = links.filter((l) => l.side === 'switch')
  const nics = links.filter((l) => l.side === 'host')
  const hosts = new Set(nics.map(hostOf))
  const found: Anchor[] = []
  for (const group of groupBy(nics, (n) => n.lane).values()) {
    for (const port of ports) {
      const one = group[0] as Link
      const sample = one.events[0]?.main
      if (!sample || !port.events[0] || clockOf(sample) === clockOf(port.events[0].main)) continue
      const key = keyOf(port, hostOf(one), hosts)
      if (key) found.push(...keyedPair(port, group, key))
    }
  }
  return found.length > 0 ? found : proximity(ports, nics)
}

export const switchLinks = defineAnchor({
  id: ID,
  title: 'A switch port and a host’s link',
  reference: 'https://docs.kernel.org/networking/bonding.html#link-monitoring',
  literals: [
    'BLOCK_BPDUGUARD',
    'ERRDISABLE',
    'ERR_DISABLE',
    '-UPDOWN: ',
    'SNMP_TRAP_LINK_',
    '-IF_DOWN',
    '-IF_UP',
    'NIC Link is ',
    'link status definitely ',
    ': link down',
    ': Link is ',
  ],
  find,
})
