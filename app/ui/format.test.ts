import { expect, test } from 'vitest'
import { MINUTE, microsFromCivil, SECOND, sharedMicros } from '../../src/base/time.ts'
import { bytes, bytesOf, counted, duration, offsetText, percent, rangeText, sentence, thousands } from './format.ts'

test('thousands take a comma', () => {
  expect([0, 999, 1000, 92_890_453].map(thousands)).toEqual(['0', '999', '1,000', '92,890,453'])
})

test('sizes count by 1,024 and keep one decimal', () => {
  expect([0, 214, 1023, 1024, 400_384, 1_048_575, 5_905_580_032].map(bytes)).toEqual([
    '0 B',
    '214 B',
    '1023 B',
    '1.0 KB',
    '391.0 KB',
    '1.0 MB',
    '5.5 GB',
  ])
})

test('a part of a size names the unit once', () => {
  expect(bytesOf(2_362_232_013, 6_012_954_214)).toBe('2.2 of 5.6 GB')
  expect(bytesOf(512, 2048)).toBe('512 B of 2.0 KB')
})

test('one is singular', () => {
  expect([counted(1, 'file'), counted(1204, 'file'), counted(2, 'entry', 'entries')]).toEqual([
    '1 file',
    '1,204 files',
    '2 entries',
  ])
})

test('durations are seconds up to three minutes, then two units', () => {
  expect([420, 1500, SECOND, 138.6 * SECOND, 362 * SECOND, 128 * MINUTE, 76 * 60 * MINUTE].map(duration)).toEqual([
    '420 µs',
    '1.5 ms',
    '1.0 s',
    '138.6 s',
    '6m 02s',
    '2h 8m',
    '3d 4h',
  ])
})

test('a window within one day names the day apart, a longer one at both ends', () => {
  const at = (day: number, hour: number, minute = 0) => sharedMicros(microsFromCivil(2013, 2, day, hour, minute))
  expect(rangeText(at(15, 1, 8), at(15, 2, 14), 'utc')).toEqual({ day: '2013-02-15', range: '01:08:00 – 02:14:00' })
  expect(rangeText(at(14, 23), at(15, 2), 'utc').range).toBe('2013-02-14 23:00 – 02-15 02:00')
})

test('a narrow window shows parts of a second', () => {
  const from = microsFromCivil(2013, 2, 15, 1, 39, 56)
  expect(rangeText(sharedMicros(from), sharedMicros(from + 34 * SECOND), 'utc').range).toBe('01:39:56.0 – 01:40:30.0')
})

test('progress is never 100 % before the end', () => {
  expect([0, 0.384, 1].map(percent)).toEqual(['0%', '38%', '99%'])
})

test('offsets have a sign', () => {
  expect([120, -420, 345].map(offsetText)).toEqual(['+02:00', '−07:00', '+05:45'])
})

test('parts of a message become sentences', () => {
  expect(['no format explains it', 'Empty file.', '', '`x` is code'].map(sentence)).toEqual([
    'No format explains it.',
    'Empty file.',
    '',
    '`x` is code.',
  ])
})
