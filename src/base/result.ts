// How expected failures travel: as values, in words a person can act on.

/** Something that went wrong with one file, line or choice, said so that the reader knows what to do next. */
export interface Trouble {
  /** What happened: "Binary journal, not text." */
  readonly problem: string
  /** Where: a file name, or `name:line`. */
  readonly where: string
  /** Why, where it is known. */
  readonly why: string
  /** What to do: "Run journalctl … and drop journal.log here." */
  readonly help: string
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const fail = (trouble: Trouble): Result<never> => ({ ok: false, trouble })

/** For mistakes of ours, never of the input's: it reaches the error screen. */
export function assert(holds: unknown, says: string): asserts holds {
  if (!holds) throw new Error(`Skewline has a bug: ${says}`)
}

/** Ends an exhaustive switch: the type checker refuses a missing case. */
export function assertNever(never: never): never {
  throw new Error(`Skewline has a bug: unexpected ${JSON.stringify(never)}`)
}
