// `corpus DIR --variants`: the same cases as files reach us in the wild, and how far each kind's score falls by it.
import { gzipSync } from 'node:zlib'
import { type CorpusReport, type Mode, type ReadSource, rightMinusWrong } from './corpus.ts'

export interface Variant {
  readonly name: string
  /** The reading of the changed bytes, told in lines of the unchanged ones. */
  readonly of: (read: ReadSource) => ReadSource
}

const LF = 10
const CR = 13

function withCarriageReturns(bytes: Uint8Array): Uint8Array {
  const out: number[] = []
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === LF && bytes[i - 1] !== CR) out.push(CR)
    out.push(bytes[i] as number)
  }
  return Uint8Array.from(out)
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))

/** The second half of the first line that says something, as the head of a rotated file has it. */
function tornLine(bytes: Uint8Array): Uint8Array {
  let from = 0
  while (from < bytes.length && (bytes[from] as number) <= 32) from++
  const end = bytes.indexOf(LF, from)
  const line = bytes.subarray(from, end < 0 ? bytes.length : end)
  return joined(line.subarray(line.length >> 1), Uint8Array.of(LF))
}

const OTHER_HOST = new TextEncoder().encode(
  ['sshd[811]: Connection closed by 10.9.9.9', 'systemd[1]: Started Session 4.', 'cron[97]: (root) CMD (true)']
    .map((text, i) => `Mar  3 04:15:0${i} other-host-1 ${text}\n`)
    .join(''),
)

export const variants: readonly Variant[] = [
  { name: 'crlf', of: (read) => (bytes, name) => read(withCarriageReturns(bytes), name) },
  { name: 'bom', of: (read) => (bytes, name) => read(joined(Uint8Array.of(0xef, 0xbb, 0xbf), bytes), name) },
  { name: 'gzip', of: (read) => (bytes, name) => read(new Uint8Array(gzipSync(bytes)), `${name}.gz`) },
  {
    name: 'cut',
    of: (read) => async (bytes, name) => {
      const entries = await read(joined(tornLine(bytes), bytes), name)
      return entries.filter((e) => e.line > 1).map((e) => ({ ...e, line: e.line - 1 }))
    },
  },
  {
    name: 'two hosts',
    of: (read) => async (bytes, name) => {
      const own = bytes.at(-1) === LF ? bytes : joined(bytes, Uint8Array.of(LF))
      const entries = await read(joined(own, OTHER_HOST), name)
      return entries.filter((e) => e.entry.host !== 'other-host-1')
    },
  },
]

/** One row per kind: its plain score and what each variant changes. Whole files where there are any, as that is what varies. */
export function formatVariants(plain: CorpusReport, changed: readonly (readonly [string, CorpusReport])[]): string {
  const kindsOf = (report: CorpusReport) => {
    const modes = new Map<string, Map<Mode, CorpusReport['scores'][number][]>>()
    for (const score of report.scores) {
      const key = `${score.corpus} ${score.kind}`
      const kind = modes.get(key) ?? new Map<Mode, CorpusReport['scores'][number][]>()
      modes.set(key, kind)
      kind.set(score.mode, [...(kind.get(score.mode) ?? []), score])
    }
    return new Map([...modes].map(([key, of]) => [key, rightMinusWrong(of.get('joined') ?? of.get('alone') ?? [])]))
  }
  const rows = changed.map(([, report]) => kindsOf(report))
  const out = [
    `${'corpus kind'.padEnd(44)}${['plain', ...changed.map(([name]) => name)].map((n) => n.padStart(10)).join('')}`,
  ]
  for (const [kind, score] of kindsOf(plain)) {
    const cells = rows.map((row) => {
      const change = (row.get(kind) ?? 0) - score
      return (Math.abs(change) < 0.0005 ? '·' : change.toFixed(3)).padStart(10)
    })
    out.push(`${kind.padEnd(44)}${score.toFixed(3).padStart(10)}${cells.join('')}`)
  }
  return out.join('\n')
}
