// A11, A12: a guest's kernel panics, the hypervisor notices and dumps it, and the guest goes on. Keyed by the domain's name, which the
// guest's host or console file bears. The k-th panic belongs to the k-th event only where both sides count the same.
import type { Anchor, Observation } from '../testimony.ts'
import { clockOf, defineAnchor, groupBy, laneOf, namesOf, pick, seconds, tie } from './common.ts'

const ID = 'panics'
const PANIC = /^(?:Kernel panic - not syncing|\[ *\d+\.\d+\] Kernel panic - not syncing)/
/** A crash on command: what a paste shows of it. */
const TRIGGER = /echo c ?> ?\/proc\/sysrq-trigger/
const PROMPT = /\[?\w+@([\w.-]+)[ :]/
const BANNER = /^Linux version \d/
const LIFECYCLE = /event '?lifecycle'? for domain '?([^':\s]+)'?: (Crashed|Resumed)\b/
const DUMP = /\/(?:\d+-)?([A-Za-z][\w.]*(?:-[\w.]+)*?)-\d{4}-\d\d-\d\d-\d\d:\d\d:\d\d\b/

const NOTICED = seconds(0, 5)
const CAME_BACK = seconds(0, 120)

interface HostEvent {
  readonly seen: Observation
  readonly kind: 'qmp' | 'virsh' | 'dump'
  readonly what: 'panic' | 'resume'
  /** Undefined where only the source's name says whose it is. */
  readonly domain?: string
}

function readEvent(seen: Observation): HostEvent | undefined {
  const { message } = seen
  if (message.includes('"GUEST_PANICKED"')) return { seen, kind: 'qmp', what: 'panic' }
  if (message.includes('"RESUME"') && message.includes('"event"')) return { seen, kind: 'qmp', what: 'resume' }
  const life = LIFECYCLE.exec(message)
  if (life)
    return {
      seen,
      kind: 'virsh',
      what: life[2] === 'Crashed' ? 'panic' : 'resume',
      domain: (life[1] ?? '').toLowerCase(),
    }
  if (/(?:^|: )panic hyper-v: /.test(message)) return { seen, kind: 'qmp', what: 'panic' }
  const dump = /libvirt_iohelper|\/dump\/|corefile|core_?dump/.test(message) ? DUMP.exec(message) : null
  return dump ? { seen, kind: 'dump', what: 'panic', domain: (dump[1] ?? '').toLowerCase() } : undefined
}

/** Names a guest goes by: its host, its file, and the prompt it crashed itself from. */
function guestNames(lines: readonly Observation[]): Set<string> {
  const names = namesOf(lines[0] as Observation)
  for (const line of lines) {
    const prompt = PROMPT.exec(line.message)?.[1]
    if (TRIGGER.test(line.message) && prompt !== undefined) names.add(prompt.toLowerCase())
  }
  return names
}

const ours = (event: HostEvent, names: ReadonlySet<string>): boolean =>
  event.domain !== undefined
    ? names.has(event.domain)
    : [...namesOf(event.seen)].some((n) => n.length > 3 && n !== event.seen.host.toLowerCase() && names.has(n))

function pairs(guest: readonly Observation[], events: readonly HostEvent[], backwards: boolean): Anchor[] {
  if (guest.length === 0 || guest.length !== events.length) return []
  return guest.flatMap((line, k) => {
    const event = events[k] as HostEvent
    if (clockOf(line) === clockOf(event.seen)) return []
    const key = event.domain ?? line.host
    if (backwards)
      return tie(event.seen, line, CAME_BACK, {
        id: ID,
        key,
        says: 'the hypervisor let the guest go on, and its kernel came up',
      })
    const says =
      event.kind === 'dump'
        ? 'the guest crashed and its memory was dumped'
        : 'the guest’s kernel panicked and the hypervisor noticed'
    return tie(line, event.seen, NOTICED, { id: ID, key, says })
  })
}

/** The banner after each panic and before the next, where there is one. */
function returns(lines: readonly Observation[], crashes: readonly Observation[]): (Observation | undefined)[] {
  return crashes.map((crash, k) => {
    const next = crashes[k + 1]
    const after = (line: Observation): boolean =>
      line.ref.line > crash.ref.line && (!next || line.ref.line < next.ref.line)
    return lines.find((line) => BANNER.test(line.message) && after(line))
  })
}

const ORDER = ['qmp', 'virsh', 'dump'] as const

function find(seen: readonly Observation[]): readonly Anchor[] {
  const guestLines = pick(seen, (s) => PANIC.test(s.message) || TRIGGER.test(s.message) || BANNER.test(s.message))
  const events = pick(seen, (s) => readEvent(s) !== undefined).map((s) => readEvent(s) as HostEvent)
  const found: Anchor[] = []
  if (events.length === 0) return found
  for (const lines of groupBy(guestLines, laneOf).values()) {
    const names = guestNames(lines)
    const panicked = lines.filter((s) => PANIC.test(s.message))
    const crashes = panicked.length > 0 ? panicked : lines.filter((s) => TRIGGER.test(s.message))
    for (const lane of groupBy(
      events.filter((e) => ours(e, names)),
      (e) => laneOf(e.seen),
    ).values()) {
      // One event, one pair: of several lines about a panic the most direct kind speaks.
      const of = (what: HostEvent['what']): HostEvent[][] =>
        ORDER.map((kind) => lane.filter((e) => e.kind === kind && e.what === what))
      const panics = of('panic').find((es) => es.length > 0) ?? []
      found.push(...pairs(crashes, panics, false))
      const resumes = of('resume').find((es) => es.length > 0) ?? []
      // The last panic may have come back after the log's end; a missing banner in between leaves all in doubt.
      const back = returns(lines, crashes)
      const known = back.filter((line) => line !== undefined)
      const trailing = back.slice(0, known.length).every((line) => line !== undefined)
      if (trailing && (resumes.length === crashes.length || resumes.length === known.length)) {
        found.push(...pairs(known, resumes.slice(0, known.length), true))
      }
    }
  }
  return found
}

export const panics = defineAnchor({
  id: ID,
  title: 'A guest panics, is dumped and goes on',
  reference: 'https://www.qemu.org/docs/master/interop/qemu-qmp-ref.html',
  literals: [
    'Kernel panic - not syncing',
    '/proc/sysrq-trigger',
    'Linux version ',
    '"GUEST_PANICKED"',
    '"RESUME"',
    "event 'lifecycle' for domain",
    'event lifecycle for domain',
    'panic hyper-v',
    'libvirt_iohelper',
    '/qemu/dump/',
  ],
  find,
})
