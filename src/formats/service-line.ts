// What the formats of single services share: an ISO stamp at the line's start, then a header that a pattern reads.
import type { Entry } from '../base/entry.ts'
import type { Severity } from '../base/severity.ts'
import { lineOut, place } from './stamps/line.ts'
import { civilStamp } from './stamps/stamp-text.ts'

interface Found {
  readonly host?: string | undefined
  readonly program?: string | undefined
  readonly pid?: string | undefined
  readonly tag?: string | undefined
  readonly fields?: Readonly<Record<string, string | undefined>>
  readonly message: string
  readonly zoneName?: string | undefined
}

/** The entry of a line whose stamp and severity the scan has just read; what is not there is left out. */
export function serviceEntry(line: string, found: Found): Entry {
  const text = line.slice(place.from, place.to)
  const fields: Record<string, string> = {}
  for (const [name, value] of Object.entries(found.fields ?? {}))
    if (value !== undefined && value !== '') fields[name] = value
  return {
    stamp: civilStamp(text, { zoneName: found.zoneName }),
    ...(lineOut.severity < 8 ? { severity: lineOut.severity as Severity } : {}),
    ...(found.host ? { host: found.host } : {}),
    ...(found.program ? { program: found.program } : {}),
    ...(found.pid ? { pid: Number(found.pid) } : {}),
    ...(found.tag ? { tag: found.tag } : {}),
    message: found.message,
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
  }
}
