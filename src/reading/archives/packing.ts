// Streams packed in gz, xz, zst or bz2, as plain bytes: pulled piece by piece, so that memory stays flat and a bomb is seen in time.
import { ByteReader, type Bytes } from './byte-reader.ts'
import { unbzip2 } from './bzip2.ts'
import { gunzip } from './gzip.ts'
import { bombTrouble, isBomb, type Packing, Refused } from './limits.ts'
import { unxz } from './xz.ts'
import { unzstd } from './zstd.ts'

const magics: readonly (readonly [Packing, readonly number[]])[] = [
  ['gz', [0x1f, 0x8b]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zst', [0x28, 0xb5, 0x2f, 0xfd]],
  ['bz2', [0x42, 0x5a, 0x68]],
]

export const packingNames = { gz: 'gzip', xz: 'xz', zst: 'zstd', bz2: 'bzip2' } as const

export function packingOf(head: Uint8Array): Packing | undefined {
  const found = magics.find(([, magic]) => magic.every((byte, i) => head[i] === byte))?.[0]
  // “BZh” could begin a line; the digit and the mark of a block do not.
  if (
    found === 'bz2' &&
    !(head[3] !== undefined && head[3] >= 0x31 && head[3] <= 0x39 && [0x31, 0x17].includes(head[4] ?? 0))
  )
    return undefined
  return found
}

/** Input is handed on in pieces of this size: one of them can unpack to a thousand times as much before anyone can look. */
const PIECE = 32 * 1024

/** How many packed bytes were used so far. */
export interface Used {
  packed: number
}

/**
 * The plain bytes of a packed blob. Throws `Refused` for a bomb, and whatever the decoder throws for damage: what came before was yielded.
 * Bytes that are yielded belong to the caller.
 */
export async function* plainBytes(
  blob: Blob,
  packing: Packing,
  where: string,
  used: Used = { packed: 0 },
): AsyncGenerator<Bytes> {
  let unpacked = 0
  for await (const bytes of opened(blob, packing, used)) {
    unpacked += bytes.length
    if (isBomb(packing, unpacked, used.packed)) throw new Refused(bombTrouble(where, unpacked, used.packed))
    yield bytes
  }
}

function opened(blob: Blob, packing: Packing, used: Used): AsyncGenerator<Bytes> {
  if (packing === 'gz') return gunzip(blob, () => pieces(blob, used))
  const input = new ByteReader(pieces(blob, used))
  return packing === 'xz' ? unxz(input) : packing === 'zst' ? unzstd(input) : unbzip2(input)
}

/** Streams that are being read: Chromium may collect a reader that only a pending read refers to (`../chunks.ts`). */
const keepAlive = new Set<ReadableStreamDefaultReader<Uint8Array>>()

/** A blob in small pieces. */
export async function* pieces(blob: Blob, used: Used): AsyncGenerator<Bytes> {
  used.packed = 0
  const reader = blob.stream().getReader()
  keepAlive.add(reader)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      for (let at = 0; at < value.length; at += PIECE) {
        const piece = value.subarray(at, at + PIECE)
        used.packed += piece.length
        yield piece
      }
    }
  } finally {
    keepAlive.delete(reader)
    // A stream that is broken has said so by its read.
    reader.cancel().catch(() => undefined)
  }
}
