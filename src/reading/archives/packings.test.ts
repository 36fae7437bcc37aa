// Packed streams as the programs write them, damaged ones, and bombs: refused before they cost anything.
import { constants, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unpack } from '../unpack.ts'
import { archiveKind, type Batch, readArchive } from './archive.ts'
import type { Bytes } from './byte-reader.ts'
import { natively } from './gzip.ts'
import { gzOf, joinBytes, tarHeader, tarOf, utf8, zipOf } from './sample-archives.ts'
import { inflate } from './zip.ts'

const base64 = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'base64'))
const kern = [1, 2, 3].map((n) => `Feb 15 01:40:1${n} c35 kernel: eth${n}: link is down\n`).join('')

const xz = base64(
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ACMAD9dACMZSEIBFMfrAL233zZhf2+3aRIq/r9buTh6/Fm/eZIwisUqJeCWc4hWeLj48fRn0IYwqsZiTj7GNK7L8uVI4AAA1LNCKizqfdsAAVuNAQAAAK8/1lSxxGf7AgAAAAAEWVo=',
)
const zst = base64(
  'KLUv/QRo/QEAMsMLEqDtsBL1g1CzyoAAizwv+t0cAapCgI4N/amvVuybCfKXcTteJ3qeuWFshpO84RIFAKATgBy4GUDEpazKKydpOQ==',
)
const bz2 = base64(
  'QlpoOTFBWSZTWXiafwEAACRdgAAQQAB+EAEAHm2cgCAASK/VMk2UxDENBn/qogA000GTI5Umz+lTIwhQsOopjgkkehNhSh2RSzEU3ba5RRNeq3RYIMkFllVWKKCz8XckU4UJB4mn8BA=',
)
/** One MiB of zeros each. */
const zeros = {
  xz: base64(
    '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj7///ANldAABv/f//o7f/Rz5IFXI5YVG4kijmo4YH+e7kHoLTL8U6PAFLsX7JiopNL6MN2X+m44wjEVPgWRjFdYrid/i2lH8MasDedElk4ulcU7IE2PdEDKtfDW1G6eXDdoi3llestk3haR1v+0uIEGxCy4g/XACP0E6vJiiUcR89jyThcJ6nI1/sKMuF0ZWYin4qkfIndfcZwAaYTZj92K/VkA/EJVP49ZE2MQWlsO5vwXBNRwzRkRGqrWAdus6xJxhcWYbpZlJYvul2rFnk5VsFCPnH2q38+1Iq9+SVJQAAAAAAwva6PqJwa2AAAfUBgIBAAHmXf0exxGf7AgAAAAAEWVo=',
  ),
  zst: base64('KLUv/QRoTAAACAABAPz/ORACAgAQAAIAEAACABAAAgAQAAIAEAACABAAAwAQAPE+FuE='),
  bz2: base64('QlpoOTFBWSZTWThXHOUACAhAAMAEAAggADDMBSmmCAbEIB4u5IpwoSBwrjnK'),
}

const text = async (bytes: Bytes, name: string) => {
  const result = await unpack(new Blob([bytes]), name)
  if (!result.ok) return result.trouble.problem
  return `${result.value.trouble ? 'cut: ' : ''}${await result.value.blob.text()}`
}

describe.each([
  ['xz', xz],
  ['zst', zst],
  ['bz2', bz2],
] as const)('%s', (packing, bytes) => {
  test('is read, alone and one behind the other', async () => {
    expect(await text(bytes, `kern.log.${packing}`)).toBe(kern)
    expect(await text(joinBytes(bytes, bytes), `kern.log.${packing}`)).toBe(kern + kern)
    const result = await unpack(new Blob([bytes]), 'kern.log')
    expect(result.ok && result.value.packed).toBe(packing)
  })

  test('a second part that is cut off keeps the first and says so', async () => {
    const cut = await text(joinBytes(bytes, bytes).slice(0, bytes.length + 40), 'kern.log')
    expect(cut.startsWith(`cut: ${kern}`)).toBe(true)
  })

  test('a checksum that is wrong is said', async () => {
    if (packing === 'zst') return
    const wrong = bytes.slice()
    const at = packing === 'xz' ? bytes.length - 32 : 12
    wrong[at] = (wrong[at] as number) ^ 1
    expect(await text(wrong, 'kern.log')).toMatch(/^cut: |damaged/)
  })

  test('a bomb is refused in time', async () => {
    const bomb = joinBytes(...Array.from({ length: 100 }, () => zeros[packing]))
    const began = performance.now()
    expect(await text(bomb, 'kern.log')).toBe('Refused: it unpacks to far more than a log would.')
    expect(performance.now() - began).toBeLessThan(4000)
  })

  test('cut and mutated bytes never throw and never hang', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 5, max: bytes.length }),
        fc.array(fc.tuple(fc.integer({ min: 5, max: bytes.length - 1 }), fc.nat(255)), { maxLength: 4 }),
        async (length, changes) => {
          const mutant = bytes.slice(0, length)
          for (const [at, byte] of changes) if (at < length) mutant[at] = byte
          expect(await text(mutant, 'any')).not.toBe('')
        },
      ),
      { numRuns: 150, seed: 7 },
    )
  }, 20_000)
})

test('a file that asks for more memory than there is, or a filter, is refused in words', async () => {
  const delta = base64('/Td6WFoAAATm1rRGAgEDAQAhARZ5IMTuAQAJc/z++LtU8RP8lgAAAIBBSQ0R2v4bAAEiChUa4WcftvN9AQAAAAAEWVo=')
  const result = await unpack(new Blob([delta]), 'x.xz')
  expect(!result.ok && result.trouble.why).toMatch(/filter/)
  const window = await unpack(new Blob([Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0xf8, 1, 0, 0, 0, 0)]), 'x.zst')
  expect(!window.ok && window.trouble.why).toMatch(/MiB of memory/)
})

/** 10 GiB of zeros, deflated: one piece of 64 MiB that ends on a byte, again and again. */
const piece = deflateRawSync(Buffer.alloc(64 << 20), { finishFlush: constants.Z_FULL_FLUSH, level: 9 })
const tenGigabytes = joinBytes(...Array.from({ length: 160 }, () => piece), Uint8Array.of(3, 0))
const textPiece = deflateRawSync(Buffer.alloc(64 << 20, 'link is down\n'), { finishFlush: constants.Z_FULL_FLUSH })

async function walk(bytes: Bytes) {
  const blob = new Blob([bytes])
  const kind = await archiveKind(blob, bytes.subarray(0, 65536))
  if (!kind) throw new Error('no archive')
  const batches: Batch[] = []
  const trouble = await readArchive(
    blob,
    kind,
    'bomb',
    (batch) => batches.push(batch),
    () => false,
  )
  return { trouble, members: batches.flatMap((b) => b.members), passed: batches.flatMap((b) => b.passed) }
}

describe('bombs of 10 GiB', () => {
  const fast = async <T>(run: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    const value = await run()
    // A second on an idle machine; this one may be busy with other tests.
    expect(performance.now() - began).toBeLessThan(4000)
    return value
  }

  test('a gzip', async () => {
    const bytes = joinBytes(Uint8Array.of(31, 139, 8, 0, 0, 0, 0, 0, 0, 3), tenGigabytes, new Uint8Array(8))
    const result = await fast(() => unpack(new Blob([bytes]), 'console.log.gz'))
    expect(!result.ok && result.trouble).toMatchObject({
      problem: 'Refused: it unpacks to far more than a log would.',
      where: 'console.log.gz',
      why: expect.stringMatching(/MiB come out of/),
    })
  })

  test('a zip that says so: refused by name before anything is unpacked, the others are read', async () => {
    const packed = tenGigabytes
    const says = { bytes: 0xfffffff0 }
    const { trouble, members, passed } = await fast(() =>
      walk(
        zipOf([
          { path: 'a.log', data: kern },
          { path: 'zeros.log', packed, says },
          { path: 'b.log', data: kern },
        ]),
      ),
    )
    expect(trouble).toBeUndefined()
    expect(members.map((m) => m.path)).toEqual(['a.log', 'b.log'])
    expect(passed).toMatchObject([
      { path: 'zeros.log', state: 'refused', why: expect.stringMatching(/^Refused: it unp/) },
    ])
  })

  test('a zip that lies: refused while it is unpacked', async () => {
    const { members } = await walk(zipOf([{ path: 'zeros.log', packed: tenGigabytes, says: { bytes: 1 << 20 } }]))
    const [member] = members
    if (!member?.deflated) expect.fail('no member')
    const { blob, deflated } = member
    const result = await fast(() => inflate(blob, deflated, 'zeros.log'))
    expect(!result.ok && result.trouble.problem).toBe('Refused: it unpacks to more than its archive says.')
  })

  test('a zip of many members, each small enough', async () => {
    const some = Array.from({ length: 200 }, (_, i) => ({
      path: `${i}.log`,
      packed: piece.subarray(0, 100),
      says: { bytes: 50 << 20 },
    }))
    expect((await fast(() => walk(zipOf(some)))).trouble?.problem).toMatch(/^Refused: it unpacks/)
  })

  test('a zip whose members overlap', async () => {
    const some = Array.from({ length: 20 }, (_, i) => ({ path: `${i}.log`, data: kern, says: { offset: 0 } }))
    expect((await fast(() => walk(zipOf(some)))).trouble?.problem).toMatch(/overlap/)
  })

  test('a tgz: what stands before the zeros is kept', async () => {
    const front = tarOf([{ path: 'a.log', data: kern }]).slice(0, -1024)
    const tar = deflateRawSync(Buffer.concat([front, tarHeader('flood.log', 8 ** 11 - 1, '0')]), {
      finishFlush: constants.Z_FULL_FLUSH,
    })
    const bytes = joinBytes(
      Uint8Array.of(31, 139, 8, 0, 0, 0, 0, 0, 0, 3),
      tar,
      ...Array.from({ length: 160 }, () => textPiece),
      new Uint8Array(8),
    )
    const { trouble, members, passed } = await fast(() => walk(bytes))
    expect(members.map((m) => m.path)).toEqual(['a.log'])
    expect(passed).toMatchObject([{ path: 'flood.log', state: 'refused' }])
    expect(trouble?.problem).toMatch(/^Refused: it unpacks/)
  })
})

test('a stream that breaks off in the file system is not waited for', async () => {
  const broken = async function* () {
    yield gzOf(utf8(kern)).slice(0, 30)
    throw new Error('the file is gone')
  }
  const read = async () => {
    for await (const _ of natively('gzip', broken()));
  }
  await expect(read()).rejects.toThrow()
})

test('gzip in gzip is refused', async () => {
  expect(await text(gzOf(gzOf(utf8(kern))), 'a.gz')).toBe('A gzip file inside a gzip file.')
})
