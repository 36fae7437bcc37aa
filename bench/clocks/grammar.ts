// How programs write: stamps and lines in their own grammars, with the variety of versions and sites. All wording of messages that carry
// no clock is invented.
import type { Random } from './random.ts'
import type { Host, LogFile, Stamper, World } from './world.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (n: number): string => String(n).padStart(2, '0')

const dated = (micros: number): Date => new Date(Math.floor(micros / 1000))
const local = (reading: number, sim: Host): number => reading + sim.zone(reading / 1e6 - sim.clock.start) * 1e6
export const bsdDate = (micros: number): string => {
  const d = dated(micros)
  return `${months[d.getUTCMonth()]} ${String(d.getUTCDate()).padStart(2)} ${d.toISOString().slice(11, 19)}`
}
const fraction = (micros: number, digits: number): string =>
  digits === 0
    ? ''
    : `.${String(((micros % 1e6) + 1e6) % 1e6)
        .padStart(6, '0')
        .slice(0, digits)}`
const offsetText = (seconds: number): string => {
  const m = Math.abs(seconds) / 60
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(m / 60))}:${two(m % 60)}`
}

/** `Feb 15 01:40:18 host program[pid]: `; the program comes with the message. */
export const bsd: Stamper = (reading, _, sim) => `${bsdDate(local(reading, sim))} ${sim.name} `
/** `2013-02-15T01:40:18.123456+01:00 host `. */
export const rfc3339: Stamper = (reading, _, sim) => {
  const at = local(reading, sim)
  const zone = offsetText(sim.zone(reading / 1e6 - sim.clock.start))
  return `${dated(at).toISOString().slice(0, 19)}${fraction(at, 6)}${zone} ${sim.name} `
}
/** `2013-02-15 01:40:18.123 ` of the local time, no zone. */
export const oslo: Stamper = (reading, _, sim) => {
  const at = local(reading, sim)
  return `${dated(at).toISOString().slice(0, 19).replace('T', ' ')}${fraction(at, 3)} `
}
export const printk: Stamper = (_, boot) =>
  `[${String(Math.floor(boot / 1e6)).padStart(5)}.${String(boot % 1e6).padStart(6, '0')}] `

const chatter = [
  'CRON[%d]: (root) CMD (run-parts --report /etc/cron.hourly)',
  'sshd[%d]: Connection closed by 203.0.113.%b port %d [preauth]',
  'systemd[1]: Started Session %d of user deploy.',
  'collectd[%d]: value of df-root is %b',
  'rsyslogd[%d]: action resumed after %b tries',
  'snmpd[%d]: Connection from UDP: [192.0.2.%b]:%d',
  'postfix/qmgr[%d]: %x: removed',
  'puppet-agent[%d]: Finished catalog run in %b.04 seconds',
]

export const fill = (random: Random, text: string): string =>
  text
    .replace(/%d/g, () => String(random.int(1000, 29999)))
    .replace(/%b/g, () => String(random.int(1, 254)))
    .replace(/%x/g, () => random.hex(10).toUpperCase())

/** Ordinary lines, evenly and in bursts, over `[from, to)`; silent stretches stay silent. */
export function noise(
  world: World,
  file: LogFile,
  from: number,
  to: number,
  every: number,
  silent: readonly (readonly [number, number])[] = [],
): void {
  const { random } = world
  for (let t = from + random.between(0, every); t < to; t += -every * Math.log(Math.max(1e-9, random.next()))) {
    if (silent.some(([a, b]) => t >= a && t < b) || file.host.isPaused(t)) continue
    const burst = random.chance(0.05) ? random.int(3, 15) : 1
    for (let i = 0; i < burst; i++) file.say(t + i * 0.003, fill(random, random.pick(chatter)))
  }
}

/** A DHCP renewal: request and acknowledgement, in the guest's log and the server's. */
export function dhcp(
  world: World,
  guest: LogFile,
  server: LogFile,
  t: number,
  who: { ip: string; mac: string; server: string },
): void {
  const { random } = world
  if (guest.host.isPaused(t)) return
  const xid = random.hex(8)
  const pid = random.int(600, 1200)
  const a = guest.say(t, `dhclient[${pid}]: DHCPREQUEST of ${who.ip} on eth0 to ${who.server} port 67 (xid=0x${xid})`)
  const t2 = t + random.latency(0.003, 1.5)
  const b = server.say(t2, `dnsmasq-dhcp[2318]: DHCPREQUEST(br100) ${who.ip} ${who.mac}`)
  const t3 = t2 + random.latency(0.001, 0.3)
  const c = server.say(t3, `dnsmasq-dhcp[2318]: DHCPACK(br100) ${who.ip} ${who.mac} ${guest.host.name}`)
  const t4 = t3 + random.latency(0.003, 1)
  const d = guest.say(t4, `dhclient[${pid}]: DHCPACK of ${who.ip} from ${who.server} (xid=0x${xid})`)
  guest.say(t4 + 0.02, `dhclient[${pid}]: bound to ${who.ip} -- renewal in ${random.int(50, 3000)} seconds.`)
  world.causal.push([a, b], [c, d])
}

/** One API request that travels from controller to compute node, named by its id in both logs. */
export function request(world: World, api: LogFile, compute: LogFile, t: number): void {
  const { random } = world
  if (compute.host.isPaused(t)) return
  const id = `req-${random.uuid()}`
  const [user, project, instance] = [random.hex(32), random.hex(32), random.uuid()]
  const a = api.say(
    t,
    `2301 INFO nova.api.openstack.wsgi [${id} ${user} ${project}] POST http://192.0.2.5:8774/v2/${project}/servers/${instance}/action`,
  )
  const t2 = t + random.latency(0.08, 12)
  const b = compute.say(
    t2,
    `3107 AUDIT nova.compute.manager [${id} ${user} ${project}] [instance: ${instance}] Rebooting instance`,
  )
  const t3 = t2 + random.between(0.5, 6)
  compute.say(t3, `3107 INFO nova.compute.manager [${id} ${user} ${project}] [instance: ${instance}] Instance rebooted`)
  world.causal.push([a, b])
}

export const syncLines = (random: Random): string =>
  random.pick([
    'chronyd[812]: Selected source 192.0.2.17',
    'ntpd[1455]: 0.0.0.0 c615 05 clock_sync',
    'chronyd[640]: Selected source 198.51.100.4 (ntp.example.net)',
    'ntpd[2190]: synchronized to 192.0.2.17, stratum 2',
  ])
