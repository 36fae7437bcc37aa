// Unpacking: whatever a log came in, its text comes out as UTF-8; what is damaged keeps what came before and says so.
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unpack } from './unpack.ts'

type Bytes = Uint8Array<ArrayBuffer>
const utf8 = (text: string): Bytes => new TextEncoder().encode(text)
const gz = (bytes: Uint8Array): Bytes => new Uint8Array(gzipSync(bytes))
const join = (...parts: Uint8Array[]): Bytes => new Uint8Array(Buffer.concat(parts))
const utf16 = (text: string, order: 'le' | 'be'): Bytes => {
  const bytes = Buffer.from(text, 'utf16le')
  return new Uint8Array(order === 'le' ? bytes : bytes.swap16())
}

async function opened(bytes: Uint8Array<ArrayBuffer>, name = 'c35/syslog.gz') {
  const result = await unpack(new Blob([bytes]), name)
  if (!result.ok) return { trouble: result.trouble, refused: true }
  const { blob, skip, packed, trouble } = result.value
  return { text: await blob.slice(skip).text(), packed, trouble, refused: false }
}

/** Lines whose bytes do not pack well, so that a cut file breaks off in the middle of its text. */
const lines = Array.from(
  { length: 6000 },
  (_, i) => `[${i}.${(i * 7919 * 104729) % 999_983}] ${(i * 2654435761) >>> 0}`,
).join('\n')

describe('gzip', () => {
  test('a good file gives its text and hears its bytes counted', async () => {
    const counted: number[] = []
    const result = await unpack(new Blob([gz(utf8(lines))]), 'a.gz', (bytes) => counted.push(bytes))
    expect(result.ok && (await result.value.blob.text())).toBe(lines)
    expect(result.ok && result.value).toMatchObject({ packed: 'gz', skip: 0 })
    expect(counted.at(-1)).toBe(lines.length)
  })

  test('a file cut off anywhere keeps what came before the cut, and says so', async () => {
    const whole = gz(utf8(lines))
    for (const share of [0.2, 0.5, 0.9, 0.99]) {
      const { text, trouble } = await opened(whole.slice(0, Math.floor(whole.length * share)))
      expect(text?.length).toBeGreaterThan(lines.length * share * 0.4)
      expect(lines.startsWith(text ?? '?')).toBe(true)
      expect(trouble).toMatchObject({ problem: 'The gzip file is damaged or cut off.' })
      expect(trouble?.where).toContain(`c35/syslog.gz, after ${text?.length} unpacked bytes`)
      expect(trouble?.help).not.toBe('')
    }
  })

  test('a file cut off within its header or in its checksum is damaged, not empty and not whole', async () => {
    const whole = gz(utf8(lines))
    const head = await opened(whole.slice(0, 6))
    expect(head.trouble?.problem).toBe('The gzip file is damaged or cut off.')
    const tail = await opened(whole.slice(0, -4))
    expect(tail.text).toBe(lines)
    expect(tail.trouble?.problem).toBe('The gzip file is damaged or cut off.')
  })

  test('a wrong checksum is said, and the text is kept', async () => {
    const whole = gz(utf8('one\ntwo\n'))
    whole[whole.length - 7] = (whole[whole.length - 7] as number) ^ 255
    const { text, trouble } = await opened(whole)
    expect(text).toBe('one\ntwo\n')
    expect(trouble?.problem).toBe('The gzip file is damaged or cut off.')
  })

  test('two members one behind the other are one text', async () => {
    expect(await opened(join(gz(utf8('first\n')), gz(utf8('second\n'))))).toMatchObject({
      text: 'first\nsecond\n',
      trouble: undefined,
    })
  })

  test('a second member that is cut off keeps the first and what came of the second', async () => {
    const two = join(gz(utf8('first\n')), gz(utf8(lines)))
    for (const cut of [4, 1000, 20_000]) {
      const { text, trouble } = await opened(two.slice(0, -cut))
      expect(`first\n${lines}`.startsWith(text ?? '?')).toBe(true)
      expect(text?.length).toBeGreaterThan(6)
      expect(trouble?.problem).toBe('The gzip file is damaged or cut off.')
    }
  })

  test('members followed by something else keep their text', async () => {
    const { text, trouble } = await opened(join(gz(utf8('first\n')), gz(utf8('second\n')), utf8('not gzip at all')))
    expect(text).toBe('first\nsecond\n')
    expect(trouble).toBeDefined()
  })

  test.each([
    ['gzip in gzip', gz(gz(utf8(lines))), /gzip file inside a gzip/],
    ['zip in gzip', gz(join(utf8('PK\x03\x04'), new Uint8Array(60))), /zip archive/],
    ['nothing in gzip', gz(new Uint8Array(0)), /Empty file/],
    ['data in gzip', gz(Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 253)), /Binary file/],
  ])('%s is refused in words', async (_, bytes, problem) => {
    const { refused, trouble } = await opened(bytes)
    expect(refused).toBe(true)
    expect(trouble?.problem).toMatch(problem)
    expect([trouble?.where, trouble?.why, trouble?.help]).not.toContain('')
  })

  test('UTF-16 inside gzip comes out as text; cut off, it says so', async () => {
    const whole = gz(join(Uint8Array.of(255, 254), utf16(lines, 'le')))
    expect((await opened(whole)).text).toBe(lines)
    const cut = await opened(whole.slice(0, whole.length >> 1))
    expect(lines.startsWith((cut.text ?? '?').replace(/\uFFFD$/, ''))).toBe(true)
    expect(cut.trouble?.problem).toBe('The gzip file is damaged or cut off.')
  })
})

describe('encodings', () => {
  const text = 'Feb 15 01:40:18 c35 kernel: Größe 漢字 🌩\r\nsecond line\r\n'.repeat(30)

  test.each(['le', 'be'] as const)('UTF-16 %s, with a mark and without', async (order) => {
    const mark = order === 'le' ? Uint8Array.of(255, 254) : Uint8Array.of(254, 255)
    const plain = 'Feb 15 01:40:18 c35 kernel: plain\r\n'.repeat(9)
    expect(await opened(join(mark, utf16(text, order)))).toMatchObject({ text, packed: `utf-16${order}` })
    expect(await opened(utf16(plain, order))).toMatchObject({ text: plain, packed: `utf-16${order}` })
  })

  test('an odd byte at the end of UTF-16 is one replacement character', async () => {
    const { text: read } = await opened(join(Uint8Array.of(255, 254), utf16('ab\n', 'le'), Uint8Array.of(65)))
    expect(read).toBe('ab\n\uFFFD')
  })

  test('UTF-8, its byte order mark, latin-1 bytes and NULs are left where they are', async () => {
    const bytes = join(Uint8Array.of(0xef, 0xbb, 0xbf), utf8('a\n'), Uint8Array.of(0xe9, 0, 0, 0, 10))
    const result = await unpack(new Blob([bytes]), 'a.log')
    if (!result.ok) expect.fail(result.trouble.problem)
    expect(result.value.skip).toBe(3)
    expect(new Uint8Array(await result.value.blob.arrayBuffer())).toEqual(bytes)
    expect(result.value.packed).toBeUndefined()
  })
})

test('any bytes at all, also behind a gzip header, get an answer', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom('none', 'gzip', 'packed'),
      async (bytes, as) => {
        const input =
          as === 'none' ? join(bytes) : as === 'gzip' ? join(Uint8Array.of(31, 139, 8, 0), bytes) : gz(bytes)
        const result = await unpack(new Blob([input]), 'any')
        if (!result.ok) expect([result.trouble.problem, result.trouble.help]).not.toContain('')
      },
    ),
    { numRuns: 400, seed: 31139 },
  )
})
