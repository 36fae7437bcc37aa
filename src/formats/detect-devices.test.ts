import { describe, expect, test } from 'vitest'
import { ScanOut } from '../base/scan.ts'
import { detect } from './detect.ts'
import { ciscoCaptureBanner } from './samples/cisco-capture.ts'
import { makeReader, makeScanner } from './scanner.ts'

const bytesOf = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join('\n')}\n`)

/** What each line is read as, `-` where it opens nothing. */
function readAll(...lines: readonly string[]): string[] {
  const { format, also } = detect(bytesOf(lines))
  const read = makeReader(format, also)
  const scan = makeScanner(format, also)
  return lines.map((line) => {
    const bytes = new TextEncoder().encode(line)
    const found = read(line)
    expect([line, scan(bytes, 0, bytes.length, new ScanOut())]).toEqual([line, found !== undefined])
    return found ? `${found.format} ${found.entry.host ?? ''} ${found.entry.stamp?.wall ?? 'unstamped'}` : '-'
  })
}

const bsd = (n: number) => `Mar  3 04:15:0${n} rack4 sshd[${n}]: Connection closed`
const ios = (n: number) =>
  `Mar  3 04:15:0${n} dist-2 4${n}: *Mar  1 00:00:0${n}.100: %LINK-3-UPDOWN: Interface Gi0/${n}, changed state to down`
const vrp =
  'Mar  3 2020 04:15:09 CORE-NE40 %%01IFNET/4/LINK_STATE(l)[118]:The line protocol has entered the DOWN state.'
const banner = ciscoCaptureBanner
const before = banner.map(() => '-')

describe('devices in one file with others', () => {
  test('a collector’s few switch lines keep the device’s own stamp', () => {
    expect(readAll(bsd(1), ios(1), bsd(2), bsd(3), ios(2), vrp)).toEqual([
      'rfc3164 rack4 0000-03-03T04:15:01',
      'cisco-ios dist-2 0000-03-01T00:00:01.100',
      'rfc3164 rack4 0000-03-03T04:15:02',
      'rfc3164 rack4 0000-03-03T04:15:03',
      'cisco-ios dist-2 0000-03-01T00:00:02.100',
      'comware CORE-NE40 2020-03-03T04:15:09',
    ])
  })
})

describe('a `show logging` capture', () => {
  test('the banner is no log; behind it a row without a stamp is, even with its head cut off', () => {
    expect(
      readAll(
        ...banner,
        'AN_DOWN: link lost',
        '*Mar  1 00:00:01.100: %SYS-5-RESTART: System restarted --',
        'edge-sw-4#',
      ),
    ).toEqual([
      ...before,
      'cisco-capture  unstamped',
      'cisco-capture  0000-03-01T00:00:01.100',
      'cisco-capture  unstamped',
    ])
  })

  test('what IOS prints under a message belongs to it', () => {
    const row = '*Mar  1 00:00:01.100: %SYS-2-MALLOCFAIL: Memory allocation failed'
    expect(
      readAll(...banner, row, '-Process= "BGP Router", ipl= 0, pid= 51', '-Traceback= 1#0d 40081A', '   more', ''),
    ).toEqual([...before, 'cisco-capture  0000-03-01T00:00:01.100', '-', '-', '-', '-'])
  })

  test('another host’s lines behind it are read by their own format', () => {
    const row = '*Mar  1 00:00:01.100: %SYS-5-CONFIG_I: Configured from console'
    expect(readAll(...banner, row, bsd(1), bsd(2)).slice(-3)).toEqual([
      'cisco-ios  0000-03-01T00:00:01.100',
      'rfc3164 rack4 0000-03-03T04:15:01',
      'rfc3164 rack4 0000-03-03T04:15:02',
    ])
  })

  test('a banner with nothing behind it has no entries', () => {
    expect(readAll(...banner)).toEqual(before)
  })

  test('prose that mentions a log buffer is prose', () => {
    const prose = Array.from({ length: 20 }, (_, n) => `sentence ${n}`)
    expect(detect(bytesOf(['Log Buffer (4096 bytes):', ...prose])).format).toBe('text')
  })
})
