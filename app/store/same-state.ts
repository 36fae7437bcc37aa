// Keeps of a pushed state what has not changed: equal parts stay the same objects, so whoever compares by identity skips them. Pure.
import type { EngineState, SourceSummary } from '../../src/engine/protocol.ts'

/** `next`, made of the parts of `before` where they are equal. */
export function sharedWith(before: EngineState, next: EngineState): EngineState {
  const known = new Map(before.sources.map((source) => [source.id, source]))
  const sources = next.sources.map((source) => keptOr(known.get(source.id), source))
  return {
    ...next,
    sources: sameItems(before.sources, sources) ? before.sources : sources,
    ...(next.alignment && { alignment: keptOr(before.alignment, next.alignment) }),
    ...(next.archives && { archives: keptOr(before.archives, next.archives) }),
    counts: keptOr(before.counts, next.counts),
  }
}

const keptOr = <T>(before: T | undefined, next: T): T => (before !== undefined && isEqual(before, next) ? before : next)

const sameItems = (a: readonly SourceSummary[], b: readonly SourceSummary[]): boolean =>
  a.length === b.length && a.every((item, n) => item === b[n])

/** Equal as data: what crosses from the engine has only plain objects, arrays and scalars. */
function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [keys, others] = [Object.keys(a), Object.keys(b)]
  return (
    keys.length === others.length &&
    keys.every((key) => key in b && isEqual((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  )
}
