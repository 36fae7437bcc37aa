// The command line: the page's engine from a shell. See ARCHITECTURE.md, "Command line", for the contract.
import { once } from 'node:events'
import type { Trouble } from '../base/result.ts'
import { openIncident } from '../engine/open.ts'
import { type Options, parseArgs, type Rule, usage } from './args.ts'
import { corpusCommand } from './corpus-command.ts'
import { openFiles } from './files.ts'
import { entryJson, summaryJson } from './print.ts'

const COULD_NOT_READ = 1
const WRONG_USAGE = 2

async function main(argv: readonly string[]): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    await print(usage)
    return 0
  }
  const parsed = parseArgs(argv)
  if (!parsed.ok) return misused(parsed.trouble)
  const options = parsed.value
  if (options.files.length === 0) return misused({ problem: `${options.command} needs a FILE.`, help: usage })
  switch (options.command) {
    case 'entries':
      return entries(options)
    case 'corpus':
      return corpusCommand(options, print)
    default:
      return misused({ problem: `There is no command ${options.command}.`, help: usage })
  }
}

function misused(trouble: Pick<Trouble, 'problem' | 'help'>): number {
  process.stderr.write(`${trouble.problem}\n${trouble.help}\n`)
  return WRONG_USAGE
}

async function entries(options: Options): Promise<number> {
  const { files, troubles } = await openFiles(options.files)
  for (const trouble of troubles) complain(trouble)
  const incident = await openIncident(files, {
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(options.year === undefined ? {} : { year: options.year }),
    ...(options.tz === undefined ? {} : { zone: options.tz }),
    format: (path) => valueFor(options.formats, path),
    host: (path) => valueFor(options.hosts, path),
  })
  if (!incident.ok) return misused({ problem: incident.trouble.problem, help: incident.trouble.help })
  const { summaries, archives, read } = incident.value
  let failed = troubles.length > 0
  for (const { id, trouble, members } of archives) {
    const refused = members.filter((member) => member.state === 'refused')
    if (trouble || refused.length > 0) failed = true
    if (trouble && !summaries.some((summary) => summary.id === id)) complain(trouble)
    for (const { path, why } of refused) process.stderr.write(`${path}: ${why}\n`)
  }
  for (const summary of summaries) {
    if (summary.phase === 'refused' || summary.phase === 'partial') {
      failed = true
      if (summary.trouble) complain(summary.trouble)
    }
    if (options.summary) await print(summaryJson(summary))
    else for await (const entry of read(summary.id)) await print(entryJson(entry))
  }
  return failed ? COULD_NOT_READ : 0
}

/** The last rule that names a file decides. */
const valueFor = (rules: readonly Rule[], path: string): string | undefined =>
  [...rules].reverse().find((rule) => rule.matches(path))?.value

function complain(trouble: Trouble): void {
  process.stderr.write(`${trouble.where}: ${trouble.problem} ${trouble.why} ${trouble.help}\n`)
}

/** Waits for a slow reader of the pipe, so that memory stays flat. */
async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
}

process.exitCode = await main(process.argv.slice(2))
