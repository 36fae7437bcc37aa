// Pages of rows at hand: the least recently used leave first. After a change, old rows stay visible until new ones replace them. Pure.

export const PAGE_ROWS = 200
const MOST_PAGES = 40

export class PageCache<T> {
  /** In the order of use: the first is the one to leave. */
  #pages = new Map<number, readonly T[]>()
  #stale = new Map<number, readonly T[]>()

  /** What is known of a row. Rows of before the last {@link restart} serve until their page is read anew. */
  get(index: number): T | undefined {
    const page = Math.floor(index / PAGE_ROWS)
    const rows = this.#pages.get(page) ?? this.#stale.get(page)
    return rows?.[index - page * PAGE_ROWS]
  }

  put(page: number, rows: readonly T[]): void {
    this.#pages.delete(page)
    this.#pages.set(page, rows)
    this.#stale.delete(page)
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= MOST_PAGES) break
      this.#pages.delete(oldest)
    }
  }

  /** Pages to ask for so that rows `first`–`last` are known, and marks the known ones as used. */
  missing(first: number, last: number): readonly number[] {
    const wanted: number[] = []
    for (let page = Math.floor(first / PAGE_ROWS); page <= Math.floor(last / PAGE_ROWS); page++) {
      const rows = this.#pages.get(page)
      if (!rows) wanted.push(page)
      else {
        this.#pages.delete(page)
        this.#pages.set(page, rows)
      }
    }
    return wanted
  }

  /** What is known is out of date. It stays readable, page by page, until it is read anew. */
  restart(): void {
    this.#stale = new Map([...this.#stale, ...this.#pages])
    this.#pages = new Map()
  }

  get size(): number {
    return this.#pages.size
  }
}
