// The Valentine's Day story in true time (UTC): who did what when, before any host's clock or grammar touches it.
import { MS_HOUR, MS_SECOND, type TrueMs, utc } from './make-sample-kit.ts'

/** Seconds to add to a host's reading to get true time. The hosts run ntpd; SW-2 is a tenth of a second behind. */
export const CORRECTION_MS = { 'SW-1': 0, 'SW-2': 100, c35: 10, c36: -15, 'cc-01': 0 } as const
export const MST_MS = -7 * MS_HOUR

/** The first lines of the logs of the long-running machines, and the end of all. */
export const SWITCH_LOG_FROM = utc('2013-02-14T21:04:00')
export const CC_FROM = utc('2013-02-15T01:00:00')
export const UNTIL = utc('2013-02-15T03:31:30')

/** c35 was racked on this day: its kernel booted 67 minutes before the outage. */
export const C35_BOOT = utc('2013-02-15T00:33:17.990')
/** c36 has run for nine days. */
export const C36_BOOT = utc('2013-02-05T19:12:44.310')

export const USER = '7d0f4c1ab2f84e6fb1f2a1c6c8c9d3e5'
export const PROJECT = '3b9e52c7d1a34c0b8fd2f6a4be917a60'
export const IMAGE = 'd3f1a6de-2f0f-4c0e-9d5c-5d0a6a7c1c42'
export const IMAGE_HASH = '0b6f3c1f5e9a7d24c8a1be7702d9f4a3c6e85d10'
export const RABBIT = '10.0.0.5:5672'

export interface Outage {
  readonly node: 'c35' | 'c36'
  readonly port: number
  readonly instance: string
  readonly uuid: string
  readonly mac: string
  readonly ip: string
  readonly name: string
  readonly request: string
  /** POST /servers arrives at nova-api. */
  readonly asked: TrueMs
  readonly scheduled: TrueMs
  readonly answered: TrueMs
  readonly starting: TrueMs
  readonly imageFetched: TrueMs
  readonly tapUp: TrueMs
  readonly spawned: TrueMs
  /** `Linux version` of the guest, its second zero. */
  readonly guestZero: TrueMs
  /** The guest's bridge leaves listening; its first BPDU leaves in the same millisecond. */
  readonly learning: TrueMs
  readonly bpdu: Readonly<Record<'SW-1' | 'SW-2', TrueMs>>
  /** The 10 Gb NICs lose carrier: eth2 hangs on SW-1, eth3 on SW-2. */
  readonly carrierLost: Readonly<Record<'eth2' | 'eth3', TrueMs>>
  readonly bondDown: TrueMs
  readonly amqpLost: TrueMs
  readonly destroyed: TrueMs
  readonly enabled: Readonly<Record<'SW-1' | 'SW-2', TrueMs>>
  readonly carrierBack: Readonly<Record<'eth2' | 'eth3', TrueMs>>
  readonly bondUp: TrueMs
}

const day = (time: string): TrueMs => utc(`2013-02-15T${time}`)

export const FIRST: Outage = {
  node: 'c35',
  port: 35,
  instance: 'instance-0000002b',
  uuid: '5c1f8a0e-41d7-4b6a-a3c9-0e6d27f19b27',
  mac: 'fa:16:3e:24:e7:22',
  ip: '10.0.3.17',
  name: 'centos-a1',
  request: 'req-2f6b81c4-97d3-4e0a-8b55-d1c07a3e6f94',
  asked: day('01:39:30.352'),
  scheduled: day('01:39:30.871'),
  answered: day('01:39:30.968'),
  starting: day('01:39:31.124'),
  imageFetched: day('01:39:41.904'),
  tapUp: day('01:39:44.880'),
  spawned: day('01:39:45.781'),
  guestZero: day('01:39:48.730'),
  learning: day('01:40:18.142'),
  bpdu: { 'SW-1': day('01:40:18.200'), 'SW-2': day('01:40:18.310') },
  carrierLost: { eth2: day('01:40:19.012'), eth3: day('01:40:19.131') },
  bondDown: day('01:40:19.214'),
  amqpLost: day('01:41:20.561'),
  destroyed: day('02:09:52.406'),
  enabled: { 'SW-1': day('02:10:40.120'), 'SW-2': day('02:11:06.480') },
  carrierBack: { eth2: day('02:10:40.910'), eth3: day('02:11:07.260') },
  bondUp: day('02:10:41.004'),
}

/** The second node falls the same way, an hour later. */
const later = (at: TrueMs): TrueMs => at + 3_649_273

export const SECOND: Outage = {
  node: 'c36',
  port: 36,
  instance: 'instance-0000002c',
  uuid: 'b07e94d2-6a1c-4f38-9c52-71d8e3a64f0b',
  mac: 'fa:16:3e:5b:90:d4',
  ip: '10.0.3.18',
  name: 'centos-a2',
  request: 'req-c81d0a57-3e92-46f1-a2d4-5b7f90e1c36d',
  asked: later(FIRST.asked) - 61,
  scheduled: later(FIRST.scheduled) + 24,
  answered: later(FIRST.answered) + 38,
  starting: later(FIRST.starting) + 57,
  imageFetched: later(FIRST.imageFetched) + 402,
  tapUp: later(FIRST.tapUp) + 130,
  spawned: later(FIRST.spawned) + 88,
  guestZero: later(FIRST.guestZero) + 141,
  learning: later(FIRST.learning) + 141,
  bpdu: { 'SW-1': later(FIRST.bpdu['SW-1']) + 143, 'SW-2': later(FIRST.bpdu['SW-2']) + 118 },
  carrierLost: { eth2: later(FIRST.carrierLost.eth2) + 146, eth3: later(FIRST.carrierLost.eth3) + 121 },
  bondDown: later(FIRST.bondDown) + 170,
  amqpLost: later(FIRST.amqpLost) - 4_318,
  destroyed: day('02:51:48.733'),
  enabled: { 'SW-1': day('02:52:31.240'), 'SW-2': day('02:52:50.700') },
  carrierBack: { eth2: day('02:52:32.015'), eth3: day('02:52:51.466') },
  bondUp: day('02:52:32.108'),
}

export const OUTAGES: readonly Outage[] = [FIRST, SECOND]

/** Port noise of other servers stays away from the story, so that a drop seen on both sides is unique. */
export const isQuiet = (at: TrueMs): boolean =>
  OUTAGES.some(
    (o) =>
      (at > o.asked - 11 * 60 * MS_SECOND && at < o.amqpLost + 11 * 60 * MS_SECOND) ||
      (at > o.destroyed - 11 * 60 * MS_SECOND && at < o.enabled['SW-2'] + 11 * 60 * MS_SECOND),
  )

/** Guests that live through the night, with dnsmasq leases of two minutes on the controller. */
export const OTHER_GUESTS = [
  { mac: 'fa:16:3e:0c:41:9a', ip: '10.0.3.4', name: 'web-1', bridge: 'br100' },
  { mac: 'fa:16:3e:71:2d:e8', ip: '10.0.3.5', name: 'web-2', bridge: 'br100' },
  { mac: 'fa:16:3e:3f:b6:05', ip: '10.0.3.9', name: 'build', bridge: 'br100' },
  { mac: 'fa:16:3e:58:c0:37', ip: '10.0.7.3', name: 'genomics', bridge: 'br104' },
] as const
