// Holds the table of rooms (ARCHITECTURE.md): who may import whom. Prints every arrow that points the wrong way and exits 1.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Room → rooms it may import, besides itself. `types:` allows type-only imports of one file. */
const table = {
  'src/base': [],
  'src/reading': ['src/base'],
  'src/formats': ['src/base'],
  'src/signals': ['src/base'],
  'src/entities': ['src/base'],
  'src/clocks': ['src/base'],
  'src/index': ['src/base'],
  'src/incident': ['src/base'],
  'src/engine': [
    'src/base',
    'src/reading',
    'src/formats',
    'src/signals',
    'src/entities',
    'src/clocks',
    'src/index',
    'src/incident',
  ],
  'src/cli': ['src/base', 'src/engine'],
  app: ['src/base', 'src/incident', 'types:src/engine/protocol.ts'],
}

/** The page's one door to the workers is a URL, not an import; it is checked by name. */
const workerDoor = 'app/engine-client.ts'

const roomOf = (path) => Object.keys(table).find((room) => path === room || path.startsWith(`${room}/`))

function files(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((item) => {
    const path = `${folder}/${item.name}`
    return item.isDirectory() ? files(path) : /\.tsx?$/.test(item.name) ? [path] : []
  })
}

const importLine =
  /(import|export)\s+(type\s+)?([^'";]*?)\s*from\s*'([^']+)'|import\s*\(\s*'([^']+)'\s*\)|new URL\('([^']+)', import\.meta\.url\)/g
const wrong = []
let arrows = 0

for (const file of [...files('src'), ...files('app')]) {
  const room = roomOf(file)
  const text = readFileSync(join(root, file), 'utf8')
  if (!room) wrong.push(`${file}: stands in no room`)
  for (const match of text.matchAll(importLine)) {
    const target = match[4] ?? match[5] ?? match[6]
    if (!target?.startsWith('.')) continue
    const path = relative(root, resolve(root, dirname(file), target))
    const to = roomOf(path)
    arrows++
    if (to === room) continue
    // Tests of a room may read its lines with real formats and run it in the real engine.
    if (/\.test\.ts$|\/test-kit\.ts$/.test(file) && room.startsWith('src/') && to?.startsWith('src/')) continue
    if (match[6] && file === workerDoor && to === 'src/engine') continue
    const allowed = table[room] ?? []
    const typeOnly = match[2] !== undefined || /^\{(\s*type\s+\w+(\s+as\s+\w+)?\s*,?)+\s*\}$/.test(match[3] ?? '')
    if (allowed.includes(to) || (typeOnly && allowed.includes(`types:${path}`))) continue
    if (!to && /\.(css|svg|json)$/.test(path)) continue
    wrong.push(`${file} must not import ${path}`)
  }
}

if (wrong.length > 0) {
  console.error(`${wrong.join('\n')}\n${wrong.length} arrows point where ARCHITECTURE.md forbids.`)
  process.exit(1)
}
console.log(`imports: ${arrows} arrows, all as ARCHITECTURE.md allows.`)
