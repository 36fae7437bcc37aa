// A collector that was cut off writes what it missed in one burst: many lines stamped within seconds that were sent over minutes. Their
// delay has no ceiling, and no sender's clock jumped.
import type { Anchor } from '../testimony.ts'
import type { Assembled } from './assemble.ts'
import { keyOf } from './input.ts'

const LINES = 4
/** The senders' stamps spread at least so many times wider than the receiver's. */
const SQUEEZED = 5
const SPREAD = 20e6

export function lateBursts(anchors: readonly Anchor[], assembled: Assembled): ReadonlySet<string> {
  const late = new Set<string>()
  const groups = new Map<string, { id: string; a: number; b: number; line: number }[]>()
  for (const anchor of anchors) {
    const a = assembled.at.get(keyOf(anchor.a))
    const b = assembled.at.get(keyOf(anchor.b))
    if (!a || !b || a.track.clock === b.track.clock || !(anchor.gap[1] > 0)) continue
    const name = `${a.track.clock.index} ${b.track.clock.index} ${a.track.source.id} ${b.track.source.id}`
    const list = groups.get(name) ?? []
    list.push({
      id: anchor.id,
      a: a.track.nominal(a.reading.block, a.reading.at),
      b: b.track.nominal(b.reading.block, b.reading.at),
      line: anchor.b.line,
    })
    groups.set(name, list)
  }
  for (const list of groups.values()) {
    list.sort((x, y) => x.line - y.line)
    let from = 0
    for (let to = 0; to < list.length; to++) {
      const at = (i: number) => list[i] as { id: string; a: number; b: number }
      while (from < to && at(to).b - at(from).b > 30e6) from++
      const spread = at(to).a - at(from).a
      if (to - from + 1 < LINES || spread < SPREAD || spread < SQUEEZED * (at(to).b - at(from).b)) continue
      for (let i = from; i <= to; i++) late.add(at(i).id)
    }
  }
  return late
}
