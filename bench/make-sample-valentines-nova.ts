// nova-compute on the two nodes, in the oslo.log shape of 2013: the spawn, the lost message queue, the reconnect, and the periodic tasks around them.
import { Dice, Log, MS_MINUTE, MS_SECOND, osloStamp, type TrueMs } from './make-sample-kit.ts'
import {
  C35_BOOT,
  CORRECTION_MS,
  FIRST,
  IMAGE,
  IMAGE_HASH,
  MST_MS,
  type Outage,
  PROJECT,
  RABBIT,
  UNTIL,
  USER,
} from './make-sample-valentines-story.ts'

/** Level, logger and message go in; the stamp and process id stand in the head. */
export type SayNova = (at: TrueMs, text: string, key?: string, more?: readonly string[]) => void

const COMPUTE = 'nova.compute.manager'
const RPC = 'nova.openstack.common.rpc.common'
const DRIVER = 'nova.virt.libvirt.driver'

const domainXml = (o: Outage): string[] => [
  '<domain type="kvm">',
  `  <uuid>${o.uuid}</uuid>`,
  `  <name>${o.instance}</name>`,
  '  <memory>2097152</memory>',
  '  <vcpu>1</vcpu>',
  '  <os>',
  '    <type>hvm</type>',
  '    <boot dev="hd"/>',
  '  </os>',
  '  <features>',
  '    <acpi/>',
  '    <apic/>',
  '  </features>',
  '  <clock offset="utc">',
  '    <timer name="pit" tickpolicy="delay"/>',
  '    <timer name="rtc" tickpolicy="catchup"/>',
  '  </clock>',
  '  <devices>',
  '    <disk type="file" device="disk">',
  '      <driver name="qemu" type="qcow2" cache="none"/>',
  `      <source file="/var/lib/nova/instances/${o.instance}/disk"/>`,
  '      <target bus="virtio" dev="vda"/>',
  '    </disk>',
  '    <interface type="bridge">',
  `      <mac address="${o.mac}"/>`,
  '      <model type="virtio"/>',
  '      <source bridge="br100"/>',
  '    </interface>',
  '    <serial type="file">',
  `      <source path="/var/lib/nova/instances/${o.instance}/console.log"/>`,
  '    </serial>',
  '  </devices>',
  '</domain>',
]

export function tellSpawn(say: SayNova, o: Outage): void {
  const context = `[${o.request} ${USER} ${PROJECT}]`
  const instance = `[instance: ${o.uuid}]`
  const log = (at: TrueMs, level: string, logger: string, text: string, key?: string, more?: readonly string[]): void =>
    say(at, `${level} ${logger} ${context} ${instance} ${text}`, key, more)
  const claims = 'nova.compute.claims'
  const start = o.starting
  log(start, 'AUDIT', COMPUTE, 'Starting instance...', `starting-${o.node}`)
  log(start + 208, 'AUDIT', claims, 'Attempting claim: memory 2048 MB, disk 20 GB, VCPUs 1')
  log(start + 209, 'AUDIT', claims, 'Total Memory: 128780 MB, used: 512 MB')
  log(start + 209, 'AUDIT', claims, 'Memory limit: 193170 MB, free: 192658 MB')
  log(start + 210, 'AUDIT', claims, 'Total Disk: 4914 GB, used: 0 GB')
  log(start + 210, 'AUDIT', claims, 'Disk limit not specified, defaulting to unlimited')
  log(start + 211, 'AUDIT', claims, 'Claim successful', `claim-${o.node}`)
  log(
    start + 1_122,
    'DEBUG',
    COMPUTE,
    `Instance network_info: |[VIF({'network': Network({'bridge': u'br100', 'label': u'dair', 'meta': {u'vlan': 100}}), 'address': u'${o.mac}', 'ip': u'${o.ip}', 'type': u'bridge'})]| _allocate_network_async`,
    `network-${o.node}`,
  )
  log(start + 1_640, 'INFO', DRIVER, 'Creating image')
  say(
    start + 1_655,
    `DEBUG nova.virt.images ${context} Fetching image ${IMAGE} to /var/lib/nova/instances/_base/${IMAGE_HASH}.part`,
  )
  say(
    o.imageFetched,
    `DEBUG nova.virt.disk.api ${context} Checking if we can resize image /var/lib/nova/instances/${o.instance}/disk. size=21474836480`,
  )
  say(o.imageFetched + 320, 'DEBUG nova.virt.libvirt.config [-] Generated XML', undefined, domainXml(o))
  log(o.tapUp - 1_290, 'INFO', 'nova.virt.libvirt.firewall', 'Called setup_basic_filtering in nwfilter')
  log(o.tapUp - 1_288, 'INFO', 'nova.virt.libvirt.firewall', 'Ensuring static filters')
  say(o.tapUp + 705, `INFO ${COMPUTE} [-] Lifecycle event 0 on VM ${o.uuid}`)
  say(o.spawned, `INFO ${DRIVER} [-] ${instance} Instance spawned successfully.`, `spawned-${o.node}`)
}

/** One green thread after the other notices that its connection is dead, and each tries again with a growing pause. */
export function tellLostQueue(say: SayNova, o: Outage): void {
  const stalls = [0, 7_418, 38_204]
  stalls.forEach((stall, thread) => {
    let at = o.amqpLost + stall
    let pause = 1
    const failed = (why: string): void => {
      say(
        at,
        `ERROR ${RPC} [-] AMQP server on ${RABBIT} is unreachable: ${why}. Trying again in ${pause} seconds.`,
        thread === 0 && pause === 1 ? `amqp-lost-${o.node}` : undefined,
      )
    }
    failed(thread === 2 ? 'timed out' : '[Errno 110] ETIMEDOUT')
    for (;;) {
      at += pause * MS_SECOND + 1.4 + thread
      say(at, `INFO ${RPC} [-] Reconnecting to AMQP server on ${RABBIT}`)
      if (at > o.bondUp + 600) break
      // The neighbour does not answer ARP: three seconds, then "no route to host".
      at += 3_003 + thread * 2.1
      pause = Math.min(pause + 2, 30)
      failed('[Errno 113] EHOSTUNREACH')
    }
    say(
      at + 23,
      `INFO ${RPC} [-] Connected to AMQP server on ${RABBIT}`,
      thread === 0 ? `amqp-back-${o.node}` : undefined,
    )
  })
}

const TRACE = [
  'Traceback (most recent call last):',
  '  File "/usr/lib/python2.7/dist-packages/nova/servicegroup/drivers/db.py", line 88, in _report_state',
  '    service.service_ref, state_catalog)',
  '  File "/usr/lib/python2.7/dist-packages/nova/conductor/api.py", line 604, in service_update',
  '    return self.conductor.service_update(context, service, values)',
  '  File "/usr/lib/python2.7/dist-packages/nova/openstack/common/rpc/amqp.py", line 551, in __iter__',
  '    data = self._dataqueue.get(timeout=self._timeout)',
  'Timeout: Timeout while waiting on RPC response.',
]

/** The heartbeat call of the service group waits a minute for its answer, then says so with a traceback. */
export function tellLostHeartbeat(say: SayNova, o: Outage): void {
  const at = o.amqpLost + 3_402
  const logger = 'nova.servicegroup.drivers.db'
  say(at, `ERROR ${logger} [-] model server went away`, `heartbeat-lost-${o.node}`)
  TRACE.forEach((line, i) => {
    say(at + 0.2 + i * 0.1, `TRACE ${logger} ${line}`)
  })
  say(o.bondUp + 34_870, `ERROR ${logger} [-] Recovered model server connection!`, `heartbeat-back-${o.node}`)
}

const DEBUG_TASKS = [
  '_publish_service_capabilities',
  '_poll_rebooting_instances',
  '_cleanup_running_deleted_instances',
  '_poll_unconfirmed_resizes',
  '_heal_instance_info_cache',
  'update_available_resource',
]

interface Round {
  readonly instances: number
  readonly host: string
  readonly withDebug: boolean
}

/** What a minute of nova-compute looks like when nothing happens. */
export function tellPeriodicTasks(say: SayNova, at: TrueMs, dice: Dice, round: Round): void {
  const tracker = 'nova.compute.resource_tracker'
  const { instances, host } = round
  let now = at
  if (round.withDebug)
    for (const task of DEBUG_TASKS) {
      now += dice.between(2, 90)
      say(now, `DEBUG nova.openstack.common.periodic_task [-] Running periodic task ComputeManager.${task}`)
    }
  now += dice.between(20, 160)
  say(now, `INFO ${tracker} [-] Auditing locally available compute resources`)
  if (round.withDebug) {
    now += dice.between(300, 700)
    say(now, `DEBUG ${tracker} [-] Hypervisor: free ram (MB): ${127_500 - instances * 780 - dice.whole(0, 40)}`)
    say(now + 1, `DEBUG ${tracker} [-] Hypervisor: free disk (GB): ${4_901 - instances * 2}`)
    say(now + 2, `DEBUG ${tracker} [-] Hypervisor: free VCPUs: ${32 - instances}`)
  }
  now += dice.between(60, 180)
  say(now, `AUDIT ${tracker} [-] Free ram (MB): ${128_268 - instances * 2_048}`)
  say(now + 1, `AUDIT ${tracker} [-] Free disk (GB): ${4_914 - instances * 20}`)
  say(now + 1, `AUDIT ${tracker} [-] Free VCPUS: ${32 - instances}`)
  say(now + dice.between(30, 80), `INFO ${tracker} [-] Compute_service record updated for ${host}:${host}.dair.example`)
}

function tellImageCache(say: SayNova, at: TrueMs, inUse: boolean): void {
  const cache = 'nova.virt.libvirt.imagecache'
  const base = `/var/lib/nova/instances/_base/${IMAGE_HASH}`
  say(at, `DEBUG ${cache} [-] Verify base images`)
  if (!inUse) return
  say(at + 14, `INFO ${cache} [-] image ${IMAGE} at (${base}): checking`)
  say(
    at + 31,
    `INFO ${cache} [-] image ${IMAGE} at (${base}): in use: on this node 1 local, 0 on other nodes sharing this instance storage`,
  )
  say(at + 32, `INFO ${cache} [-] Active base files: ${base}`)
}

export function makeNovaComputeLog(): Log {
  const head = (at: TrueMs): string => `${osloStamp(at - CORRECTION_MS.c35 + MST_MS)} 2764 `
  const log = new Log('c35/nova-compute.log', head)
  const dice = new Dice('c35 nova-compute')
  const say: SayNova = (at, text, key, more) => log.say(at, text, key, more)
  const start = C35_BOOT + 58_640
  say(start, 'AUDIT nova.service [-] Starting compute node (version 2013.1~g2-0ubuntu1)', 'first')
  say(start + 411, `INFO ${RPC} [-] Connected to AMQP server on ${RABBIT}`)
  say(start + 640, `INFO ${DRIVER} [-] Connecting to libvirt: qemu:///system`)
  say(start + 702, 'WARNING nova.virt.libvirt.driver [-] Hypervisor driver does not support firewall rules')
  say(start + 1_905, 'INFO nova.compute.manager [-] Updating host status')
  for (let at = start + 4_000; at < UNTIL; at += MS_MINUTE + dice.between(0, 140)) {
    // Between the lost queue and the reconnect the periodic green thread waits inside its first remote call.
    if (at > FIRST.bondDown - 1_000 && at < FIRST.bondUp + 36_000) continue
    const running = at > FIRST.spawned && at < FIRST.destroyed ? 1 : 0
    tellPeriodicTasks(say, at, dice, { instances: running, host: 'c35', withDebug: true })
    say(
      at + 29_400 + dice.between(0, 300),
      `DEBUG nova.openstack.common.rpc.amqp [-] Making asynchronous cast on scheduler.host.c35...`,
    )
  }
  for (let at = start + 22_000; at < UNTIL; at += 40 * MS_MINUTE) {
    if (at > FIRST.bondDown && at < FIRST.bondUp + 36_000) continue
    tellImageCache(say, at, at > FIRST.imageFetched)
  }
  tellSpawn(say, FIRST)
  say(
    FIRST.bondDown - 1_602,
    `DEBUG ${COMPUTE} [-] [instance: ${FIRST.uuid}] Updated the info_cache for instance _heal_instance_info_cache`,
  )
  tellLostQueue(say, FIRST)
  tellLostHeartbeat(say, FIRST)
  say(FIRST.destroyed + 30, `INFO ${COMPUTE} [-] Lifecycle event 1 on VM ${FIRST.uuid}`)
  say(
    FIRST.bondUp + 38_300,
    `WARNING ${COMPUTE} [-] [instance: ${FIRST.uuid}] Instance shutdown by itself. Calling the stop API.`,
    'stopped-c35',
  )
  return log
}
