// Level words as loggers print them in a place of their own, at byte level: `INFO`, `warn`, `ERR`, `Critical`, `D`. Never looked for in a
// message's text.
import type { Severity } from '../../base/severity.ts'
import { isLetter } from './bytes.ts'

const word = (text: string): number => [...text].reduce((sum, letter) => sum * 256 + letter.charCodeAt(0), 0)

/** Severity by the word's first four letters, and the longest word that begins so. */
const LEVELS: ReadonlyMap<number, number> = new Map(
  (
    [
      ['emerg', 0],
      ['panic', 0],
      ['alert', 1],
      ['crit', 2],
      ['fatal', 2],
      ['sever', 3],
      ['err', 3],
      ['error', 3],
      ['warn', 4],
      ['wrn', 4],
      ['warning', 4],
      ['notice', 5],
      ['note', 5],
      ['audit', 5],
      ['info', 6],
      ['inf', 6],
      ['debug', 7],
      ['dbg', 7],
      ['trace', 7],
      ['verbose', 7],
      ['fine', 7],
    ] as const
  ).map(([name, level]) => [word(name.slice(0, 4)), level]),
)

/** Severity of a whole word that is a level's name, `undefined` for any other. */
export function levelOfWord(text: string): Severity | undefined {
  const packed = word(text.slice(0, 4).toLowerCase())
  return /^[A-Za-z]{3,11}$/.test(text) ? (LEVELS.get(packed) as Severity | undefined) : undefined
}

/** Where the last {@link levelWordAt} ended. */
export let levelWordEnd = 0

/** Severity of the level word at `i`, or −1. The word ends where its letters end (`trace3` keeps its digit). */
export function levelWordAt(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  let packed = 0
  const stop = Math.min(i + 12, end)
  while (p < stop && isLetter(bytes[p] as number)) {
    if (p < i + 4) packed = packed * 256 + ((bytes[p] as number) | 32)
    p++
  }
  const length = p - i
  if (length < 3 || length > 11) return -1
  const level = LEVELS.get(packed)
  if (level === undefined) return -1
  // Words of other meaning that begin alike: `information` is a level, `notify`, `audited`, `finerprint` are none.
  const last = (bytes[p - 1] as number) | 32
  if (length > 7 && last !== 110 && last !== 121 && last !== 108) return -1
  if (length === 6 && packed === 0x6e6f7469 && last !== 101) return -1
  if (level === 7 && p < end && (bytes[p] as number) >= 49 && (bytes[p] as number) <= 56) p++
  levelWordEnd = p
  return level
}
