// What every witness file uses: numbers as whole microseconds with their written precision, and the guards against quoted text.
import type { Interval, Observation, Witness, WitnessReader } from '../testimony.ts'

/** Checks nothing at run time; the catalogue test does. It exists so that a witness file reads as a declaration. */
export const defineWitness = (reader: WitnessReader): WitnessReader => reader

/** Whole microseconds of seconds as written (`-1.25`, `+27.2`, `1.080e+03`). */
export const micros = (seconds: string | undefined): number => Math.round(Number(seconds) * 1e6)

/** Whole microseconds of nanoseconds as written. */
export const fromNanos = (nanos: string | undefined): number => Math.round(Number(nanos) / 1000)

/** Half a unit of the last digit that seconds are written with, in µs: `1.25` was anything from 1.245 to 1.255. */
export function slackOf(seconds: string): number {
  const exponent = /e([+-]?\d+)$/.exec(seconds)?.[1]
  const digits = /\.(\d+)/.exec(seconds)?.[1]?.length ?? 0
  return Math.floor((10 ** (6 - digits) * (exponent === undefined ? 1 : 10 ** Number(exponent))) / 2)
}

export const around = (value: number, slack: number): Interval => [value - slack, value + slack]

/** The interval a written number stands for; `sign` −1 where the program's sign is the opposite of ours. */
export function asWritten(seconds: string | undefined, sign: 1 | -1 = 1): Interval {
  const text = seconds ?? ''
  const value = sign * micros(text)
  // −0 is not a number to show.
  return around(value === 0 ? 0 : value, slackOf(text))
}

const trimmed = (n: number): string => String(Number(n.toFixed(n >= 100 ? 1 : n >= 1 ? 2 : 3)))

/** A length of time for people, without its sign: `4.69 s`, `18 min 2 s`, `4 h 0 min 0.12 s`. */
export function inWords(length: number): string {
  const seconds = Math.abs(length) / 1e6
  if (seconds < 0.001) return `${trimmed(seconds * 1e6)} µs`
  if (seconds < 0.1) return `${trimmed(seconds * 1000)} ms`
  if (seconds < 60) return `${trimmed(seconds)} s`
  const hundredths = Math.round(seconds * 100)
  const rest = `${trimmed((hundredths % 6000) / 100)} s`
  const minutes = Math.floor(hundredths / 6000)
  if (minutes < 60) return `${minutes} min ${rest}`
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${minutes % 60} min ${rest}`
  return `${Math.floor(minutes / 1440)} d ${Math.floor((minutes % 1440) / 60)} h ${minutes % 60} min`
}

/** `12 s behind` or `12 s ahead`. */
export const behindInWords = (behind: number): string => `${inWords(behind)} ${behind < 0 ? 'ahead' : 'behind'}`

type Stepped = Pick<Witness, 'stampIs' | 'about' | 'reading' | 'behind'>

/** A step by `size` (> 0 forward). Nothing where the number is zero: the daemon was asked to step and had nothing to do. */
export function stepped(id: string, who: string, size: Interval, more: Stepped = {}): Witness[] {
  const by = (size[0] + size[1]) / 2
  if (by === 0 || Number.isNaN(by)) return []
  const way = by > 0 ? 'forward' : 'back'
  return [{ id, kind: by > 0 ? 'F' : 'B', says: `${who} the clock ${way} by ${inWords(by)}`, size, ...more }]
}

/**
 * True where the line is said by one of `programs` (or names no program, as in a paste). Guards against a `sudo` or `CRON` line that
 * quotes the words.
 */
export const saidBy = (seen: Observation, programs: RegExp): boolean =>
  seen.program === undefined || programs.test(seen.program)

export const KERNEL = /^kernel$/

type Give = (m: RegExpExecArray, seen: Observation) => readonly Witness[]

/** A finder from patterns tried in order; the first that gives anything wins. `programs`: who may say it. */
export function tell(programs: RegExp, ...cases: readonly (readonly [RegExp, Give])[]): WitnessReader['find'] {
  return (seen) => {
    if (!saidBy(seen, programs)) return []
    for (const [pattern, give] of cases) {
      const m = pattern.exec(seen.message)
      const found = m ? give(m, seen) : []
      if (found.length > 0) return found
    }
    return []
  }
}

const NO_GUESTS_NAME = /^(?:qmp|qemu|monitor|events?|virsh|libvirtd?|vmware|hostd|messages|syslog|log|\d+)?$/i

/**
 * The guest whom a hypervisor's line is about, by the file it stands in (`libvirt/qemu/vm-7.log`, `vm-7/vmware.log`); 'guest' where
 * the file does not say.
 */
export function guestOf(seen: Observation): string {
  const parts = seen.ref.source.split('/').map((part) => part.replace(/(?:\.\d+|\.[a-z]{1,5})+$/i, ''))
  return parts.findLast((part, i) => !NO_GUESTS_NAME.test(part) && i >= parts.length - 2) ?? 'guest'
}
