// Writes sample-logs/valentines-day: six logs and expected.json. Same code, same bytes. Run: npx tsx bench/make-sample-valentines-day.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Log } from './make-sample-kit.ts'
import { makeConsoleLog } from './make-sample-valentines-console.ts'
import { makeControllerLog } from './make-sample-valentines-controller.ts'
import { makeKernLog } from './make-sample-valentines-kernel.ts'
import { makeNovaComputeLog } from './make-sample-valentines-nova.ts'
import { CORRECTION_MS, FIRST } from './make-sample-valentines-story.ts'
import { makeSwitchLog } from './make-sample-valentines-switches.ts'

const folder = fileURLToPath(new URL('../sample-logs/valentines-day/', import.meta.url))

const sw1 = makeSwitchLog('SW-1')
const sw2 = makeSwitchLog('SW-2')
const kern = makeKernLog()
const nova = makeNovaComputeLog()
const controller = makeControllerLog()
const console_ = makeConsoleLog()

const guest = FIRST.instance
const sources = [
  { log: sw1, format: 'arista-eos', host: 'SW-1' },
  { log: sw2, format: 'arista-eos', host: 'SW-2' },
  { log: kern, format: 'rfc3164', host: 'c35' },
  { log: nova, format: 'oslo', host: 'c35' },
  { log: controller, format: 'rfc3164', host: 'cc-01' },
  { log: console_, format: 'console', host: guest },
] as const

type Fact = readonly [log: Log, key: string, contains: string]

const facts: readonly Fact[] = [
  [controller, 'api-c35', FIRST.request],
  [controller, 'schedule-c35', 'host: c35'],
  [nova, 'starting-c35', 'Starting instance...'],
  [nova, 'network-c35', FIRST.mac],
  [kern, 'tap-c35', 'device vnet0 entered promiscuous mode'],
  [nova, 'spawned-c35', 'Instance spawned successfully.'],
  [console_, 'linux-version', 'Linux version 2.6.32'],
  [console_, 'guest-rtc', 'setting system clock to 2013-02-15 01:39:50 UTC'],
  [console_, 'guest-eth0', FIRST.mac],
  [console_, 'dhcp-discover', 'DHCPDISCOVER on eth0'],
  [controller, 'discover-c35', `DHCPDISCOVER(br100) ${FIRST.mac}`],
  [controller, 'offer-c35', `DHCPOFFER(br100) ${FIRST.ip}`],
  [console_, 'dhcp-offer', 'DHCPOFFER from 10.0.3.1'],
  [console_, 'dhcp-request', 'DHCPREQUEST on eth0'],
  [controller, 'request-c35', `DHCPREQUEST(br100) ${FIRST.ip}`],
  [controller, 'ack-c35', `DHCPACK(br100) ${FIRST.ip} ${FIRST.mac}`],
  [console_, 'dhcp-ack', 'DHCPACK from 10.0.3.1'],
  [console_, 'stp-learning', 'br0: port 1(eth0) entering learning state'],
  [sw1, 'bpdu-c35', `Port-Channel35 with BPDU guard enabled. Disabling interface. (source mac ${FIRST.mac})`],
  [sw1, 'errdisable-c35', 'bpduguard error detected on Port-Channel35'],
  [sw1, 'mlag-c35', 'MLAG 35 is inactive'],
  [sw1, 'channel-down-c35', 'Port-Channel35 (Server35), changed state to down'],
  [sw2, 'bpdu-c35', `(source mac ${FIRST.mac})`],
  [sw2, 'errdisable-c35', 'bpduguard error detected on Port-Channel35'],
  [kern, 'eth2-down-c35', 'eth2: NIC Link is Down'],
  [sw1, 'stp-del-c35', 'Port-Channel35 has been removed from instance MST0'],
  [sw1, 'member-down-c35', 'Ethernet35 (Server35), changed state to down'],
  [kern, 'bond-eth2-down-c35', 'link status definitely down for interface eth2, disabling it'],
  [kern, 'eth3-down-c35', 'eth3: NIC Link is Down'],
  [kern, 'bond-down-c35', 'bond0: now running without any active interface !'],
  [nova, 'amqp-lost-c35', 'AMQP server on 10.0.0.5:5672 is unreachable'],
  [controller, 'load-c35', 'load average: 8.04'],
  [controller, 'alarm-c35', 'nova-compute on c35 is XXX'],
  [kern, 'nfs-lost-c35', 'nfs: server 10.0.1.20 not responding'],
  [kern, 'tap-gone-c35', 'port 2(vnet0) entering disabled state'],
  [sw1, 'member-up-c35', 'Ethernet35 (Server35), changed state to up'],
  [kern, 'eth2-up-c35', 'eth2: NIC Link is Up 10 Gbps'],
  [kern, 'bond-up-c35', 'bond0: first active interface up!'],
  [sw1, 'config-c35', '%SYS-5-CONFIG_I: Configured from console by amills'],
  [sw2, 'member-up-c35', 'Ethernet35 (Server35), changed state to up'],
  [kern, 'eth3-up-c35', 'eth3: NIC Link is Up 10 Gbps'],
  [nova, 'amqp-back-c35', 'Connected to AMQP server on 10.0.0.5:5672'],
  [controller, 'starting-c36', 'Starting instance...'],
  [controller, 'tap-c36', 'device vnet0 entered promiscuous mode'],
  [sw1, 'bpdu-c36', 'Port-Channel36'],
  [sw2, 'bpdu-c36', 'Port-Channel36'],
  [controller, 'eth2-down-c36', 'eth2: NIC Link is Down'],
  [controller, 'bond-down-c36', 'bond0: now running without any active interface !'],
  [controller, 'amqp-lost-c36', 'AMQP server on 10.0.0.5:5672 is unreachable'],
  [controller, 'alarm-c36', 'nova-compute on c36 is XXX'],
  [sw1, 'member-up-c36', 'Ethernet36 (Server36), changed state to up'],
  [controller, 'bond-up-c36', 'bond0: first active interface up!'],
]

function checkFact([log, key, contains]: Fact): { source: string; line: number; utc: string; contains: string } {
  const cited = log.cite(key)
  if (!cited.text.includes(contains)) throw new Error(`${log.path}:${cited.line} does not contain: ${contains}`)
  return { source: cited.source, line: cited.line, utc: cited.utc, contains }
}

const place = (log: Log, key: string): { source: string; line: number } => {
  const { source, line } = log.cite(key)
  return { source, line }
}

const finding = (family: string, host: string, log: Log, key: string): object => {
  const { source, line, utc } = log.cite(key)
  return { family, host, source, line, utc }
}

const corrections = Object.entries(CORRECTION_MS).map(([host, ms]) => [host, ms / 1_000] as const)

const expected = {
  hosts: ['SW-1', 'SW-2', 'c35', 'cc-01', guest],
  relayed: [{ host: 'c36', source: controller.path, lines: controller.countOf(/^\w+ +\d+ [\d:]+ c36 /) }],
  sources: sources.map(({ log, format, host }) => ({
    path: log.path,
    format,
    host,
    lines: log.lineCount(),
    entries: log.lineCount() - log.continuations() - log.unparsed(),
    continuations: log.continuations(),
    unparsed: log.unparsed(),
  })),
  traceLines: { source: nova.path, lines: nova.countOf(/^TRACE /) },
  zones: {
    'SW-1': 'UTC',
    'SW-2': 'UTC',
    c35: 'America/Edmonton',
    'cc-01': 'America/Edmonton',
    [guest]: 'UTC',
  },
  year: 2013,
  offsets: Object.fromEntries(corrections),
  jumps: [],
  findings: [
    finding('bpdu-guard', 'SW-1', sw1, 'bpdu-c35'),
    finding('bond', 'c35', kern, 'bond-down-c35'),
    finding('amqp', 'c35', nova, 'amqp-lost-c35'),
    finding('bpdu-guard', 'SW-1', sw1, 'bpdu-c36'),
  ],
  facts: facts.map(checkFact),
  order: [
    place(console_, 'linux-version'),
    place(console_, 'stp-learning'),
    place(sw1, 'bpdu-c35'),
    place(sw1, 'errdisable-c35'),
    place(kern, 'eth2-down-c35'),
    place(kern, 'bond-down-c35'),
    place(nova, 'amqp-lost-c35'),
    place(controller, 'alarm-c35'),
  ],
}

let total = 0
for (const { log } of sources) {
  const path = join(folder, log.path)
  const text = log.render()
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  total += Buffer.byteLength(text)
  console.log(`${log.path}: ${log.lineCount()} lines, ${Buffer.byteLength(text)} bytes`)
}
writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(expected, undefined, 2)}\n`)
console.log(`${total} bytes in all`)
for (const fact of expected.facts) console.log(`${fact.utc} ${fact.source}:${fact.line} ${fact.contains}`)
