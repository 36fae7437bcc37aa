// cc-01's syslog: dnsmasq, nova-api, nova-scheduler, keystone, nagios, cron, sshd, and what c36 relays to its collector.
import {
  bootStamp,
  bsdStamp,
  Dice,
  every,
  Log,
  MS_MINUTE,
  MS_SECOND,
  osloStamp,
  type TrueMs,
  utc,
} from './make-sample-kit.ts'
import { DHCP } from './make-sample-valentines-console.ts'
import { type SayKernel, tellFirewall, tellNodeKernel } from './make-sample-valentines-kernel.ts'
import {
  type SayNova,
  tellLostHeartbeat,
  tellLostQueue,
  tellPeriodicTasks,
  tellSpawn,
} from './make-sample-valentines-nova.ts'
import {
  C36_BOOT,
  CC_FROM,
  CORRECTION_MS,
  IMAGE,
  MST_MS,
  OTHER_GUESTS,
  OUTAGES,
  type Outage,
  PROJECT,
  SECOND,
  UNTIL,
  USER,
} from './make-sample-valentines-story.ts'

type Say = (at: TrueMs, text: string, key?: string) => void

const DNSMASQ = 'dnsmasq-dhcp[2318]:'

/** A service's own log line, read from its file by the collector: both stamps on one line. */
const fromFile = (at: TrueMs, program: string, pid: number, text: string): string =>
  `${program}: ${osloStamp(at + MST_MS)} ${pid} ${text}`

function tellRequest(say: Say, o: Outage): void {
  const context = `[${o.request} ${USER} ${PROJECT}]`
  const api = (at: TrueMs, text: string, key?: string): void => say(at, fromFile(at, 'nova-api', 2291, text), key)
  api(
    o.asked,
    `DEBUG nova.api.openstack.wsgi ${context} Action: 'create', body: {"server": {"name": "${o.name}", "imageRef": "${IMAGE}", "flavorRef": "2", "min_count": 1, "max_count": 1}} _process_stack`,
    `api-${o.node}`,
  )
  const scheduled = `${context} Choosing host WeightedHost [host: ${o.node}, weight: ${o.port === 35 ? '128268.0' : '97548.0'}] for instance ${o.uuid}`
  say(
    o.scheduled - 140,
    fromFile(
      o.scheduled - 140,
      'nova-scheduler',
      2304,
      `INFO nova.scheduler.filter_scheduler ${context} Attempting to build 1 instance(s)`,
    ),
  )
  say(
    o.scheduled,
    fromFile(o.scheduled, 'nova-scheduler', 2304, `INFO nova.scheduler.filter_scheduler ${scheduled}`),
    `schedule-${o.node}`,
  )
  api(
    o.answered,
    `INFO nova.osapi_compute.wsgi.server ${context} 10.20.30.44 "POST /v2/${PROJECT}/servers HTTP/1.1" status: 202 len: 721 time: ${((o.answered - o.asked) / 1_000).toFixed(7)}`,
  )
  const network = o.starting + 960
  say(
    network,
    fromFile(
      network,
      'nova-network',
      2310,
      `DEBUG nova.network.manager ${context} [instance: ${o.uuid}] Allocated fixed ip ${o.ip} for ${o.mac} allocate_fixed_ip`,
    ),
  )
  say(network + 310, 'dnsmasq[2318]: read /var/lib/nova/networks/nova-br100.conf')
}

function tellLease(say: Say, o: Outage): void {
  const at = (seconds: number): TrueMs => o.guestZero + seconds * 1_000
  const wire = 1.6
  say(at(DHCP.discover) + wire, `${DNSMASQ} DHCPDISCOVER(br100) ${o.mac}`, `discover-${o.node}`)
  say(at(DHCP.discover) + wire + 0.3, `${DNSMASQ} DHCPOFFER(br100) ${o.ip} ${o.mac}`, `offer-${o.node}`)
  say(at(DHCP.request) + wire, `${DNSMASQ} DHCPREQUEST(br100) ${o.ip} ${o.mac}`, `request-${o.node}`)
  say(at(DHCP.request) + wire + 0.3, `${DNSMASQ} DHCPACK(br100) ${o.ip} ${o.mac} ${o.name}`, `ack-${o.node}`)
  const leased = at(DHCP.ack) + 240
  say(
    leased,
    fromFile(
      leased,
      'nova-network',
      2310,
      `DEBUG nova.network.manager [req-${new Dice(o.uuid).uuid()} None None] Leased IP |${o.ip}| lease_fixed_ip`,
    ),
  )
}

function tellAlarm(say: Say, o: Outage): void {
  const nagios = (seconds: number, text: string, key?: string): void =>
    say(o.bondDown + seconds * 1_000, `nagios3: ${text}`, key)
  const { node } = o
  nagios(61.2, `SERVICE ALERT: ${node};Load;WARNING;SOFT;1;WARNING - load average: 5.12, 1.93, 0.74`)
  nagios(
    101.9,
    `SERVICE ALERT: ${node};nova-compute;CRITICAL;SOFT;1;CRITICAL - nova-compute on ${node} is XXX, last heartbeat 95 s ago`,
  )
  nagios(113.4, `SERVICE ALERT: ${node};Load;CRITICAL;HARD;3;CRITICAL - load average: 8.04, 3.40, 1.33`, `load-${node}`)
  nagios(
    161.9,
    `SERVICE ALERT: ${node};nova-compute;CRITICAL;HARD;2;CRITICAL - nova-compute on ${node} is XXX, last heartbeat 155 s ago`,
    `alarm-${node}`,
  )
  nagios(
    162.1,
    `SERVICE NOTIFICATION: oncall;${node};nova-compute;CRITICAL;notify-service-by-sms;CRITICAL - nova-compute on ${node} is XXX`,
  )
  nagios(170.6, `PASSIVE SERVICE CHECK: ${node};ping eth0;0;PING OK - Packet loss = 0%, RTA = 0.21 ms`)
  nagios(171.1, `PASSIVE SERVICE CHECK: ${node};ssh;0;SSH OK - OpenSSH_5.9p1 Debian-5ubuntu1 (protocol 2.0)`)
  const back = (o.bondUp - o.bondDown) / 1_000
  nagios(
    back + 71.5,
    `SERVICE ALERT: ${node};nova-compute;OK;HARD;2;OK - nova-compute on ${node} is :-)`,
    `alarm-over-${node}`,
  )
  nagios(back + 190.3, `SERVICE ALERT: ${node};Load;OK;HARD;3;OK - load average: 0.61, 2.90, 4.77`)
  // The administrator works over the 1 Gb network, which never went away.
  const login = o.bondDown + 248_300
  say(login, `sshd[${8_100 + o.port}]: Accepted publickey for amills from 10.20.0.21 port ${51_000 + o.port} ssh2`)
  say(login + 30, `sshd[${8_100 + o.port}]: pam_unix(sshd:session): session opened for user amills by (uid=0)`)
  const sudo = (at: TrueMs, command: string, key?: string): void =>
    say(at, `sudo:   amills : TTY=pts/2 ; PWD=/home/amills ; USER=root ; COMMAND=${command}`, key)
  sudo(login + 21_400, '/usr/bin/nova-manage service list')
  sudo(login + 63_900, `/usr/bin/ssh ${node}-mgmt cat /proc/net/bonding/bond0`)
  sudo(login + 92_700, `/usr/bin/ssh ${node}-mgmt ip link show`)
  sudo(o.destroyed - 812, `/usr/bin/ssh ${node}-mgmt virsh destroy ${o.instance}`, `destroy-${node}`)
  say(o.enabled['SW-2'] + 190_000, `sshd[${8_100 + o.port}]: pam_unix(sshd:session): session closed for user amills`)
}

function tellOthers(say: Say): void {
  const dice = new Dice('cc-01 others')
  for (const guest of OTHER_GUESTS)
    every(dice, CC_FROM, UNTIL, [52_000, 66_000], (at) => {
      say(at, `${DNSMASQ} DHCPREQUEST(${guest.bridge}) ${guest.ip} ${guest.mac}`)
      say(at + 0.3, `${DNSMASQ} DHCPACK(${guest.bridge}) ${guest.ip} ${guest.mac} ${guest.name}`)
    })
  let pid = 6_100
  every(dice, CC_FROM, UNTIL, [5 * MS_MINUTE - 200, 5 * MS_MINUTE + 200], (at) => {
    pid += dice.whole(7, 60)
    say(at, `CRON[${pid}]: (root) CMD (command -v debian-sa1 > /dev/null && debian-sa1 1 1)`)
  })
  every(dice, CC_FROM, UNTIL, [10 * MS_MINUTE, 10 * MS_MINUTE + 90], (at) => {
    pid += dice.whole(3, 20)
    say(at, `CRON[${pid}]: (nova) CMD (/usr/local/bin/quota-report --quiet)`)
  })
  const users = [USER, 'c2a9640fd1b84f7a9a60e01b7f6e4d85', '90b7e1d2c3f84a55b6c7d8e9fa0b1c2d'] as const
  every(dice, CC_FROM, UNTIL, [11_000, 44_000], (at) => {
    const request = `req-${dice.uuid()}`
    const project = dice.hex(32)
    const path = dice.pick(['servers/detail', 'servers/detail', 'flavors/detail', 'os-floating-ips', 'limits'])
    say(
      at,
      fromFile(
        at,
        'nova-api',
        2291,
        `INFO nova.osapi_compute.wsgi.server [${request} ${dice.pick(users)} ${project}] 10.20.30.44 "GET /v2/${project}/${path} HTTP/1.1" status: 200 len: ${dice.whole(187, 5_900)} time: ${dice.between(0.04, 0.41).toFixed(7)}`,
      ),
    )
  })
  every(dice, CC_FROM, UNTIL, [50_000, 150_000], (at) =>
    say(
      at,
      fromFile(
        at,
        'keystone',
        1988,
        `INFO access [-] 10.20.30.${dice.whole(40, 47)} - - "POST http://10.20.0.5:5000/v2.0/tokens HTTP/1.0" 200 ${dice.whole(1_900, 6_200)}`,
      ),
    ),
  )
  every(dice, CC_FROM, UNTIL, [60_000, 61_000], (at) =>
    say(
      at,
      fromFile(
        at,
        'nova-scheduler',
        2304,
        `DEBUG nova.scheduler.host_manager [-] Received compute service update from ${dice.pick(['c33', 'c34', 'c36'])}`,
      ),
    ),
  )
  let session = 8_400
  every(dice, CC_FROM, UNTIL, [150_000, 420_000], (at) => {
    session += dice.whole(4, 40)
    const who = dice.pick(['nagios', 'nagios', 'backup'])
    say(
      at,
      `sshd[${session}]: Accepted publickey for ${who} from 10.20.0.${dice.whole(8, 12)} port ${dice.whole(33_000, 60_000)} ssh2`,
    )
    say(at + dice.between(900, 4_000), `sshd[${session}]: pam_unix(sshd:session): session closed for user ${who}`)
  })
  every(dice, CC_FROM, UNTIL, [140_000, 500_000], (at) => {
    session += dice.whole(4, 40)
    say(
      at,
      `sshd[${session}]: Invalid user ${dice.pick(['admin', 'test', 'oracle', 'ftpuser'])} from 203.0.113.${dice.whole(4, 250)}`,
    )
  })
  every(dice, CC_FROM, UNTIL, [16 * MS_MINUTE, 18 * MS_MINUTE], (at) =>
    say(at, `ntpd[1711]: kernel time sync status change ${dice.pick(['2001', '6001'])}`),
  )
  every(dice, CC_FROM, UNTIL, [20 * MS_MINUTE, 20 * MS_MINUTE + 800], (at) => say(at, 'rsyslogd: -- MARK --'))
  every(dice, CC_FROM, UNTIL, [7 * MS_MINUTE, 17 * MS_MINUTE], (at) =>
    say(
      at,
      `kernel: ${bootStamp((at - utc('2012-11-20T08:11:05')) / 1_000)} [UFW BLOCK] IN=eth0 OUT= MAC=00:25:90:7a:10:05:00:1c:73:0a:01:02:08:00 SRC=203.0.113.${dice.whole(4, 250)} DST=10.20.0.5 LEN=40 TOS=0x00 PREC=0x00 TTL=241 ID=54321 PROTO=TCP SPT=${dice.whole(2_000, 60_000)} DPT=3306 WINDOW=65535 RES=0x00 SYN URGP=0`,
    ),
  )
}

/** c36 keeps no files of its own worth having: its kernel and nova-compute lines arrive here with c36's own stamp. */
function tellRelayed(log: Log): void {
  const dice = new Dice('c36 relayed')
  // Written by c36's clock; the collector keeps that stamp and only the arrival order is its own.
  const relay: Say = (at, text, key) => log.say(at, `${bsdStamp(at - CORRECTION_MS.c36 + MST_MS)} c36 ${text}`, key)
  const kernel: SayKernel = (at, message, key) =>
    relay(at, `kernel: ${bootStamp((at - C36_BOOT) / 1_000)} ${message}`, key)
  const nova: SayNova = (at, text, key, more = []) => {
    // rsyslog escapes the line feeds of a multi-line message as #012: one line arrives.
    const whole = [text, ...more].join('#012')
    relay(at, `nova-compute: ${osloStamp(at - CORRECTION_MS.c36 + MST_MS)} 3107 ${whole}`, key)
  }
  tellNodeKernel(kernel, SECOND, 212)
  tellFirewall(kernel, dice, [CC_FROM, UNTIL], ['10.20.0.136', '00:25:90:1c:36:a0'], [55_000, 140_000])
  tellSpawn(nova, SECOND)
  tellLostQueue(nova, SECOND)
  tellLostHeartbeat(nova, SECOND)
  for (let at = CC_FROM + 11_300; at < UNTIL; at += MS_MINUTE + dice.between(0, 140)) {
    if (at > SECOND.bondDown - MS_SECOND && at < SECOND.bondUp + 36_000) continue
    const running = at > SECOND.spawned && at < SECOND.destroyed ? 1 : 0
    tellPeriodicTasks(nova, at, dice, { instances: 15 + running, host: 'c36', withDebug: false })
  }
}

export function makeControllerLog(): Log {
  const log = new Log('cc-01/syslog', () => '')
  const say: Say = (at, text, key) =>
    log.say(at, `${bsdStamp(at - CORRECTION_MS['cc-01'] + MST_MS)} cc-01 ${text}`, key)
  say(
    CC_FROM,
    'rsyslogd: [origin software="rsyslogd" swVersion="5.8.6" x-pid="1204" x-info="http://www.rsyslog.com"] rsyslogd was HUPed',
    'first',
  )
  tellOthers(say)
  for (const outage of OUTAGES) {
    tellRequest(say, outage)
    tellLease(say, outage)
    tellAlarm(say, outage)
  }
  tellRelayed(log)
  return log
}
