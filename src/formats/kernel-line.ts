// A kernel ring buffer line at text level, after `kernel-scan.ts` has read its bytes: stamp, caller, text.
import type { Entry, Stamp } from '../base/entry.ts'
import type { Severity } from '../base/severity.ts'
import { Basis, sourceMicros } from '../base/time.ts'
import { lineOut, place } from './stamps/line.ts'
import { bootStamp, civilStamp } from './stamps/stamp-text.ts'
import { facilityName, facilityNames } from './syslog-header.ts'
import { stripEscapes } from './terminal-text.ts'

const CALLER = /^(\s?)\[ *([TC]\d+)\] ?/
const CTIME = String.raw`\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?:[A-Z]{2,5} )?\d{4}(?: <[^>]*>)?\]`
const ISO = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d,\d{6}[+-]\d\d:\d\d`
const RELATIVE = String.raw`\[ *<[ \d.]+>\]|\[ +[+-]\d+\.\d{6}\]|\[[A-Z][a-z]{2} ?\d{1,2} \d\d:\d\d\]`
/** Further stamps of `dmesg` asked for several time formats at once; they repeat what the first one says. */
const MORE_STAMPS = new RegExp(`^ ?(?:${CTIME}|${RELATIVE}|${ISO})(?= |$)`)
const CTIME_ONLY = new RegExp(`^${CTIME}$`)
const WALL_STAMP = new RegExp(`${CTIME}|${ISO}`)
/** `systemd[1]: `, `cloud-init[702]: `: a program that writes to /dev/kmsg names itself as it does to syslog. */
const PROGRAM = /^([A-Za-z][\w.+()-]{0,47})\[(\d{1,7})\]: /
const LOST = /^\*\* (\d+) /
const SUPPRESSED = /^(?:printk: )?(\d+) messages suppressed\.?$/

/** The facility a kernel line states: by the raw prefix's number, or by `kern  :warn  :`. */
function facilityOf(before: string): string | undefined {
  if (place.pri >= 0) return facilityName(place.pri >> 3)
  const word = /([a-z]+[0-7]?) *:[a-z]+ *:/.exec(before)?.[1]
  return facilityNames.find((name) => name === word)
}

/** Which option of dmesg made a stamp that the kernel did not print. Its wall time is a guess (clock.md 1a): `clocks/` must know. */
function computedBy(text: string): string | undefined {
  if (text === '') return undefined
  if (text.includes(',') && text[0] !== '[') return 'dmesg --time-format iso'
  if (CTIME_ONLY.test(text)) return 'dmesg -T'
  return text.startsWith('[<') ? 'dmesg -d' : 'dmesg -e'
}

function stampOf(text: string): Stamp | undefined {
  switch (lineOut.basis) {
    case Basis.Boot:
      return bootStamp(text)
    case Basis.None:
      return text === '' ? undefined : { text, basis: Basis.None, at: sourceMicros(0) }
    default: {
      const zoneName = /:\d\d ([A-Z]{2,5}) \d{4}/.exec(text)?.[1]
      return { ...civilStamp(text.replace(/^\[[A-Z][a-z]{2} |\]$/g, ''), { zoneName }), text }
    }
  }
}

/** What the text of a kernel line says of itself: the program that wrote it, messages lost. */
export function kernelText(message: string): Pick<Entry, 'program' | 'pid' | 'message'> {
  const named = message.includes(']: ') ? PROGRAM.exec(message) : null
  return named ? { program: named[1] as string, pid: Number(named[2]), message } : { message }
}

/** The entry of a line that `scanKernel` has just read. */
export function readKernel(line: string): Entry {
  const text = line.slice(place.from, place.to)
  const before = line.slice(0, place.from)
  let rest = line.slice(place.to)
  if (rest.includes('\x1b')) rest = stripEscapes(rest)
  let wall = WALL_STAMP.exec(before)?.[0]
  for (let more = MORE_STAMPS.exec(rest); more; more = MORE_STAMPS.exec(rest)) {
    if (WALL_STAMP.test(more[0])) wall ??= more[0].trim()
    rest = rest.slice(more[0].length)
  }
  const caller = CALLER.exec(rest)
  if (caller) rest = rest.slice(caller[0].length)
  else if (rest.startsWith(' ')) rest = rest.slice(1)
  const stamp = stampOf(text)
  const computed = lineOut.basis === Basis.Boot ? undefined : computedBy(text)
  const facility = facilityOf(before)
  const dropped = LOST.exec(before)?.[1] ?? LOST.exec(rest)?.[1]
  const suppressed = rest.includes('suppressed') ? SUPPRESSED.exec(rest)?.[1] : undefined
  const fields = {
    ...(caller ? { caller: caller[2] as string } : {}),
    ...(computed ? { computed } : {}),
    ...(wall ? { wall } : {}),
    ...(dropped ? { dropped } : {}),
    ...(suppressed ? { suppressed } : {}),
  }
  return {
    ...(stamp ? { stamp } : {}),
    ...(lineOut.severity < 8 ? { severity: lineOut.severity as Severity } : {}),
    ...(facility === undefined ? {} : { facility }),
    ...kernelText(rest),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
  }
}
