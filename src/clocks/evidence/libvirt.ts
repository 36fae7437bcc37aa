// 1d: libvirt on the hypervisor: `virsh event` lines, a domain's qemu log (UTC always), and memory dumps whose file name holds a date.
import { SECOND } from '../../base/time.ts'
import type { Observation, Witness } from '../testimony.ts'
import { around, defineWitness, guestOf, inWords } from './define.ts'
import { readWallText } from './wall-text.ts'

const ID = 'libvirt'
const DATED = /(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}[+-]\d{4}): /
const LIFECYCLE =
  /event '?lifecycle'? for domain '?([^':\s]+)'?: (Crashed|Suspended|Resumed|Started|Stopped|PMSuspended|Shutdown)\b ?(\S*)/
const RTC = /event '?rtc-change'? for domain '?([^':\s]+)'?: (-?\d+)/
const SHUT = /(?:^|: )shutting down, reason=(\w+)/
const PANIC = /(?:^|: )panic (?:hyper-v|s390|tdx)?:? ?arg1=|(?:^|: )panic hyper-v: /
const STARTED = /(?:^|: )starting up libvirt version: /
/** `/var/lib/libvirt/qemu/dump/12-vm-7-2018-05-17-22:27:20`, `…/corefile/vm-7-2018-05-17-22:27:20`. */
const DUMP = /\/(?:\d+-)?([A-Za-z][\w.]*(?:-[\w.]+)*?)-(\d{4}-\d\d-\d\d)-(\d\d:\d\d:\d\d)\b/

const EDGES: Readonly<Record<string, 'start' | 'end'>> = {
  Crashed: 'start',
  Suspended: 'start',
  PMSuspended: 'start',
  Resumed: 'end',
}

function readingOf(text: string): Pick<Witness, 'reading' | 'year'> {
  const wall = readWallText(DATED.exec(text)?.[1] ?? '')
  return wall ? { reading: { of: 'system', at: wall.at, resolution: wall.resolution, zone: wall.zone } } : {}
}

function dumped(m: RegExpExecArray): Witness[] {
  const wall = readWallText(`${m[2]} ${m[3]}`)
  if (!wall) return []
  const says = `the memory of ${m[1]} was dumped from ${m[2]} ${m[3]} on, by the host’s clock; it stands still meanwhile`
  const reading = { of: 'system' as const, at: wall.civil, resolution: SECOND, zone: 'local' as const }
  return [
    {
      id: ID,
      kind: 'P',
      says,
      edge: 'start',
      about: m[1] ?? '',
      reading,
      ...(wall.year === undefined ? {} : { year: wall.year }),
    },
  ]
}

function find(seen: Observation): readonly Witness[] {
  const { message, text } = seen
  const life = LIFECYCLE.exec(message)
  if (life) {
    const edge = EDGES[life[2] ?? '']
    const says = `the virtual machine ${life[1]}: ${life[2]} ${life[3]}`.trimEnd()
    return [
      { id: ID, kind: edge ? 'P' : 'O', says, ...(edge ? { edge } : {}), about: life[1] ?? '', ...readingOf(text) },
    ]
  }
  const rtc = RTC.exec(message)
  if (rtc) {
    const ahead = Number(rtc[2]) * SECOND
    const says = `${rtc[1]} set its hardware clock ${inWords(ahead)} ${ahead < 0 ? 'behind' : 'ahead of'} the host’s`
    return [{ id: ID, kind: 'O', says, behind: around(0 - ahead, SECOND), about: rtc[1] ?? '', ...readingOf(text) }]
  }
  if (PANIC.test(message))
    return [
      {
        id: ID,
        kind: 'P',
        says: 'the guest’s kernel panicked',
        edge: 'start',
        about: guestOf(seen),
        ...readingOf(text),
      },
    ]
  const shut = SHUT.exec(message)
  if (shut)
    return [
      {
        id: ID,
        kind: 'O',
        says: `the virtual machine’s process ended: ${shut[1]}`,
        about: guestOf(seen),
        ...readingOf(text),
      },
    ]
  if (STARTED.test(message))
    return [{ id: ID, kind: 'O', says: 'a virtual machine’s process starts', about: guestOf(seen), ...readingOf(text) }]
  const dump = /libvirt_iohelper|dump|core/.test(message) ? DUMP.exec(message) : null
  return dump ? dumped(dump) : []
}

export const libvirt = defineWitness({
  id: ID,
  title: 'libvirt events, qemu logs, memory dumps',
  reference: 'https://libvirt.org/manpages/virsh.html#event',
  literals: [
    "event 'lifecycle' for domain",
    'event lifecycle for domain',
    "event 'rtc-change' for domain",
    'event rtc-change for domain',
    'shutting down, reason=',
    'panic hyper-v',
    'starting up libvirt version',
    'libvirt_iohelper',
    '/qemu/dump/',
  ],
  find,
  samples: [
    {
      message: "2018-05-17 14:27:20.101+0000: event 'lifecycle' for domain 'vm-7': Crashed Panicked",
      gives: {
        kind: 'P',
        edge: 'start',
        about: 'vm-7',
        reading: { of: 'system', at: 1_526_567_240_101_000, resolution: 1000, zone: 'utc' },
      },
    },
    { message: 'event lifecycle for domain vm-7: Resumed Unpaused', gives: { kind: 'P', edge: 'end', about: 'vm-7' } },
    { message: "event 'lifecycle' for domain 'vm-7': Started Booted", gives: { kind: 'O', about: 'vm-7' } },
    {
      message: "event 'rtc-change' for domain 'vm-7': -360",
      gives: { kind: 'O', behind: [359_000_000, 361_000_000], about: 'vm-7' },
    },
    { message: 'event rtc-change for domain vm-7: 12', gives: { behind: [-13_000_000, -11_000_000] } },
    { message: '2018-05-17 14:27:20.101+0000: shutting down, reason=crashed', gives: { kind: 'O' } },
    {
      message: "2018-05-17 14:27:20.101+0000: panic hyper-v: arg1='0x5a', arg2='0x1'",
      gives: { kind: 'P', edge: 'start' },
    },
    {
      message: '2018-05-17 14:20:01.000+0000: starting up libvirt version: 4.5.0, qemu version: 2.12.0',
      gives: { kind: 'O' },
    },
    {
      message:
        'root 4711 29.0 0.0 44040 2184 ? D 22:27 1:53 /usr/libexec/libvirt_iohelper /srv/corefile/db-guest-2018-05-17-22:27:20 0 0 1',
      gives: {
        kind: 'P',
        edge: 'start',
        about: 'db-guest',
        year: 2018,
        reading: { of: 'system', at: 1_526_596_040_000_000, resolution: 1_000_000, zone: 'local' },
      },
    },
    { message: 'created /var/lib/libvirt/qemu/dump/12-vm-7-2018-05-17-22:33:20', gives: { about: 'vm-7' } },
  ],
  ignores: ['libvirt_iohelper not found', 'mkdir /var/lib/libvirt/qemu/dump/'],
})
