// xz: streams of blocks of LZMA2 chunks, one behind the other (https://tukaani.org/xz/xz-file-format.txt), as a stream of plain bytes.
// Memory: the dictionary the file asks for, at most 64 MiB (what `xz -9` writes), and half of it more to slide in.

import type { ByteReader, Bytes } from './byte-reader.ts'
import { Crc64, crc32 } from './checksums.ts'
import { Damaged } from './damaged.ts'
import { LzmaDecoder, type Window } from './lzma-decoder.ts'

const DICTIONARY_MOST = 64 << 20
const CHUNK_MOST = 2 << 20
const LZMA2 = 0x21
/** Bytes of a check, by its number. */
const checkBytes = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64]

export async function* unxz(input: ByteReader): AsyncGenerator<Bytes> {
  let streams = 0
  // Streams may follow each other with zeros between them.
  while (await input.need(4)) {
    if (streams > 0 && input.bytes.subarray(input.at, input.at + 4).every((byte) => byte === 0)) {
      input.at += 4
      continue
    }
    const header = await input.take(12)
    if (header[0] !== 0xfd || header[1] !== 0x37 || header[5] !== 0)
      throw new Damaged('something that is not xz follows')
    if (u32(header, 8) !== crc32(header.subarray(6, 8))) throw new Damaged('the checksum of its header is wrong')
    yield* blocks(input, (header[7] as number) & 15)
    streams++
  }
  if (input.left > 0) throw new Damaged('it ends too early')
}

async function* blocks(input: ByteReader, check: number): AsyncGenerator<Bytes> {
  for (;;) {
    const first = (await input.take(1))[0] as number
    if (first === 0) return skipIndex(input)
    const rest = await input.take((first + 1) * 4 - 1)
    const dictionary = dictionaryOf(first, rest)
    let sum32 = 0
    const sum64 = check === 4 ? new Crc64() : undefined
    const counted = { packed: 0 }
    for await (const text of chunks(input, dictionary, counted)) {
      if (check === 1) sum32 = crc32(text, sum32)
      sum64?.add(text)
      yield text
    }
    await input.take((4 - (counted.packed & 3)) & 3)
    const stored = await input.take(checkBytes[check] as number)
    const same = check === 1 ? u32(stored, 0) === sum32 : (sum64?.equals(u32(stored, 0), u32(stored, 4)) ?? true)
    if (!same) throw new Damaged('the checksum of its text is wrong')
  }
}

/** Size of the dictionary, from a block's header. */
function dictionaryOf(first: number, rest: Uint8Array): number {
  const body = rest.length - 4
  if (u32(rest, body) !== crc32(rest.subarray(0, body), crc32(Uint8Array.of(first)))) {
    throw new Damaged('the checksum of a block’s header is wrong')
  }
  const flags = rest[0] as number
  let at = 1
  const number = () => {
    while ((rest[at++] as number) & 0x80) if (at >= body) throw new Damaged('a block’s header makes no sense')
  }
  if (flags & 0x40) number()
  if (flags & 0x80) number()
  if ((flags & 3) !== 0 || rest[at] !== LZMA2)
    throw new Damaged('it uses a filter for programs (BCJ or delta), which logs do not need')
  const bits = rest[at + 2] as number
  const size = bits >= 40 ? 2 ** 32 : (2 | (bits & 1)) * 2 ** ((bits >> 1) + 11)
  if (size > DICTIONARY_MOST) throw new Damaged(`it needs ${Math.ceil(size / 2 ** 20)} MiB of memory to unpack`)
  return size
}

async function* chunks(input: ByteReader, dictionary: number, counted: { packed: number }): AsyncGenerator<Bytes> {
  const decoder = new LzmaDecoder()
  const window: Window = { bytes: new Uint8Array(0), end: 0, from: 0 }
  // Positions count from the last reset; the window slides, so their base slides with it.
  let base = 0
  let needsDictionary = true
  let needsProperties = true
  for (;;) {
    const control = (await input.take(1))[0] as number
    counted.packed++
    if (control === 0) return
    if (control === 1 || control >= 0xe0) {
      needsDictionary = false
      needsProperties = true
      window.from = window.end
      base = window.end
    } else if (needsDictionary) {
      throw new Damaged('its first chunk does not begin anew')
    }
    const lzma = control >= 0x80
    if (!lzma && control > 2) throw new Damaged('a chunk of an unknown kind')
    const head = await input.take(lzma ? 4 : 2)
    const size = (lzma ? (control & 31) << 16 : 0) + ((head[0] as number) << 8) + (head[1] as number) + 1
    const packed = lzma ? ((head[2] as number) << 8) + (head[3] as number) + 1 : size
    counted.packed += head.length + packed
    if (lzma && control >= 0xc0) {
      decoder.setProperties((await input.take(1))[0] as number)
      counted.packed++
      needsProperties = false
    } else if (lzma && needsProperties) {
      throw new Damaged('its first chunk does not begin anew')
    }
    const source = await input.take(packed)
    base -= makeRoom(window, size, dictionary)
    const from = window.end
    if (lzma) {
      if (control >= 0xa0) decoder.resetState()
      decoder.decode(source, window, size, base)
    } else {
      window.bytes.set(source, from)
      window.end += size
    }
    yield window.bytes.slice(from, window.end)
  }
}

/** Slides or grows the window until `size` bytes fit; returns how far it slid. */
function makeRoom(window: Window, size: number, dictionary: number): number {
  if (window.end + size <= window.bytes.length) return 0
  const full = dictionary + Math.max(CHUNK_MOST, dictionary >> 1)
  const slid = window.end + size > full ? Math.max(0, window.end - dictionary) : 0
  const old = window.bytes
  window.end -= slid
  window.from = Math.max(0, window.from - slid)
  if (window.end + size > old.length) {
    window.bytes = new Uint8Array(Math.min(full, Math.max(window.end + size, old.length * 2)))
    window.bytes.set(old.subarray(slid, slid + window.end))
  } else {
    old.copyWithin(0, slid, slid + window.end)
  }
  return slid
}

/** The index repeats the sizes of all blocks; only its length matters here. Then the footer of 12 bytes. */
async function skipIndex(input: ByteReader): Promise<void> {
  let length = 1
  const number = async (): Promise<number> => {
    let value = 0
    for (let shift = 0; shift < 63; shift += 7) {
      const byte = (await input.take(1))[0] as number
      length++
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) break
    }
    return value
  }
  const records = await number()
  for (let i = 0; i < records * 2; i++) await number()
  await input.take(((4 - (length & 3)) & 3) + 4)
  const footer = await input.take(12)
  if (footer[10] !== 0x59 || footer[11] !== 0x5a) throw new Damaged('its end is not where it says')
}

const u32 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)) >>>
  0
