// Archives: their members come out whole, what is no log says why, and no bytes at all make them throw or hang.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { archiveKind, readArchive, sourcePath } from './archive.ts'
import type { Bytes } from './byte-reader.ts'
import { gzOf, joinBytes, type SampleMember, tarHeader, tarOf, utf8, zipOf } from './sample-archives.ts'
import { inflate } from './zip.ts'

const line = (n: number): string => `Feb 15 01:40:${10 + n} c35 kernel: eth${n}: link is down\n`
const kern = [1, 2, 3].map(line).join('')
const base64 = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'base64'))

/** Members as `path: text`, passed ones as `path: state why`. */
async function open(bytes: Uint8Array<ArrayBuffer>, stop = () => false) {
  const blob = new Blob([bytes])
  const kind = await archiveKind(blob, bytes.subarray(0, 65536))
  if (!kind) return undefined
  const texts: Record<string, string> = {}
  const passed: Record<string, string> = {}
  const hosts: Record<string, string> = {}
  const members: { path: string; trouble?: { problem: string } }[] = []
  const trouble = await readArchive(
    blob,
    kind,
    'case',
    (batch) => {
      members.push(...batch.members)
      for (const m of batch.passed) passed[m.path] = `${m.state} ${m.why}`
      for (const { root, host } of batch.hosts) hosts[root] = host
    },
    stop,
  )
  for (const member of members as { path: string; blob: Blob; deflated?: { bytes: number; crc: number } }[]) {
    const plain = member.deflated ? await inflate(member.blob, member.deflated, member.path) : undefined
    if (plain?.ok === false) passed[member.path] = `refused ${plain.trouble.problem}`
    else texts[member.path] = await (plain?.value.blob ?? member.blob).text()
  }
  return { texts, passed, hosts, trouble, members }
}

const tree: SampleMember[] = [
  { path: 'c35/', type: '5' },
  { path: 'c35/kern.log', data: kern },
  { path: 'c35/empty.log' },
  { path: 'c35/latest', type: '2' },
  { path: 'c35/null', type: '3' },
  { path: 'c35/.bash_history', data: 'ls\n' },
  { path: '__MACOSX/c35/._kern.log', data: 'x' },
  { path: 'c35/wtmp', data: Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 251) },
  { path: './c35/../c36/syslog', data: line(9) },
]

describe('tar', () => {
  test.each([
    ['plain', tarOf(tree)],
    ['gz', gzOf(tarOf(tree))],
    ['gz of two members', joinBytes(gzOf(tarOf(tree).subarray(0, 3000)), gzOf(tarOf(tree).subarray(3000)))],
  ])('%s: logs are read, the rest is passed over with a reason', async (_, bytes) => {
    const found = await open(bytes)
    expect(found?.texts).toEqual({ 'c35/kern.log': kern, 'c35/c36/syslog': line(9) })
    expect(found?.trouble).toBeUndefined()
    expect(found?.passed).toEqual({
      'c35/empty.log': 'skipped empty',
      'c35/latest': 'skipped a symbolic link',
      'c35/null': 'skipped a device',
      'c35/.bash_history': 'skipped a hidden file',
      '__MACOSX/c35/._kern.log': 'skipped what macOS adds to archives',
      'c35/wtmp': expect.stringMatching(/^skipped Binary file, not text\. \d+ % /),
    })
  })

  test.each([
    [
      'xz',
      '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4Cf/AKZdADGMwqMSZ6hN7aHTJh89Hrkd8AQA1IrhIdClnm9Y/sIvv/MIzT+kZOpkea38av8XppuFhiOKY+wP9fziJpfArjrFO2jv7McBiRw0lW7Z8lsaPpcM1DCve7K94xKsP6IFKINQiKupCIhezt+1RcMlaUQiRheKtvbaN1sx9DNMErw68jDJCOzwK/NgiXE8KPmEnTerxyrK+aqlkl24mshElsBdv37eAAAAAACl0nLEdLU+YgABwgGAUAAAWdrwI7HEZ/sCAAAAAARZWg==',
    ],
    [
      'zst',
      'KLUv/QRo7QMAQoYUF4BtDsDwqG8ceMosnm57EykTJrCZ6C4DuKsKNJODJLQk0ywv25XIZXsu1x75N6t253oajkAbnyKCJHTiwPQ3Klvm63FdbVRqMCbOC5rHMcLaIxAgUC8uFgNvJS+6g7BbGLmlSTMBy6SjAIwARjpA0l+Ag8KgAJYm9QUOx91O',
    ],
    [
      'bz2',
      'QlpoOTFBWSZTWXWlWQoAAKFfsMwQQAH/lAEABAB+7Z6ABAAEAAAIMAC7bQyQmgaAAAAAjRRppppoAGgAANqU000QPSANBptCeUhg1K2SErHpCFGT4suF90EITCyKnGBxs5ZnUbhYQMSSsyDTIg9MDIoRKU4NzmsNakUsbRB8RXoxF6ALjhNjQHAPuSJycF5rGFRb9eFDvk0H5Dubjwk4/QIjh5KouGJUMkplsydqVZTNxSJzAA/F3JFOFCQdaVZCgA==',
    ],
  ])('tar.%s as the program writes it', async (_, text) => {
    expect((await open(base64(text)))?.texts).toEqual({ 'c35/kern.log': kern })
  })

  test('long names: GNU, pax with a size and a time, the prefix of ustar', async () => {
    const long = `${'deep/'.repeat(40)}kern.log`
    const pax = (text: string) => `${utf8(text).length + 4} ${text}\n`
    const prefixed = tarHeader('kern.log', kern.length)
    prefixed.set(utf8('in/a/prefix'), 345)
    prefixed.set(utf8('        '), 148)
    const sum = prefixed.reduce((all, byte) => all + byte, 0)
    prefixed.set(utf8(`${sum.toString(8).padStart(6, '0')}\0 `), 148)
    const bytes = joinBytes(
      tarOf([
        { path: '././@LongLink', type: 'L', data: `${long}\0` },
        { path: 'deep/', data: 'gnu' },
        { path: 'PaxHeaders/x', type: 'x', data: pax('path=größe/pax.log') },
        { path: 'short', data: 'pax' },
        { path: 'PaxHeaders/x', type: 'x', data: pax('GNU.sparse.major=1') },
        { path: 'holes', data: 'sparse' },
      ]).subarray(0, -1024),
      prefixed,
      utf8(kern.padEnd(512, '\0')),
    )
    const found = await open(bytes)
    expect(found?.texts[long]).toBe('gnu')
    expect(found?.texts['größe/pax.log']).toBe('pax')
    expect(found?.texts['in/a/prefix/kern.log']).toBe(kern)
    expect(found?.passed.holes).toMatch(/sparse/)
  })

  test('pax records that state a wrong length end there', async () => {
    for (const record of ['12 path=größe/x\n', '0 a=b\n', ' x=y\n', '-3 a=b\n', '99999 a=b\n', '5']) {
      const found = await open(
        tarOf([
          { path: 'p', type: 'x', data: record },
          { path: 'a.log', data: kern },
        ]),
      )
      expect(Object.values(found?.texts ?? {})).toEqual([kern])
    }
  })

  test('a plain tar is never copied: what is cut off is said, what came before is kept', async () => {
    const bytes = tarOf([
      { path: 'a.log', data: kern },
      { path: 'b.log', data: kern.repeat(20) },
    ])
    for (const packed of [false, true]) {
      const cut = packed ? gzOf(bytes.slice(0, 2000)) : bytes.slice(0, 2000)
      const found = await open(cut)
      expect(found?.texts['a.log']).toBe(kern)
      expect(kern.repeat(20).startsWith(found?.texts['b.log'] ?? '?')).toBe(true)
      expect(found?.members[1]?.trouble?.problem).toBe('The archive is damaged or cut off.')
    }
    const broken = await open(gzOf(bytes).slice(0, -12))
    expect(broken?.trouble?.problem).toBe('The archive is damaged or cut off.')
  })

  test('stopping is said', async () => {
    expect((await open(tarOf(tree), () => true))?.trouble?.problem).toBe('Only a part of the archive was read.')
  })
})

describe('zip', () => {
  test('stored and deflated, folders, links, hidden files', async () => {
    const found = await open(
      zipOf([
        { path: 'c35/' },
        { path: 'c35/kern.log', data: kern },
        { path: 'c35/stored.log', data: kern, method: 0 },
        { path: 'c35/link', data: '/etc/passwd', says: { mode: 0xa1ff } },
        { path: 'c35/.hidden', data: 'x' },
        { path: 'c35/secret.log', data: kern, says: { flags: 1 } },
        { path: 'c35/odd.log', data: kern, method: 14 },
      ]),
    )
    expect(found?.texts).toEqual({ 'c35/kern.log': kern, 'c35/stored.log': kern })
    expect(found?.passed).toMatchObject({
      'c35/link': 'skipped a symbolic link',
      'c35/.hidden': 'skipped a hidden file',
      'c35/secret.log': expect.stringMatching(/^refused It is encrypted/),
      'c35/odd.log': expect.stringMatching(/^refused It is packed by method 14/),
    })
  })

  test('names in UTF-8, said or not, and in code page 437', async () => {
    const name = utf8('größe.log')
    const found = await open(
      zipOf([
        { path: '', rawName: name, data: '1', says: { flags: 0x800 } },
        { path: '', rawName: joinBytes(utf8('b/'), name), data: '2' },
        { path: '', rawName: Uint8Array.of(0x67, 0x72, 0x94, 0xe1, 0x65), data: '3' },
      ]),
    )
    expect(found?.texts).toEqual({ 'größe.log': '1', 'b/größe.log': '2', größe: '3' })
  })

  test('bytes in front of the archive move it', async () => {
    const bytes = zipOf([{ path: 'a.log', data: kern }], utf8('PK\x03\x04 a program that unpacks itself'))
    expect((await open(bytes))?.texts).toEqual({ 'a.log': kern })
  })

  test('text that is not what the directory says: too long is refused, damaged is kept and said', async () => {
    const data = kern.repeat(50)
    const found = await open(
      zipOf([
        { path: 'long.log', data, says: { bytes: 100 } },
        { path: 'crc.log', data, says: { crc: 1 } },
        { path: 'good.log', data },
      ]),
    )
    expect(found?.passed['long.log']).toBe('refused Refused: it unpacks to more than its archive says.')
    expect(found?.texts).toEqual({ 'crc.log': data, 'good.log': data })
  })
})

test('the hostname files of a tree name its host', async () => {
  const found = await open(
    tarOf([
      { path: 'sosreport-x/etc/hostname', data: 'c35.example.com\n' },
      { path: 'other/sos_commands/host/hostname', data: 'c36\n' },
      { path: 'sosreport-x/var/log/messages', data: kern },
    ]),
  )
  expect(found?.hosts).toEqual({ 'sosreport-x': 'c35.example.com', other: 'c36' })
})

test.each([
  ['sosreport-c35-2013.tgz', 'sosreport-c35-2013/var/log/messages', 'sosreport-c35-2013/var/log/messages'],
  ['x/case.tar.xz', 'sosreport-c35-2013/var/log/messages', 'x/sosreport-c35-2013/var/log/messages'],
  ['logs.zip', 'c35/kern.log', 'logs/c35/kern.log'],
  ['logs.zip', 'logs/c35/kern.log', 'logs/c35/kern.log'],
  ['c35.tgz', 'kern.log', 'c35/kern.log'],
])('%s holds %s as %s', (archive, member, path) => {
  expect(sourcePath(archive, member)).toBe(path)
})

describe('cut and mutated archives', () => {
  const samples: [string, Bytes][] = [
    ['tar', tarOf(tree)],
    ['tgz', gzOf(tarOf(tree))],
    ['zip', zipOf(tree.map(({ path, data }) => ({ path, data: data ?? '' })))],
    ['tar.xz', base64('/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAAeAAAAAAAAREBraZYBAZynnoBAAAAAABZWg==')],
  ]
  test.each(samples)(
    '%s: never throws, never hangs',
    async (_, bytes) => {
      await fc.assert(
        fc.asyncProperty(
          fc.nat(bytes.length),
          fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 6 }),
          async (length, changes) => {
            const mutant = bytes.slice(0, Math.max(length, bytes.length >> 2))
            for (const [at, byte] of changes) if (at < mutant.length) mutant[at] = byte
            const found = await open(mutant)
            if (found?.trouble) expect([found.trouble.problem, found.trouble.help]).not.toContain('')
          },
        ),
        { numRuns: 60, seed: 42 },
      )
    },
    20_000,
  )
})
