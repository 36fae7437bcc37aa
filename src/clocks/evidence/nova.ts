// 1d: what nova-compute says of its instances. The stamps are the host's, queued events may be late; the clock meant is the guest's.
import type { Observation, Witness } from '../testimony.ts'
import { defineWitness } from './define.ts'

const ID = 'nova'
const EVENT = /VM (Started|Stopped|Paused|Resumed|Suspended|Postcopy started|Migration completed) \(Lifecycle Event\)/
/** Before 2014 the state is a number. */
const NUMBERED = /Lifecycle event (\d) on VM ([0-9a-f-]{36})/
const NUMBERS = ['Started', 'Stopped', 'Paused', 'Resumed', 'Suspended']
const POWER = /the DB power_state \((\d)\) does not match the vm_power_state from the hypervisor \((\d)\)/
const UPDATED = /Time updated to: (\d{9,10})\.(\d{9})/
const EDGES: Readonly<Record<string, 'start' | 'end'>> = { Paused: 'start', Suspended: 'start', Resumed: 'end' }

function aboutOf(seen: Observation, stated?: string): Pick<Witness, 'about'> {
  const about = stated ?? seen.fields?.instance ?? /\[instance: ([0-9a-f-]{36})\]/.exec(seen.text)?.[1]
  return about === undefined ? {} : { about }
}

function lifecycle(state: string, about: Pick<Witness, 'about'>): Witness[] {
  const edge = EDGES[state]
  return [
    {
      id: ID,
      kind: edge ? 'P' : 'O',
      says: `nova: the instance ${state.toLowerCase()}`,
      ...(edge ? { edge } : {}),
      ...about,
    },
  ]
}

function find(seen: Observation): readonly Witness[] {
  const { message } = seen
  const event = EVENT.exec(message)
  if (event) return lifecycle(event[1] ?? '', aboutOf(seen))
  const numbered = NUMBERED.exec(message)
  if (numbered) return lifecycle(NUMBERS[Number(numbered[1])] ?? 'changed', aboutOf(seen, numbered[2]))
  const power = POWER.exec(message)
  if (power || /Instance is paused unexpectedly\. Ignore/.test(message)) {
    const says = 'nova found out late that the instance’s power state had changed'
    return [{ id: ID, kind: 'P', says, ...aboutOf(seen), harmless: true }]
  }
  if (/Instance shutdown by itself\. Calling the stop API/.test(message)) {
    return [{ id: ID, kind: 'O', says: 'nova found out late that the instance had shut itself down', ...aboutOf(seen) }]
  }
  const set = UPDATED.exec(message)
  if (!set) return []
  const at = Number(set[1]) * 1e6 + Math.floor(Number(set[2]) / 1000)
  const size = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const
  return [
    {
      id: ID,
      kind: 'F',
      says: 'nova set the guest’s clock to the host’s',
      size,
      reading: { of: 'system', at, resolution: 1, zone: 'utc' },
      ...aboutOf(seen),
    },
  ]
}

export const nova = defineWitness({
  id: ID,
  title: 'nova-compute on its instances',
  reference: 'https://github.com/openstack/nova/blob/master/nova/virt/event.py',
  literals: [
    ' (Lifecycle Event)',
    'Lifecycle event ',
    'does not match the vm_power_state',
    'Instance is paused unexpectedly',
    'Instance shutdown by itself',
    'Time updated to: ',
  ],
  find,
  samples: [
    {
      program: 'nova.compute.manager',
      message: 'VM Paused (Lifecycle Event)',
      fields: { instance: '0d9f3a1e-41d7-4b6a-a3c9-0e6d27f19b27' },
      gives: { kind: 'P', edge: 'start', about: '0d9f3a1e-41d7-4b6a-a3c9-0e6d27f19b27' },
    },
    {
      message: '[instance: 0d9f3a1e-41d7-4b6a-a3c9-0e6d27f19b27] VM Resumed (Lifecycle Event)',
      gives: { kind: 'P', edge: 'end', about: '0d9f3a1e-41d7-4b6a-a3c9-0e6d27f19b27' },
    },
    { message: 'VM Started (Lifecycle Event)', gives: { kind: 'O' } },
    { message: 'VM Migration completed (Lifecycle Event)', gives: { kind: 'O' } },
    {
      message: 'Lifecycle event 2 on VM 0d9f3a1e-41d7-4b6a-a3c9-0e6d27f19b27',
      gives: { kind: 'P', edge: 'start', about: '0d9f3a1e-41d7-4b6a-a3c9-0e6d27f19b27' },
    },
    {
      message:
        'During _sync_instance_power_state the DB power_state (1) does not match the vm_power_state from the hypervisor (3). Updating power_state in the DB to match the hypervisor.',
      gives: { kind: 'P', harmless: true },
    },
    { message: 'Instance is paused unexpectedly. Ignore.', gives: { kind: 'P', harmless: true } },
    { message: 'Instance shutdown by itself. Calling the stop API. Current vm_state: active', gives: { kind: 'O' } },
    {
      message: 'Time updated to: 1526568437.141729000',
      gives: { kind: 'F', reading: { of: 'system', at: 1_526_568_437_141_729, resolution: 1, zone: 'utc' } },
    },
  ],
  ignores: ['Lifecycle event handler registered', 'Time updated to: never'],
})
