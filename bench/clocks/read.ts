// Reads the emitted logs as the engine does: real detection, real scan into blocks, real readers, witnesses and anchors by their literals.
import { Basis } from '../../src/base/time.ts'
import { anchorReaders, findAnchors } from '../../src/clocks/anchors/index.ts'
import { findAllWitnesses, witnessReaders } from '../../src/clocks/evidence/index.ts'
import type { SolveInput, SolveSource } from '../../src/clocks/solve.ts'
import type { Observation } from '../../src/clocks/testimony.ts'
import { shapeOf } from '../../src/engine/read-job.ts'
import { detect } from '../../src/formats/detect.ts'
import { formatById } from '../../src/formats/index.ts'
import { makeReader } from '../../src/formats/scanner.ts'
import { BlockScanner } from '../../src/index/block-scanner.ts'
import { BlockTable, FLAG_BOOT } from '../../src/index/block-table.ts'

export interface RawFile {
  readonly path: string
  readonly host: string
  readonly text: string
  /** µs since 1970. */
  readonly modified: number
}

export interface ReadSource {
  readonly source: SolveSource
  readonly stamps: readonly { readonly line: number; readonly at: number; readonly basis: Basis }[]
  readonly observations: readonly Observation[]
}

const literals = [...new Set([...witnessReaders, ...anchorReaders].flatMap((r) => r.literals))]

export function readFile(file: RawFile): ReadSource {
  const bytes = new TextEncoder().encode(file.text)
  const detection = detect(bytes)
  const table = new BlockTable()
  const scanner = new BlockScanner(table, shapeOf(detection.format, detection.also))
  scanner.take(bytes, bytes.length, true)
  const read = makeReader(detection.format, detection.also)
  const stamps: { line: number; at: number; basis: Basis }[] = []
  const observations: Observation[] = []
  const boots = Array.from({ length: table.length }, (_, b) => ((table.flags[b] as number) & FLAG_BOOT) !== 0)
  let boot = 0
  let block = 0
  let stated: string | undefined
  file.text.split('\n').forEach((text, i) => {
    const line = i + 1
    while (block + 1 < table.length && (table.line[block + 1] as number) <= line) if (boots[++block]) boot++
    const found = read(text)
    if (!found || text === '') return
    const { stamp, ...entry } = found.entry
    if (stamp && stamp.basis !== Basis.None) stamps.push({ line, at: stamp.at, basis: stamp.basis })
    stated ??= stamp?.offset
    // Kernel lines in a wall-clock log carry both clocks: all of them here, a sample per block in a large file.
    const both = stamp?.monotonic !== undefined && stamp.basis !== Basis.Boot
    if (!both && !literals.some((l) => text.includes(l))) return
    observations.push({
      ref: { source: file.path, line },
      host: entry.host ?? file.host,
      format: found.format,
      message: entry.message,
      text,
      boot,
      ...(entry.program === undefined ? {} : { program: entry.program }),
      ...(entry.pid === undefined ? {} : { pid: entry.pid }),
      ...(entry.tag === undefined ? {} : { tag: entry.tag }),
      ...(entry.fields === undefined ? {} : { fields: entry.fields }),
      ...(stamp ? { stamp } : {}),
    })
  })
  const source: SolveSource = {
    id: file.path,
    host: file.host,
    path: file.path,
    modified: file.modified,
    kind: formatById(detection.format).clock,
    lines: scanner.lines,
    blocks: {
      length: table.length,
      basis: table.basis,
      first: table.first,
      last: table.last,
      min: table.min,
      max: table.max,
      line: table.line,
      startsBoot: (b) => boots[b] === true,
    },
    ...(stated === undefined ? {} : { statedOffset: stated === 'Z' ? 'UTC' : stated }),
    chosen: {},
    kernelLines: [],
  }
  return { source, stamps, observations }
}

export function inputOf(read: readonly ReadSource[], now: number): SolveInput {
  const observations = read.flatMap((r) => r.observations)
  return {
    sources: read.map((r) => r.source),
    observations,
    witnesses: findAllWitnesses(observations).map((t) => ({ ref: t.seen.ref, host: t.seen.host, witness: t.witness })),
    anchors: findAnchors(observations),
    choices: { pins: [], rejectedAnchors: [] },
    now,
  }
}
