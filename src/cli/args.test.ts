// The words of a command line: what they mean, and what is said when they mean nothing.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { globToRegExp, type Options, parseArgs } from './args.ts'

function parsed(...argv: string[]): Options {
  const options = parseArgs(argv)
  if (!options.ok) throw new Error(options.trouble.problem)
  return options.value
}

describe('options', () => {
  test('stand before, between and behind files, with = or a blank', () => {
    const options = parsed(
      'entries',
      '--year',
      '2013',
      'a',
      '--tz=America/Edmonton',
      '-',
      '--now',
      '2013-06-01T00:00:00Z',
      '--summary',
    )
    expect(options).toMatchObject({
      command: 'entries',
      files: ['a', '-'],
      year: 2013,
      tz: 'America/Edmonton',
      now: Date.UTC(2013, 5, 1) * 1000,
      summary: true,
      json: false,
    })
  })

  test('that are not given are absent', () => {
    expect(Object.keys(parsed('entries', 'a')).sort()).toEqual([
      'command',
      'files',
      'formats',
      'hosts',
      'json',
      'summary',
    ])
  })

  test('--format and --host are VALUE=glob, in order, and a glob may hold =', () => {
    const { formats, hosts } = parsed(
      'entries',
      'x',
      '--format',
      'oslo=*.log',
      '--format=text=c35/**',
      '--host',
      'sw=a=b.txt',
    )
    expect(formats.map((f) => [f.value, f.matches('c35/nova.log'), f.matches('c36/notes')])).toEqual([
      ['oslo', true, false],
      ['text', true, false],
    ])
    expect(hosts.map((h) => [h.value, h.matches('d/a=b.txt')])).toEqual([['sw', true]])
  })

  test.each([
    ['no command', [], /command is missing/],
    ['an option first', ['--json'], /command is missing/],
    ['an unknown option', ['entries', '--colour', 'x'], /no option --colour/],
    ['an option without its value', ['entries', 'a', '--tz'], /--tz needs a value/],
    ['a year that is none', ['entries', '--year', '13'], /not a year/],
    ['a time that is none', ['entries', '--now', 'noon'], /not an ISO time/],
    ['a rule without a glob', ['entries', '--host', 'sw'], /VALUE=glob/],
    ['a rule without a value', ['entries', '--format', '=x'], /VALUE=glob/],
    ['a rule with an empty glob', ['entries', '--format', 'oslo='], /VALUE=glob/],
  ])('%s is wrong usage', (_, argv, problem) => {
    const result = parseArgs(argv)
    expect(!result.ok && result.trouble.problem).toMatch(problem)
    expect(!result.ok && result.trouble.help).toContain('Usage: skewline')
  })

  test('any words at all are options or wrong usage', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('--now', '--year', '--host', '--format', '--tz', '-', '--', '--json', 'a=b'),
    )
    fc.assert(
      fc.property(fc.array(word), (argv) => {
        expect(typeof parseArgs(argv).ok).toBe('boolean')
      }),
      { numRuns: 500, seed: 2 },
    )
  })
})

describe('globs', () => {
  test.each([
    ['*.log', 'a.log', true],
    ['*.log', 'd/a.log', false],
    ['**/*.log', 'd/e/a.log', true],
    ['**/*.log', 'a.log', true],
    ['c35/**', 'c35/x/y', true],
    ['c35/**', 'c36/x', false],
    ['sw-?.log', 'sw-1.log', true],
    ['sw-?.log', 'sw-12.log', false],
    ['a.log', 'aXlog', false],
    ['(a|b)[0]+.log', '(a|b)[0]+.log', true],
    ['d/**/x', 'd/x', true],
  ])('%s and %s: %s', (glob, path, matches) => {
    expect(globToRegExp(glob).test(path)).toBe(matches)
  })
})
