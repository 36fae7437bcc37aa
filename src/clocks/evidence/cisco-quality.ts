// 1e: IOS marks each stamp: `*` the clock was never set, `.` it was set and NTP is lost. No mark says nothing on its own.
import type { Observation, Witness } from '../testimony.ts'
import { defineWitness } from './define.ts'

const ID = 'cisco-quality'

function find(seen: Observation): readonly Witness[] {
  const quality = seen.stamp?.quality
  if (quality === undefined) return []
  const says = quality === '*' ? 'the device’s clock was never set' : 'the device’s clock was set, but NTP is lost'
  return [{ id: ID, kind: 'Q', says, synced: false }]
}

export const ciscoQuality = defineWitness({
  id: ID,
  title: 'Cisco IOS: quality of the clock',
  reference: 'https://www.cisco.com/c/en/us/td/docs/ios/system/messages/guide/sm_cnovr.html',
  literals: ['%SYS-5-', '%LINK-3-', '%LINEPROTO-'],
  find,
  samples: [
    { message: '%SYS-5-RESTART: System restarted --', stamp: { quality: '*' }, gives: { kind: 'Q', synced: false } },
    {
      message: '%LINK-3-UPDOWN: Interface GigabitEthernet0/1, changed state to up',
      stamp: { quality: '.' },
      gives: { kind: 'Q', synced: false },
    },
    {
      message: '%LINEPROTO-5-UPDOWN: Line protocol on Interface Vlan1, changed state to up',
      stamp: { quality: '*' },
      gives: { kind: 'Q' },
    },
  ],
  ignores: ['%SYS-5-CONFIG_I: Configured from console by console'],
})
