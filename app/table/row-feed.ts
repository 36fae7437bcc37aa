// The rows of the table under one filter: pages asked as they come into view, late answers dropped, the total always the newest.
import type { Answer, Row, RowFilter, TextQuery } from '../../src/engine/protocol.ts'
import type { EngineClient } from '../engine-client.ts'
import { PAGE_ROWS, PageCache } from './page-cache.ts'

/** Which rows: a change of any part makes the pages at hand stale. */
export interface RowsWanted {
  readonly filter: RowFilter
  readonly highlight?: TextQuery | undefined
  /** Grows with the engine's revision and with the hits of a running search. */
  readonly version: string
}

const rowsOf = ({ filter, highlight }: RowsWanted) => [filter, highlight]

/** While reading, versions come with every block. */
const RESTART_PAUSE_MS = 200

export class RowFeed {
  /** Rows under the filter; absent until the first answer. */
  total: number | undefined
  readonly #engine: EngineClient
  readonly #changed: () => void
  readonly #pages = new PageCache<Row>()
  readonly #asked = new Map<number, () => void>()
  readonly #failed = new Set<number>()
  #wanted: RowsWanted | undefined
  #view: readonly [number, number] = [0, 0]
  #timer: ReturnType<typeof setTimeout> | undefined
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
    if (!sameRows) {
      clearTimeout(this.#timer)
      this.#timer = undefined
      this.#restart()
    } else if (this.#timer === undefined) {
      const wait = Math.max(0, this.#startedAt + RESTART_PAUSE_MS - performance.now())
      this.#timer = setTimeout(() => this.#restart(), wait)
    }
  }

  /** Rows in view. Asks for pages that are not known and gives up asks for pages that are out of view. */
  want(first: number, last: number): void {
    this.#view = [first, last]
    if (!this.#wanted) return
    const end = this.total === undefined ? last : Math.min(last, this.total - 1)
    const pages = this.#pages.missing(Math.max(0, first), Math.max(0, end))
    for (const [page, cancel] of this.#asked) {
      if (pages.includes(page)) continue
      cancel()
      this.#asked.delete(page)
    }
    for (const page of pages) if (!this.#asked.has(page) && !this.#failed.has(page)) this.#ask(page)
  }

  stop(): void {
    clearTimeout(this.#timer)
    for (const cancel of this.#asked.values()) cancel()
    this.#asked.clear()
  }

  #restart(): void {
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
      this.#pages.put(page, answer.rows)
    } else this.#failed.add(page)
    this.#changed()
  }
}
