// Where a year turns inside a yearless source, told apart from a clock that was set back (clock.md section 4): a fall of a whole year less a
// short silence is New Year; one that comes back, or that would need months of silence, is a step.
import { Basis, DAY } from '../../base/time.ts'
import type { BlockFacts } from '../facts.ts'

const YEAR = 365.2425 * DAY
/** A fall this deep is New Year whatever the silence; one less deep than {@link SHALLOW} never is. */
const DEEP = 330 * DAY
const SHALLOW = 180 * DAY
/** A silence over New Year may be this many times the longest other silence of the file. */
const SILENCE = 3

/** For each block, how many years after the year of the last block it lies: 0 or negative. */
export function turnsOf(blocks: BlockFacts, isStep: (block: number) => boolean): Int16Array {
  const changes: { block: number; by: number }[] = []
  let last = Number.NaN
  let longest = DAY
  for (let b = 0; b < blocks.length; b++) {
    const first = blocks.first[b] as number
    if (blocks.basis[b] !== Basis.Yearless || Number.isNaN(first)) continue
    const by = first - last
    if (Math.abs(by) > SHALLOW) changes.push({ block: b, by })
    else if (by > longest) longest = by
    last = blocks.last[b] as number
  }
  const turning = new Set<number>()
  for (let i = 0; i < changes.length; i++) {
    const change = changes[i]
    if (!change || isStep(change.block)) continue
    const next = changes[i + 1]
    // Away and back again: a clock that was unset (or far ahead) for a while. New Year does not come back.
    if (next && Math.sign(next.by) !== Math.sign(change.by) && Math.abs(next.by + change.by) < 45 * DAY) {
      i++
      continue
    }
    if (change.by > 0) continue
    const silence = YEAR + change.by
    if (change.by < -DEEP || silence <= SILENCE * longest) turning.add(change.block)
  }
  const turns = new Int16Array(blocks.length)
  let turn = 0
  for (let b = blocks.length - 1; b >= 0; b--) {
    turns[b] = turn
    if (turning.has(b)) turn--
  }
  return turns
}
