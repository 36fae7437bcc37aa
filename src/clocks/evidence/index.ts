// All kinds of witness, and the dispatch of a line to those it concerns. Order does not matter: each reader speaks for itself.
import type { Observation, Witness, WitnessReader } from '../testimony.ts'
import { audit } from './audit.ts'
import { chrony } from './chrony.ts'
import { chronyState } from './chrony-state.ts'
import { chronyTracking } from './chrony-tracking.ts'
import { ciscoClock } from './cisco-clock.ts'
import { ciscoQuality } from './cisco-quality.ts'
import { doubleStamp } from './double-stamp.ts'
import { e2fsck } from './e2fsck.ts'
import { elasticsearch } from './elasticsearch.ts'
import { extreme } from './extreme.ts'
import { hypervTimesync } from './hyperv-timesync.ts'
import { consider, type Testimony } from './joint.ts'
import { journalFields } from './journal-fields.ts'
import { journald } from './journald.ts'
import { kernelClocksource } from './kernel-clocksource.ts'
import { kernelLeap } from './kernel-leap.ts'
import { kernelReadout } from './kernel-readout.ts'
import { kernelRtc } from './kernel-rtc.ts'
import { kernelSchedClock } from './kernel-sched-clock.ts'
import { kernelStall } from './kernel-stall.ts'
import { kernelSuspend } from './kernel-suspend.ts'
import { kernelSwitch } from './kernel-switch.ts'
import { kernelTsc } from './kernel-tsc.ts'
import { kvmClock } from './kvm-clock.ts'
import { libvirt } from './libvirt.ts'
import { linuxVersion } from './linux-version.ts'
import { LiteralIndex } from './literal-index.ts'
import { mailServers } from './mail-servers.ts'
import { nova } from './nova.ts'
import { ntpdState } from './ntpd-state.ts'
import { ntpdStep } from './ntpd-step.ts'
import { ntpdate } from './ntpdate.ts'
import { ntpdateService } from './ntpdate-service.ts'
import { ntpdig } from './ntpdig.ts'
import { openntpd } from './openntpd.ts'
import { pasteDate } from './paste-date.ts'
import { pasteTimedatectl } from './paste-timedatectl.ts'
import { pasteUptime } from './paste-uptime.ts'
import { ptp } from './ptp.ts'
import { qmp } from './qmp.ts'
import { services } from './services.ts'
import { systemdTime } from './systemd-time.ts'
import { timesyncd } from './timesyncd.ts'
import { vmware } from './vmware.ts'

export type { Testimony } from './joint.ts'

/** Lines that are nothing but a clock: no word of theirs could be a literal, so short lines without a stamp are always shown to them. */
const pasteReaders: readonly WitnessReader[] = [pasteDate, pasteUptime, pasteTimedatectl]

export const witnessReaders: readonly WitnessReader[] = [
  kernelClocksource,
  kernelReadout,
  kernelTsc,
  kernelSchedClock,
  kernelSwitch,
  kernelLeap,
  kernelSuspend,
  kernelRtc,
  kernelStall,
  kvmClock,
  hypervTimesync,
  audit,
  linuxVersion,
  chrony,
  chronyState,
  chronyTracking,
  ntpdStep,
  ntpdState,
  ntpdate,
  ntpdateService,
  ntpdig,
  openntpd,
  timesyncd,
  systemdTime,
  journald,
  journalFields,
  ptp,
  mailServers,
  elasticsearch,
  services,
  e2fsck,
  qmp,
  libvirt,
  nova,
  vmware,
  ciscoClock,
  ciscoQuality,
  extreme,
  doubleStamp,
  ...pasteReaders,
]

const byLiteral = new LiteralIndex(witnessReaders, (reader) => reader.literals)
/** A clock read aloud is no longer than this. */
const PASTE_LENGTH = 120

/** What one line says of its host's clock: every reader whose literals it holds is asked. */
export function findWitnesses(seen: Observation): readonly Witness[] {
  const asked = byLiteral.ownersIn(seen.text)
  if (seen.text.length <= PASTE_LENGTH && (seen.stamp === undefined || seen.message.trim() === ''))
    for (const reader of pasteReaders) asked.add(reader)
  if (asked.size === 0) return []
  const found: Witness[] = []
  for (const reader of asked) found.push(...reader.find(seen))
  return found
}

/**
 * What many lines say, alone and together (a pause from its two edges, the step between "Starting" and "Started", `hwclock` beside
 * `date`), by source and line, whatever order they come in.
 */
export function findAllWitnesses(seen: readonly Observation[]): readonly Testimony[] {
  const single: Testimony[] = []
  for (const one of seen) for (const witness of findWitnesses(one)) single.push({ seen: one, witness })
  return consider(single.sort(byPlace))
}

function byPlace(a: Testimony, b: Testimony): number {
  const [left, right] = [a.seen.ref, b.seen.ref]
  if (left.source !== right.source) return left.source < right.source ? -1 : 1
  return left.line - right.line || (a.witness.id < b.witness.id ? -1 : a.witness.id > b.witness.id ? 1 : 0)
}
