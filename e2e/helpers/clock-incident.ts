// A small incident with clocks that go wrong: a guest is stopped twice, and chrony puts its clock right; always the same bytes.

const START = Date.UTC(2018, 4, 17, 12)
const MAC = 'fa:16:3e:0c:41:9a'

export const clockTruth = {
  /** Seconds from the start, and how long the guest stood still. */
  pauses: [
    { at: 3005, length: 362 },
    { at: 5405, length: 358 },
  ],
  step: { at: 8010, size: 720 },
} as const

/** `May 17 12:50:05` */
function bsd(seconds: number): string {
  const iso = new Date(START + seconds * 1000).toISOString()
  return `May ${iso.slice(8, 10)} ${iso.slice(11, 19)}`
}

/** What the guest's clock reads at a true moment; absent while it stands still. */
function guestReads(t: number): number | undefined {
  let lost = 0
  for (const { at, length } of clockTruth.pauses) {
    if (t > at && t < at + length) return undefined
    if (t >= at + length) lost += length
  }
  return t >= clockTruth.step.at ? t : t - lost
}

/** Files by path: the hypervisor that serves DHCP, and the guest that renews its lease every few minutes. */
export function clockIncident(): ReadonlyMap<string, string> {
  const host: [number, string][] = [[1, 'chronyd[812]: Selected source 192.0.2.17']]
  const guest: [number, string][] = [[2, `dhclient[901]: Listening on LPF/eth0/${MAC}`]]
  for (let t = 20; t < 10_800; t += 130 + ((t * 7919) % 157)) {
    if (guestReads(t) === undefined) continue
    const xid = (0x5a000000 + t).toString(16)
    guest.push([t, `dhclient[901]: DHCPREQUEST of 10.0.3.4 on eth0 to 10.0.3.1 port 67 (xid=0x${xid})`])
    host.push([t + 1, `dnsmasq-dhcp[2318]: DHCPREQUEST(br100) 10.0.3.4 ${MAC}`])
    host.push([t + 1, `dnsmasq-dhcp[2318]: DHCPACK(br100) 10.0.3.4 ${MAC} vm-7`])
    guest.push([t + 2, `dhclient[901]: DHCPACK of 10.0.3.4 from 10.0.3.1 (xid=0x${xid})`])
  }
  for (let t = 30; t < 10_800; t += 37) {
    host.push([t, `CRON[${3000 + t}]: (root) CMD (run-parts /etc/cron.hourly)`])
    if (guestReads(t) !== undefined) guest.push([t, `app[77]: worker ${t % 7} took ${t % 90} ms`])
  }
  const { at, size } = clockTruth.step
  guest.push([at, `chronyd[655]: System clock was stepped by ${size}.000000 seconds`])
  const text = (name: string, lines: [number, string][], reads: (t: number) => number | undefined): string =>
    lines
      .sort((a, b) => a[0] - b[0])
      .map(([t, says]) => `${bsd(reads(t) ?? t)} ${name} ${says}\n`)
      .join('')
  return new Map([
    ['hv-1/syslog', text('hv-1', host, (t) => t)],
    ['vm-7/messages', text('vm-7', guest, guestReads)],
  ])
}
