// One row in full: its raw lines, the lines around it, and why it stands where it stands.
import type { Entry } from '../base/entry.ts'
import { Basis, civilFromMicros, isoFromMicros, SECOND } from '../base/time.ts'
import type { Placement } from '../clocks/place.ts'
import { inYear } from '../clocks/year.ts'
import { zoneOffset } from '../clocks/zone.ts'
import { blockRange } from '../index/block-detail.ts'
import type { FoundRow } from '../index/merged.ts'
import type { ContextLine, WhyLine } from './protocol.ts'
import { type BlockBytes, placedOf, readRow, rowText, stampDigits } from './rows.ts'
import type { Source } from './source.ts'

/** Longest text of one line that crosses to the page. */
const LINE_CHARACTERS = 64 * 1024
const AROUND_MOST = 200

interface Context {
  readonly raw: readonly ContextLine[]
  readonly lines: readonly ContextLine[]
  readonly why: readonly WhyLine[]
}

/** `before` and `after` count lines, at most 200 each. Reads the row's block and its neighbours. */
export async function readContext(
  found: FoundRow,
  source: Source,
  placement: Placement | undefined,
  bytes: BlockBytes,
  before: number,
  after: number,
): Promise<Context> {
  const { detail, row, block } = found
  const { table } = found.source
  const first = (table.line[block] as number) + (detail.line[row] as number)
  const last = (table.line[block] as number) + (detail.line[row + 1] as number) - 1
  const from = Math.max(1, first - Math.min(before, AROUND_MOST))
  const to = last + Math.min(after, AROUND_MOST)
  const lines: ContextLine[] = []
  for (let b = found.source.blockOfLine(from); b < found.source.blocks && (table.line[b] as number) <= to; b++) {
    const unread = table.endOf(b) - blockRange(table, b).to
    const block = await bytes.get(found.source.source, b)
    lines.push(...linesOf(block, table.line[b] as number, table.linesOf(b), from, to, unread))
  }
  const text = rowText(await bytes.get(found.source.source, block), detail, row)
  return {
    raw: lines.filter((l) => l.line >= first && l.line <= last),
    lines,
    why: whyOf(found, readRow(text, detail.unparsed[row] === 1, source.reader()).entry, placement),
  }
}

/** `unread` bytes of the block's last line lie behind `bytes`. */
function linesOf(
  bytes: Uint8Array,
  firstLine: number,
  count: number,
  from: number,
  to: number,
  unread: number,
): ContextLine[] {
  const decoder = new TextDecoder()
  const lines: ContextLine[] = []
  let start = 0
  for (let n = 0; n < count && firstLine + n <= to; n++) {
    const newline = bytes.indexOf(10, start)
    const end = newline < 0 ? bytes.length : newline
    if (firstLine + n >= from) {
      const shown = Math.min(end, start + LINE_CHARACTERS)
      const text = decoder.decode(bytes.subarray(start, shown)).replace(/\r$/, '')
      const cut = end - shown + (newline < 0 ? unread : 0)
      lines.push({ line: firstLine + n, text, ...(cut > 0 ? { cut } : {}) })
    }
    start = end + 1
  }
  return lines
}

/** "Why this time" as a sum of assumptions, one line each. */
function whyOf(
  found: FoundRow,
  entry: ReturnType<typeof readRow>['entry'],
  placement: Placement | undefined,
): WhyLine[] {
  const { stamp } = entry
  const why: WhyLine[] = []
  if (stamp) why.push({ step: 'logged', says: loggedAs(stamp), value: stamp.text })
  else why.push({ step: 'logged', says: 'the line states no time', value: '—' })
  if (placement?.year && stamp?.wall?.startsWith('0000')) {
    why.push({ step: 'year', says: placement.year.reason, value: String(placement.year.value) })
  }
  if (placement?.zone && stamp?.wall !== undefined && stamp.offset === undefined) {
    why.push({ step: 'zone', says: placement.zone.reason, value: placement.zone.value })
  }
  if (placement?.kind === 'boot')
    why.push({ step: 'boot', says: placement.tie ?? 'since boot', value: placement.clock })
  if (!stamp && !Number.isNaN(found.time)) {
    why.push({ step: 'order', says: 'placed with the entry before it in its file', value: 'file order' })
  }
  if (Number.isNaN(found.time)) {
    why.push({ step: 'aligned', says: 'nothing ties this clock to the others', value: 'unknown' })
    return why
  }
  // A solved time is the middle of what the stamp's last digit leaves open: that half is rounding, not skew.
  const middle = found.half === undefined ? 0 : 10 ** (6 - stampDigits(entry)) / 2
  const skew = stamp && placement ? skewOf(found.time - middle, stamp, placement) : undefined
  if (skew !== undefined && Math.abs(skew) >= SKEW_SHOWN) {
    why.push({ step: 'skew', says: `${placement?.clock} is ${skew > 0 ? 'behind' : 'ahead'}`, value: secondsOf(skew) })
  }
  const plusMinus = found.half === undefined ? '' : ` ±${(found.half / SECOND).toFixed(1)}s`
  const time = isoFromMicros(found.time, stampDigits(entry)).replace('T', ' ')
  why.push({ step: 'aligned', says: placedOf(found, placement), value: `${time} UTC${plusMinus}` })
  return why
}

/** A smaller skew is rounding. */
const SKEW_SHOWN = 50_000

const secondsOf = (micros: number): string => `${micros < 0 ? '−' : '+'}${(Math.abs(micros) / SECOND).toFixed(1)}s`

/** How far a wall clock is behind at this row: aligned time less what the stamp says in its year and zone. */
function skewOf(time: number, stamp: NonNullable<Entry['stamp']>, placement: Placement): number | undefined {
  if (placement.kind !== 'wall' || stamp.basis === Basis.Boot || stamp.basis === Basis.None) return undefined
  if (stamp.basis === Basis.Absolute) return time - stamp.at
  const zone = placement.zone?.value
  if (zone === undefined) return undefined
  const { year } = civilFromMicros(time)
  const locals =
    stamp.basis === Basis.Yearless ? [year - 1, year, year + 1].map((y) => inYear(stamp.at, y)) : [stamp.at]
  const skews = locals.map((local) => time - (local - zoneOffset(zone, time)))
  return skews.reduce((least, skew) => (Math.abs(skew) < Math.abs(least) ? skew : least))
}

function loggedAs(stamp: NonNullable<ReturnType<typeof readRow>['entry']['stamp']>): string {
  if (stamp.monotonic !== undefined && stamp.wall === undefined) return 'seconds since boot'
  if (stamp.uptime !== undefined) return 'time since boot'
  const missing = [
    ...(stamp.wall?.startsWith('0000') ? ['no year'] : []),
    ...(stamp.offset === undefined ? [stamp.zoneName ? `zone “${stamp.zoneName}”` : 'no zone'] : []),
  ]
  return missing.length > 0 ? missing.join(', ') : 'year and zone stated'
}
