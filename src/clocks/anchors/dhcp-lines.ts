// What both ends of DHCP print: dhclient, systemd-networkd and NetworkManager on one, dnsmasq and ISC dhcpd on the other.
import type { Observation } from '../testimony.ts'

export interface DhcpEvent {
  readonly seen: Observation
  readonly side: 'guest' | 'server'
  readonly type: 'discover' | 'offer' | 'request' | 'ack'
  /** Lower case. */
  readonly mac?: string
  readonly ip?: string
  /** As eight hexadecimal digits, in the byte order that sorts first: dhclient prints either. */
  readonly xid?: string
  readonly iface?: string
}

const MAC = '((?:[0-9a-f]{2}:){5}[0-9a-f]{2})'
const IP = '(\\d{1,3}(?:\\.\\d{1,3}){3})'
const DNSMASQ = new RegExp(`^(?:(\\d+) )?DHCP(DISCOVER|OFFER|REQUEST|ACK)\\([^)]+\\) (?:${IP} )?${MAC}`, 'i')
const DHCPD = new RegExp(
  `^DHCP(DISCOVER|OFFER|REQUEST|ACK) (?:(?:for|on|to) ${IP} )?(?:\\([^)]*\\) )?(?:from|to) ${MAC}`,
  'i',
)
const DISCOVER = /^DHCPDISCOVER on (\S+) to /
const REQUEST = new RegExp(`^DHCPREQUEST (?:for |of )?(?:${IP} )?on (\\S+) to `)
const REPLY = new RegExp(`^DHCP(OFFER|ACK) (?:of ${IP} )?from `)
const BOUND = new RegExp(`^bound to ${IP} -- renewal in`)
const NETWORKD = new RegExp(`^(\\S+): DHCPv4 address ${IP}`)
const XID = /\(xid=0x([0-9a-f]{1,8})\)/
/** `Listening on LPF/eth0/fa:16:3e:…`, `virtio0: eth0: address fa:…`, `eth0  Link encap:Ethernet  HWaddr …`, cloud-init's table. */
const OWN_MAC = [
  new RegExp(`(?:LPF|BPF|Socket)/([\\w.-]+)/${MAC}`, 'i'),
  new RegExp(`(?:^|\\s)([\\w.-]+): address ${MAC}`, 'i'),
  new RegExp(`^([\\w.-]+) .*HWaddr ${MAC}`, 'i'),
  new RegExp(`ci-info: \\|\\s+([\\w.-]+) .*\\| +${MAC} `, 'i'),
]

/** The interface and hardware address that a line gives its own host. */
export function ownMac(message: string): { iface: string; mac: string } | undefined {
  for (const pattern of OWN_MAC) {
    const m = pattern.exec(message)
    if (m) return { iface: m[1] ?? '', mac: (m[2] ?? '').toLowerCase() }
  }
  return undefined
}

export function xidOf(hex: string): string {
  const value = hex.padStart(8, '0').toLowerCase()
  const swapped = value.replace(/(..)(..)(..)(..)/, '$4$3$2$1')
  return [value, swapped].sort()[0] ?? value
}

const typeOf = (word: string | undefined): DhcpEvent['type'] => (word ?? '').toLowerCase() as DhcpEvent['type']
const some = <K extends string>(key: K, value: string | undefined): { [P in K]?: string } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]: string })

/** Reads one line; what is neither a DHCP message nor names an address says `undefined`. */
export function readDhcp(seen: Observation): DhcpEvent | undefined {
  const { message } = seen
  const masq = DNSMASQ.exec(message)
  if (masq) {
    const xid = masq[1] === undefined ? undefined : xidOf(Number(masq[1]).toString(16))
    return {
      seen,
      side: 'server',
      type: typeOf(masq[2]),
      ...some('ip', masq[3]),
      mac: (masq[4] ?? '').toLowerCase(),
      ...some('xid', xid),
    }
  }
  const isc = DHCPD.exec(message)
  if (isc)
    return { seen, side: 'server', type: typeOf(isc[1]), ...some('ip', isc[2]), mac: (isc[3] ?? '').toLowerCase() }
  const hex = XID.exec(message)?.[1]
  const xid = some('xid', hex === undefined ? undefined : xidOf(hex))
  const discover = DISCOVER.exec(message)
  if (discover) return { seen, side: 'guest', type: 'discover', ...some('iface', discover[1]), ...xid }
  const request = REQUEST.exec(message)
  if (request)
    return { seen, side: 'guest', type: 'request', ...some('ip', request[1]), ...some('iface', request[2]), ...xid }
  const reply = REPLY.exec(message)
  if (reply) return { seen, side: 'guest', type: typeOf(reply[1]), ...some('ip', reply[2]), ...xid }
  const bound = BOUND.exec(message)
  if (bound) return { seen, side: 'guest', type: 'ack', ...some('ip', bound[1]) }
  const networkd = NETWORKD.exec(message)
  return networkd
    ? { seen, side: 'guest', type: 'ack', ...some('iface', networkd[1]), ...some('ip', networkd[2]) }
    : undefined
}
