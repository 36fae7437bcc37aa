// Reading in chunks: however the buffer, the start and the taker cut the bytes, the same bytes arrive, once and in order.
import { openAsBlob } from 'node:fs'
import { appendFile, mkdtemp, rm, truncate, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readChunks, type TakeBytes } from './chunks.ts'

const bytesOf = (length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 255)

/** Collects what it takes; `leaves` says how much of each offer it leaves for the next one (never on the last). */
function collector(leaves: (filled: number) => number) {
  const parts: Uint8Array[] = []
  let lasts = 0
  const take: TakeBytes = (bytes, filled, last) => {
    if (last) lasts++
    const used = last ? filled : Math.max(0, filled - leaves(filled))
    parts.push(bytes.slice(0, used))
    return used
  }
  return {
    take,
    get bytes() {
      return new Uint8Array(Buffer.concat(parts))
    },
    get lasts() {
      return lasts
    },
  }
}

/** A blob whose stream is broken in a given way the first `times` it is opened. Slices of it are broken in the same way. */
function brokenBlob(bytes: Uint8Array<ArrayBuffer>, after: number, how: 'hangs' | 'fails', times: number) {
  const opened = { count: 0 }
  const make = (from: number): Blob => {
    const whole = new Blob([bytes.subarray(from)])
    const stream = () => {
      opened.count++
      if (opened.count > times) return whole.stream()
      let at = 0
      return new ReadableStream({
        type: 'bytes',
        autoAllocateChunkSize: 1024,
        pull(controller) {
          if (at >= after) {
            if (how === 'hangs') return new Promise<void>(() => undefined)
            throw new DOMException('The blob could not be read', 'NotReadableError')
          }
          const part = bytes.slice(from + at, from + Math.min(at + 1000, after))
          at += part.length
          controller.enqueue(part)
          return undefined
        },
      })
    }
    return Object.assign(new Blob([bytes.subarray(from)]), { stream, slice: (start = 0) => make(from + start) })
  }
  return { blob: make(0), opened }
}

describe('reading in chunks', () => {
  test('gives the same bytes for every buffer size, start and way of leaving tails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 1024, max: 9000 }),
        fc.nat(20_000),
        fc.array(fc.nat(512), { minLength: 1, maxLength: 8 }),
        async (length, bufferBytes, from, tails) => {
          const bytes = bytesOf(length)
          const start = Math.min(from, length)
          let call = 0
          const heard = collector((filled) => Math.min(tails[call++ % tails.length] as number, filled >> 1))
          const read = await readChunks(new Blob([bytes]), heard.take, { bufferBytes, from: start })
          expect(read).toEqual({ ok: true, value: length })
          expect(Buffer.compare(heard.bytes, bytes.subarray(start))).toBe(0)
          expect(heard.lasts).toBe(1)
        },
      ),
      { numRuns: 120, seed: 1024 },
    )
  })

  test('a taker that answers later gets the same bytes', async () => {
    const bytes = bytesOf(30_000)
    const heard = collector(() => 100)
    const slow: TakeBytes = async (part, filled, last) => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      return heard.take(part, filled, last)
    }
    expect(await readChunks(new Blob([bytes]), slow, { bufferBytes: 4096 })).toEqual({ ok: true, value: 30_000 })
    expect(Buffer.compare(heard.bytes, bytes)).toBe(0)
  })

  test('an empty blob is one last offer of nothing', async () => {
    const heard = collector(() => 0)
    expect(await readChunks(new Blob([]), heard.take)).toEqual({ ok: true, value: 0 })
    expect(heard.bytes.length).toBe(0)
  })

  test('−1 ends the reading without an error, and the value is what was taken before', async () => {
    let offers = 0
    const read = await readChunks(new Blob([bytesOf(20_000)]), (_, filled) => (++offers < 3 ? filled : -1), {
      bufferBytes: 2048,
    })
    expect(read).toEqual({ ok: true, value: 4096 })
    expect(offers).toBe(3)
  })

  test('a reader that is stopped ends early and says how far it came', async () => {
    let offers = 0
    const take: TakeBytes = (_, filled) => {
      offers++
      return filled
    }
    const read = await readChunks(new Blob([bytesOf(20_000)]), take, { bufferBytes: 2048, stopped: () => offers === 2 })
    expect(read).toEqual({ ok: true, value: 4096 })
  })

  test('a stream that hangs is started again where it stopped, and no byte is lost or doubled', async () => {
    const bytes = bytesOf(12_000)
    const { blob, opened } = brokenBlob(bytes, 5000, 'hangs', 1)
    const heard = collector(() => 300)
    const read = await readChunks(blob, heard.take, { bufferBytes: 2048, stallMs: 60 })
    expect(read).toEqual({ ok: true, value: 12_000 })
    expect(Buffer.compare(heard.bytes, bytes)).toBe(0)
    expect(opened.count).toBe(2)
  })

  test('a stream that never gives anything ends with a trouble instead of waiting for ever', async () => {
    const { blob, opened } = brokenBlob(bytesOf(5000), 0, 'hangs', 99)
    const read = await readChunks(blob, collector(() => 0).take, { stallMs: 60 })
    expect(read.ok).toBe(false)
    expect(!read.ok && read.trouble).toMatchObject({ problem: 'The file stopped giving data.', where: 'byte 0' })
    expect(opened.count).toBe(3)
  })

  test('a stream that fails midway names the byte, and what came before was taken', async () => {
    const bytes = bytesOf(12_000)
    const heard = collector(() => 0)
    const read = await readChunks(brokenBlob(bytes, 5000, 'fails', 99).blob, heard.take, { bufferBytes: 1024 })
    expect(!read.ok && read.trouble.where).toBe(`byte ${heard.bytes.length}`)
    expect(heard.bytes.length).toBeGreaterThanOrEqual(4096)
    expect(Buffer.compare(heard.bytes, bytes.subarray(0, heard.bytes.length))).toBe(0)
  })
})

describe('a file that changes on disk after it was opened', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'skewline-chunks-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test.each([
    ['appended to', (path: string) => appendFile(path, 'more')],
    ['cut short', (path: string) => truncate(path, 100)],
    ['deleted', (path: string) => unlink(path)],
  ])('%s: a trouble says what, where, why and what to do', async (name, change) => {
    const path = join(folder, `${name}.log`)
    await writeFile(path, bytesOf(50_000))
    const blob = await openAsBlob(path)
    await change(path)
    const read = await readChunks(blob, (_, filled) => filled, { from: 10 })
    if (read.ok) expect.fail('the change went unnoticed')
    expect(read.trouble.problem).toMatch(/changed on disk|no longer there/)
    expect(read.trouble.where).toBe('byte 10')
    expect(read.trouble.why).not.toBe('')
    expect(read.trouble.help).toMatch(/[Dd]rop it again/)
  })
})
