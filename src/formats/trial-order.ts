// The order in which formats are tried, computed from whose samples match whom: nobody numbers formats by hand.
import type { Format } from './format.ts'
import { formats } from './index.ts'

/** How many of each row format's samples each column format reads, 0–1. */
type Overlap = ReadonlyMap<string, ReadonlyMap<string, number>>

/** The sample × format matrix as shares. */
function overlapOf(all: readonly Format[] = formats): Overlap {
  return new Map(
    all.map((owner) => [
      owner.id,
      new Map(
        all.map((reader) => {
          const read = owner.samples.filter((sample) => reader.read(sample.line) !== undefined).length
          return [reader.id, owner.samples.length === 0 ? 0 : read / owner.samples.length]
        }),
      ),
    ]),
  )
}

/**
 * Narrow before wide. A format is wide by how much of the others' samples it reads, less how much of its own the others read;
 * equal widths stand in the order of their ids, so the order never depends on the array's.
 */
export function computeTrialOrder(all: readonly Format[] = formats): readonly Format[] {
  const overlap = overlapOf(all)
  const share = (owner: Format, reader: Format): number => overlap.get(owner.id)?.get(reader.id) ?? 0
  const width = new Map<string, number>()
  for (const format of all) {
    let sum = 0
    for (const other of all) if (other !== format) sum += share(other, format) - share(format, other)
    width.set(format.id, Math.round(sum * 1e6))
  }
  const widthOf = (format: Format): number => width.get(format.id) ?? 0
  return [...all].sort((a, b) => widthOf(a) - widthOf(b) || (a.id < b.id ? -1 : 1))
}

let computed: readonly Format[] | undefined

/** {@link computeTrialOrder} of all formats, computed once when first asked for. */
export function trialOrder(): readonly Format[] {
  computed ??= computeTrialOrder()
  return computed
}
