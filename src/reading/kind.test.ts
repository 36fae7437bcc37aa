// What kind of file it is, from its first bytes: every signature, and no bytes at all that could break it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fileKind } from './kind.ts'

const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0))
const tar = new Uint8Array(1024)
tar.set(latin('var/log/'), 0)
tar.set(latin('ustar'), 257)

describe('what is not a log is refused in words', () => {
  test.each([
    ['journal', latin('LPKSHHRH\0\0'), /journal/, 'journalctl --file system.journal'],
    ['zip', latin('PK\x03\x04\x14'), /zip/, 'unzip'],
    ['xz', latin('\xfd7zXZ\0\0'), /xz/, 'xz -dk'],
    ['zstd', latin('\x28\xb5\x2f\xfd'), /zstd/, 'zstd -d'],
    ['bzip2', latin('BZh91AY'), /bzip2/, 'bunzip2'],
    ['7z', latin('7z\xbc\xaf\x27\x1c'), /7-Zip/, '7z x'],
    ['tar', tar, /tar/, 'tar xf'],
    ['elf', latin('\x7fELF\x02'), /executable/, 'Drop the text logs'],
    ['kdump', latin('KDUMP   \x01'), /crash dump/, 'makedumpfile'],
    ['pcap', latin('\xd4\xc3\xb2\xa1'), /packet capture/, 'tcpdump'],
    ['pcapng', latin('\x0a\x0d\x0d\x0a'), /packet capture/, 'tcpdump'],
    ['sqlite', latin('SQLite format 3\0'), /database/, 'Drop the text logs'],
    ['evtx', latin('ElfFile\0'), /Windows event log/, 'Export it as text'],
    ['pdf', latin('%PDF-1.7'), /PDF/, 'Drop the text logs'],
    ['png', latin('\x89PNG\r\n'), /picture/, 'Drop the text logs'],
    ['jpeg', latin('\xff\xd8\xff\xe0'), /picture/, 'Drop the text logs'],
    ['gif', latin('GIF89a'), /picture/, 'Drop the text logs'],
    ['nothing', new Uint8Array(0), /Empty file/, 'copied completely'],
  ])('%s', (_, head, problem, help) => {
    const kind = fileKind(head, 'c35/system.journal')
    if (kind.kind !== 'refused') expect.fail(`taken for ${kind.kind}`)
    expect(kind.trouble.problem).toMatch(problem)
    expect(kind.trouble.where).toBe('c35/system.journal')
    expect(kind.trouble.why).not.toBe('')
    expect(kind.trouble.help).toContain(help)
    expect(kind.trouble.help).not.toContain('NAME')
  })

  test('control bytes everywhere', () => {
    const head = Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 251)
    expect(fileKind(head, 'a.bin')).toMatchObject({ kind: 'refused', trouble: { problem: 'Binary file, not text.' } })
  })
})

describe('what is text stays text', () => {
  test.each([
    ['plain', latin('Feb 15 01:40:18 c35 kernel: x\n'), { kind: 'text', skip: 0 }],
    ['a byte order mark', latin('\xef\xbb\xbfFeb 15'), { kind: 'text', skip: 3 }],
    ['UTF-16 LE with a mark', latin('\xff\xfeF\0e\0b\0'), { kind: 'utf-16le', skip: 2 }],
    ['UTF-16 BE with a mark', latin('\xfe\xff\0F\0e\0b'), { kind: 'utf-16be', skip: 2 }],
    ['UTF-16 LE without', latin('F\0e\0b\0 \0\x31\0\x35\0'), { kind: 'utf-16le', skip: 0 }],
    ['UTF-16 BE without', latin('\0F\0e\0b\0 \0\x31\0\x35'), { kind: 'utf-16be', skip: 0 }],
    ['gzip', latin('\x1f\x8b\x08'), { kind: 'gzip' }],
    ['latin-1', latin('Gr\xf6\xdfe \xe9t\xe9 '.repeat(40)), { kind: 'text', skip: 0 }],
    [
      'a run of NULs after a crash',
      latin(`${'[    1.000000] line\n'.repeat(50)}${'\0'.repeat(700)}`),
      { kind: 'text', skip: 0 },
    ],
    ['terminal colours', latin('\x1b[0;32m  OK  \x1b[0m Started\r\n'.repeat(20)), { kind: 'text', skip: 0 }],
    ['one byte', latin('x'), { kind: 'text', skip: 0 }],
  ])('%s', (_, head, kind) => {
    expect(fileKind(head, 'a.log')).toEqual(kind)
  })

  test('any bytes at all get an answer, and a refusal says everything', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (head) => {
        const kind = fileKind(head, 'any')
        if (kind.kind !== 'refused') return
        for (const part of [kind.trouble.problem, kind.trouble.where, kind.trouble.why, kind.trouble.help]) {
          expect(part).not.toBe('')
        }
      }),
      { numRuns: 2000, seed: 99 },
    )
  })
})
