// Small byte helpers of the stamp readers. Everything here is straight-line and allocates nothing: it runs on every line of a source.

export const SPACE = 32
export const COLON = 58
export const DOT = 46
export const COMMA = 44
export const DASH = 45
export const LESS = 60
export const GREATER = 62
export const OPEN = 91
export const CLOSE = 93
export const PERCENT = 37
export const STAR = 42

/** No scan looks further into a line than this. */
export const REACH = 512

export const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57

/** A–Z or a–z. */
export const isLetter = (byte: number): boolean => (byte | 32) >= 97 && (byte | 32) <= 122

/** Two decimal digits at `i`, or −1. The caller has checked that `i + 1` is inside the line. */
export function twoDigits(bytes: Uint8Array, i: number): number {
  const a = (bytes[i] as number) - 48
  const b = (bytes[i + 1] as number) - 48
  // As unsigned numbers, anything below `0` is far above 9: one comparison each.
  return a >>> 0 > 9 || b >>> 0 > 9 ? -1 : a * 10 + b
}

/** Four decimal digits at `i`, or −1. */
export function fourDigits(bytes: Uint8Array, i: number): number {
  const high = twoDigits(bytes, i)
  const low = twoDigits(bytes, i + 2)
  return high < 0 || low < 0 ? -1 : high * 100 + low
}

/** First index at or after `i` that is not a space. */
export function skipSpaces(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  while (p < end && bytes[p] === SPACE) p++
  return p
}

/** Where a scan of `[start, end)` must stop looking. */
export const reachOf = (start: number, end: number): number => (end - start > REACH ? start + REACH : end)

/** True where `[start, end)` holds only spaces and control bytes. Such a line opens no entry in any format. */
export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let p = start; p < end; p++) if ((bytes[p] as number) > SPACE) return false
  return true
}

/**
 * What kind of word a byte can stand in: 1 letters, digits and `_` (mnemonics); 2 also `-` (agents); 3 also `./*` (hosts, nodes,
 * tasks); 0 in none. One load instead of five comparisons.
 */
export const wordKind: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (isLetter(byte) || isDigit(byte) || byte === 95) return 1
  if (byte === DASH) return 2
  return byte === DOT || byte === 47 || byte === STAR ? 3 : 0
})
