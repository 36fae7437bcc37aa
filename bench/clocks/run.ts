// One incident of the corpus: written, read as the engine reads it, solved, scored.
import { solve } from '../../src/clocks/solve.ts'
import { inputOf, type ReadSource, readFile } from './read.ts'
import { scenarios } from './scenarios.ts'
import { type Score, score } from './score.ts'

export function runScenario(k: number, seed: number): { score: Score; clean: boolean; ms: number; lines: number } {
  const scenario = scenarios[k]
  if (!scenario) throw new Error(`no scenario ${k + 1}`)
  const world = scenario.make(seed * 31 + k)
  const files = new Map(world.hosts.flatMap((h) => h.files).map((f) => [f, f.sorted()]))
  const read = new Map<string, ReadSource>()
  let lines = 0
  for (const [file, sorted] of files) {
    lines += sorted.length
    const modified = file.modified === 0 ? 0 : file.modified
    read.set(
      file.path,
      readFile({ path: file.path, host: file.host.name, text: `${sorted.map((l) => l.text).join('\n')}\n`, modified }),
    )
  }
  const input = inputOf([...read.values()], world.now * 1e6)
  const started = performance.now()
  const solution = solve(input)
  const ms = performance.now() - started
  return { score: score(world, files, read, solution), clean: world.clean, ms, lines }
}
