// The literals that the scan looks for in every byte: those of clock witnesses and anchors.
import { LiteralFilter } from '../base/literal-filter.ts'
import { anchorReaders } from '../clocks/anchors/index.ts'
import { witnessReaders } from '../clocks/evidence/index.ts'

let filter: LiteralFilter | undefined

/** One filter per worker; made when the first source is read. */
export function sought(): LiteralFilter {
  filter ??= new LiteralFilter([...new Set([...witnessReaders, ...anchorReaders].flatMap((r) => r.literals))].sort())
  return filter
}
