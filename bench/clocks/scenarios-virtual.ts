// Scenarios with virtual machines: pauses, reboots, stalls, migrations.
import { bsd, dhcp, noise, oslo, printk, request, rfc3339, syncLines } from './grammar.ts'
import { type Host, type LogFile, World } from './world.ts'

export interface Scenario {
  readonly title: string
  readonly make: (seed: number) => World
}

const day = (iso: string): number => Date.parse(iso) / 1000
const net = { ip: '10.0.3.4', mac: 'fa:16:3e:0c:41:9a', server: '10.0.3.1' }

/** A hypervisor kept by NTP that serves DHCP to a guest which renews every so often. */
function hostAndGuest(seed: number, start: string, length: number, guestPpm?: number) {
  const world = new World(seed, day(start) + (seed % 50) * 7200, length)
  const { random } = world
  const h = world.synced('hv-1')
  const g = world.host('vm-7', {
    offset: random.between(-0.5, 0.5),
    ...(guestPpm === undefined ? {} : { ppm: guestPpm }),
  })
  const hostLog = h.log('hv-1/syslog.log', random.chance(0.5) ? bsd : rfc3339)
  const guestLog = g.log('vm-7/syslog.log', bsd)
  hostLog.modified = guestLog.modified = (world.start + length) * 1e6
  hostLog.say(1, syncLines(random))
  return { world, random, h, g, hostLog, guestLog }
}

function renewals(world: World, guest: LogFile, server: LogFile, from: number, to: number, every: number): void {
  for (let t = from + world.random.between(1, every); t < to; t += every * world.random.between(0.7, 1.4))
    dhcp(world, guest, server, t, net)
}

const coreDumps: Scenario = {
  title: 'three core dumps, warm reboots',
  make: (seed) => {
    const { world, random, g, hostLog, guestLog } = hostAndGuest(seed, '2018-05-17T12:00:00Z', 6 * 3600)
    let t = random.between(3000, 4500)
    guestLog.say(4, 'ntpd[1021]: proto: precision = 0.035 usec')
    for (let i = 0; i < 3; i++) {
      const length = random.between(350, 370)
      g.pause(t, length)
      world.jump(g, 'pause', t, length)
      t += length + random.between(2500, 4000)
    }
    const lost = -Math.round(g.clock.ahead(6 * 3600 - 10))
    guestLog.say(t, `ntpd[1021]: 0.0.0.0 0617 07 panic_stop +${lost} s; set clock manually within 1000 s.`)
    renewals(world, guestLog, hostLog, 0, world.length, 250)
    noise(world, guestLog, 0, world.length, 60)
    noise(world, hostLog, 0, world.length, 40)
    return world
  },
}

const ntpdateStep: Scenario = {
  title: 'ntpdate unit steps 28 min at boot',
  make: (seed) => {
    const { world, random, g, hostLog, guestLog } = hostAndGuest(seed, '2018-05-17T14:00:00Z', 4 * 3600)
    const size = random.between(1700, 1740)
    const at = random.between(7000, 8000)
    g.clock.step(-1, -size)
    const run = random.between(2, 9)
    guestLog.say(
      at,
      random.pick(['systemd[1]: Starting Set time via NTP...', 'systemd[1]: Starting Synchronize time via NTP...']),
    )
    g.clock.step(at + run - 0.1, size)
    world.jump(g, 'step', at + run - 0.1, size)
    const exact = random.chance(0.5)
    if (exact) guestLog.say(at + run - 0.05, `ntpdate[955]: step time server 192.0.2.17 offset ${size.toFixed(6)} sec`)
    guestLog.say(
      at + run,
      random.pick(['systemd[1]: Started Set time via NTP.', 'systemd[1]: Started Synchronize time via NTP.']),
    )
    if (!exact || random.chance(0.5)) {
      renewals(world, guestLog, hostLog, 0, at - 10, 300)
      renewals(world, guestLog, hostLog, at + 20, world.length, 300)
    }
    noise(world, guestLog, 0, at - 1, 50)
    noise(world, guestLog, at + run + 1, world.length, 50)
    noise(world, hostLog, 0, world.length, 40)
    return world
  },
}

const stallOnly: Scenario = {
  title: 'acpi_pm wrap: a stall, no clock error',
  make: (seed) => {
    const world = new World(seed, day('2009-12-21T10:00:00Z') + (seed % 40) * 5000, 4 * 3600)
    const { random } = world
    const h = world.host('front02')
    const log = h.log('front02/kern.log', bsd)
    log.modified = (world.start + world.length) * 1e6
    const at = random.between(4000, 9000)
    const delta = 4_686_969_000 + random.int(400_000, 3_000_000)
    log.say(30, 'kernel: checking TSC synchronization [CPU#0 -> CPU#3]:')
    log.say(30.1, `kernel: Measured ${random.int(4, 40)} cycles TSC warp between CPUs, turning off TSC clock.`)
    log.say(30.2, 'kernel: Marking TSC unstable due to: check_tsc_sync_source failed.')
    log.say(at, `kernel: Clocksource tsc unstable (delta = ${delta} ns)`)
    world.jump(h, 'stall', at, 4.69)
    noise(world, log, 31, random.between(10000, 14000), 60)
    world.untied.push(log)
    return world
  },
}

const migration: Scenario = {
  title: 'live migration, announced and not',
  make: (seed) => {
    const { world, random, h, g, hostLog, guestLog } = hostAndGuest(seed, '2016-03-02T06:00:00Z', 5 * 3600)
    const nova = h.log('hv-1/nova-compute.log', oslo)
    const uuid = random.uuid()
    const pauses = [random.between(3000, 4000), random.between(7500, 8500), random.between(12500, 13500)]
    const sizes = [random.between(7, 9), random.between(7, 9), 0.3]
    pauses.forEach((t, i) => {
      const size = sizes[i] as number
      g.pause(t, size)
      world.jump(g, 'pause', t, size, i === 2)
      if (i !== 0) return
      nova.say(
        t + random.latency(0.1, 1),
        `2764 INFO nova.compute.manager [-] [instance: ${uuid}] VM Paused (Lifecycle Event)`,
      )
      nova.say(
        t + size + random.latency(0.1, 1),
        `2764 INFO nova.compute.manager [-] [instance: ${uuid}] VM Resumed (Lifecycle Event)`,
      )
    })
    renewals(world, guestLog, hostLog, 0, world.length, 90)
    noise(world, guestLog, 0, world.length, 60)
    noise(world, hostLog, 0, world.length, 50)
    noise(world, nova, 0, world.length, 200)
    return world
  },
}

const hyperv: Scenario = {
  title: 'Hyper-V maintenance pause',
  make: (seed) => {
    const { world, random, g, hostLog, guestLog } = hostAndGuest(seed, '2020-09-10T01:00:00Z', 4 * 3600)
    const at = random.between(5000, 9000)
    const length = random.between(25, 40)
    g.pause(at, length)
    world.jump(g, 'pause', at, length)
    guestLog.say(at + length + 0.4, 'kernel: hv_utils: TimeSync IC version 4.0')
    renewals(world, guestLog, hostLog, 0, world.length, 150)
    noise(world, guestLog, 0, world.length, 40)
    noise(world, hostLog, 0, world.length, 40)
    return world
  },
}

const wrongEvidence: Scenario = {
  title: 'mismatched lines, another VM’s dump',
  make: (seed) => {
    const { world, random, h, g, hostLog, guestLog } = hostAndGuest(seed, '2018-05-17T12:00:00Z', 5 * 3600)
    world.clean = true
    const nova = h.log('hv-1/nova-compute.log', oslo)
    const api = world.synced('ctl-1').log('ctl-1/nova-api.log', oslo)
    renewals(world, guestLog, hostLog, 0, world.length, 200)
    for (let t = 100; t < world.length; t += random.between(100, 400)) request(world, api, nova, t)
    // Another guest's dump, an address that two guests hold one after the other, and a delayed answer.
    hostLog.say(random.between(4000, 6000), 'libvirtd[2211]: event lifecycle for domain vm-9: Crashed Panicked')
    for (let i = 0; i < 2; i++) {
      const t = random.between(3000, 15000)
      guestLog.say(
        t,
        `dhclient[700]: DHCPREQUEST of ${net.ip} on eth0 to ${net.server} port 67 (xid=0x${random.hex(8)})`,
      )
      hostLog.say(t + 1072 + random.between(0, 30), `dnsmasq-dhcp[2318]: DHCPREQUEST(br100) ${net.ip} ${net.mac}`)
    }
    noise(world, guestLog, 0, world.length, 60)
    noise(world, hostLog, 0, world.length, 60)
    noise(world, nova, 0, world.length, 300)
    void g
    return world
  },
}

const dmesgTwice: Scenario = {
  title: 'dmesg -T before and after a step',
  make: (seed) => {
    const world = new World(seed, day('2019-02-11T03:00:00Z') + (seed % 30) * 9000, 3 * 3600)
    const { random } = world
    const h: Host = world.host('db-3', { ppm: 0, offset: 0 })
    const syslog = h.log('db-3/kern.log', bsd)
    const ring = h.log('db-3/dmesg.txt', printk)
    syslog.modified = (world.start + world.length) * 1e6
    const at = random.between(4000, 6000)
    const size = random.between(1700, 1730)
    h.clock.step(-1e6, -size)
    h.clock.step(at, size)
    world.jump(h, 'step', at, size)
    const kernel = [
      'EXT4-fs (sda2): mounted filesystem with ordered data mode',
      'nf_conntrack: table half full',
      'perf: interrupt took too long, lowering rate',
      'device eth1 entered promiscuous mode',
    ]
    for (let t = 20; t < world.length; t += random.between(50, 300)) {
      const text = `${random.pick(kernel)} ${random.int(1, 9999)}`
      ring.say(t, text)
      const boot = h.bootMicros(t)
      const late = random.latency(0.01, 0.4)
      const stamp = bsd(h.clock.read(t + late), boot, h)
      syslog.raw(
        t,
        `${stamp}kernel: [${String(Math.floor(boot / 1e6)).padStart(5)}.${String(boot % 1e6).padStart(6, '0')}] ${text}`,
        t + late,
      )
    }
    syslog.say(at + 0.05, `ntpdate[955]: step time server 192.0.2.17 offset ${size.toFixed(6)} sec`)
    noise(world, syslog, 0, world.length, 50)
    return world
  },
}

export const virtualScenarios = { coreDumps, ntpdateStep, stallOnly, migration, hyperv, wrongEvidence, dmesgTwice }
