// Brings any dropped file to plain UTF-8 bytes that can be read again at any offset: as it is, or unpacked once into the vault.
import { Gunzip } from 'fflate'
import { fail, ok, type Result, type Trouble } from '../base/result.ts'
import { readTrouble } from './chunks.ts'
import { fileKind, HEAD_BYTES } from './kind.ts'
import { openVault, type Sink } from './vault.ts'

export interface PlainSource {
  /** UTF-8 text, readable at any offset. */
  readonly blob: Blob
  /** Bytes of a byte order mark to leave out. */
  readonly skip: number
  readonly packed?: 'gz' | 'utf-16le' | 'utf-16be'
  /** The packing broke off: what came before is in `blob`. */
  readonly trouble?: Trouble
}

/** Looks at a file's first bytes and unpacks it where needed. `onBytes` hears how many unpacked bytes there are so far. */
export async function unpack(
  blob: Blob,
  name: string,
  onBytes?: (bytes: number) => void,
): Promise<Result<PlainSource>> {
  let head: Uint8Array
  try {
    head = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer())
  } catch (error) {
    return fail({ ...readTrouble(error, 0), where: name })
  }
  const kind = fileKind(head, name)
  switch (kind.kind) {
    case 'refused':
      return fail(kind.trouble)
    case 'text':
      return ok({ blob, skip: kind.skip })
    case 'gzip':
      return unpackGzip(blob, name, onBytes)
    default:
      return unpackUtf16(blob.slice(kind.skip), name, kind.kind, onBytes)
  }
}

async function unpackGzip(blob: Blob, name: string, onBytes?: (bytes: number) => void): Promise<Result<PlainSource>> {
  const sink = openVault(name)
  const poured = await pourGzip(blob, sink, onBytes)
  const trouble: Trouble | undefined =
    poured.broken === undefined
      ? undefined
      : {
          problem: 'The gzip file is damaged or cut off.',
          where: `${name}, after ${poured.bytes} unpacked bytes`,
          why: poured.broken,
          help: 'What came before the damage is kept. Copy the file again to read the rest.',
        }
  if (poured.bytes === 0) {
    await sink.abandon()
    return fail(
      trouble ?? { problem: 'Empty file.', where: name, why: 'It unpacks to no bytes.', help: 'Check the copy.' },
    )
  }
  return packedText(await sink.finish(), name, 'gz', trouble)
}

/** What came out of a packing is looked at again: it may be an archive, data, or UTF-16. */
async function packedText(blob: Blob, name: string, packed: 'gz', trouble?: Trouble): Promise<Result<PlainSource>> {
  const kind = fileKind(new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer()), name.replace(/\.gz$/, ''))
  if (kind.kind === 'refused') return fail(kind.trouble)
  if (kind.kind === 'gzip') {
    return fail({
      problem: 'A gzip file inside a gzip file.',
      where: name,
      why: 'Its unpacked bytes are gzip again.',
      help: 'Unpack it once (gunzip) and drop the result.',
    })
  }
  if (kind.kind !== 'text') {
    const text = await unpackUtf16(blob.slice(kind.skip), name, kind.kind)
    return text.ok && trouble ? ok({ ...text.value, trouble }) : text
  }
  return ok({ blob, skip: kind.skip, packed, ...(trouble ? { trouble } : {}) })
}

/**
 * The native decompressor is 2.8 times faster, but refuses what follows the first member (`cat a.gz b.gz`, pigz, rotated logs);
 * then the rest goes through fflate, which reads members one after another.
 */
async function pourGzip(
  blob: Blob,
  sink: Sink,
  onBytes?: (bytes: number) => void,
): Promise<{ bytes: number; broken?: string }> {
  let bytes = 0
  try {
    const stream = blob
      .stream()
      .pipeThrough(
        new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>,
      )
    const reader = stream.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return { bytes }
      await sink.write(value)
      bytes += value.byteLength
      onBytes?.(bytes)
    }
  } catch (error) {
    return pourMembers(blob, sink, bytes, error, onBytes)
  }
}

/**
 * Reads every gzip member with fflate and writes what the native decompressor had not given yet. fflate passes over a cut end and a wrong
 * checksum: a file of one member, which the native decompressor would have read, is damaged for the reason it gave; of several members
 * the last must have the length its trailer states (RFC 1952, ISIZE).
 */
async function pourMembers(
  blob: Blob,
  sink: Sink,
  already: number,
  refused: unknown,
  onBytes?: (bytes: number) => void,
): Promise<{ bytes: number; broken?: string }> {
  let seen = 0
  let bytes = already
  let pending: Uint8Array<ArrayBuffer>[] = []
  let members = 1
  let inMember = 0
  const gunzip = new Gunzip((chunk) => {
    inMember += chunk.length
    const fresh = chunk.subarray(Math.max(0, already - seen))
    seen += chunk.length
    if (fresh.length > 0) pending.push(fresh.slice())
  })
  gunzip.onmember = () => {
    members++
    inMember = 0
  }
  const flush = async () => {
    for (const chunk of pending) {
      await sink.write(chunk)
      bytes += chunk.byteLength
    }
    pending = []
    onBytes?.(bytes)
  }
  try {
    const reader = blob.stream().getReader()
    for (;;) {
      const { done, value } = await reader.read()
      gunzip.push(value ?? new Uint8Array(0), done)
      await flush()
      if (done) break
    }
    if (members === 1) return { bytes, broken: messageOf(refused) }
    const stated = new DataView(await blob.slice(-4).arrayBuffer()).getUint32(0, true)
    return stated === inMember % 2 ** 32 ? { bytes } : { bytes, broken: 'its last part ends too early' }
  } catch (error) {
    await flush()
    return { bytes, broken: messageOf(error) }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function unpackUtf16(
  blob: Blob,
  name: string,
  encoding: 'utf-16le' | 'utf-16be',
  onBytes?: (bytes: number) => void,
): Promise<Result<PlainSource>> {
  const sink = openVault(name)
  const decoder = new TextDecoder(encoding)
  const encoder = new TextEncoder()
  let bytes = 0
  const write = async (text: string) => {
    const encoded = encoder.encode(text)
    if (encoded.length === 0) return
    await sink.write(encoded)
    bytes += encoded.length
    onBytes?.(bytes)
  }
  try {
    const reader = blob.stream().getReader()
    for (;;) {
      const { done, value } = await reader.read()
      await write(decoder.decode(value, { stream: !done }))
      if (done) break
    }
  } catch (error) {
    const trouble = { ...readTrouble(error, bytes), where: name }
    if (bytes === 0) return fail(trouble)
    return ok({ blob: await sink.finish(), skip: 0, packed: encoding, trouble })
  }
  return ok({ blob: await sink.finish(), skip: 0, packed: encoding })
}
