// The literals that the scan looks for in every byte: those of clock witnesses and anchors.
import { LEAST_LITERAL, LiteralFilter } from '../base/literal-filter.ts'
import { anchorReaders } from '../clocks/anchors/index.ts'
import { witnessReaders } from '../clocks/evidence/index.ts'

let filter: LiteralFilter | undefined

/**
 * One filter per worker; made when the first source is read. The few literals that are too short for it belong to pasted clocks, which
 * stand among a source's first lines and are looked at anyway.
 */
export function sought(): LiteralFilter {
  const literals = new Set([...witnessReaders, ...anchorReaders].flatMap((r) => r.literals))
  // Seconds since boot beside a wall-clock stamp: the steadiest witness of a step there is.
  literals.add('kernel: [')
  filter ??= new LiteralFilter([...literals].filter((text) => text.length >= LEAST_LITERAL).sort())
  return filter
}
