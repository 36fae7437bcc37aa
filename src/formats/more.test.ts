// What the lines behind an entry's first add to it.
import { expect, test } from 'vitest'
import type { FormatId } from './format.ts'
import { formatById } from './index.ts'

/** Message and fields of a row: its first line read, the others added. */
function row(format: FormatId, ...lines: readonly string[]): unknown {
  const [first = '', ...rest] = lines
  const { read, more } = formatById(format)
  const entry = read(first)
  if (!entry) return undefined
  for (const line of rest) expect([line, read(line)]).toEqual([line, undefined])
  const { message, fields } = more ? more(entry, rest, first) : entry
  return { message, fields }
}

test('a kernel record’s dictionary gives fields', () => {
  const record = ['6,81,1564186,-,caller=T3;usb 3-3: New device', ' SUBSYSTEM=usb', ' DEVICE=c189:\\x5c7', 'stray']
  expect(row('kmsg', ...record)).toEqual({
    message: 'usb 3-3: New device',
    fields: { caller: 'T3', SUBSYSTEM: 'usb', DEVICE: 'c189:\\7' },
  })
})

test('netconsole’s parts of a message are put together, those of another are not', () => {
  const first = '6.4.0,6,90,1664186,-,ncfrag=0/20;first half '
  const second = '6.4.0,6,90,1664186,-,ncfrag=11/20;and second'
  expect(row('kmsg', first, second)).toEqual({ message: 'first half and second', fields: { release: '6.4.0' } })
  expect(row('kmsg', first, '6.4.0,6,91,1664186,-,ncfrag=11/20;of another')).toEqual({
    message: 'first half ',
    fields: { release: '6.4.0' },
  })
})

test('dmesg --json as dmesg prints it: a member a line', () => {
  const lines = [
    '         "time":   1.500000,',
    '         "caller": "T1",',
    '         "msg": "usb: \\"new\\""',
    '      },{',
    '  "pri": 3,',
  ]
  expect(row('dmesg-json', ...lines)).toEqual({ message: 'usb: "new"', fields: { caller: 'T1' } })
})
