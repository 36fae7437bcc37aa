// Small incidents for the solver's tests: sources from lines, cut into blocks as the scan cuts them.
import type { Stamp } from '../../base/entry.ts'
import { plusMinusOf, toShared } from '../../base/source-map.ts'
import { Basis, HOUR, MINUTE, microsFromCivil, SECOND, sourceMicros, YEARLESS } from '../../base/time.ts'
import type { Anchor, Interval, Observation, Ref, Solution, Witness } from '../testimony.ts'
import type { SolveInput, SolveSource, Testimony } from './input.ts'

export interface Line {
  readonly at: number
  readonly basis: Basis
  readonly text: string
  readonly host?: string
  readonly message?: string
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Feb 15 01:40:18`, `2013-02-15T01:40:18.200` (local), the same with `Z`, or `[12.345678]`; text behind it is the message. */
export function line(text: string, host?: string): Line {
  const rest = (m: RegExpExecArray): Pick<Line, 'text' | 'message' | 'host'> => ({
    text: m[0].trim(),
    message: text.slice(m[0].length).trim(),
    ...(host === undefined ? {} : { host }),
  })
  const boot = /^\[ *(\d+)\.(\d{6})\]/.exec(text)
  if (boot) return { at: Number(boot[1]) * SECOND + Number(boot[2]), basis: Basis.Boot, ...rest(boot) }
  const bsd = /^(\w{3}) +(\d+) (\d\d):(\d\d):(\d\d)/.exec(text)
  if (bsd) {
    const [, month, d, h, m, s] = bsd
    const at = microsFromCivil(YEARLESS, months.indexOf(month ?? '') + 1, Number(d), Number(h), Number(m), Number(s))
    return { at, basis: Basis.Yearless, ...rest(bsd) }
  }
  const iso = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z?)/.exec(text)
  if (!iso) throw new Error(`no stamp: ${text}`)
  const [y, mo, d, h, mi, s] = iso.slice(1, 7).map(Number) as [number, number, number, number, number, number]
  const at = microsFromCivil(y, mo, d, h, mi, s, Number((iso[7] ?? '').padEnd(6, '0')))
  return { at, basis: iso[8] === 'Z' ? Basis.Absolute : Basis.Local, ...rest(iso) }
}

export const bsd = (at: number): string => {
  const date = new Date(at / 1000)
  return `${months[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${date.toISOString().slice(11, 19)}`
}

export const iso = (at: number, digits = 3): string =>
  `${new Date(Math.floor(at / 1000)).toISOString().slice(0, 19)}${
    digits
      ? `.${String(at % SECOND)
          .padStart(6, '0')
          .slice(0, digits)}`
      : ''
  }`

interface Blocks {
  basis: number[]
  first: number[]
  last: number[]
  min: number[]
  max: number[]
  line: number[]
  boot: boolean[]
}

export interface MadeSource {
  readonly source: SolveSource
  readonly observations: readonly Observation[]
  readonly lines: readonly Line[]
}

export function source(id: string, host: string, lines: readonly Line[], more: Partial<SolveSource> = {}): MadeSource {
  const t: Blocks = { basis: [], first: [], last: [], min: [], max: [], line: [], boot: [] }
  let last = Number.NaN
  lines.forEach((l, i) => {
    const step = l.at - last
    const boot = l.basis === Basis.Boot && step < -2 * SECOND && l.at < MINUTE
    if (t.line.length === 0 || step <= -2 * SECOND || step > 10 * MINUTE || l.basis !== t.basis.at(-1)) {
      t.basis.push(l.basis)
      t.first.push(l.at)
      t.last.push(l.at)
      t.min.push(l.at)
      t.max.push(l.at)
      t.line.push(i + 1)
      t.boot.push(boot)
    }
    const b = t.line.length - 1
    t.last[b] = l.at
    t.min[b] = Math.min(t.min[b] as number, l.at)
    t.max[b] = Math.max(t.max[b] as number, l.at)
    last = l.at
  })
  const absolute = lines.some((l) => l.basis === Basis.Absolute)
  const kind = lines.every((l) => l.basis === Basis.Boot) ? 'boot' : 'wall'
  let boot = 0
  const starts = new Set(t.line.filter((_, b) => t.boot[b]))
  return {
    lines,
    source: {
      id,
      host,
      path: id,
      modified: 0,
      kind,
      lines: lines.length,
      blocks: { ...t, length: t.line.length, startsBoot: (b) => t.boot[b] === true },
      ...(absolute ? { statedOffset: 'UTC' } : {}),
      chosen: {},
      kernelLines: [],
      ...more,
    },
    observations: lines.map((l, i) => {
      if (starts.has(i + 1)) boot++
      const stamp: Stamp = {
        text: l.text,
        basis: l.basis,
        at: sourceMicros(l.at),
        ...(l.basis === Basis.Boot ? { monotonic: l.at / SECOND } : { wall: l.text }),
      }
      const message = l.message ?? ''
      return {
        ref: { source: id, line: i + 1 },
        host: l.host ?? host,
        format: 'test',
        message,
        text: message,
        stamp,
        boot,
      }
    }),
  }
}

export const at = (source: string, line: number): Ref => ({ source, line })

let anchors = 0
/** b happened `gap` seconds after a. */
export function anchor(a: Ref, b: Ref, gap: readonly [number, number], more: Partial<Anchor> = {}): Anchor {
  const id = more.id ?? `a${String(anchors++).padStart(6, '0')}`
  const key = `${a.source}:${a.line}`
  return {
    id,
    a,
    b,
    gap: [gap[0] * SECOND, gap[1] * SECOND],
    key,
    class: 'keyed',
    weight: 1.5,
    says: 'the same event',
    ...more,
  }
}

export const seconds = (lo: number, hi = lo): Interval => [lo * SECOND, hi * SECOND]

export function says(made: MadeSource, line: number, witness: Partial<Witness> & Pick<Witness, 'kind'>): Testimony {
  const host = made.lines[line - 1]?.host ?? made.source.host
  return { ref: at(made.source.id, line), host, witness: { id: 'test', says: `line ${line} says so`, ...witness } }
}

export function incident(
  made: readonly MadeSource[],
  more: Partial<Omit<SolveInput, 'sources' | 'observations'>> = {},
): SolveInput {
  return {
    sources: made.map((m) => m.source),
    observations: made.flatMap((m) => m.observations),
    witnesses: [],
    anchors: [],
    choices: { pins: [], rejectedAnchors: [] },
    now: microsFromCivil(2024, 6, 1),
    ...more,
  }
}

/** Where a line was put: shared µs, half the interval in µs, state. */
export function placeOf(solution: Solution, made: MadeSource, lineNumber: number) {
  const map = solution.maps.get(made.source.id)
  let segment = map?.segments[0]
  for (const s of map?.segments ?? []) if (s.fromLine <= lineNumber) segment = s
  const reading = made.lines[lineNumber - 1]?.at ?? Number.NaN
  const shape = { fromBlock: 0, pieces: segment?.pieces ?? [] }
  const time = toShared(shape, reading) as number
  let piece = shape.pieces[0]
  for (const p of shape.pieces) if (p.from <= reading) piece = p
  return { time, half: plusMinusOf(shape, reading), state: piece?.state }
}

export { HOUR, MINUTE, SECOND }
