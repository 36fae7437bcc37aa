// A8, A9: nova starts or reboots an instance and the guest's kernel prints its banner. Keyed by the instance's uuid or libvirt name,
// which the guest's console file or host bears.
import type { Anchor, Interval, Observation } from '../testimony.ts'
import { clockOf, defineAnchor, groupBy, laneOf, namesOf, pick, seconds, tie } from './common.ts'

const ID = 'spawn'
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/
const STARTED = /VM Started \(Lifecycle Event\)|Lifecycle event 0 on VM /
const SPAWNED = /Instance spawned successfully/
const REBOOTING = /Rebooting instance/
const BANNER = /^Linux version \d/
const XML =
  /<uuid>([0-9a-f-]{36})<\/uuid>[\s\S]*?<name>([^<]+)<\/name>|<name>([^<]+)<\/name>[\s\S]*?<uuid>([0-9a-f-]{36})<\/uuid>/
const DISK = /\/instances\/(instance-[0-9a-f]{8})\//

/** Firmware, boot loader and kernel; a bare kernel takes a fraction of a second, a busy host a minute and more. */
const FROM_START = seconds(0.1, 120)
/** "spawned" is logged when nova next looks, half a second later or, on a busy host, some more. */
const FROM_SPAWN = seconds(-5, 120)
/** A soft reboot waits for the guest to shut down. */
const FROM_REBOOT = seconds(0.1, 300)

interface Begin {
  readonly seen: Observation
  readonly gap: Interval
  readonly says: string
}

const instanceOf = (seen: Observation): string | undefined =>
  seen.fields?.instance ?? UUID.exec(/\[instance: [^\]]+\]|on VM \S+/.exec(seen.text)?.[0] ?? '')?.[0]

/** libvirt names of instances, from a domain's description or a disk's path beside the uuid. */
function domains(seen: readonly Observation[]): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>()
  const add = (uuid: string, name: string): void => {
    names.set(uuid, (names.get(uuid) ?? new Set()).add(name.toLowerCase()))
  }
  for (const one of seen) {
    const xml = one.text.includes('<uuid>') ? XML.exec(one.text) : null
    if (xml) add(xml[1] ?? xml[4] ?? '', xml[2] ?? xml[3] ?? '')
    const disk = DISK.exec(one.message)
    const uuid = disk ? instanceOf(one) : undefined
    if (disk && uuid !== undefined) add(uuid, disk[1] ?? '')
  }
  return names
}

/** What started the guest, once each: the lifecycle event, else "spawned", and reboots, by the host's own order. */
function beginsOf(lines: readonly Observation[]): Begin[] {
  const started = lines.filter((s) => STARTED.test(s.message))
  const spawned = lines.filter((s) => SPAWNED.test(s.message))
  const reboots = lines.filter((s) => REBOOTING.test(s.message))
  const starts = spawned.length > 0 && started.length <= spawned.length + reboots.length ? spawned : started
  const begins: Begin[] = starts.map((seen) => {
    // The event next to "spawned" is nearer to what happened.
    const event =
      starts === spawned ? started.find((s) => Math.abs((s.stamp?.at ?? 0) - (seen.stamp?.at ?? 0)) < 30e6) : seen
    return event
      ? { seen: event, gap: FROM_START, says: 'the hypervisor started the guest and its kernel came up' }
      : { seen, gap: FROM_SPAWN, says: 'nova had spawned the guest and its kernel came up' }
  })
  for (const seen of reboots)
    begins.push({ seen, gap: FROM_REBOOT, says: 'nova rebooted the guest and its kernel came up' })
  return begins.sort((a, b) => (a.seen.stamp?.at ?? 0) - (b.seen.stamp?.at ?? 0) || a.seen.ref.line - b.seen.ref.line)
}

const HOLDS = /Lifecycle|spawned successfully|Rebooting instance|<uuid>|\/instances\/instance-/

function find(seen: readonly Observation[]): readonly Anchor[] {
  const banners = groupBy(
    pick(seen, (s) => BANNER.test(s.message)),
    laneOf,
  )
  if (banners.size === 0) return []
  const hostLines = pick(seen, (s) => HOLDS.test(s.message) || HOLDS.test(s.text))
  const names = domains(hostLines)
  const found: Anchor[] = []
  for (const [instance, lines] of groupBy(
    hostLines.filter((s) => instanceOf(s) !== undefined),
    (s) => instanceOf(s) as string,
  )) {
    const calls = new Set([instance, ...(names.get(instance) ?? [])])
    for (const lane of groupBy(lines, laneOf).values()) {
      const begins = beginsOf(lane)
      for (const boots of banners.values()) {
        const known = namesOf(boots[0] as Observation)
        if (![...calls].some((name) => known.has(name))) continue
        // As many boots as starts, else one start alone, which is the console's first boot.
        const count = begins.length === boots.length ? begins.length : begins.length === 1 ? 1 : 0
        for (let k = 0; k < count; k++) {
          const [begin, boot] = [begins[k], boots[k]]
          if (begin && boot && clockOf(begin.seen) !== clockOf(boot))
            found.push(...tie(begin.seen, boot, begin.gap, { id: ID, key: instance, says: begin.says }))
        }
      }
    }
  }
  return found
}

export const spawn = defineAnchor({
  id: ID,
  title: 'nova starts a guest, and its kernel comes up',
  reference: 'https://github.com/openstack/nova/blob/master/nova/virt/libvirt/driver.py',
  literals: [
    'Instance spawned successfully',
    ' (Lifecycle Event)',
    'Lifecycle event ',
    'Rebooting instance',
    '/instances/instance-',
    'Generated XML',
    'Linux version ',
  ],
  find,
})
