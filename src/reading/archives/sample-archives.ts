// Archives for tests, written in memory: no test needs a tool of the system.
import { deflateSync, gzipSync } from 'fflate'
import type { Bytes } from './byte-reader.ts'
import { crc32 } from './checksums.ts'

/** A text, bytes, or a link; options bend the headers. */
export interface SampleMember {
  readonly path: string
  readonly data?: string | Uint8Array
  readonly type?: string
  /** zip: how it is packed (8 deflate, 0 stored), what the directory says instead of the truth. */
  readonly method?: number
  readonly packed?: Uint8Array
  readonly says?: Partial<{ bytes: number; packed: number; crc: number; flags: number; offset: number; mode: number }>
  readonly rawName?: Uint8Array
}

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text)
const bytesOf = (data: string | Uint8Array = ''): Uint8Array => (typeof data === 'string' ? utf8(data) : data)

export function joinBytes(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export const gzOf = (bytes: Uint8Array): Bytes => gzipSync(bytes) as Bytes

export function tarOf(members: readonly SampleMember[]): Bytes {
  const parts = members.flatMap(({ path, data, type }) => {
    const bytes = bytesOf(data)
    return [tarHeader(path, bytes.length, type), bytes, new Uint8Array((512 - (bytes.length % 512)) % 512)]
  })
  return joinBytes(...parts, new Uint8Array(1024))
}

export function tarHeader(path: string, size: number, type = '0'): Bytes {
  const header = new Uint8Array(512)
  const put = (at: number, text: string) => header.set(utf8(text), at)
  put(0, path.slice(0, 100))
  put(100, '0000644\0')
  put(124, `${size.toString(8).padStart(11, '0')}\0`)
  put(136, `${(1360892410).toString(8).padStart(11, '0')}\0`)
  put(148, '        ')
  put(156, type)
  put(257, 'ustar\x0000')
  put(
    148,
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
  )
  return header
}

/** `prefix` stands in front of the archive, as in one that unpacks itself. */
export function zipOf(members: readonly SampleMember[], prefix: Uint8Array = new Uint8Array(0)): Bytes {
  const parts: Uint8Array[] = [prefix]
  const directory: Uint8Array[] = []
  let at = 0
  for (const member of members) {
    const data = bytesOf(member.data)
    const method = member.method ?? 8
    const packed = member.packed ?? (method === 8 ? deflateSync(data) : data)
    const name = member.rawName ?? utf8(member.path)
    const says = {
      bytes: data.length,
      packed: packed.length,
      crc: crc32(data),
      flags: 0,
      offset: at,
      mode: 0,
      ...member.says,
    }
    const local = new DataView(new ArrayBuffer(30))
    local.setUint32(0, 0x04034b50, true)
    local.setUint16(8, method, true)
    local.setUint16(26, name.length, true)
    const entry = new DataView(new ArrayBuffer(46))
    entry.setUint32(0, 0x02014b50, true)
    entry.setUint8(5, 3)
    entry.setUint16(8, says.flags, true)
    entry.setUint16(10, method, true)
    entry.setUint32(16, says.crc, true)
    entry.setUint32(20, says.packed, true)
    entry.setUint32(24, says.bytes, true)
    entry.setUint16(28, name.length, true)
    entry.setUint16(40, says.mode, true)
    entry.setUint32(42, says.offset, true)
    parts.push(new Uint8Array(local.buffer), name, packed)
    directory.push(new Uint8Array(entry.buffer), name)
    at += 30 + name.length + packed.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, members.length, true)
  end.setUint16(10, members.length, true)
  end.setUint32(12, size, true)
  end.setUint32(16, at, true)
  return joinBytes(...parts, ...directory, new Uint8Array(end.buffer))
}
