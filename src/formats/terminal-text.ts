// What a terminal makes of a line: escape sequences paint and move, a carriage return starts over, a backspace takes one back (ECMA-48).
import { OPEN } from './stamps/bytes.ts'

const ESCAPE = 27
const RETURN = 13

/**
 * Index after the terminal control sequences and stray carriage returns at `i` (`ESC [ … final byte`). A console's colours and cursor
 * moves stand in front of the text they paint.
 */
export function skipEscapes(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  while (p < end) {
    if (bytes[p] === RETURN) p++
    else if (bytes[p] === ESCAPE) {
      p++
      if (p < end && bytes[p] === OPEN) {
        p++
        while (p < end && ((bytes[p] as number) < 64 || (bytes[p] as number) > 126)) p++
      }
      // A two-byte sequence (`ESC c`); anything that is not ASCII is text.
      if (p < end && (bytes[p] as number) < 128) p++
    } else break
  }
  return p
}

const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])?/g
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/

/** Text without terminal control sequences. */
export const stripEscapes = (text: string): string => (text.includes('\x1b') ? text.replace(ESCAPES, '') : text)

/** Backspaces applied, other control characters but tab and return dropped: `10%\b\b\b20%` reads `20%`. */
function erased(text: string): string {
  const kept: string[] = []
  for (const char of text) {
    if (char === '\b') kept.pop()
    else if (!CONTROLS.test(char)) kept.push(char)
  }
  return kept.join('')
}

/**
 * What a terminal would still show of a line: a carriage return starts it over, so the last part that is not empty stands (progress
 * bars, spinners). The raw line stays one click away.
 */
export function visible(line: string): string {
  const plain = stripEscapes(line)
  const text = CONTROLS.test(plain) ? erased(plain) : plain
  if (!text.includes('\r')) return text
  return text.split('\r').findLast((part) => part.trim() !== '') ?? ''
}
