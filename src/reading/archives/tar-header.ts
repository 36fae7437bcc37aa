// One 512-byte header of a tar archive: POSIX ustar and pax, GNU, and the version 7 that has no magic.
// https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html, https://www.gnu.org/software/tar/manual/html_node/Standard.html

export const TAR_BLOCK = 512

export interface TarHeader {
  readonly path: string
  readonly size: number
  /** ms since 1970. */
  readonly modified: number
  /** One character; see {@link whatItIs}. */
  readonly type: string
}

/** `undefined` where the checksum is wrong: this is no header. */
export function readTarHeader(block: Uint8Array): TarHeader | undefined {
  if (block.length < TAR_BLOCK || block[0] === 0 || number(block, 148, 8) !== sumOf(block)) return undefined
  const name = text(block, 0, 100)
  // GNU writes `ustar` with blanks behind it, and uses the place of the prefix for times.
  const posix = text(block, 257, 6) === 'ustar' && block[263] === 0x30
  const prefix = posix ? text(block, 345, 155) : ''
  const size = number(block, 124, 12)
  if (!(size >= 0 && size <= Number.MAX_SAFE_INTEGER)) return undefined
  return {
    path: prefix === '' ? name : `${prefix}/${name}`,
    size,
    modified: Math.max(0, number(block, 136, 12)) * 1000,
    type: block[156] === 0 ? '0' : String.fromCharCode(block[156] as number),
  }
}

/** What a member is that is not a file with text in it. */
export function whatItIs(type: string): string | undefined {
  switch (type) {
    case '0':
    case '7':
      return undefined
    case '1':
      return 'a hard link to another member'
    case '2':
      return 'a symbolic link'
    case '3':
    case '4':
      return 'a device'
    case '5':
      return 'a folder'
    case '6':
      return 'a pipe'
    case 'S':
      return 'a sparse file, whose holes are left out'
    default:
      return `a member of a kind that is not read (“${type}”)`
  }
}

/** The records `length key=value\n` of a pax header. */
export function readPax(bytes: Uint8Array): Map<string, string> {
  const records = new Map<string, string>()
  const decoder = new TextDecoder()
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(0x20, at)
    if (blank < 0) break
    const length = Number.parseInt(decoder.decode(bytes.subarray(at, blank)), 10)
    // A record is longer than the number it begins with, so this always gets on.
    if (!(length > blank - at) || at + length > bytes.length) break
    const record = decoder.decode(bytes.subarray(blank + 1, at + length - 1))
    const equals = record.indexOf('=')
    if (equals > 0) records.set(record.slice(0, equals), record.slice(equals + 1))
    at += length
  }
  return records
}

export function text(bytes: Uint8Array, at: number, length: number): string {
  const field = bytes.subarray(at, at + length)
  const end = field.indexOf(0)
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end))
}

/** Octal digits, or GNU's base 256 where the first bit is set. */
function number(bytes: Uint8Array, at: number, length: number): number {
  if (((bytes[at] as number) & 0x80) === 0) {
    const digits = text(bytes, at, length).trim()
    return digits === '' ? 0 : Number.parseInt(digits, 8)
  }
  let value = (bytes[at] as number) & 0x7f
  for (let i = 1; i < length; i++) value = value * 256 + (bytes[at + i] as number)
  return value
}

/** The sum of all bytes, the checksum's own counted as blanks. */
function sumOf(block: Uint8Array): number {
  let sum = 8 * 0x20
  for (let i = 0; i < TAR_BLOCK; i++) if (i < 148 || i >= 156) sum += block[i] as number
  return sum
}
