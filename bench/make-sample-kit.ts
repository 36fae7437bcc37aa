// What every sample generator needs: a seeded random source, stamps as hosts print them, and a log that knows its own line numbers.

/** Milliseconds of true time since 1970 (UTC), with fractions. */
export type TrueMs = number

export const MS_SECOND = 1_000
export const MS_MINUTE = 60_000
export const MS_HOUR = 3_600_000

export const utc = (iso: string): TrueMs => Date.parse(`${iso}Z`)
export const isoUtc = (at: TrueMs): string => new Date(Math.round(at)).toISOString()

/** A small seeded generator (mulberry32): the same name gives the same numbers on every machine. */
export class Dice {
  private state: number

  constructor(name: string) {
    let hash = 2166136261
    for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619)
    this.state = hash >>> 0
  }

  /** A number in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = this.state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low)
  }

  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1))
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.whole(0, items.length - 1)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }

  hex(digits: number): string {
    let text = ''
    while (text.length < digits) text += this.whole(0, 15).toString(16)
    return text
  }

  uuid(): string {
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-${this.pick(['8', '9', 'a', 'b'])}${this.hex(3)}-${this.hex(12)}`
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const two = (value: number): string => String(value).padStart(2, '0')

/** `Feb 14 18:40:19`: what a host whose clock shows `reading` (already shifted to its zone) writes. */
export function bsdStamp(reading: number): string {
  const date = new Date(Math.floor(reading))
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
  return `${MONTHS[date.getUTCMonth()] ?? ''} ${String(date.getUTCDate()).padStart(2)} ${clock}`
}

/** `2013-02-14 18:39:31.114`, as oslo.log writes it. */
export const osloStamp = (reading: number): string =>
  new Date(Math.floor(reading)).toISOString().slice(0, 23).replace('T', ' ')

/** `[ 4021.123456]`, from seconds since boot. Events are told in milliseconds; the last digits are made up, below 90 µs. */
export function bootStamp(seconds: number): string {
  const extra = seconds === 0 ? 0 : ((seconds * 9973.137) % 1) * 0.00009
  return `[${(seconds + extra).toFixed(6).padStart(12)}]`
}

interface Said {
  readonly at: TrueMs
  readonly text: string
  readonly key: string | undefined
  readonly more: readonly string[]
}

export interface Cited {
  readonly source: string
  readonly line: number
  readonly utc: string
  readonly text: string
}

/** ECMA-48 control sequences; a line of nothing else is blank to the eye. */
const isInvisible = (text: string): boolean => text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '').trim() === ''

/** One log file in the making: lines are said in any order, written in order of true time, and found again by key. */
export class Log {
  readonly path: string
  private readonly head: (at: TrueMs) => string
  private readonly end: string
  private readonly said: Said[] = []

  /** `head` writes what stands before the message for a line written at a true instant. */
  constructor(path: string, head: (at: TrueMs) => string, end = '\n') {
    this.path = path
    this.head = head
    this.end = end
  }

  /** Says a line; `key` names it for the expectations, `more` are lines without a stamp that belong to it. */
  say(at: TrueMs, text: string, key?: string, more: readonly string[] = []): void {
    this.said.push({ at, text, key, more })
  }

  private inOrder(): Said[] {
    return this.said.slice().sort((a, b) => a.at - b.at)
  }

  lineCount(): number {
    return this.said.reduce((sum, line) => sum + 1 + line.more.length, 0)
  }

  /** Lines that belong to the entry before them: what `say` was given as `more`, and lines that show nothing (blank, escapes only). */
  continuations(): number {
    const more = this.said.reduce((sum, line) => sum + line.more.length, 0)
    return more + this.invisible() - this.unparsed()
  }

  /** A line that shows nothing and stands before any entry belongs to none. */
  unparsed(): number {
    const first = this.inOrder()[0]
    return first !== undefined && first.text !== '' && isInvisible(first.text) && this.head(first.at) === '' ? 1 : 0
  }

  private invisible(): number {
    return this.said.filter((line) => isInvisible(line.text) && this.head(line.at) === '').length
  }

  countOf(pattern: RegExp): number {
    return this.said.filter((line) => pattern.test(line.text)).length
  }

  render(): string {
    const lines: string[] = []
    for (const line of this.inOrder()) lines.push(this.head(line.at) + line.text, ...line.more)
    return lines.map((line) => line + this.end).join('')
  }

  /** Where the line with this key ended up. */
  cite(key: string): Cited {
    let number = 1
    let found: Cited | undefined
    for (const line of this.inOrder()) {
      if (line.key === key) {
        if (found !== undefined) throw new Error(`${this.path}: two lines are called ${key}`)
        found = { source: this.path, line: number, utc: isoUtc(line.at), text: line.text }
      }
      number += 1 + line.more.length
    }
    if (found === undefined) throw new Error(`${this.path}: no line is called ${key}`)
    return found
  }
}

/** Calls `act` from `from` to `to` with gaps between `low` and `high` milliseconds. */
export function every(
  dice: Dice,
  from: TrueMs,
  to: TrueMs,
  [low, high]: readonly [number, number],
  act: (at: TrueMs) => void,
): void {
  for (let at = from + dice.between(0, high); at < to; at += dice.between(low, high)) act(at)
}
