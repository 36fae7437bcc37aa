// npx tsx bench/clocks/main.ts [--seeds N] [--first S] [--scenario k] [--errors]: writes incidents with known clocks, solves them, scores.
import { solve } from '../../src/clocks/solve.ts'
import { inputOf, type ReadSource, readFile } from './read.ts'
import { scenarios } from './scenarios.ts'
import { emptyScore, type Score, score } from './score.ts'

const option = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1])
}

function runOne(k: number, seed: number): { score: Score; clean: boolean; ms: number; lines: number } {
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

function add(sum: Score, s: Score): void {
  for (const key of Object.keys(s) as (keyof Score)[]) {
    if (key === 'errors') sum.errors.push(...s.errors)
    else sum[key] += s[key]
  }
}

const share = (a: number, b: number): string => (b === 0 ? '   –  ' : (a / b).toFixed(3).padStart(6))
const seeds = option('seeds', 20)
const first = option('first', 1)
const only = option('scenario', 0)
const showErrors = process.argv.includes('--errors')
const total = emptyScore()
let alarms = 0
console.log(' #  scenario                         found missed extra  inside  width s  lies  order   zone   year    ms')
scenarios.forEach((scenario, k) => {
  if (only > 0 && only !== k + 1) return
  const sum = emptyScore()
  let ms = 0
  for (let seed = first; seed < first + seeds; seed++) {
    const one = runOne(k, seed)
    add(sum, one.score)
    ms += one.ms
    if (one.clean) alarms += one.score.extra
    if (showErrors) for (const e of one.score.errors) console.log(`   seed ${seed}: ${e}`)
  }
  add(total, sum)
  console.log(line(`${String(k + 1).padStart(2)}  ${scenario.title.padEnd(32)}`, sum, ms / seeds))
})
console.log(line('    all'.padEnd(36), total, 0))
const precision = total.found / Math.max(1, total.found + total.extra)
const recall = total.found / Math.max(1, total.found + total.missed)
console.log(
  `jumps F1 ${((2 * precision * recall) / Math.max(1e-9, precision + recall)).toFixed(4)}, false alarms on clean scenarios ${alarms}, lanes with a false ± ${total.lies}`,
)

function line(name: string, s: Score, ms: number): string {
  const numbers = [s.found, s.missed, s.extra].map((n) => String(n).padStart(6)).join('')
  const width = s.placed === 0 ? '      –' : (s.width / s.placed).toFixed(2).padStart(7)
  return `${name}${numbers}  ${share(s.inside, s.placed)}  ${width}  ${String(s.lies).padStart(4)} ${share(s.ordered, s.pairs)} ${share(s.zonesRight, s.zones)} ${share(s.yearsRight, s.years)} ${ms.toFixed(0).padStart(5)}`
}
