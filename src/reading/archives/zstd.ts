// zstd frames, one behind the other (RFC 8878), as a stream of plain bytes. fzstd decodes; this walks the frames, so that a window
// too large for memory is refused before anything is set aside for it. The checksum at the end of a frame is not checked (fzstd has none).
// Memory: the window a frame asks for (at most 128 MiB, the bound of the zstd program; 8 MiB is usual) and one block of 128 kB.
import { Decompress } from 'fzstd'
import type { ByteReader, Bytes } from './byte-reader.ts'
import { Damaged } from './damaged.ts'

const WINDOW_MOST = 128 << 20
const HEADER_MOST = 18

export async function* unzstd(input: ByteReader): AsyncGenerator<Bytes> {
  while ((await input.need(4)) || input.left > 0) {
    const magic = u32(await input.take(4))
    if ((magic & 0xfffffff0) >>> 0 === 0x184d2a50) await skip(input, u32(await input.take(4)))
    else if (magic === 0xfd2fb528) yield* frame(input)
    else throw new Damaged('something that is not zstd follows')
  }
}

async function skip(input: ByteReader, count: number): Promise<void> {
  for (let left = count; left > 0; ) left -= (await input.take(Math.min(left, 65536))).length
}

async function* frame(input: ByteReader): AsyncGenerator<Bytes> {
  await input.need(HEADER_MOST)
  const head = input.bytes.subarray(input.at, input.end)
  const length = headerLength(head)
  let texts: Bytes[] = []
  const decoder = new Decompress((text) => {
    if (text.length > 0) texts.push(text as Bytes)
  })
  decoder.push(join(Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd), (await input.take(length)).slice()))
  const checksum = ((head[0] as number) & 4) > 0 ? 4 : 0
  for (let last = false; !last; ) {
    const block = (await input.take(3)).slice()
    const [low, middle, high] = block as unknown as [number, number, number]
    last = (low & 1) === 1
    const size = ((low | (middle << 8) | (high << 16)) >>> 3) & 0x1fffff
    // A block of the second kind is one byte, said once.
    const body = await input.take((low & 6) === 2 ? 1 : size)
    decoder.push(join(block, body, last ? new Uint8Array(checksum) : undefined), last)
    const ready = texts
    texts = []
    yield* ready
    if (last) await input.take(checksum)
  }
}

/** Bytes of the header behind the magic; throws where it asks for what cannot be given. */
function headerLength(head: Uint8Array): number {
  const flags = head[0] ?? 0
  const single = (flags & 0x20) > 0
  const dictionary = [0, 1, 2, 4][flags & 3] as number
  const sizeBytes = [single ? 1 : 0, 2, 4, 8][flags >> 6] as number
  if (flags & 8) throw new Damaged('its header makes no sense')
  const at = 1 + (single ? 0 : 1)
  if (head.subarray(at, at + dictionary).some((byte) => byte > 0)) throw new Damaged('it was packed with a dictionary')
  let window = 0
  if (single) {
    for (let i = sizeBytes - 1; i >= 0; i--) window = window * 256 + (head[at + dictionary + i] ?? 0)
  } else {
    const base = 2 ** (10 + ((head[1] ?? 0) >> 3))
    window = base + (base / 8) * ((head[1] ?? 0) & 7)
  }
  if (window > WINDOW_MOST) throw new Damaged(`it needs ${Math.ceil(window / 2 ** 20)} MiB of memory to unpack`)
  return at + dictionary + sizeBytes
}

function join(a: Uint8Array, b: Uint8Array, c?: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length + (c?.length ?? 0))
  all.set(a)
  all.set(b, a.length)
  if (c) all.set(c, a.length + b.length)
  return all
}

const u32 = (bytes: Uint8Array): number =>
  ((bytes[0] as number) | ((bytes[1] as number) << 8) | ((bytes[2] as number) << 16) | ((bytes[3] as number) << 24)) >>>
  0
