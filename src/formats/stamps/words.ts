// Fixed words at byte level.

/** True where `text` stands at `i`. */
export function beginsWith(bytes: Uint8Array, i: number, end: number, text: Uint8Array): boolean {
  if (i + text.length > end) return false
  for (let k = 0; k < text.length; k++) if (bytes[i + k] !== text[k]) return false
  return true
}
