// The central directory at the end of a zip archive, with zip64: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.3, 4.5).
import { fail, ok, type Result } from '../../base/result.ts'
import { crc32 } from './checksums.ts'
import { cleanPath, damagedTrouble } from './finds.ts'

export interface ZipEntry {
  readonly path: string
  readonly folder: boolean
  readonly link: boolean
  readonly encrypted: boolean
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly bytes: number
  /** Of the local header, from the archive's first byte. */
  readonly offset: number
  /** ms since 1970. */
  readonly modified: number
}

const END = 0x06054b50
const END_BYTES = 22
const END64 = 0x06064b50
const ENTRY = 0x02014b50
const ENTRY_BYTES = 46
const COMMENT_MOST = 65_535
/** A directory larger than this would not fit in memory with everything else. */
const DIRECTORY_MOST = 128 << 20

/** All entries in the order of the directory, at most `most`; `total` is how many there are. */
export async function readDirectory(
  blob: Blob,
  where: string,
  most: number,
): Promise<Result<{ entries: ZipEntry[]; total: number }>> {
  const broken = (why: string) => fail(damagedTrouble(where, why))
  const tailFrom = Math.max(0, blob.size - END_BYTES - COMMENT_MOST - 20)
  const tail = await viewOf(blob, tailFrom, blob.size)
  let end = tail.byteLength - END_BYTES
  while (end >= 0 && tail.getUint32(end, true) !== END) end--
  if (end < 0) return broken('Its directory, which stands at the end, is missing.')
  let size = tail.getUint32(end + 12, true)
  let offset = tail.getUint32(end + 16, true)
  let endsAt = tailFrom + end
  if ((size === 0xffffffff || offset === 0xffffffff || tail.getUint16(end + 10, true) === 0xffff) && end >= 20) {
    const at = big(tail, end - 20 + 8)
    const end64 = at + 56 <= blob.size ? await viewOf(blob, at, at + 56) : undefined
    if (end64?.getUint32(0, true) === END64) {
      size = big(end64, 40)
      offset = big(end64, 48)
      endsAt = at
    }
  }
  if (size > DIRECTORY_MOST || size > endsAt) return broken('Its directory states a size that cannot be.')
  // Bytes before the archive (a program that unpacks itself) move everything that the directory points to.
  const moved = Math.max(0, endsAt - size - offset)
  const directory = await viewOf(blob, offset + moved, offset + moved + size)
  const entries: ZipEntry[] = []
  let total = 0
  for (let at = 0; at + ENTRY_BYTES <= directory.byteLength; total++) {
    if (directory.getUint32(at, true) !== ENTRY) return broken(`Entry ${total + 1} of its directory makes no sense.`)
    const length = ENTRY_BYTES + lengthsAt(directory, at)
    if (at + length > directory.byteLength) return broken(`Entry ${total + 1} of its directory is cut off.`)
    if (entries.length < most) entries.push(entryAt(directory, at, moved))
    at += length
  }
  return ok({ entries, total })
}

const lengthsAt = (view: DataView, at: number): number =>
  view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)

function entryAt(view: DataView, at: number, moved: number): ZipEntry {
  const flags = view.getUint16(at + 8, true)
  const nameLength = view.getUint16(at + 28, true)
  const raw = new Uint8Array(view.buffer, view.byteOffset + at + ENTRY_BYTES, nameLength)
  const extra = readExtra(view, at + ENTRY_BYTES + nameLength, view.getUint16(at + 30, true))
  const wide = extra.get(1)
  let wideAt = 0
  // zip64: each field that does not fit stands in the extra, in this order.
  const field = (offset: number): number => {
    const value = view.getUint32(at + offset, true)
    if (value !== 0xffffffff || !wide || wideAt + 8 > wide.byteLength) return value
    wideAt += 8
    return big(wide, wideAt - 8)
  }
  const bytes = field(24)
  const packed = field(20)
  const offset = field(42) + moved
  const unixMode = view.getUint16(at + 40, true)
  const path = cleanPath(nameOf(raw, (flags & 0x800) !== 0, extra.get(0x7075)))
  return {
    path,
    folder: raw.at(-1) === 0x2f || raw.at(-1) === 0x5c || (view.getUint8(at + 38) & 0x10) !== 0,
    link: view.getUint8(at + 5) === 3 && (unixMode & 0xf000) === 0xa000,
    encrypted: (flags & 0x41) !== 0,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed,
    bytes,
    offset,
    modified: modifiedAt(view, at, extra.get(0x5455)),
  }
}

function readExtra(view: DataView, from: number, length: number): Map<number, DataView> {
  const fields = new Map<number, DataView>()
  for (let at = from; at + 4 <= from + length; ) {
    const size = view.getUint16(at + 2, true)
    if (at + 4 + size > from + length) break
    fields.set(view.getUint16(at, true), new DataView(view.buffer, view.byteOffset + at + 4, size))
    at += 4 + size
  }
  return fields
}

function modifiedAt(view: DataView, at: number, unix: DataView | undefined): number {
  if (unix && unix.byteLength >= 5 && (unix.getUint8(0) & 1) !== 0) return Math.max(0, unix.getInt32(1, true)) * 1000
  const time = view.getUint16(at + 12, true)
  const date = view.getUint16(at + 14, true)
  // In the zone of whoever packed it; near enough for what a file's age is used for.
  const ms = Date.UTC(
    1980 + (date >> 9),
    ((date >> 5) & 15) - 1,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  )
  return date === 0 ? 0 : ms
}

/** The upper half of code page 437, in which zip names are written that do not say UTF-8. */
const upper437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ '

function nameOf(raw: Uint8Array, utf8: boolean, unicode: DataView | undefined): string {
  // The Unicode path holds only while the plain name is the one it was made from.
  if (unicode && unicode.byteLength > 5 && unicode.getUint32(1, true) === crc32(raw)) {
    return new TextDecoder().decode(new Uint8Array(unicode.buffer, unicode.byteOffset + 5, unicode.byteLength - 5))
  }
  if (utf8) return new TextDecoder().decode(raw)
  try {
    // Many write UTF-8 without saying so; text of code page 437 is hardly ever valid UTF-8.
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return Array.from(raw, (byte) => (byte < 128 ? String.fromCharCode(byte) : upper437[byte - 128])).join('')
  }
}

const big = (view: DataView, at: number): number => view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32

async function viewOf(blob: Blob, from: number, to: number): Promise<DataView> {
  return new DataView(await blob.slice(from, to).arrayBuffer())
}
