// The two Arista switches of the Valentine's Day sample: the telling lines of the seed on SW-1, the same shapes on SW-2, and a night of chatter.
import { bsdStamp, Dice, every, Log, MS_MINUTE, MS_SECOND, type TrueMs, utc } from './make-sample-kit.ts'
import { CORRECTION_MS, isQuiet, OUTAGES, type Outage, SWITCH_LOG_FROM, UNTIL } from './make-sample-valentines-story.ts'

type SwitchName = 'SW-1' | 'SW-2'

const NIC = { 'SW-1': 'eth2', 'SW-2': 'eth3' } as const
/** Where the log turns from a quiet evening to one line every few seconds: the pollers were switched to fine mode. */
const FINE_FROM = utc('2013-02-15T00:40:00')

const chassis = (port: number): string =>
  `001b.21${(0xa0 + (port % 16)).toString(16)}.${(0x5e10 + port * 7).toString(16)}`
const lineProto = (name: string, state: 'up' | 'down'): string =>
  `Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface ${name}, changed state to ${state}`

function tellOutage(log: Log, name: SwitchName, outage: Outage): void {
  const { port, node } = outage
  const channel = `Port-Channel${port}`
  const server = `(Server${port})`
  const bpdu = outage.bpdu[name]
  log.say(
    bpdu,
    `Stp: %SPANTREE-4-BLOCK_BPDUGUARD: Received BPDU packet on ${channel} with BPDU guard enabled. Disabling interface. (source mac ${outage.mac})`,
    `bpdu-${node}`,
  )
  log.say(bpdu + 6, `Ebra: %ETH-4-ERRDISABLE: bpduguard error detected on ${channel}.`, `errdisable-${node}`)
  log.say(
    bpdu + 34,
    `Mlag: %MLAG-4-INTF_INACTIVE_LOCAL: Local interface ${channel} is link down. MLAG ${port} is inactive.`,
    `mlag-${node}`,
  )
  log.say(bpdu + 41, lineProto(`${channel} ${server}`, 'down'), `channel-down-${node}`)
  // Both lines carry the second after the BPDU, on either switch's own clock.
  const lost = Math.max(outage.carrierLost[NIC[name]], bpdu + 700)
  log.say(
    lost + 9,
    `Stp: %SPANTREE-6-INTERFACE_DEL: Interface ${channel} has been removed from instance MST0`,
    `stp-del-${node}`,
  )
  log.say(lost + 17, lineProto(`Ethernet${port} ${server}`, 'down'), `member-down-${node}`)
  log.say(
    lost + 121_300,
    `Lldp: %LLDP-5-NEIGHBOR_TIMEOUT: LLDP neighbor with chassisId ${chassis(port)} and portId "${NIC[name]}" timed out on interface Ethernet${port}`,
  )
}

function tellRepair(log: Log, name: SwitchName, outage: Outage, vty: number): void {
  const { port, node } = outage
  const channel = `Port-Channel${port}`
  const server = `(Server${port})`
  const enabled = outage.enabled[name]
  const back = outage.carrierBack[NIC[name]]
  const who = `amills on vty${vty} (10.20.0.21)`
  log.say(enabled - 58_200, 'Aaa: %AAA-5-LOGIN: user amills logged in [from: 10.20.0.21] [service: sshd]')
  log.say(enabled - 9_400, `Cli: %SYS-5-CONFIG_E: Enter configuration mode from console by ${who}`)
  log.say(back - 190, lineProto(`Ethernet${port} ${server}`, 'up'), `member-up-${node}`)
  log.say(back + 310, `Stp: %SPANTREE-6-INTERFACE_ADD: Interface ${channel} has been added to instance MST0`)
  log.say(back + 330, lineProto(`${channel} ${server}`, 'up'), `channel-up-${node}`)
  log.say(
    back + 352,
    `Stp: %SPANTREE-6-INTERFACE_STATE: Interface ${channel} instance MST0 moving from discarding to forwarding`,
  )
  log.say(enabled + 3_600, `Cli: %SYS-5-CONFIG_I: Configured from console by ${who}`, `config-${node}`)
  log.say(
    back + 21_700,
    `Lldp: %LLDP-5-NEIGHBOR_NEW: LLDP neighbor with chassisId ${chassis(port)} and portId "${NIC[name]}" added on interface Ethernet${port}`,
  )
  log.say(enabled + 51_000, `Cli: %SYS-5-CONFIG_STARTUP: Startup config saved from system:/running-config by ${who}.`)
  log.say(enabled + 74_900, 'Aaa: %AAA-5-LOGOUT: user amills logged out [from: 10.20.0.21] [service: sshd]')
}

/** A server that is rebooted for its own reasons, well away from the story. */
function tellServerReboot(log: Log, dice: Dice, port: number, at: TrueMs): void {
  const name = `Port-Channel${port} (Server${port})`
  const member = `Ethernet${port} (Server${port})`
  log.say(at, lineProto(member, 'down'))
  log.say(at + 15, lineProto(name, 'down'))
  log.say(at + 40, `Stp: %SPANTREE-6-INTERFACE_DEL: Interface Port-Channel${port} has been removed from instance MST0`)
  const up = at + dice.between(140, 210) * MS_SECOND
  log.say(up, lineProto(member, 'up'))
  log.say(up + 1_900, lineProto(name, 'up'))
  log.say(up + 1_930, `Stp: %SPANTREE-6-INTERFACE_ADD: Interface Port-Channel${port} has been added to instance MST0`)
}

function chatter(log: Log, name: SwitchName): void {
  const dice = new Dice(`chatter ${name}`)
  let pid = dice.whole(2_100, 2_900)
  const nextPid = (): number => {
    pid += dice.whole(1, 9)
    return pid
  }
  const login = (at: TrueMs, user: string, from: string, seconds: number): void => {
    const id = nextPid()
    log.say(at, `sshd[${id}]: Accepted publickey for ${user} from ${from} port ${dice.whole(32_900, 60_900)} ssh2`)
    log.say(at + 60, `Aaa: %AAA-5-LOGIN: user ${user} logged in [from: ${from}] [service: sshd]`)
    log.say(at + seconds * 1_000, `Aaa: %AAA-5-LOGOUT: user ${user} logged out [from: ${from}] [service: sshd]`)
    log.say(at + seconds * 1_000 + 15, `sshd[${id}]: Received disconnect from ${from}: 11: disconnected by user`)
  }
  // The monitoring host reads counters over ssh: every quarter of an hour in the evening, every minute once in fine mode.
  every(dice, SWITCH_LOG_FROM, FINE_FROM, [14 * MS_MINUTE, 16 * MS_MINUTE], (at) =>
    login(at, 'monitor', '10.20.0.5', 2),
  )
  every(dice, FINE_FROM, UNTIL - 3_000, [58_000, 62_000], (at) => login(at, 'monitor', '10.20.0.5', dice.whole(1, 2)))
  every(dice, SWITCH_LOG_FROM, UNTIL - 30_000, [55 * MS_MINUTE, 65 * MS_MINUTE], (at) =>
    login(at, 'rancid', '10.20.0.9', dice.whole(9, 24)),
  )
  every(dice, SWITCH_LOG_FROM, UNTIL, [3 * MS_MINUTE, 6 * MS_MINUTE], (at) =>
    log.say(at, `sshd[${nextPid()}]: Did not receive identification string from 10.20.0.5`),
  )
  // An lldpd that is restarted by its supervisor, and phones that come and go on the access ports.
  const ports = [19, 19, 19, 7, 11, 22, 28, 31, 41]
  every(dice, SWITCH_LOG_FROM, UNTIL - 150_000, [150_000, 330_000], (at) => {
    const port = dice.pick(ports)
    const neighbor = `LLDP neighbor with chassisId ${chassis(port)} and portId "${NIC[name]}"`
    log.say(at, `Lldp: %LLDP-5-NEIGHBOR_TIMEOUT: ${neighbor} timed out on interface Ethernet${port}`)
    const back = at + dice.between(20, 110) * MS_SECOND
    log.say(back, `Lldp: %LLDP-5-NEIGHBOR_NEW: ${neighbor} added on interface Ethernet${port}`)
  })
  const strangers = ['203.0.113.9', '198.51.100.77', '203.0.113.140', '192.0.2.61']
  every(dice, SWITCH_LOG_FROM, UNTIL, [35_000, 130_000], (at) => {
    const target = `10.20.0.${name === 'SW-1' ? 2 : 3}(${dice.pick([22, 23, 161, 443])})`
    const source = `${dice.pick(strangers)}(${dice.whole(1_030, 64_900)})`
    log.say(at, `Acl: %ACL-6-IPACCESS: list mgmt-in Management1 denied tcp ${source} -> ${target}`)
  })
  every(dice, SWITCH_LOG_FROM, UNTIL, [14 * MS_MINUTE, 31 * MS_MINUTE], (at) =>
    log.say(
      at,
      `Ebra: %ETH-4-HOST_FLAPPING: Host fa:16:3e:${dice.pick(['0c:41:9a', '71:2d:e8', '3f:b6:05'])} in VLAN 100 is flapping between interface Port-Channel21 and interface Port-Channel22`,
    ),
  )
  every(dice, SWITCH_LOG_FROM, UNTIL, [5 * MS_MINUTE, 5 * MS_MINUTE + 400], (at) =>
    log.say(at, `crond[${nextPid()}]: (root) CMD (/usr/sbin/logrotate-if-full /etc/logrotate.d/agents)`),
  )
  every(dice, SWITCH_LOG_FROM, UNTIL, [9 * MS_MINUTE, 27 * MS_MINUTE], (at) => {
    if (isQuiet(at)) return
    const spare = dice.pick([44, 45])
    log.say(at, lineProto(`Ethernet${spare} (spare-bench)`, 'up'))
    log.say(at + dice.between(11, 48) * MS_SECOND, lineProto(`Ethernet${spare} (spare-bench)`, 'down'))
  })
}

export function makeSwitchLog(name: SwitchName): Log {
  const path = `${name}/${name.toLowerCase()}.log`
  const log = new Log(path, (at) => `${bsdStamp(at - CORRECTION_MS[name])} ${name} `)
  const dice = new Dice(`switch ${name}`)
  const serial = name === 'SW-1' ? 'XCN1308T7Q2' : 'XCN1308T7R9'
  log.say(
    SWITCH_LOG_FROM,
    'ProcMgr-worker: %PROCMGR-6-WORKER_WARMSTART: ProcMgr worker warm start. (PID=1711)',
    'first',
  )
  log.say(SWITCH_LOG_FROM + 900, 'EventMgr: %AGENT-6-INITIALIZED: Agent EventMgr initialized; pid=2044')
  // c35 is new: its cables are plugged in and its ports come up with the kernel that boots at 00:33.
  const plugged = utc('2013-02-14T22:47:12')
  const c35 = 'Port-Channel35 (Server35)'
  log.say(
    plugged + (name === 'SW-1' ? 0 : 95_000),
    `Fru: %FRU-6-TRANSCEIVER_INSERTED: Transceiver for interface Ethernet35 has been inserted. manufacturer: Arista Networks model: CAB-SFP-SFP-3M rev 0002 serial ${serial}`,
  )
  const up = utc('2013-02-15T00:33:36') + (name === 'SW-1' ? 240 : 710)
  log.say(up, lineProto('Ethernet35 (Server35)', 'up'))
  log.say(up + 1_700, lineProto(c35, 'up'))
  log.say(up + 1_720, 'Stp: %SPANTREE-6-INTERFACE_ADD: Interface Port-Channel35 has been added to instance MST0')
  log.say(
    up + 1_760,
    'Stp: %SPANTREE-6-INTERFACE_STATE: Interface Port-Channel35 instance MST0 moving from discarding to forwarding',
  )
  log.say(
    up + 24_000,
    `Lldp: %LLDP-5-NEIGHBOR_NEW: LLDP neighbor with chassisId ${chassis(35)} and portId "${NIC[name]}" added on interface Ethernet35`,
  )
  tellServerReboot(log, dice, 12, utc('2013-02-15T01:12:09') + (name === 'SW-1' ? 0 : 85))
  tellServerReboot(log, dice, 24, utc('2013-02-15T03:18:41') + (name === 'SW-1' ? 0 : 120))
  tellServerReboot(log, dice, 12, utc('2013-02-14T23:20:30') + (name === 'SW-1' ? 0 : 64))
  for (const outage of OUTAGES) {
    tellOutage(log, name, outage)
    tellRepair(log, name, outage, outage.port === 35 ? 4 : 5)
  }
  chatter(log, name)
  return log
}
