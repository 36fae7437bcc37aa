// The rows of the table under one filter: pages asked as they come into view, late answers dropped, the total always the newest.
import type { Trouble } from '../../src/base/result.ts'
import type { Answer, Row, RowFilter, TextQuery } from '../../src/engine/protocol.ts'
import type { EngineClient } from '../engine-client.ts'
import { PAGE_ROWS, PageCache } from './page-cache.ts'

/** Which rows: a change of any part makes the pages at hand stale. */
export interface RowsWanted {
  readonly filter: RowFilter
  readonly highlight?: TextQuery | undefined
  /** The newest revision the page knows of: an older answer is shown, and asked for again. */
  readonly revision: number
  /** More is coming, so this version need not be on screen at once. */
  readonly reading: boolean
  /** Changes with the revision, the number of rows and the hits of a running search. */
  readonly version: string
}

const rowsOf = ({ filter, highlight }: RowsWanted) => [filter, highlight]

/** While reading, versions come with every block. */
const RESTART_PAUSE_MS = 200
/** Nor is asked more often than this many times what the last answer took, while there is more to come. */
const REST_FACTOR = 4
const LONGEST_PAUSE_MS = 1500
/** A page that could not be read is tried again with the next revision, and without one after so long, doubled each time. */
const RETRY_MS = 1000
const MOST_RETRY_MS = 16_000

export class RowFeed {
  /** Rows under the filter; absent until the first answer. */
  total: number | undefined
  /** Why a page in view could not be read; absent again once it was. */
  trouble: Trouble | undefined
  readonly #engine: EngineClient
  readonly #changed: () => void
  readonly #pages = new PageCache<Row>()
  readonly #asked = new Map<number, () => void>()
  readonly #failed = new Set<number>()
  #wanted: RowsWanted | undefined
  #view: readonly [number, number] = [0, 0]
  #timer: ReturnType<typeof setTimeout> | undefined
  #retry: ReturnType<typeof setTimeout> | undefined
  #retryMs = RETRY_MS
  #took = 0
  #startedAt = Number.NEGATIVE_INFINITY

  constructor(engine: EngineClient, changed: () => void) {
    this.#engine = engine
    this.#changed = changed
  }

  row(index: number): Row | undefined {
    return this.#pages.get(index)
  }

  /** A new filter starts over at once, a new version of the same rows a little later. */
  choose(wanted: RowsWanted): void {
    const before = this.#wanted
    this.#wanted = wanted
    const sameRows = before && JSON.stringify(rowsOf(before)) === JSON.stringify(rowsOf(wanted))
    if (sameRows && before.version === wanted.version) return
    this.#retryMs = RETRY_MS
    if (!sameRows) {
      clearTimeout(this.#timer)
      this.#timer = undefined
      this.#restart()
    } else this.#restartSoon()
  }

  /** Tries now what could not be read. */
  tryAgain(): void {
    this.#retryMs = RETRY_MS
    this.#restart()
  }

  #restartSoon(): void {
    // Once all is read the last version is not kept waiting.
    const pause = this.#wanted?.reading
      ? Math.min(LONGEST_PAUSE_MS, Math.max(RESTART_PAUSE_MS, REST_FACTOR * this.#took))
      : RESTART_PAUSE_MS
    if (this.#timer !== undefined && this.#wanted?.reading) return
    clearTimeout(this.#timer)
    const wait = Math.max(0, this.#startedAt + pause - performance.now())
    this.#timer = setTimeout(() => this.#restart(), wait)
  }

  /** Rows in view. Asks for pages that are not known and gives up asks for pages that are out of view. */
  want(first: number, last: number): void {
    this.#view = [first, last]
    if (!this.#wanted) return
    const end = this.total === undefined ? last : Math.min(last, this.total - 1)
    // A view past the end still asks for the last page: its answer says how many rows there are now.
    const pages = this.#pages.missing(Math.max(0, Math.min(first, end)), Math.max(0, end))
    for (const [page, cancel] of this.#asked) {
      if (pages.includes(page)) continue
      cancel()
      this.#asked.delete(page)
    }
    for (const page of pages) if (!this.#asked.has(page) && !this.#failed.has(page)) this.#ask(page)
  }

  stop(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#retry)
    for (const cancel of this.#asked.values()) cancel()
    this.#asked.clear()
  }

  #restart(): void {
    clearTimeout(this.#retry)
    this.#retry = undefined
    this.#timer = undefined
    this.#startedAt = performance.now()
    for (const cancel of this.#asked.values()) cancel()
    this.#asked.clear()
    this.#failed.clear()
    this.#pages.restart()
    this.want(...this.#view)
  }

  #ask(page: number): void {
    const wanted = this.#wanted
    if (!wanted) return
    const { filter, highlight } = wanted
    const body = {
      kind: 'rows',
      from: page * PAGE_ROWS,
      count: PAGE_ROWS,
      filter,
      ...(highlight && { highlight }),
    } as const
    const asked = this.#engine.ask(body, (answer) => this.#hear(answer, page))
    this.#asked.set(page, () => asked.cancel())
  }

  #hear(answer: Answer, page: number): void {
    this.#asked.delete(page)
    if (answer.kind === 'rows') {
      this.total = answer.total
      this.#took = performance.now() - this.#startedAt
      this.#pages.put(page, answer.rows)
      if (this.#failed.size === 0) this.trouble = undefined
      // Counted before the change that the page has heard of since: shown, and asked again.
      if (this.#wanted && answer.revision < this.#wanted.revision) this.#restartSoon()
    } else if (answer.kind === 'trouble') {
      this.#failed.add(page)
      this.trouble = answer.trouble
      this.#retry ??= setTimeout(() => this.#restart(), this.#retryMs)
      this.#retryMs = Math.min(MOST_RETRY_MS, this.#retryMs * 2)
    }
    this.#changed()
  }
}
