// A6, A7: a guest's DHCP exchange in its own log and in the server's: request → request and acknowledgement → acknowledgement bound
// the offset from both sides. Keyed by hardware address or leased address; a transaction id alone is not enough.
import { SECOND } from '../../base/time.ts'
import type { Anchor, Observation } from '../testimony.ts'
import { alignSeries, type Match } from './align.ts'
import { clockOf, defineAnchor, groupBy, laneOf, pick, seconds, tie } from './common.ts'
import { type DhcpEvent, ownMac, readDhcp } from './dhcp-lines.ts'

const ID = 'dhcp'
const PROMPT = seconds(0, 3)
/** The first request may have been lost: only the order is sure. */
const RETRIED = [0, Number.POSITIVE_INFINITY] as const
/** Stamps in whole seconds on both sides, and a round trip. */
const GAPS_AGREE = 2.05 * SECOND
const NEW_EXCHANGE = 120 * SECOND

interface Exchange {
  readonly events: DhcpEvent[]
  readonly mac?: string
  readonly ip?: string
  readonly xids: ReadonlySet<string>
  /** The clock's reading of its first event, where its lines have stamps. */
  readonly at?: number
}

/** Which interfaces of which lane have which address; '' for a lane with one address only. */
function macsOf(seen: readonly Observation[]): Map<string, string> {
  const macs = new Map<string, string>()
  const all = new Map<string, Set<string>>()
  for (const one of seen) {
    const own = ownMac(one.message)
    if (!own) continue
    const lane = laneOf(one)
    macs.set(`${lane}\n${own.iface}`, own.mac)
    const set = all.get(lane) ?? new Set()
    all.set(lane, set.add(own.mac))
  }
  for (const [lane, set] of all) if (set.size === 1) macs.set(`${lane}\n`, [...set][0] as string)
  return macs
}

function closed(events: DhcpEvent[], macs: ReadonlyMap<string, string>): Exchange {
  const first = events[0] as DhcpEvent
  const lane = laneOf(first.seen)
  const iface = events.find((e) => e.iface !== undefined)?.iface
  const mac =
    events.find((e) => e.mac !== undefined)?.mac ?? macs.get(`${lane}\n${iface ?? ''}`) ?? macs.get(`${lane}\n`)
  const ip =
    events.find((e) => e.type === 'ack' && e.ip !== undefined)?.ip ?? events.find((e) => e.ip !== undefined)?.ip
  const xids = new Set(events.flatMap((e) => (e.xid === undefined ? [] : [e.xid])))
  const at = first.seen.stamp?.at
  return {
    events,
    ...(mac === undefined ? {} : { mac }),
    ...(ip === undefined ? {} : { ip }),
    xids,
    ...(at === undefined ? {} : { at }),
  }
}

/** Cuts one party's lines into exchanges that were acknowledged. */
function exchangesOf(events: readonly DhcpEvent[], macs: ReadonlyMap<string, string>): Exchange[] {
  const done: Exchange[] = []
  let open: DhcpEvent[] = []
  let acked = false
  const close = (): void => {
    if (acked) done.push(closed(open, macs))
    open = []
    acked = false
  }
  for (const event of events) {
    const last = open.at(-1)
    const [from, to] = [last?.seen.stamp?.at, event.seen.stamp?.at]
    const pause = from !== undefined && to !== undefined && Math.abs(to - from) > NEW_EXCHANGE
    const otherXid = event.xid !== undefined && last?.xid !== undefined && event.xid !== last.xid
    const again = acked && event.type !== 'ack'
    if (pause || otherXid || again) close()
    // "bound to" repeats what DHCPACK said.
    if (acked && event.side === 'guest') continue
    open.push(event)
    if (event.type === 'ack') acked = true
  }
  close()
  return done
}

const of = (exchange: Exchange, type: DhcpEvent['type']): DhcpEvent[] => exchange.events.filter((e) => e.type === type)

/** Pairs of exchanges of one address on both sides: by transaction, by being the only ones, or by their rhythm. */
function paired(guest: readonly Exchange[], server: readonly Exchange[]): [Exchange, Exchange][] {
  const found: [Exchange, Exchange][] = []
  const xidOf = (xs: readonly Exchange[], xid: string): Exchange[] => xs.filter((x) => x.xids.has(xid))
  for (const g of guest) {
    for (const xid of g.xids) {
      const [theirs, ours] = [xidOf(server, xid), xidOf(guest, xid)]
      if (theirs.length === 1 && ours.length === 1) found.push([g, theirs[0] as Exchange])
    }
  }
  const taken = new Set(found.flat())
  const full = (xs: readonly Exchange[]): Exchange[] => xs.filter((x) => of(x, 'discover').length > 0 && !taken.has(x))
  const [mine, theirs] = [full(guest), full(server)]
  if (mine.length === 1 && theirs.length === 1) found.push([mine[0] as Exchange, theirs[0] as Exchange])
  if (found.length > 0 && guest.length === 1) return found
  const known = new Set(found.flat())
  const [restG, restS] = [guest.filter((x) => !known.has(x)), server.filter((x) => !known.has(x))]
  for (const [i, j] of rhythm(restG, restS)) found.push([restG[i] as Exchange, restS[j] as Exchange])
  return found
}

function rhythm(guest: readonly Exchange[], server: readonly Exchange[]): readonly Match[] {
  const stamped = guest.every((x) => x.at !== undefined) && server.every((x) => x.at !== undefined)
  if (!stamped) return guest.length === 1 && server.length === 1 ? [[0, 0]] : []
  const series = (xs: readonly Exchange[]) => ({ length: xs.length, at: (i: number) => xs[i]?.at ?? 0 })
  const same = (i: number, j: number): boolean => {
    const [g, s] = [guest[i], server[j]]
    return g !== undefined && s !== undefined && of(g, 'discover').length > 0 === of(s, 'discover').length > 0
  }
  return alignSeries(series(guest), series(server), GAPS_AGREE, same)
}

function anchorsOf(guest: Exchange, server: Exchange): Anchor[] {
  const key = `${guest.mac ?? server.mac ?? ''} ${guest.ip ?? server.ip ?? ''}`.trim()
  const found: Anchor[] = []
  const ask = of(guest, 'request').length > 0 && of(server, 'request').length > 0 ? 'request' : 'discover'
  const [asked, heard] = [of(guest, ask), of(server, ask)]
  const [from, to] = [asked[0], heard[0]]
  if (from && to) {
    const gap = asked.length === 1 && heard.length === 1 ? PROMPT : RETRIED
    found.push(
      ...tie(from.seen, to.seen, gap, {
        id: ID,
        key,
        says: `the guest’s ${ask.toUpperCase()} reached the DHCP server`,
      }),
    )
  }
  const [answered, got] = [of(server, 'ack'), of(guest, 'ack')]
  const [sent, taken] = [answered[0], got.at(-1)]
  if (sent && taken) {
    const gap = answered.length === 1 ? PROMPT : RETRIED
    found.push(...tie(sent.seen, taken.seen, gap, { id: ID, key, says: 'the DHCP server’s ACK reached the guest' }))
  }
  return found
}

const HOLDS = /DHCP|LPF\/|: address |HWaddr |ci-info: \||^bound to /

function find(seen: readonly Observation[]): readonly Anchor[] {
  const lines = pick(seen, (s) => HOLDS.test(s.message))
  const macs = macsOf(lines)
  const events = lines.flatMap((s) => readDhcp(s) ?? [])
  const bySide = groupBy(events, (e) => e.side)
  const servers = [...groupBy(bySide.get('server') ?? [], (e) => `${laneOf(e.seen)}\n${e.mac}`).values()].map((es) =>
    exchangesOf(es, macs),
  )
  const found: Anchor[] = []
  for (const lane of groupBy(bySide.get('guest') ?? [], (e) => laneOf(e.seen)).values()) {
    const guest = exchangesOf(lane, macs)
    for (const server of servers) {
      const [s] = server
      if (
        !s ||
        !guest[0] ||
        clockOf(s.events[0]?.seen as Observation) === clockOf(guest[0].events[0]?.seen as Observation)
      )
        continue
      // Another hardware address is another guest, whatever else agrees.
      const mine = guest.filter((g) =>
        g.mac !== undefined
          ? g.mac === s.mac
          : g.ip !== undefined && server.some((x) => x.ip === g.ip) && leasedOnce(servers, g.ip),
      )
      for (const [g, x] of paired(mine, server)) found.push(...anchorsOf(g, x))
    }
  }
  return found
}

/** True where one hardware address only was ever given this address, so that it names the guest. */
const leasedOnce = (servers: readonly (readonly Exchange[])[], ip: string): boolean =>
  new Set(servers.flat().flatMap((x) => (x.ip === ip ? [x.mac] : []))).size === 1

export const dhcp = defineAnchor({
  id: ID,
  title: 'DHCP, guest and server',
  reference: 'https://www.rfc-editor.org/rfc/rfc2131#section-3.1',
  literals: [
    'DHCPDISCOVER',
    'DHCPOFFER',
    'DHCPREQUEST',
    'DHCPACK',
    'bound to ',
    'DHCPv4 address ',
    'on LPF/',
    '   LPF/',
    ': address ',
    'HWaddr ',
    'ci-info: |',
  ],
  find,
})
