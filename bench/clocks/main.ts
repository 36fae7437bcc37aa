// npx tsx bench/clocks/main.ts [--seeds N] [--first S] [--scenario k] [--latency F] [--errors]: writes incidents with known clocks, solves them, scores.
import { weather } from './random.ts'
import { runScenario } from './run.ts'
import { scenarios } from './scenarios.ts'
import { emptyScore, type Score } from './score.ts'

const option = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1])
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
weather.latency = option('latency', 1)
const total = emptyScore()
let alarms = 0
console.log(' #  scenario                         found missed extra  inside  width s  lies  order   zone   year    ms')
scenarios.forEach((scenario, k) => {
  if (only > 0 && only !== k + 1) return
  const sum = emptyScore()
  let ms = 0
  for (let seed = first; seed < first + seeds; seed++) {
    const one = runScenario(k, seed)
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
