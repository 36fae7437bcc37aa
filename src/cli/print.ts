// The JSON objects of the command line: names and order of the fields are a contract (others score us through it).
import { isoFromMicros, SECOND } from '../base/time.ts'
import type { FullEntry } from '../engine/entries.ts'
import type { Solution } from '../engine/open.ts'
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

/** µs as seconds; an open end is null, as JSON has no infinity. */
const seconds = (micros: number): number | null => (Number.isFinite(micros) ? micros / SECOND : null)
const iso = (at: number): string | null => (Number.isFinite(at) ? `${isoFromMicros(at, 6)}Z` : null)

/** The one object of `align`. Offsets and sizes are seconds; signs as in {@link Solution}. */
export function alignJson(solution: Solution): string {
  return JSON.stringify({
    reference: solution.reference ?? null,
    clocks: solution.clocks.map((clock) => ({
      id: clock.id,
      host: clock.host,
      kind: clock.kind,
      sources: clock.sources,
      zone: clock.zone?.value ?? null,
      state: clock.state,
      segments: clock.segments.map((s) => ({
        from: iso(s.from),
        to: iso(s.to),
        offset: seconds(s.offset),
        offsetLo: seconds(s.offsetLo),
        offsetHi: seconds(s.offsetHi),
        ppm: s.ppm,
      })),
    })),
    jumps: solution.jumps.map((jump) => ({
      clock: jump.clock,
      kind: jump.kind,
      sizeLo: seconds(jump.size[0]),
      sizeHi: seconds(jump.size[1]),
      before: jump.before,
      after: jump.after,
      cause: jump.cause,
      evidence: jump.evidence.map(({ ref, says }) => ({ ...ref, says })),
      state: jump.state,
      alternatives: jump.alternatives,
    })),
    rejected: solution.rejected.map(({ refs, says, why, residual }) => ({
      lines: refs,
      says,
      why,
      residual: residual === undefined ? null : seconds(residual),
    })),
    unplaced: solution.unplaced,
  })
}
