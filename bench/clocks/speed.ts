// npx tsx bench/clocks/speed.ts: 200,000 entries, 300 anchors, 12 clocks; then one pin more.
import { solve } from '../../src/clocks/solve.ts'
import { dhcp, noise, rfc3339, syncLines } from './grammar.ts'
import { inputOf, readFile } from './read.ts'
import { World } from './world.ts'

const world = new World(7, Date.parse('2019-11-05T00:00:00Z') / 1000, 24 * 3600)
const server = world.synced('srv-0').log('srv-0/syslog.log', rfc3339)
server.say(1, syncLines(world.random))
const guests = Array.from({ length: 11 }, (_, i) => world.host(`vm-${i + 1}`).log(`vm-${i + 1}/syslog.log`, rfc3339))
guests.forEach((log, i) => {
  if (i % 3 === 0) log.host.pause(30000 + i * 1000, 300)
  for (let k = 0; k < 14; k++) {
    dhcp(world, log, server, 2000 + k * 5800 + world.random.between(0, 4000), {
      ip: `10.0.3.${i + 4}`,
      mac: `fa:16:3e:0c:42:${10 + i}`,
      server: '10.0.3.1',
    })
  }
})
for (const log of [server, ...guests]) noise(world, log, 0, world.length, 7.2)
const files = world.hosts.flatMap((h) => h.files)
const read = files.map((f) =>
  readFile({
    path: f.path,
    host: f.host.name,
    text: `${f
      .sorted()
      .map((l) => l.text)
      .join('\n')}\n`,
    modified: 0,
  }),
)
const input = inputOf(read, world.now * 1e6)
const entries = read.reduce((sum, r) => sum + r.stamps.length, 0)
console.log(
  `${entries} entries, ${input.observations.length} observations, ${input.anchors.length} anchors, ${files.length} clocks`,
)
const timed = (what: string, of: typeof input): void => {
  const started = performance.now()
  const solution = solve(of)
  console.log(`${what}: ${(performance.now() - started).toFixed(0)} ms, ${solution.jumps.length} jumps`)
}
timed('first', input)
timed('again', input)
const anchor = input.anchors[40]
if (anchor) timed('with a pin', { ...input, choices: { pins: [{ a: anchor.a, b: anchor.b }], rejectedAnchors: [] } })
