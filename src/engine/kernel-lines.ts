// Collects the kernel lines by which a boot's own clock can be tied to a wall clock of the same host: first those of the boots, then their
// twins in the host's wall-clock sources. Memory: some hundred lines a boot, and only matching lines of the wall sources.
import type { KernelLine } from '../clocks/facts.ts'
import { bootStarts } from '../clocks/place.ts'
import type { DetailCache } from '../index/detail-cache.ts'
import { type BlockBytes, rowText } from './rows.ts'
import type { Source } from './source.ts'

/** Blocks looked at from both ends of a boot, and boots looked at in one source. */
const BLOCKS_A_BOOT = 4
const BOOTS_MOST = 64
/** Bytes of a wall-clock source searched for twins, from both ends. */
const SEARCH_BYTES = 32 << 20
const SLICE_BYTES = 4 << 20

/** `kernel: [ 4021.123456] text` inside a syslog line; the caller id of newer kernels is not part of the text. */
const kernelInSyslog = /kernel: (?:<\d+>)?\[ *(\d+)\.(\d{6})\](?:\[ *[TC]\d+\])? ?(.*)$/

/** Kernel lines of a source that counts since boot. */
export async function bootLines(source: Source, cache: DetailCache, bytes: BlockBytes): Promise<KernelLine[]> {
  const blocks = source.blockSource()
  if (!blocks) return []
  const starts = bootStarts(source.facts().blocks).slice(0, BOOTS_MOST)
  const wanted = new Set<number>()
  starts.forEach((from, i) => {
    const to = starts[i + 1] ?? blocks.table.length
    for (let n = 0; n < BLOCKS_A_BOOT / 2 && from + n < to; n++) {
      wanted.add(from + n)
      wanted.add(to - 1 - n)
    }
  })
  const read = source.reader()
  const lines: KernelLine[] = []
  for (const block of [...wanted].sort((a, b) => a - b)) {
    const detail = await cache.get(blocks, block)
    const text = await bytes.get(blocks, block)
    for (let row = 0; row < detail.rows; row++) {
      const boot = detail.at[row] as number
      if (!(boot > 0)) continue
      const message = read(rowText(text, detail, row).split('\n')[0]?.replace(/\r$/, '') ?? '')?.entry.message.trim()
      if (message) lines.push({ boot, message, block })
    }
  }
  return lines
}

/** Lines of a wall-clock source that stand in `wanted` too (by microseconds and text). */
export async function twinLines(source: Source, wanted: ReadonlySet<string>): Promise<KernelLine[]> {
  const blocks = source.blockSource()
  if (!blocks || wanted.size === 0) return []
  const { table } = blocks
  const read = source.reader()
  const found: KernelLine[] = []
  const decoder = new TextDecoder()
  for (let first = 0; first < table.length; ) {
    let next = first + 1
    while (next < table.length && table.endOf(next) - (table.start[first] as number) <= SLICE_BYTES) next++
    const from = table.start[first] as number
    if (from < SEARCH_BYTES || from > table.endByte - SEARCH_BYTES) {
      const bytes = await blocks.read(from, Math.min(table.endOf(next - 1), from + 2 * SLICE_BYTES))
      for (let block = first; block < next; block++) {
        const inBlock = bytes.subarray((table.start[block] as number) - from, table.endOf(block) - from)
        for (const line of decoder.decode(inBlock).split('\n')) {
          const kernel = kernelInSyslog.exec(line.replace(/\r$/, ''))
          if (!kernel) continue
          const boot = Number(kernel[1]) * 1e6 + Number(kernel[2])
          const message = (kernel[3] ?? '').trim()
          if (!wanted.has(twinKey(boot, message))) continue
          const wall = read(line.replace(/\r$/, ''))?.entry.stamp?.at
          if (wall !== undefined) found.push({ boot, message, block, wall })
        }
      }
    }
    first = next
  }
  return found
}

export const twinKey = (boot: number, message: string): string => `${boot}\n${message}`

/** Fills `kernelLines` of every source that can take part; hosts without both kinds of source cost nothing. */
export async function gatherKernelLines(
  sources: readonly Source[],
  cache: DetailCache,
  bytes: BlockBytes,
): Promise<void> {
  const byHost = groupBy(
    sources.filter((s) => s.opened && s.table.length > 0),
    (s) => s.host.value,
  )
  for (const onHost of byHost.values()) {
    const boots = onHost.filter((s) => s.facts().kind === 'boot')
    const walls = onHost.filter((s) => s.facts().kind === 'wall')
    if (boots.length === 0 || walls.length === 0) continue
    const wanted = new Set<string>()
    for (const source of boots) {
      source.kernelLines = await bootLines(source, cache, bytes)
      for (const line of source.kernelLines) wanted.add(twinKey(line.boot, line.message))
    }
    for (const source of walls) source.kernelLines = await twinLines(source, wanted)
  }
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}
