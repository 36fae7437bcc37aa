// How one field of a labelled case is compared with what was read (rules: the README beside the corpora).
import type { Entry } from '../base/entry.ts'
import { Basis } from '../base/time.ts'
import { facilityNames } from '../engine/facilities.ts'

/** Right, wrong, nothing said, or not to be counted (a field whose absence is fine). */
export type Verdict = 'equal' | 'wrong' | 'missing' | 'skip'

/** What a case expects. Fields of files and of single lines share one object, as in the corpora. */
export type Expect = Readonly<Record<string, unknown>>

const verdictOf = (found: unknown, expected: unknown): Verdict =>
  found === undefined ? 'missing' : found === expected ? 'equal' : 'wrong'

const ISO = /^(\d{4})-(\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)?$/

interface Wall {
  readonly year: string
  readonly rest: string
}

const wallOf = (iso: string): Wall | undefined => {
  const m = ISO.exec(iso)
  return m ? { year: m[1] as string, rest: `${m[2]}.${(m[3] ?? '').replace(/0+$/, '')}` } : undefined
}

/** Microseconds of an ISO text with a zone: `Date` stops at milliseconds. */
function instantOf(iso: string): number {
  const m = ISO.exec(iso)
  const micros = Number((m?.[3] ?? '').padEnd(6, '0').slice(0, 6))
  return Math.floor(Date.parse(iso.replace(/\.\d+/, '')) / 1000) * 1e6 + micros
}

/** Some collections state only whole seconds for lines that write a fraction. */
const toTheSecond = (text: string): string => text.replace(/\.\d*$/, '.')

/** Year 0000: month to fraction. No zone: the local fields. A zone: the instant. A year or a zone that was not found is missing. */
function compareTimestamp(entry: Entry, expected: string): Verdict {
  const stamp = entry.stamp
  if (stamp?.wall === undefined) return 'missing'
  const want = wallOf(expected)
  const got = wallOf(stamp.wall)
  if (!want || !got) return 'wrong'
  if (/(?:Z|[+-]\d\d:?\d\d)$/.test(expected)) {
    if (stamp.basis === Basis.Absolute) {
      const unit = expected.includes('.') ? 1 : 1e6
      return Math.floor(stamp.at / unit) === instantOf(expected) / unit ? 'equal' : 'wrong'
    }
    return got.rest === want.rest ? 'missing' : 'wrong'
  }
  const rest = want.rest.endsWith('.') ? toTheSecond(got.rest) : got.rest
  if (rest !== want.rest) return 'wrong'
  if (want.year === '0000' || want.year === got.year) return 'equal'
  return got.year === '0000' ? 'missing' : 'wrong'
}

const includes = (found: unknown, any: unknown): Verdict =>
  Array.isArray(any) && any.includes(found ?? null) ? 'equal' : found === undefined ? 'missing' : 'wrong'

/** Compares one field of one entry; `undefined` where the field is not one of an entry. */
export function compareField(entry: Entry, field: string, expected: unknown): Verdict | undefined {
  switch (field) {
    case 'timestamp':
      return compareTimestamp(entry, String(expected))
    case 'timestamp_absent':
      return entry.stamp?.wall === undefined ? 'equal' : 'wrong'
    case 'monotonic': {
      const seconds = entry.stamp?.monotonic
      if (seconds === undefined) return 'missing'
      return Math.abs(seconds - Number(expected)) < 1e-6 ? 'equal' : 'wrong'
    }
    case 'uptime':
      return verdictOf(entry.stamp?.uptime, expected)
    case 'severity':
      return verdictOf(entry.severity, expected)
    case 'severity_any':
      return includes(entry.severity, expected)
    case 'facility':
      return verdictOf(entry.facility, typeof expected === 'number' ? facilityNames[expected] : expected)
    case 'host':
    case 'program':
    case 'pid':
    case 'tag':
      return verdictOf(entry[field], expected)
    case 'host_any':
      return includes(entry.host, expected)
    case 'program_any':
      return includes(entry.program, expected)
    case 'host_absent':
      return entry.host === undefined ? 'equal' : 'wrong'
    case 'tz_name':
      return entry.stamp?.zoneName === undefined ? 'skip' : verdictOf(entry.stamp.zoneName, expected)
    case 'message':
      return entry.message.trim() === String(expected).trim() ? 'equal' : 'wrong'
    case 'message_contains':
      return entry.message.includes(String(expected)) ? 'equal' : 'wrong'
    case 'request_id':
      return verdictOf(entry.fields?.request, expected)
    default:
      return undefined
  }
}

/** Every field of `expected` that an entry can have must be equal. */
export const sameEntry = (entry: Entry | undefined, expected: Expect): boolean =>
  entry !== undefined &&
  Object.entries(expected).every(([field, value]) => {
    const verdict = compareField(entry, field, value)
    return verdict === undefined || verdict === 'equal' || verdict === 'skip'
  })
