// Reads the command line. Wrong usage is a message and exit code 2.
import { isValid, parseISO } from 'date-fns'
import { fail, ok, type Result } from '../base/result.ts'

export interface Options {
  readonly command: string
  readonly files: readonly string[]
  /** µs since 1970. */
  readonly now?: number
  readonly year?: number
  readonly tz?: string
  /** `ID=glob`, in order. */
  readonly formats: readonly Rule[]
  readonly hosts: readonly Rule[]
  readonly json: boolean
  readonly summary: boolean
  /** `corpus`: score the cases as changed files too. */
  readonly variants?: true
}

export interface Rule {
  readonly value: string
  readonly matches: (path: string) => boolean
}

export const usage = `Usage: skewline <command> [options] FILE…
  entries FILE…            every entry as one JSON object per line
  entries --summary FILE…  one object per source
  align FILE…              the clocks, their jumps and the evidence, as one JSON object
  corpus DIR               scores the labelled cases of *.ndjson in DIR
  corpus --variants DIR    what CRLF, a BOM, gzip, a cut head, a second host change in the scores
FILE may be a file, a folder or an archive; - is standard input.
Options: --now ISO  --year Y  --tz Area/City  --format ID=glob  --host NAME=glob  --json`

const wrong = (problem: string): Result<never> => fail({ problem, where: 'command line', why: '', help: usage })

/** `argv` without node and script. */
export function parseArgs(argv: readonly string[]): Result<Options> {
  const [command, ...rest] = argv
  if (command === undefined || command.startsWith('-')) return wrong('A command is missing.')
  const files: string[] = []
  const formats: Rule[] = []
  const hosts: Rule[] = []
  const found: { now?: number; year?: number; tz?: string } = {}
  const flags: { json: boolean; summary: boolean; variants?: true } = { json: false, summary: false }
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i] as string
    if (word === '--json') flags.json = true
    else if (word === '--summary') flags.summary = true
    else if (word === '--variants') flags.variants = true
    else if (word === '-' || !word.startsWith('-')) files.push(word)
    else {
      const [name, inline] = word.split(/=(.*)/s) as [string, string | undefined]
      const value = inline ?? rest[++i]
      if (value === undefined) return wrong(`${name} needs a value.`)
      const problem = setOption(name, value, found, formats, hosts)
      if (problem !== undefined) return wrong(problem)
    }
  }
  return ok({ command, files, formats, hosts, ...found, ...flags })
}

function setOption(
  name: string,
  value: string,
  found: { now?: number; year?: number; tz?: string },
  formats: Rule[],
  hosts: Rule[],
): string | undefined {
  switch (name) {
    case '--now': {
      const now = parseISO(value)
      if (!isValid(now)) return `--now: “${value}” is not an ISO time.`
      found.now = now.getTime() * 1000
      return undefined
    }
    case '--year':
      if (!/^\d{4}$/.test(value)) return `--year: “${value}” is not a year.`
      found.year = Number(value)
      return undefined
    case '--tz':
      found.tz = value
      return undefined
    case '--format':
    case '--host': {
      const rule = parseRule(value)
      if (!rule) return `${name} is written VALUE=glob, not “${value}”.`
      ;(name === '--format' ? formats : hosts).push(rule)
      return undefined
    }
    default:
      return `There is no option ${name}.`
  }
}

function parseRule(text: string): Rule | undefined {
  const at = text.indexOf('=')
  if (at < 1 || at === text.length - 1) return undefined
  const glob = globToRegExp(text.slice(at + 1))
  return {
    value: text.slice(0, at),
    matches: (path) => glob.test(path) || glob.test(path.slice(path.lastIndexOf('/') + 1)),
  }
}

/** `*` within a folder, `**` across folders, `?` one character. */
export function globToRegExp(glob: string): RegExp {
  const source = glob.replace(/\*\*\/?|[*?]|[.+^${}()|[\]\\]/g, (c) => {
    if (c.startsWith('**')) return '.*'
    if (c === '*') return '[^/]*'
    return c === '?' ? '[^/]' : `\\${c}`
  })
  return new RegExp(`^${source}$`)
}
