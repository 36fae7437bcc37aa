// What the Event panel says of a row.
import type { ContextLine, Row } from '../../src/engine/protocol.ts'

const LONGEST_TITLE = 72

/** The device's own name for the event, else how its message begins. */
export function titleOf(row: Pick<Row, 'tag' | 'program' | 'message'>): string {
  if (row.tag !== undefined && row.tag !== '') return row.tag
  const message = row.message.trim().replace(/\s+/g, ' ')
  if (message === '') return row.program ?? 'An empty line'
  if (message.length <= LONGEST_TITLE) return message
  const cut = message.lastIndexOf(' ', LONGEST_TITLE)
  return `${message.slice(0, cut > LONGEST_TITLE / 2 ? cut : LONGEST_TITLE).replace(/[\s.,;:]+$/, '')}…`
}

export interface ShownLine extends ContextLine {
  /** Whether the line belongs to the row itself. */
  readonly own: boolean
}

/** The row's lines between their neighbours, in file order, each line once. */
export function linesAround(raw: readonly ContextLine[], around: readonly ContextLine[]): readonly ShownLine[] {
  const lines = new Map<number, ShownLine>()
  for (const line of around) lines.set(line.line, { ...line, own: false })
  for (const line of raw) lines.set(line.line, { ...line, own: true })
  return [...lines.values()].sort((a, b) => a.line - b.line)
}

/** Name and value of all the row states, in reading order. */
export function factsOf(row: Row): readonly (readonly [string, string])[] {
  const facts: [string, string | undefined][] = [
    ['program', row.program],
    ['pid', row.pid?.toString()],
    ['facility', row.facility],
    ['tag', row.tag],
    ['format', row.format],
    ['lines', row.lines > 1 ? String(row.lines) : undefined],
    ...Object.entries(row.fields ?? {}),
  ]
  return facts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value] as const]))
}
