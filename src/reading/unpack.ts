// Brings any dropped file to plain UTF-8 bytes that can be read again at any offset: as it is, or unpacked once into the vault.
import { fail, ok, type Result, type Trouble } from '../base/result.ts'
import { type Packing, Refused } from './archives/limits.ts'
import { packingNames, packingOf, plainBytes } from './archives/packing.ts'
import { readTrouble } from './chunks.ts'
import { fileKind, HEAD_BYTES } from './kind.ts'
import { openVault, pour } from './vault.ts'

export interface PlainSource {
  /** UTF-8 text, readable at any offset. */
  readonly blob: Blob
  /** Bytes of a byte order mark to leave out. */
  readonly skip: number
  readonly packed?: Packing | 'utf-16le' | 'utf-16be'
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
  const packing = packingOf(head)
  if (packing !== undefined) return unpackStream(blob, name, packing, onBytes)
  const kind = fileKind(head, name)
  switch (kind.kind) {
    case 'refused':
      return fail(kind.trouble)
    case 'gzip':
      return unpackStream(blob, name, 'gz', onBytes)
    case 'text':
      return ok({ blob, skip: kind.skip })
    default:
      return unpackUtf16(blob.slice(kind.skip), name, kind.kind, onBytes)
  }
}

async function unpackStream(
  blob: Blob,
  name: string,
  packing: Packing,
  onBytes?: (bytes: number) => void,
): Promise<Result<PlainSource>> {
  const sink = openVault(name)
  const poured = await pour(plainBytes(blob, packing, name), sink, onBytes)
  if (poured.broken instanceof Refused) {
    await sink.abandon()
    return fail({ ...poured.broken.trouble, where: name })
  }
  const trouble: Trouble | undefined =
    poured.broken === undefined
      ? undefined
      : {
          problem: `The ${packingNames[packing]} file is damaged or cut off.`,
          where: `${name}, after ${poured.bytes} unpacked bytes`,
          why: messageOf(poured.broken),
          help: 'What came before the damage is kept. Copy the file again to read the rest.',
        }
  if (poured.bytes === 0) {
    await sink.abandon()
    return fail(
      trouble ?? { problem: 'Empty file.', where: name, why: 'It unpacks to no bytes.', help: 'Check the copy.' },
    )
  }
  return packedText(await sink.finish(), name, packing, trouble)
}

/** What came out of a packing is looked at again: it may be an archive, data, or UTF-16. */
async function packedText(blob: Blob, name: string, packed: Packing, trouble?: Trouble): Promise<Result<PlainSource>> {
  const head = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer())
  const inner = packingOf(head)
  if (inner !== undefined) {
    return fail({
      problem: `A ${packingNames[inner]} file inside a ${packingNames[packed]} file.`,
      where: name,
      why: `Its unpacked bytes are ${packingNames[inner]} again.`,
      help: 'Unpack it once and drop the result.',
    })
  }
  const kind = fileKind(head, name.replace(/\.(?:gz|xz|zst|bz2)$/, ''))
  if (kind.kind === 'refused') return fail(kind.trouble)
  if (kind.kind === 'utf-16le' || kind.kind === 'utf-16be') {
    const text = await unpackUtf16(blob.slice(kind.skip), name, kind.kind)
    return text.ok && trouble ? ok({ ...text.value, trouble }) : text
  }
  return ok({ blob, skip: kind.kind === 'text' ? kind.skip : 0, packed, ...(trouble ? { trouble } : {}) })
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
