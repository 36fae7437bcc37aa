import { describe, expect, it } from 'vitest'
import { isoFromMicros } from '../../base/time.ts'
import { inWords } from './define.ts'
import { LiteralIndex } from './literal-index.ts'
import { readWallText } from './wall-text.ts'

const read = (text: string): string => {
  const wall = readWallText(text)
  return wall ? `${isoFromMicros(wall.at, 6)} ${wall.zone} ${wall.year ?? '-'}` : 'none'
}

describe('dates inside messages', () => {
  it.each([
    ['Thu May 17 22:45:12 CST 2018', '2018-05-17T22:45:12.000000 local 2018'],
    ['Thu 17 May 2018 11:40:36 PM CST', '2018-05-17T23:40:36.000000 local 2018'],
    ['Thu 17 May 2018 12:40:36 AM UTC', '2018-05-17T00:40:36.000000 utc 2018'],
    ['2018-05-17T22:45:12,123456789+08:00', '2018-05-17T14:45:12.123456 utc 2018'],
    ['2018-05-17 22:45:12.5-0700', '2018-05-18T05:45:12.500000 utc 2018'],
    ['00:31:43 UTC Mon Mar 1 1993', '1993-03-01T00:31:43.000000 utc 1993'],
    ['17 May 23:27:49', '2000-05-17T23:27:49.000000 local -'],
    ['2018-05-17T22:45:12Z', '2018-05-17T22:45:12.000000 utc 2018'],
    ['Feb 29 10:00:00 2019', 'none'],
    ['nothing at 12:61:00', 'none'],
    ['', 'none'],
  ])('%s', (text, expected) => expect(read(text)).toBe(expected))
})

describe('lengths in words', () => {
  it.each([
    [4_688_700, '4.69 s'],
    [1_723_000_000, '28 min 43 s'],
    [14_400_118_233, '4 h 0 min 0.12 s'],
    [-373_000, '0.373 s'],
    [119_999_999, '2 min 0 s'],
    [250, '250 µs'],
    [21_441, '21.44 ms'],
    [200_000_000_000, '2 d 7 h 33 min'],
  ])('%i µs', (micros, words) => expect(inWords(micros)).toBe(words))
})

describe('literals in a text', () => {
  it('finds what a plain search finds', () => {
    const words = ['abcd', 'bcde', 'abcde', 'cdab', 'aaaa', 'aaab', 'dddd ']
    const index = new LiteralIndex(words, (w) => [w])
    let seed = 3
    for (let n = 0; n < 2000; n++) {
      let text = ''
      for (let k = 0; k < 24; k++) {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
        text += 'abcde –ü'[(seed >> 8) % 8]
      }
      expect([...index.ownersIn(text)].sort()).toEqual(words.filter((w) => text.includes(w)).sort())
    }
  })
})
