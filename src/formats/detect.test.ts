import { describe, expect, test } from 'vitest'
import { detect } from './detect.ts'

const found = (...lines: readonly string[]) => detect(new TextEncoder().encode(`${lines.join('\n')}\n`))
const brief = (...lines: readonly string[]) => {
  const { format, also } = found(...lines)
  return [format, ...also].join(' + ')
}

const bsd = (n: number) => `Mar  3 04:15:${10 + n} rack4 sshd[${n}]: Connection closed`
const rfc5424 = (n: number) => `<34>1 2020-03-01T00:00:${10 + n}Z db-1 su - - - failed`
const eos = (n: number) => `Mar  3 04:15:${10 + n} leaf-1 Ebra: %ETH-4-ERRDISABLE: error on Ethernet${n}.`
const cisco = (n: number) => `*Mar  3 04:15:${10 + n}.100: %LINK-3-UPDOWN: Interface Gi0/${n}, changed state to down`
const nova = (n: number) => `2018-11-20 07:41:${10 + n}.310 2288 INFO nova.compute.manager [-] tick`
const printk = (n: number) => `[   ${10 + n}.000100] usb 1-${n}: reset`
const many = (line: (n: number) => string, count: number) => Array.from({ length: count }, (_, n) => line(n))

describe('detection', () => {
  test.each([
    ['one BSD line', [bsd(1)], 'rfc3164'],
    ['one EOS line', [eos(1)], 'arista-eos'],
    ['one Cisco line', [cisco(1)], 'cisco-ios'],
    ['one oslo line', [nova(1)], 'oslo'],
    ['one kernel line', [printk(1)], 'dmesg'],
    ['a host’s syslog', many(bsd, 30), 'rfc3164'],
    ['a switch', [...many(eos, 20), ...many(bsd, 4)], 'arista-eos'],
    ['a collector with some switch lines', [...many(bsd, 40), ...many(eos, 4)], 'rfc3164'],
    ['a collector of two syslogs', [...many(bsd, 20), ...many(rfc5424, 5)], 'rfc3164 + rfc5424'],
    ['one line of another syslog', [...many(bsd, 40), rfc5424(1)], 'rfc3164 + rfc5424'],
    ['a switch with its Linux side', [...many(cisco, 20), ...many(bsd, 4)], 'cisco-ios + rfc3164'],
    ['a ring buffer', many(printk, 20), 'dmesg'],
    ['a ring buffer with a torn head', ['ontinued text', ...many(printk, 20)], 'dmesg'],
    ['a raw ring with wrapped records', ['<6>[    1.000000] a', 'b', 'c', '<6>[    2.000000] d', 'e'], 'dmesg'],
    ['a ring buffer of one line behind a torn one', ['12] torn', printk(1)], 'dmesg'],
    ['messages of several lines', many((n) => (n % 3 === 0 ? printk(n) : `               line ${n}`), 20), 'dmesg'],
    ['half lines of a console', many((n) => `half of a li${printk(n)}`, 3), 'console'],
    ['netconsole, extended', many((n) => `6,${n},${n}000,-;usb 1-${n}: reset`, 9), 'kmsg'],
    ['netconsole, both ways', [...many((n) => `6,${n},${n}000,-;usb`, 9), ...many(printk, 3)], 'kmsg + dmesg'],
    ['a raw ring that stamps nothing', many((n) => `<${n % 8}>usb 1-${n}: reset`, 9), 'dmesg'],
    ['a console', ['SeaBIOS (version 1.16)', ...many(printk, 20), 'vm-3 login: '], 'console'],
    ['a console with its kernel silent', ['Booting Linux', 'Welcome to Alpine', 'vm-3 login: '], 'console'],
    ['prose', ['Notes', 'we rebooted the switch at noon', 'and again'], 'text'],
    ['nothing', [''], 'text'],
    ['tracebacks', [nova(1), ...many((n) => `    frame ${n}`, 80), nova(2)], 'oslo'],
    ['a torn first line', ['closed by peer', ...many(bsd, 10)], 'rfc3164'],
    [
      'a banner before a buffer',
      [...many((n) => `    Logging source ${n}: disabled`, 60), cisco(1), cisco(2)],
      'cisco-ios',
    ],
    ['one stamped line in prose', [...many((n) => `sentence ${n}`, 60), bsd(1)], 'text'],
    [
      'Java, which looks a little like oslo',
      many((n) => `2018-11-20 07:41:${10 + n} INFO Starting worker ${n}`, 20),
      'stamped',
    ],
  ])('%s', (_, lines, expected) => expect(brief(...lines)).toBe(expected))

  test('says why in words, and what came second', () => {
    const { reason, runnerUp, lines, timed } = found('Mar  3 04:15:09 leaf-1 -- MARK --', ...many(eos, 9))
    expect(reason).toBe('9 of 10 first lines open as Arista EOS; 9 bear its mark')
    expect(runnerUp?.format).toBe('rfc3164')
    expect([lines, timed]).toEqual([10, 9])
  })

  test('a torn last line of a long head is not looked at', () => {
    const text = `${'x'.repeat(70_000)}\n${bsd(1)}\nMar  3 04:1`
    expect(detect(new TextEncoder().encode(text)).lines).toBe(2)
  })
})
