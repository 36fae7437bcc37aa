// Scenarios of wall clocks: drift, steps, years, zones, sleep, leap seconds, collectors, and none at all.
import { bsd, dhcp, fill, noise, oslo, request, rfc3339, syncLines } from './grammar.ts'
import type { Scenario } from './scenarios-virtual.ts'
import { type Host, type LogFile, World } from './world.ts'

const day = (iso: string): number => Date.parse(iso) / 1000
const HOUR = 3600

function fileDates(world: World, later = 60): void {
  for (const h of world.hosts) for (const f of h.files) f.modified = (world.start + world.length + later) * 1e6
}

const slowDrift: Scenario = {
  title: 'drift for nine days, then a reset',
  make: (seed) => {
    const length = 9 * 86400
    const world = new World(seed, day('2014-06-02T00:00:00Z') + (seed % 20) * 86400, length)
    const { random } = world
    const ppm = -random.between(28, 40)
    const h = world.host('app-2', { ppm, offset: 0 })
    const log = h.log('app-2/messages', bsd)
    log.say(5, 'ntpd[2190]: synchronized to 192.0.2.17, stratum 2')
    const at = length - random.between(3000, 30000)
    const size = -h.clock.ahead(at)
    h.clock.step(at, size)
    world.jump(h, 'step', at, size)
    log.say(
      at + 0.01,
      `ntpd[2190]: ${random.pick(['time reset +', '0.0.0.0 c61c 0c clock_step +'])}${size.toFixed(6)} s`,
    )
    noise(world, log, 6, at - 5, 900)
    noise(world, log, at + 1, length, 300)
    fileDates(world)
    return world
  },
}

const backward: Scenario = {
  title: '−0.373 s at boot, two daemons fight',
  make: (seed) => {
    const world = new World(seed, day('2022-05-30T05:00:00Z') + (seed % 30) * 4000, 2 * HOUR)
    const { random } = world
    const h = world.synced('web-4')
    h.boots = [0]
    const log = h.log('web-4/kern.log', bsd)
    const small = 0.373
    const audit = (t: number, serial: number): void => {
      const boot = h.bootMicros(t)
      const utc = h.clock.read(t)
      const late = random.latency(0.01, 0.3)
      log.raw(
        t,
        `${bsd(h.clock.read(t + late), boot, h)}kernel: [${String(Math.floor(boot / 1e6)).padStart(5)}.${String(boot % 1e6).padStart(6, '0')}] audit: type=1131 audit(${Math.floor(utc / 1e6)}.${String(Math.floor((utc % 1e6) / 1000)).padStart(3, '0')}:${serial}): pid=1 uid=0 msg='unit=svc-${serial}'`,
        t + late,
      )
    }
    h.clock.step(-10, small)
    h.clock.step(14.1, -small)
    world.jump(h, 'step', 14.1, -small)
    for (let i = 0; i < 12; i++) audit(8 + i * 0.9 + random.between(0, 0.4), 20 + i)
    log.say(14.2, 'systemd-journald[338]: Time jumped backwards, rotating.')
    for (let i = 0; i < 8; i++) audit(30 + i * 40, 40 + i)
    const fight = 158.8 + random.between(-3, 3)
    let t = random.between(2000, 3000)
    log.say(1000, 'chronyd[640]: Selected source 192.0.2.17')
    for (let i = 0; i < 4; i++) {
      h.clock.step(t, -fight)
      world.jump(h, 'step', t, -fight)
      log.say(
        t + 0.05,
        `systemd-timesyncd[420]: interval/delta/delay/jitter/drift 32s/${(-fight).toFixed(3)}s/0.011s/0.002s/+0ppm`,
      )
      log.say(t + 0.1, 'systemd[1]: Time has been changed')
      t += 32 + random.between(0, 4)
      h.clock.step(t, fight)
      world.jump(h, 'step', t, fight)
      log.say(t + 0.05, `chronyd[640]: System clock was stepped by ${fight.toFixed(6)} seconds`)
      log.say(t + 0.1, 'systemd[1]: Time has been changed')
      t += 32 + random.between(0, 4)
    }
    noise(world, log, 15, 2 * HOUR, 20)
    fileDates(world)
    return world
  },
}

const newYear: Scenario = {
  title: 'New Year, a step of −30 h, February 29',
  make: (seed) => {
    const year = [2012, 2016, 2019, 2021][seed % 4] as number
    const length = 7 * 86400
    const world = new World(seed, day(`${year - 1}-12-28T00:00:00Z`), length)
    const { random } = world
    const a = world.host('old-1', { ppm: 5 })
    const aLog = a.log('old-1/messages', bsd)
    noise(world, aLog, 0, length, 1500)
    const b = world.synced('set-2')
    const bLog = b.log('set-2/messages', bsd)
    const at = 6 * 86400 + random.between(0, 20000)
    const size = -random.pick([30, 48]) * HOUR
    b.clock.step(at, size)
    world.jump(b, 'step', at, size)
    const back = at + random.between(300, 2000)
    b.clock.step(back, -size)
    world.jump(b, 'step', back, -size)
    bLog.say(back + 0.05, `chronyd[640]: System clock was stepped by ${(-size).toFixed(6)} seconds`)
    noise(world, bLog, 0, length, 900)
    noise(world, bLog, at + 1, back, 60)
    for (const f of [aLog, bLog]) f.modified = (world.start + length + random.between(1, 80) * 86400) * 1e6
    return world
  },
}

function springAndFall(seed: number): World {
  const world = new World(seed, day('2012-10-27T18:00:00Z'), 14 * HOUR)
  const { random } = world
  world.clean = false
  const fold = day('2012-10-28T01:00:00Z') - world.start
  const h = world.synced('hv-1')
  const hLog = h.log('hv-1/syslog.log', rfc3339)
  hLog.say(2, syncLines(random))
  const g = world.synced('vm-7', { zone: (t) => (t < fold ? 7200 : 3600) })
  const gLog = g.log('vm-7/syslog.log', bsd)
  world.jump(g, 'zone', fold, -3600)
  const w = world.synced('vm-8', { zone: -7 * HOUR })
  const wLog = w.log('vm-8/syslog.log', bsd)
  world.zones.set('vm-8', -7 * HOUR)
  const who = (n: number) => ({ ip: `10.0.3.${n}`, mac: `fa:16:3e:0c:41:0${n}`, server: '10.0.3.1' })
  for (let t = 60; t < world.length; t += random.between(150, 400)) {
    dhcp(world, gLog, hLog, t, who(4))
    dhcp(world, wLog, hLog, t + 20, who(5))
  }
  for (const f of [hLog, gLog, wLog]) noise(world, f, 0, world.length, 45)
  fileDates(world)
  return world
}

const sleeping: Scenario = {
  title: 'suspend: told, untold, s2idle',
  make: (seed) => {
    const world = new World(seed, day('2021-03-09T08:00:00Z') + (seed % 30) * 5000, 20 * HOUR)
    const { random } = world
    const h = world.synced('lap-1')
    h.boots = [0]
    const log = h.log('lap-1/kern.log', bsd)
    const sleeps: readonly [number, number][] = [
      [5000, 7.6],
      [9000, 8 * HOUR],
      [9000 + 8 * HOUR + 6000, 12.2],
    ]
    sleeps.forEach(([at, length], i) => {
      if (i < 2) h.frozen.push({ at, length })
      world.jump(h, 'suspend', at, length, i === 2 || i === 0)
    })
    const texts = [
      'wlan0: authenticated',
      'usb 1-2: new high-speed USB device',
      'thermal: cooling device on',
      'CPU3 is up',
    ]
    const asleep = (t: number): boolean => sleeps.some(([at, length]) => t >= at - 0.5 && t <= at + length + 0.5)
    const kernel = (t: number, text: string): void => {
      const boot = h.bootMicros(t)
      const late = random.latency(0.01, 0.3)
      log.raw(
        t,
        `${bsd(h.clock.read(t + late), boot, h)}kernel: [${String(Math.floor(boot / 1e6)).padStart(5)}.${String(boot % 1e6).padStart(6, '0')}] ${text}`,
        t + late,
      )
    }
    for (let t = 3; t < world.length; t += random.between(20, 200))
      if (!asleep(t)) kernel(t, `${random.pick(texts)} ${random.int(1, 999)}`)
    sleeps.forEach(([at, length], i) => {
      kernel(at - 0.4, 'PM: suspend entry (deep)')
      if (i === 0) kernel(at + length + 0.05, `PM: Timekeeping suspended for ${length.toFixed(3)} seconds`)
      if (i !== 1) kernel(at + length + 0.4, 'PM: suspend exit')
    })
    log.say(10, 'chronyd[640]: Selected source 192.0.2.17')
    fileDates(world)
    return world
  },
}

const leap: Scenario = {
  title: 'leap second: stepped, smeared',
  make: (seed) => {
    const world = new World(seed, day('2015-06-30T18:00:00Z'), 12 * HOUR)
    const { random } = world
    const at = day('2015-07-01T00:00:00Z') - world.start
    const a = world.synced('ntp-a')
    const aLog = a.log('ntp-a/syslog.log', bsd)
    aLog.say(3, syncLines(random))
    aLog.say(at + 0.2, 'kernel: Clock: inserting leap second 23:59:60 UTC')
    world.jump(a, 'leap', at, -1)
    const b = world.synced('smear-b')
    const bLog = b.log('smear-b/syslog.log', bsd)
    bLog.say(4, 'chronyd[640]: Selected source 192.0.2.19')
    b.clock.slew(at - 2 * HOUR, -0.4, 4 * HOUR)
    for (const f of [aLog, bLog]) noise(world, f, 0, world.length, 60)
    fileDates(world)
    return world
  },
}

const valentine: Scenario = {
  title: 'switch in UTC and 40 s fast, hosts −7 h',
  make: (seed) => {
    const world = new World(seed, day('2013-02-14T23:00:00Z') + (seed % 20) * 600, 5 * HOUR)
    const { random } = world
    const zone = -7 * HOUR
    const fast = random.between(35, 45)
    const hosts = [35, 36].map((n) => world.host(`c${n}`, { zone, offset: 0.01, ppm: 0 }))
    const ctl = world.host('cc-01', { zone, offset: 0, ppm: 0 })
    const sw = world.host('SW-1', { offset: fast, ppm: 3 })
    const swLog = sw.log('SW-1/sw-1.log', bsd)
    const api = ctl.log('cc-01/nova-api.log', oslo)
    for (const c of [...hosts, ctl]) world.zones.set(c.name, zone)
    world.zones.set('SW-1', 0)
    hosts.forEach((c, i) => {
      const log = c.log(`${c.name}/kern.log`, bsd)
      const nova = c.log(`${c.name}/nova-compute.log`, oslo)
      const n = 35 + i
      log.say(
        30 + i,
        `kernel: [   26.800006] type=1400 audit(${Math.floor(c.clock.read(30 + i) / 1e6)}.${random.int(100, 999)}:2): apparmor="STATUS"`,
      )
      for (let t = 200; t < world.length; t += random.between(300, 900)) request(world, api, nova, t)
      for (let k = 0; k < 3; k++) {
        const t = random.between(1000, 5000) + k * 4000 + i * 700
        const x = swLog.say(
          t,
          `Stp: %SPANTREE-4-BLOCK_BPDUGUARD: Received BPDU packet on Port-Channel${n} with BPDU guard enabled. Disabling interface. (source mac fa:16:3e:24:e7:2${i})`,
        )
        swLog.say(t + 0.02, `Ebra: %ETH-4-ERRDISABLE: bpduguard error detected on Port-Channel${n}.`)
        swLog.say(
          t + 0.05,
          `Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface Port-Channel${n} (c${n}), changed state to down`,
        )
        const t2 = t + random.latency(0.2, 2)
        log.say(t2, `kernel: [ ${1000 + Math.floor(t2)}.500932] ixgbe 0000:05:00.0: eth2: NIC Link is Down`)
        const y = log.say(
          t2 + 0.09,
          `kernel: [ ${1000 + Math.floor(t2)}.585128] bonding: bond0: link status definitely down for interface eth2, disabling it`,
        )
        log.say(
          t2 + 0.1,
          `kernel: [ ${1000 + Math.floor(t2)}.595128] bonding: bond0: now running without any active interface !`,
        )
        world.causal.push([x, y])
        const up = t + random.between(600, 1500)
        swLog.say(
          up,
          `Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface Port-Channel${n} (c${n}), changed state to up`,
        )
        log.say(
          up + 0.3,
          `kernel: [ ${1000 + Math.floor(up)}.900000] ixgbe 0000:05:00.0: eth2: NIC Link is Up 10 Gbps, Flow Control: RX/TX`,
        )
      }
      noise(world, nova, 0, world.length, 400)
    })
    for (let t = 20; t < world.length; t += random.between(20, 90))
      swLog.say(t, fill(random, 'Lldp: %LLDP-5-NEIGHBOR_TIMEOUT: LLDP neighbor with chassisId 001b.21af.%b timed out'))
    fileDates(world)
    return world
  },
}

const nothing: Scenario = {
  title: 'two lanes, nothing ties them',
  make: (seed) => {
    const world = new World(seed, day('2017-04-05T00:00:00Z') + (seed % 30) * 40000, 6 * HOUR)
    const { random } = world
    world.clean = true
    for (const name of ['left', 'right']) {
      const h = world.host(name, { offset: random.between(-300, 300) })
      const log = h.log(`${name}/syslog.log`, bsd)
      noise(world, log, 0, world.length, 60)
      for (let t = 600; t < world.length; t += 600)
        log.say(t - h.clock.ahead(t) + 1, 'CRON[4411]: (root) CMD (test -x /usr/sbin/anacron)')
      world.untied.push(log)
    }
    fileDates(world)
    return world
  },
}

const clean: Scenario = {
  title: 'eight NTP hosts, a clean day',
  make: (seed) => {
    const world = new World(seed, day('2019-11-05T00:00:00Z') + (seed % 30) * 86400, 24 * HOUR)
    const { random } = world
    world.clean = true
    const logs: LogFile[] = []
    for (let i = 0; i < 8; i++) {
      const h: Host = world.synced(`node-${i}`)
      const log = h.log(`node-${i}/syslog.log`, i % 3 === 0 ? rfc3339 : bsd)
      log.say(3 + i, syncLines(random))
      noise(world, log, 0, world.length, 90, i < 3 ? [[20000 + i * 9000, 23600 + i * 9000]] : [])
      logs.push(log)
    }
    const [server, ...guests] = logs
    guests.slice(0, 4).forEach((log, i) => {
      const who = { ip: `10.0.3.${i + 4}`, mac: `fa:16:3e:0c:41:1${i}`, server: '10.0.3.1' }
      for (let t = 100; t < world.length; t += random.between(900, 2400)) if (server) dhcp(world, log, server, t, who)
    })
    fileDates(world)
    return world
  },
}

const collector: Scenario = {
  title: 'collector cut off for 20 minutes',
  make: (seed) => {
    const world = new World(seed, day('2018-08-01T00:00:00Z') + (seed % 30) * 9000, 5 * HOUR)
    const { random } = world
    world.clean = true
    const col = world.synced('col-1')
    const senders = ['s-1', 's-2', 's-3'].map((name) => world.synced(name))
    const cut = random.between(6000, 9000)
    const end = cut + 1200
    const colLog = col.log('col-1/all.log', bsd)
    colLog.say(1, syncLines(random))
    for (const s of senders) {
      const log = s.log(`${s.name}/messages`, bsd)
      for (let t = 10; t < world.length; t += random.between(30, 120)) {
        const text = fill(
          random,
          `sshd[%d]: Accepted publickey for ops from 203.0.113.%b port %d ssh2: RSA ${random.hex(12)}`,
        )
        const a = log.say(t, text)
        const arrives = t >= cut && t < end ? end + random.between(0, 4) : t + random.latency(0.01, 1.5)
        const stamp = bsd(col.clock.read(arrives), 0, s)
        world.causal.push([a, colLog.raw(arrives, `${stamp}${text}`)])
      }
      noise(world, log, 0, world.length, 120)
    }
    fileDates(world)
    return world
  },
}

export const wallScenarios = {
  slowDrift,
  backward,
  newYear,
  dst: { title: 'daylight saving folds and zones', make: springAndFall } satisfies Scenario,
  sleeping,
  leap,
  valentine,
  nothing,
  clean,
  collector,
}
