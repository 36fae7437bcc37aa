// The command line: the page's engine from a shell. See ARCHITECTURE.md, "Command line", for the contract.
import { once } from 'node:events'
import { ok, type Trouble } from '../base/result.ts'
import { openIncident } from '../engine/open.ts'
import { type Options, parseArgs, type Rule, usage } from './args.ts'
import { corpusCommand } from './corpus-command.ts'
import { openFiles } from './files.ts'
import { alignJson, entryJson, summaryJson } from './print.ts'

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
    case 'align':
      return alignClocks(options)
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

/** Opens what the options name; tells of every file that could not be read. */
async function open(options: Options) {
  const { files, troubles } = await openFiles(options.files)
  for (const trouble of troubles) complain(trouble)
  const incident = await openIncident(files, {
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(options.year === undefined ? {} : { year: options.year }),
    ...(options.tz === undefined ? {} : { zone: options.tz }),
    format: (path) => valueFor(options.formats, path),
    host: (path) => valueFor(options.hosts, path),
  })
  if (!incident.ok) return incident
  let failed = troubles.length > 0
  for (const summary of incident.value.summaries) {
    if (summary.phase !== 'refused' && summary.phase !== 'partial') continue
    failed = true
    if (summary.trouble) complain(summary.trouble)
  }
  if (incident.value.trouble) complain(incident.value.trouble)
  return ok({ ...incident.value, failed })
}

async function entries(options: Options): Promise<number> {
  const opened = await open(options)
  if (!opened.ok) return misused(opened.trouble)
  const { summaries, read, failed } = opened.value
  for (const summary of summaries) {
    if (options.summary) await print(summaryJson(summary))
    else for await (const entry of read(summary.id)) await print(entryJson(entry))
  }
  return failed ? COULD_NOT_READ : 0
}

async function alignClocks(options: Options): Promise<number> {
  const opened = await open(options)
  if (!opened.ok) return misused(opened.trouble)
  const { solution, failed } = opened.value
  if (solution) await print(alignJson(solution))
  return failed || !solution ? COULD_NOT_READ : 0
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

// A reader that has seen enough (`| head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await main(process.argv.slice(2))
