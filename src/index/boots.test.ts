// How many boots a console or a ring tells of: a counter that falls to its start is another boot, unless the ring is printed again.
import { describe, expect, test } from 'vitest'
import type { ScanLine } from '../base/scan.ts'
import { Basis } from '../base/time.ts'
import { BlockScanner } from './block-scanner.ts'
import { BlockTable, FLAG_BOOT } from './block-table.ts'

/** `[   1.500000] text` counts from boot; any other line stands alone without a time. */
const scan: ScanLine = (bytes, start, end, out) => {
  const stamp = /^\[ *(\d+\.\d+)\]/.exec(new TextDecoder().decode(bytes.subarray(start, end)))
  out.at = stamp ? Math.round(Number(stamp[1]) * 1e6) : 0
  out.basis = stamp ? Basis.Boot : Basis.None
  out.severity = 8
  return true
}

function scanned(lines: readonly string[], chunk: number): { boots: number; flagged: number } {
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`)
  const table = new BlockTable()
  const scanner = new BlockScanner(table, { scan, plain: false })
  let kept = new Uint8Array(0)
  for (let at = 0; at < bytes.length; at += chunk) {
    const all = Uint8Array.from([...kept, ...bytes.subarray(at, at + chunk)])
    kept = all.slice(scanner.take(all, all.length, at + chunk >= bytes.length))
  }
  let flagged = 0
  for (let block = 0; block < table.length; block++) if (((table.flags[block] as number) & FLAG_BOOT) !== 0) flagged++
  return { boots: scanner.boots, flagged }
}

const loader = ['', 'SeaBIOS (version 1.16.2)', 'Booting from Hard Disk...', 'GRUB loading.']
const boot = (...seconds: readonly number[]) => seconds.map((s) => `[${s.toFixed(6).padStart(12)}] line of ${s}`)

describe('boots', () => {
  test.each<[string, readonly string[], number]>([
    ['a ring', boot(0, 1, 2), 1],
    ['a ring whose head is gone', boot(812, 900), 1],
    ['no kernel at all', loader, 0],
    ['two boots with a boot loader between', [...loader, ...boot(0, 1, 60), ...loader, ...boot(0, 1, 2)], 2],
    ['two boots, the second cut at its head', [...boot(0, 900), 'SeaBIOS', ...boot(3.5, 4)], 2],
    ['two CPUs out of order', boot(10, 10.5, 10.2, 11), 1],
    ['a panic loop of a second each', [...boot(0, 0, 1.2), ...boot(0, 1.2), ...boot(0, 1.2)], 3],
    ['the first stamps before there is a clock', boot(0, 0.00001, 0, 0), 1],
    [
      'a console that begins late and prints the ring again',
      [...boot(0, 0.5, 5), '[    5.000100] printk: console [ttyS0] enabled', ...boot(0, 0.5, 5, 6)],
      1,
    ],
    [
      'an early console that is left',
      [...boot(0, 5), '[    5.000200] printk: legacy bootconsole [uart8250] disabled', ...boot(0, 5, 7)],
      1,
    ],
    ['a fall to a time that is no boot', boot(5000, 4000), 1],
  ])('%s', (_, lines, boots) => {
    for (const chunk of [1 << 20, 64, 7]) {
      const found = scanned(lines, chunk)
      expect([chunk, found.boots]).toEqual([chunk, boots])
      expect(found.flagged).toBe(Math.max(0, boots - 1))
    }
  })
})
