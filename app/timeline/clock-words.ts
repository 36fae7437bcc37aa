// What is said of clocks and their jumps, in words and in the few letters of a pill. Pure.
import { SECOND } from '../../src/base/time.ts'
import type { ClockJump, Placed } from '../../src/engine/protocol.ts'
import { duration } from '../ui/format.ts'
import { formatOffset, formatPlusMinus } from './time-format.ts'

/** Offset as a badge writes it: minus = that clock is behind. Seconds in. */
export const badgeOffset = (seconds: number): string =>
  // A clock that is right to the tenth reads `0.0s`, not `−0.0s`.
  Math.abs(seconds) < 0.05 ? '0.0s' : formatOffset(-seconds * SECOND)

export const sizeOf = (jump: Pick<ClockJump, 'sizeLo' | 'sizeHi'>): number => {
  const { sizeLo, sizeHi } = jump
  if (Number.isFinite(sizeLo) && Number.isFinite(sizeHi)) return (sizeLo + sizeHi) / 2
  return Number.isFinite(sizeLo) ? sizeLo : Number.isFinite(sizeHi) ? sizeHi : 0
}

/** `6m 02s`, `4.7s`: as short as an offset, without its sign. */
export const shortSize = (seconds: number): string => formatOffset(Math.abs(seconds) * SECOND).slice(1)

const DAEMON =
  /\b(chronyd?|ntpdate|ntpdig|ntpd|openntpd|systemd-timesyncd|timesyncd|phc2sys|ptp4l|ts2phc|hwclock|vmtoolsd|date|NTP)\b/

/** Who moved the clock, in one word; empty where nobody says. */
export const causeWord = (cause: string): string => DAEMON.exec(cause)?.[1] ?? ''

/** The text of a jump's pill: `frozen 6m 02s`, `+28m 39s · ntpdate`. */
export function jumpLabel(jump: ClockJump): string {
  const size = sizeOf(jump)
  switch (jump.kind) {
    case 'pause':
      return `frozen ${shortSize(size)}`
    case 'suspend':
      return `slept ${shortSize(size)}`
    case 'stall':
      return `stall ${shortSize(size)}`
    case 'drift':
      return `drift ${formatOffset(size * SECOND)}`
    case 'boot':
      return 'boot'
    case 'zone':
      return `zone ${formatOffset(size * SECOND)}`
    case 'leap':
      return `leap second ${size < 0 ? '−1 s' : '+1 s'}`
    default: {
      const word = causeWord(jump.cause)
      return word === '' ? formatOffset(size * SECOND) : `${formatOffset(size * SECOND)} · ${word}`
    }
  }
}

const long = (seconds: number): string => duration(Math.abs(seconds) * SECOND)

/** "froze for 6m 02s", "was stepped forward by 12m 00s (chronyd)". */
export function jumpWords(jump: ClockJump): string {
  const size = sizeOf(jump)
  const cause = causeWord(jump.cause)
  const by = cause === '' ? '' : ` (${cause})`
  switch (jump.kind) {
    case 'pause':
      return `clock frozen for ${long(size)}`
    case 'suspend':
      return `machine slept for ${long(size)}`
    case 'stall':
      return `machine stalled for ${long(size)}, its clock kept right`
    case 'drift':
      return `clock drifted ${size < 0 ? 'back' : 'ahead'} by ${long(size)}`
    case 'boot':
      return 'machine booted'
    case 'zone':
      return `time zone changed by ${long(size)} ${size < 0 ? 'back' : 'forward'}`
    case 'leap':
      return `leap second ${size < 0 ? 'inserted' : 'left out'}`
    default:
      return `clock stepped ${size < 0 ? 'back' : 'forward'} by ${long(size)}${by}`
  }
}

/** `between 5m 58s and 6m 06s`, `at least 11m 58s`; empty where the size is exact to the tenth. */
export function sizeInterval(jump: Pick<ClockJump, 'sizeLo' | 'sizeHi'>): string {
  const [lo, hi] = [jump.sizeLo, jump.sizeHi]
  const sign = (seconds: number): string => `${seconds < 0 ? '−' : ''}${shortSize(seconds)}`
  if (Number.isFinite(lo) && Number.isFinite(hi)) {
    return hi - lo < 0.1 ? `exactly ${sign(lo)}` : `between ${sign(lo)} and ${sign(hi)}`
  }
  if (Number.isFinite(lo)) return `at least ${sign(lo)}`
  return Number.isFinite(hi) ? `at most ${sign(hi)}` : 'of unknown size'
}

/** What each state means, for tooltips and readers. */
export const stateWords: Readonly<Record<Placed | 'contradictory', string>> = {
  measured: 'evidence on both sides',
  bounded: 'evidence on one side',
  declared: 'a message says so',
  assumed: 'no evidence against',
  unknown: 'order only',
  contradictory: 'the evidence disagrees',
}

/** `±0.5s`; empty where nothing bounds it. */
export const plusMinusText = (seconds: number | undefined): string =>
  seconds === undefined ? '' : `±${formatPlusMinus(seconds)}`
