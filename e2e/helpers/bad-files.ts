// Files that go wrong, and odd ones that must not; written at run time, always the same bytes.
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'

/** A syslog of one host: one line a second from noon (or `late` seconds after it) on, the same each time. */
export function syslogText(host: string, lines: number, late = 0): string {
  return Array.from({ length: lines }, (_, n) => {
    const at = new Date(Date.UTC(2013, 1, 14, 12, 0, late + n)).toISOString()
    return `Feb ${at.slice(8, 10)} ${at.slice(11, 19)} ${host} kernel: eth0: link is up, check ${n}\n`
  }).join('')
}

/** Bytes without a pattern, from a fixed seed (xorshift). */
function noise(size: number): Buffer {
  const bytes = Buffer.alloc(size)
  let state = 0x2545f491
  for (let n = 0; n < size; n += 1) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    bytes[n] = state & 0xff
  }
  return bytes
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export interface MadeFile {
  readonly name: string
  readonly bytes: Buffer
  /** The source it becomes, where that is not the file itself. */
  readonly as?: string
  /** Rows it must give, or what is said of it where it cannot be read whole. */
  readonly expect: { readonly rows: number } | { readonly says: readonly RegExp[] }
}

export const GOOD_LINES = 120

/** Every kind the issue names under "Bad input", beside good ones in the same drop. */
export function badDrop(): readonly MadeFile[] {
  const text = (host: string): string => syslogText(host, GOOD_LINES)
  const good = { rows: GOOD_LINES }
  // As a crash leaves them: a run in the middle of a message, and a line of nothing else.
  const nuls = text('nul-host').split('\n')
  nuls.splice(60, 1, `${nuls[60]} ${'\0'.repeat(300)} and on`, '\0'.repeat(100))
  return [
    { name: 'good.log', bytes: Buffer.from(text('good-host')), expect: good },
    { name: 'packed.log.gz', bytes: gzipSync(text('gz-host')), expect: good },
    { name: 'wide.log', bytes: Buffer.from(`\ufeff${text('wide-host')}`, 'utf16le'), expect: good },
    { name: 'dos.log', bytes: Buffer.from(text('dos-host').replaceAll('\n', '\r\n')), expect: good },
    { name: 'nuls.log', bytes: Buffer.from(nuls.join('\n')), expect: good },
    { name: 'torn.log', bytes: Buffer.from(text('torn-host').slice(0, -10)), expect: good },
    { name: 'noise.bin', bytes: noise(64 * 1024), expect: { says: [/Binary file, not text/, /Drop the text logs/] } },
    { name: 'empty.log', bytes: Buffer.alloc(0), expect: { says: [/Empty file/, /Check that the log was copied/] } },
    { name: 'photo.png', bytes: PNG, expect: { says: [/A picture, not a log/, /Drop the text logs/] } },
    {
      name: 'system.journal',
      bytes: Buffer.concat([Buffer.from('LPKSHHRH'), Buffer.alloc(4096)]),
      expect: { says: [/Binary journal, not text/, /journalctl --file system\.journal -o short-iso-precise/] },
    },
    {
      name: 'logs.zip',
      bytes: Buffer.from(zipSync({ 'a.log': Buffer.from(text('zip-host')) })),
      expect: good,
      as: 'logs/a.log',
    },
    {
      name: 'cut.log.gz',
      bytes: gzipSync(noise(200_000).toString('base64').replaceAll(/.{76}/g, '$&\n')).subarray(0, 90_000),
      expect: { says: [/The gzip file is damaged or cut off/, /What came before the damage is kept/] },
    },
  ]
}

export function write(folder: string, name: string, bytes: Buffer | string): string {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
  return path
}

/** One line without an end, written in pieces: the test's own memory stays small. */
export function writeLongLine(path: string, size: number): void {
  mkdirSync(dirname(path), { recursive: true })
  const piece = Buffer.from('Feb 14 12:00:00 long-host app: '.padEnd(1 << 20, 'abcdefgh '))
  const file = openSync(path, 'w')
  for (let at = 0; at < size; at += piece.length) writeSync(file, piece, 0, Math.min(piece.length, size - at))
  closeSync(file)
}
