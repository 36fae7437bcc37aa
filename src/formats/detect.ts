// Which format a source is in, from its first lines: counted, and said in words.
import { ScanOut } from '../base/scan.ts'
import { Basis } from '../base/time.ts'
import type { Format, FormatId } from './format.ts'
import { formatById } from './index.ts'
import { trialOrder } from './trial-order.ts'
import { unwrap, wrapScan } from './wrapped.ts'

export interface Detection {
  readonly format: FormatId
  /** Formats that open lines the first does not, in the order they are to be tried. */
  readonly also: readonly FormatId[]
  /** In plain words, with the counts. */
  readonly reason: string
  readonly runnerUp?: { readonly format: FormatId; readonly reason: string }
  /** How many lines that are not blank were looked at, and how many of them the format gives a time. */
  readonly lines: number
  readonly timed: number
}

/** No more lines than this are looked at. */
const SAMPLE = 2000

interface Tally {
  readonly format: Format
  /** One per sampled line: 0 not opened, 1 opened, 2 opened with a time. */
  readonly opens: Uint8Array
  opened: number
  timed: number
  marked: number
}

interface Sampled {
  readonly from: Int32Array
  readonly to: Int32Array
  readonly count: number
}

/** A head shorter than this is taken to be the whole source, so its last line is whole as well. */
const WHOLE = 64 * 1024

/** The bounds of the first lines that are not blank. A torn last line is left out unless it is the only one. */
function sampleLines(head: Uint8Array): Sampled {
  const from = new Int32Array(SAMPLE)
  const to = new Int32Array(SAMPLE)
  let count = 0
  let start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
  while (start < head.length && count < SAMPLE) {
    const newline = head.indexOf(10, start)
    if (newline < 0 && count > 0 && head.length >= WHOLE) break
    let end = newline < 0 ? head.length : newline
    const next = newline < 0 ? head.length : newline + 1
    while (end > start && head[end - 1] === 13) end--
    let blank = true
    for (let p = start; blank && p < end; p++) blank = (head[p] as number) <= 32
    if (!blank) {
      from[count] = start
      to[count++] = end
    }
    start = next
  }
  return { from, to, count }
}

function tallyOf(format: Format, head: Uint8Array, lines: Sampled, textOf: (line: number) => string): Tally {
  const tally: Tally = { format, opens: new Uint8Array(lines.count), opened: 0, timed: 0, marked: 0 }
  const out = new ScanOut()
  const scan = wrapScan(format)
  for (let i = 0; i < lines.count; i++) {
    if (!scan(head, lines.from[i] as number, lines.to[i] as number, out)) continue
    const timed = out.basis !== Basis.None
    tally.opens[i] = timed ? 2 : 1
    tally.opened++
    if (timed) tally.timed++
    const wrapped = !format.scan(head, lines.from[i] as number, lines.to[i] as number, out)
    const text = textOf(i)
    if (format.marks(text) || (wrapped && format.marks(unwrap(text).text))) tally.marked++
  }
  return tally
}

/** Formats for which a mark is what tells them from wider ones; the others are known by their stamp alone. */
const KNOWN_BY_MARK: readonly FormatId[] = ['arista-eos', 'cisco-ios', 'junos', 'oslo']

/** Reads any text below its banner, so it is not counted with the others. */
const CAPTURE: FormatId = 'cisco-capture'
/** A banner has so many lines at most. */
const BANNER_LINES = 120

/** The sampled line that opens a capture's log, or −1. */
function findCapture(lines: Sampled, textOf: (line: number) => string): number {
  const { marks } = formatById(CAPTURE)
  for (let i = 0; i < Math.min(lines.count, BANNER_LINES); i++) if (marks(textOf(i))) return i
  return -1
}

/** Whether day or month comes first: only a line that proves it lets one of these in. */
const PROVEN: readonly FormatId[] = ['stamped-dmy', 'stamped-mdy']

/** A narrow format counts only where a third of what it opens bears its mark: it may read a few lines of anything. */
const counts = (t: Tally): boolean =>
  t.opened > 0 &&
  (t.marked > 0 || !PROVEN.includes(t.format.id)) &&
  (!KNOWN_BY_MARK.includes(t.format.id) || t.marked * 3 >= t.opened)

/** Opened lines, and once more those that only this format could have written. */
const score = (t: Tally): number => t.opened + t.marked

/** True where the tally explains the source: a mark, or a fair share from its first entry on (banners come before it). */
function explains(t: Tally, lines: number): boolean {
  if (t.marked > 0 || lines <= 3) return t.opened > 0
  const first = t.opens.findIndex((o) => o > 0)
  return t.opened * 10 >= lines - first && (t.opened > 1 || lines <= 20)
}

function reasonOf(t: Tally, lines: number): string {
  const what = lines === 1 ? 'the only line opens' : `${t.opened} of ${lines} first lines open`
  const mark =
    KNOWN_BY_MARK.includes(t.format.id) && t.marked > 0 ? `; ${t.marked} bear${t.marked === 1 ? 's' : ''} its mark` : ''
  return `${what} as ${t.format.title}${mark}`
}

/** Lines that the kernel did not stamp. An indented one continues a message of several lines, and the first may be torn by the ring. */
function countStrangers(kernel: Tally, lines: Sampled, head: Uint8Array): number {
  let strangers = 0
  for (let i = 1; i < lines.count; i++) {
    if (kernel.opens[i] === 0 && (head[lines.from[i] as number] as number) > 32) strangers++
  }
  return strangers
}

/** Ring buffer or console: printk lines with strangers among them are a console, unless dmesg's own prefixes say otherwise. */
function kernelKind(kernel: Tally, consoleMarked: number, strangers: number, lines: number): FormatId {
  if (kernel.format.id !== 'dmesg' || kernel.marked * 2 > kernel.opened) return kernel.format.id
  return consoleMarked > 0 || strangers * 10 > lines ? 'console' : 'dmesg'
}

/** Lines (with their text) that a console's programs print, among those the kernel did not stamp. */
function countConsoleMarks(kernel: Tally, lines: Sampled, textOf: (line: number) => string): number {
  const { marks } = formatById('console')
  let marked = 0
  for (let i = 0; i < lines.count; i++) if (kernel.opens[i] === 0 && marks(textOf(i))) marked++
  return marked
}

/** Syslog in three spellings: collectors mix them, and no continuation line looks like one of them, so one line is enough. */
const SYSLOG: readonly FormatId[] = ['rfc5424', 'iso-syslog', 'rfc3164']

/** The kernel's ring in its spellings; the first wins where two open as much. netconsole can send both in one stream. */
const KERNEL: readonly FormatId[] = ['dmesg', 'kmsg', 'dmesg-json']

const areFamily = (a: FormatId, b: FormatId): boolean =>
  (SYSLOG.includes(a) && SYSLOG.includes(b)) || (KERNEL.includes(a) && KERNEL.includes(b))

/** Formats that open at least two, and at least two in a hundred, of the lines that `primary` leaves. */
function alsoOf(primary: Tally, tallies: readonly Tally[], lines: number): FormatId[] {
  const taken = Uint8Array.from(primary.opens)
  const also: FormatId[] = []
  const rest = tallies.filter((t) => t !== primary && counts(t)).sort((a, b) => score(b) - score(a))
  for (const t of rest) {
    let gains = 0
    for (let i = 0; i < lines; i++) if (taken[i] === 0 && t.opens[i] === 2) gains++
    // Exact formats are asked first, so what they gain is what only they can have written.
    if (t.format.exact) gains = Math.max(gains, t.marked)
    const family =
      areFamily(t.format.id, primary.format.id) || (t.format.exact === true && SYSLOG.includes(primary.format.id))
    if (gains === 0 || (!family && (gains < 2 || gains * 50 < lines))) continue
    for (let i = 0; i < lines; i++) if ((t.opens[i] as number) > 0) taken[i] = 1
    also.push(t.format.id)
  }
  return also
}

/**
 * A `show logging` capture: the banner's last line among the first, and behind it rows that some format gives a time (or hardly any
 * rows). Rows without a stamp are log as well, so the capture reads what the others leave.
 */
function captureOf(walls: readonly Tally[], lines: Sampled, textOf: (line: number) => string): Detection | undefined {
  const log = findCapture(lines, textOf)
  const cisco = walls.find((t) => t.format.id === 'cisco-ios')
  if (log < 0 || !cisco) return undefined
  const { read } = formatById(CAPTURE)
  let rows = 0
  let opened = 0
  for (let i = log + 1; i < lines.count; i++) {
    if (walls.some((t) => (t.opens[i] as number) > 0)) opened++
    if (read(textOf(i))) rows++
  }
  if (rows > 3 && opened * 2 < rows) return undefined
  const others = alsoOf(cisco, walls, lines.count)
  return {
    format: CAPTURE,
    also: others.length > 0 ? ['cisco-ios', ...others] : [],
    reason: `the ${log + 1}th line with text opens the log of a “show logging”; ${opened} of ${rows} rows behind it bear a stamp or a mark`,
    lines: lines.count,
    timed: cisco.timed,
  }
}

const decoder = new TextDecoder()

/**
 * Finds the format of a source from its head (UTF-8, the first 64–256 kB). A path is only a tie-breaker for people: the bytes decide,
 * so the same file under another name gives the same format.
 */
export function detect(head: Uint8Array, _options: { readonly path?: string } = {}): Detection {
  const lines = sampleLines(head)
  const texts = new Map<number, string>()
  const textOf = (i: number): string => {
    let line = texts.get(i)
    if (line === undefined) {
      const from = lines.from[i] as number
      line = decoder.decode(head.subarray(from, Math.min(lines.to[i] as number, from + 512)))
      texts.set(i, line)
    }
    return line
  }
  const order = trialOrder()
  const walls = order.filter((f) => f.clock === 'wall' && f.id !== CAPTURE).map((f) => tallyOf(f, head, lines, textOf))
  const kernels = KERNEL.map((id) => tallyOf(formatById(id), head, lines, textOf))
  const kernel = kernels.reduce((most, next) => (next.opened > most.opened ? next : most))
  const ranked = walls.filter(counts).sort((a, b) => score(b) - score(a))
  const [best, second] = ranked
  const count = lines.count
  const capture = captureOf(walls, lines, textOf)
  if (capture) return { ...capture, ...runnerUpOf(best, count) }
  // `[Sun Dec 04 04:47:44 2005]` is written by `dmesg -T` and by Apache: a mark tells.
  const isMarked = best !== undefined && best.marked * 2 > best.opened && best.marked >= kernel.opened
  if (kernel.opened > 0 && !isMarked && kernel.opened >= (best?.opened ?? 0)) {
    const marked = countConsoleMarks(kernel, lines, textOf)
    const format = kernelKind(kernel, marked, countStrangers(kernel, lines, head), count)
    const strangers = count - kernel.opened
    // A console reads every line itself.
    const also = format === 'console' ? [] : alsoOf(kernel, kernels, count)
    const reason =
      format !== 'console'
        ? reasonOf(kernel, count)
        : `${kernel.opened} of ${count} first lines bear the kernel’s own stamp, ${strangers} stand between them${marked > 0 ? `, ${marked} of a boot loader, init or login` : ''}`
    return { format, also, reason, ...runnerUpOf(best, count), lines: count, timed: kernel.timed }
  }
  if (best && explains(best, count)) {
    const also = alsoOf(best, [...walls, kernel], count)
    const beside = also.length > 0 ? `; lines of ${also.map((id) => formatById(id).title).join(', ')} among them` : ''
    const runnerUp = second ?? (kernel.opened > 0 ? kernel : undefined)
    return {
      format: best.format.id,
      also,
      reason: reasonOf(best, count) + beside,
      ...runnerUpOf(runnerUp, count),
      lines: count,
      timed: best.timed,
    }
  }
  const marked = countConsoleMarks(kernel, lines, textOf)
  if (marked > 0 && (marked > 1 || count < 10)) {
    const reason = `no line has a time; ${marked} of ${count} first lines look like a boot loader, a kernel, init or a login prompt`
    return { format: 'console', also: [], reason, ...runnerUpOf(best, count), lines: count, timed: 0 }
  }
  const reason =
    count === 0 ? 'there is no text in it' : `no format explains the first ${count === 1 ? 'line' : `${count} lines`}`
  return { format: 'text', also: [], reason, ...runnerUpOf(best, count), lines: count, timed: 0 }
}

const runnerUpOf = (t: Tally | undefined, lines: number): Pick<Detection, 'runnerUp'> | Record<never, never> =>
  t ? { runnerUp: { format: t.format.id, reason: reasonOf(t, lines) } } : {}
