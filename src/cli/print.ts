// The JSON objects of the command line: names and order of the fields are a contract (others score us through it).
import { isoFromMicros, SECOND } from '../base/time.ts'
import type { FullEntry } from '../engine/entries.ts'
import type { SourceSummary } from '../engine/protocol.ts'

/** One line of `entries`. Everything a later stage fills is null until then, never left out. */
export function entryJson(full: FullEntry): string {
  const { entry } = full
  const { stamp } = entry
  const severity = entry.severity ?? null
  return JSON.stringify({
    source: full.source,
    line: full.line,
    lines: full.lines,
    format: full.format,
    host: full.host,
    stamp: stamp
      ? {
          text: stamp.text,
          wall: stamp.wall ?? null,
          offset: stamp.offset ?? null,
          zoneName: stamp.zoneName ?? null,
          monotonic: stamp.monotonic ?? null,
          uptime: stamp.uptime ?? null,
        }
      : null,
    time: full.time === undefined ? null : `${isoFromMicros(full.time, Math.max(3, full.digits))}Z`,
    plusMinus: full.plusMinus === undefined ? null : full.plusMinus / SECOND,
    clock: full.clock,
    placed: full.placed,
    severity,
    severityStated: severity !== null,
    shown: severity,
    facility: entry.facility ?? null,
    program: entry.program ?? null,
    pid: entry.pid ?? null,
    tag: entry.tag ?? null,
    message: entry.message,
    signal: null,
    family: null,
    title: null,
    entities: {},
    fields: entry.fields ?? {},
    repeats: 1,
  })
}

/** One line of `entries --summary`. */
export function summaryJson(s: SourceSummary): string {
  return JSON.stringify({
    source: s.id,
    bytes: s.bytes,
    lines: s.lines,
    entries: s.entries,
    continuations: s.continuations,
    unparsed: s.unparsed,
    format: s.format,
    formatReason: s.formatReason,
    runnerUp: s.runnerUp ?? null,
    host: s.host,
    hostReason: s.hostReason,
    year: s.clock.year ?? null,
    yearReason: s.clock.yearReason ?? null,
    zone: s.clock.zone ?? null,
    zoneReason: s.clock.zoneReason ?? null,
    boots: s.boots,
    trouble: s.trouble ?? null,
  })
}
