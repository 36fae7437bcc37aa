// K1–K3: the kernel's clocksource watchdog says a clock source disagrees with another, in the wordings of 2.6.24 to 7.0.
//
// The number is (clock source − watchdog) over one interval. A watchdog that wraps while the machine stands still makes the sum come
// out as one wrap: 2^24 / 3579545 Hz = 4.686969 s for the ACPI PM timer. Then the machine stalled and the clock was right.
import type { Observation, Witness } from '../testimony.ts'
import { around, defineWitness, fromNanos, inWords, KERNEL, tell } from './define.ts'

const ID = 'kernel-clocksource'
const ACPI_WRAP = (2 ** 24 / 3_579_545) * 1e6
const HPET_WRAP = (2 ** 32 / 14_318_180) * 1e6
/** Worst calibration of a clock source, as a share of the interval. */
const CALIBRATION = 1e-3
/** The watchdog looks twice a second: what it missed beyond a wrap may differ by that. */
const INTERVAL = 500_000

interface Wrap {
  readonly timer: string
  readonly length: number
  readonly times: number
}

/** Which timer's wraps make up `delta` µs; few wraps only, since many would match anything. */
function wrapOf(delta: number, watchdog?: string): Wrap | undefined {
  const timers = [
    { name: 'acpi_pm', timer: 'ACPI PM timer', length: ACPI_WRAP },
    { name: 'hpet', timer: 'HPET', length: HPET_WRAP },
  ]
  for (const { name, timer, length } of timers) {
    if (watchdog !== undefined && watchdog !== name) continue
    const times = Math.round(delta / length)
    if (times < 1 || times > 20) continue
    if (Math.abs(delta - times * length) <= CALIBRATION * (delta + length)) return { timer, length, times }
  }
  return undefined
}

/** What a skew of `delta` µs means: a stall where the watchdog wrapped, else a clock source not to be trusted. */
function skewed(source: string, delta: number, watchdog?: string): Witness[] {
  const wrap = wrapOf(delta, watchdog)
  if (wrap) {
    const wraps = wrap.times === 1 ? 'one wrap' : `${wrap.times} wraps`
    const most = inWords(delta + wrap.length)
    const says = `the machine stood still for ${inWords(delta)} (${wraps} of the ${wrap.timer} went unseen; up to ${most} would look the same); the clock is right`
    return [{ id: ID, kind: 'P', says, size: around(delta, INTERVAL), harmless: true }]
  }
  const says = `clock source ${source} and its watchdog differ by ${inWords(delta)} over one check`
  return [{ id: ID, kind: 'U', says }]
}

/** A watchdog interval far above half a second: the processor did not run in between. */
function late(watchdog: string, elapsed: number): Witness[] {
  const stall = elapsed - INTERVAL
  if (stall < INTERVAL) return []
  const says = `the watchdog ${watchdog} was read ${inWords(elapsed)} after its last reading: the processor stood still for ${inWords(stall)}`
  return [{ id: ID, kind: 'P', says, size: around(stall, INTERVAL), harmless: true }]
}

const HERTZ: Readonly<Record<string, number>> = { acpi_pm: 3_579_545, hpet: 14_318_180 }

/** `'acpi_pm' wd_now: ba3f wd_last: 1c5e mask: ffffff`, as printed before wd_nsec was added. */
function fromCounters(m: RegExpExecArray): Witness[] {
  const name = m[1] ?? ''
  const hertz = HERTZ[name]
  if (hertz === undefined) return []
  const [now, last, mask] = [m[2], m[3], m[4]].map((hex) => BigInt(`0x${hex ?? '0'}`)) as [bigint, bigint, bigint]
  return late(name, Math.round((Number((now - last) & mask) / hertz) * 1e6))
}

function frequency(m: RegExpExecArray, _seen: Observation): Witness[] {
  const [name, how] = [m[1] ?? '', m[2]]
  const why = how === undefined ? 'its skew is too large' : `of ${how} skew`
  return [{ id: ID, kind: 'U', says: `clock source ${name} is given up because ${why}` }]
}

const note = (says: string): Witness[] => [{ id: ID, kind: 'U', says }]

export const kernelClocksource = defineWitness({
  id: ID,
  title: 'Linux clocksource watchdog',
  reference: 'https://github.com/torvalds/linux/blob/master/kernel/time/clocksource.c',
  literals: [
    ' unstable (delta = ',
    'timekeeping watchdog',
    ' unstable due to ',
    ' wd_nsec: ',
    ' wd_now: ',
    ' skewed ',
    'is current clocksource',
    ' read timed out',
  ],
  find: tell(
    KERNEL,
    [/Clocksource (\S+) unstable \(delta = (-?\d+) ns\)/, (m) => skewed(m[1] ?? '', fromNanos(m[2]))],
    [
      /Clocksource '([^']+)' skewed (-?\d+) ns \([^)]*\) over watchdog '([^']+)' interval of/,
      (m) => skewed(m[1] ?? '', fromNanos(m[2]), m[3]),
    ],
    [
      /timekeeping watchdog(?: on CPU\d+)?: Marking clocksource '?([\w-]+)'? (?:as )?unstable because the skew is too large/,
      frequency,
    ],
    [/Marking clocksource '?([\w-]+)'? unstable due to (frequency|inter CPU) skew/, frequency],
    [/'([^']+)' wd_nsec: (\d+) wd_now: /, (m) => late(m[1] ?? '', fromNanos(m[2]))],
    [/'([^']+)' wd_now: ([0-9a-f]+) wd_last: ([0-9a-f]+) mask: ([0-9a-f]+)/, fromCounters],
    [/'([^']+)' is current clocksource/, (m) => note(`the doubtful clock source ${m[1]} is the one in use`)],
    [
      /Watchdog (?:remote CPU (\d+)|(\S+)) read timed out/,
      (m) => note(`the watchdog ${m[2] ?? `on CPU ${m[1]}`} could not be read in time`),
    ],
  ),
  samples: [
    {
      program: 'kernel',
      message: 'Clocksource tsc unstable (delta = 4688700040 ns)',
      gives: { kind: 'P', size: [4_188_700, 5_188_700], harmless: true },
    },
    {
      program: 'kernel',
      message: 'Clocksource tsc unstable (delta = 9374110022 ns)',
      gives: { kind: 'P', harmless: true },
    },
    {
      program: 'kernel',
      message: 'Clocksource tsc unstable (delta = 299965121007 ns)',
      gives: { kind: 'P', harmless: true },
    },
    { message: 'Clocksource tsc unstable (delta = -83211004 ns)', gives: { kind: 'U' } },
    { message: 'Clocksource tsc unstable (delta = 83211004 ns)', gives: { kind: 'U' } },
    {
      message:
        "clocksource: timekeeping watchdog on CPU3: Marking clocksource 'tsc' as unstable because the skew is too large:",
      gives: { kind: 'U' },
    },
    {
      message:
        "clocksource:                       'hpet' wd_nsec: 6503441022 wd_now: 91ffee00 wd_last: 8bd0e8c1 mask: ffffffff",
      gives: { kind: 'P', size: [5_503_441, 6_503_441], harmless: true },
    },
    {
      message: "clocksource:                       'acpi_pm' wd_now: 9c3f10 wd_last: 0a1c20 mask: ffffff",
      gives: { kind: 'P', size: [1_675_536, 2_675_536] },
    },
    {
      message:
        "clocksource: Clocksource 'tsc' skewed 4687101200 ns (4687 ms) over watchdog 'acpi_pm' interval of 498211004 ns (498 ms)",
      gives: { kind: 'P', harmless: true },
    },
    {
      message:
        "clocksource: Clocksource 'tsc' skewed -2120431 ns (-2 ms) over watchdog 'hpet' interval of 498211004 ns (498 ms)",
      gives: { kind: 'U' },
    },
    { message: "clocksource:                       'tsc' is current clocksource.", gives: { kind: 'U' } },
    { message: 'clocksource: Marking clocksource tsc unstable due to frequency skew', gives: { kind: 'U' } },
    { message: 'clocksource: Marking clocksource tsc-early unstable due to inter CPU skew', gives: { kind: 'U' } },
    { message: 'clocksource: Watchdog hpet read timed out. Readout sequence took: 214007ns', gives: { kind: 'U' } },
    { message: 'clocksource: Watchdog remote CPU 5 read timed out', gives: { kind: 'U' } },
  ],
  ignores: [
    'page allocation skewed 12 ns',
    "clocksource:                       'hpet' wd_nsec: 503441022 wd_now: 8c3ffe1a wd_last: 8bd0e8c1 mask: ffffffff",
    'mailbox read timed out',
    'COMMAND=/bin/grep -c "tsc unstable (delta = " /var/log/kern.log',
  ],
})
