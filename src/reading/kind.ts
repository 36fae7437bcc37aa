// What kind of file this is, from its first bytes: text, text in UTF-16, gzip, or something that is not a log, said in words.
import type { Trouble } from '../base/result.ts'

export type FileKind =
  | { readonly kind: 'text' /** Length of a UTF-8 byte order mark. */; readonly skip: number }
  | { readonly kind: 'utf-16le' | 'utf-16be'; readonly skip: number }
  | { readonly kind: 'gzip' }
  | { readonly kind: 'refused'; readonly trouble: Trouble }

/** How much of a file's head {@link fileKind} and format detection look at. */
export const HEAD_BYTES = 256 * 1024

interface Magic {
  readonly bytes: readonly number[]
  readonly at?: number
  readonly what: string
  readonly help: string
}

const ascii = (text: string): number[] => Array.from(text, (c) => c.charCodeAt(0))
const unpackIt = (how: string): string => `Unpack it (${how}) and drop the files or the folder here.`
const noLog = 'Drop the text logs of the machines involved.'

/** File signatures (each from the format's own specification) of what people drop beside their logs. */
const magics: readonly Magic[] = [
  {
    bytes: ascii('LPKSHHRH'),
    what: 'Binary journal, not text.',
    help: 'Run `journalctl --file NAME -o short-iso-precise > journal.log` and drop journal.log here.',
  },
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'A zip archive.', help: unpackIt('unzip NAME') },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], what: 'An xz archive.', help: unpackIt('xz -dk NAME') },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'A zstd archive.', help: unpackIt('zstd -d NAME') },
  { bytes: ascii('BZh'), what: 'A bzip2 archive.', help: unpackIt('bunzip2 -k NAME') },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], what: 'A 7-Zip archive.', help: unpackIt('7z x NAME') },
  { bytes: ascii('ustar'), at: 257, what: 'A tar archive.', help: unpackIt('tar xf NAME') },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], what: 'An executable or a core file, not a log.', help: noLog },
  {
    bytes: ascii('KDUMP   '),
    what: 'A kernel crash dump.',
    help: 'Run `crash` or `makedumpfile --dump-dmesg NAME dmesg.txt` and drop dmesg.txt here.',
  },
  {
    bytes: [0xd4, 0xc3, 0xb2, 0xa1],
    what: 'A packet capture.',
    help: 'Run `tcpdump -tttt -r NAME > packets.txt` and drop packets.txt here.',
  },
  {
    bytes: [0x0a, 0x0d, 0x0d, 0x0a],
    what: 'A packet capture (pcapng).',
    help: 'Run `tcpdump -tttt -r NAME > packets.txt` and drop packets.txt here.',
  },
  { bytes: ascii('SQLite format 3'), what: 'A database, not a log.', help: noLog },
  { bytes: ascii('ElfFile'), what: 'A Windows event log.', help: 'Export it as text and drop that.' },
  { bytes: ascii('%PDF-'), what: 'A PDF, not a log.', help: noLog },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'A picture, not a log.', help: noLog },
  { bytes: [0xff, 0xd8, 0xff], what: 'A picture, not a log.', help: noLog },
  { bytes: ascii('GIF8'), what: 'A picture, not a log.', help: noLog },
]

/** `head` is the start of the file, at most {@link HEAD_BYTES} of it; `size` the whole file's size. */
export function fileKind(head: Uint8Array, name: string): FileKind {
  const refused = (problem: string, why: string, help: string): FileKind => ({
    kind: 'refused',
    trouble: { problem, where: name, why, help: help.replace('NAME', name.slice(name.lastIndexOf('/') + 1)) },
  })
  if (head.length === 0)
    return refused('Empty file.', 'It holds no bytes.', 'Check that the log was copied completely.')
  if (head[0] === 0x1f && head[1] === 0x8b) return { kind: 'gzip' }
  for (const magic of magics) {
    if (startsWith(head, magic)) return refused(magic.what, 'Its first bytes say so.', magic.help)
  }
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { kind: 'text', skip: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { kind: 'utf-16le', skip: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { kind: 'utf-16be', skip: 2 }
  const census = countBytes(head)
  if (census.nulEven > 0.3 && census.nulOdd < 0.02) return { kind: 'utf-16be', skip: 0 }
  if (census.nulOdd > 0.3 && census.nulEven < 0.02) return { kind: 'utf-16le', skip: 0 }
  // Consoles hold runs of NUL after a crash, ANSI escapes and stray bytes; compiled or packed data holds control bytes everywhere: a
  // tenth of evenly spread bytes, so the bound lies at half of that where there are enough of them to count.
  if (census.control > (head.length < 1024 ? 0.1 : 0.05)) {
    const share = Math.round(census.control * 100)
    return refused('Binary file, not text.', `${share} % of its first ${head.length} bytes are control bytes.`, noLog)
  }
  return { kind: 'text', skip: 0 }
}

function startsWith(head: Uint8Array, magic: Magic): boolean {
  const from = magic.at ?? 0
  return magic.bytes.every((byte, i) => head[from + i] === byte)
}

function countBytes(head: Uint8Array): { nulEven: number; nulOdd: number; control: number } {
  let nulEven = 0
  let nulOdd = 0
  let control = 0
  for (let i = 0; i < head.length; i++) {
    const byte = head[i] as number
    if (byte === 0) {
      if (i % 2 === 0) nulEven++
      else nulOdd++
    } else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27 && byte !== 8 && byte !== 12) {
      control++
    }
  }
  const half = Math.max(1, head.length / 2)
  const nuls = nulEven + nulOdd
  // A file that is NUL for a third of its head and has few newlines is data as well.
  const nulShare = nuls / head.length > 0.5 ? nuls / head.length : 0
  return { nulEven: nulEven / half, nulOdd: nulOdd / half, control: Math.max(control / head.length, nulShare) }
}
