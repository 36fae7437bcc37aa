// The bench: npm run bench [-- console syslog oslo] [--runs N]
// Makes the logs if they are missing, then measures the scan in Chromium against the raw limit of the same run, the memory of the
// renderer, the index, and pages at random positions. Ratios are what counts: absolute speeds differ from run to run.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { build, preview } from 'vite'

const here = import.meta.dirname
const data = join(here, 'data')
const kinds = {
  console: { size: '1GB', file: 'console-1g.log', bound: 0.25 },
  syslog: { size: '500MB', file: 'syslog-500m.log', bound: 0.3 },
  oslo: { size: '250MB', file: 'oslo-250m.log', bound: 0.45 },
} as const
type Kind = keyof typeof kinds

interface Scanned {
  readonly ms: number
  readonly lines: number
  readonly bytes: number
  readonly format?: string
  readonly indexBytes?: number
}

const words = process.argv.slice(2)
const runsAt = words.indexOf('--runs')
const runs = runsAt < 0 ? 5 : Number(words[runsAt + 1])
const asked = words.filter((w): w is Kind => w in kinds)
const chosen = asked.length > 0 ? asked : (Object.keys(kinds) as Kind[])

async function main(): Promise<void> {
  for (const kind of chosen) makeLog(kind)
  await build({ configFile: join(here, 'page/vite.config.ts'), logLevel: 'warn' })
  const server = await preview({
    configFile: join(here, 'page/vite.config.ts'),
    preview: { port: 4331, strictPort: true },
  })
  let below = false
  for (const kind of chosen) {
    const ratio = await measureScan(kind)
    below ||= ratio < kinds[kind].bound
    await measurePages(kind)
  }
  await server.close()
  process.exit(below ? 1 : 0)
}

function makeLog(kind: Kind): void {
  const file = join(data, kinds[kind].file)
  if (existsSync(file)) return
  execFileSync('npx', ['tsx', join(here, 'make-logs.ts'), kind, kinds[kind].size, file], { stdio: 'inherit' })
}

/** A fresh browser with the bench page open and the file chosen. */
async function withPage<T>(kind: Kind, work: (page: Page) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({
    executablePath: process.env.SKEWLINE_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  try {
    const page = await browser.newPage()
    page.on('console', (m) => m.type() === 'error' && console.error(m.text()))
    await page.goto('http://localhost:4331/')
    await page.setInputFiles('#files', join(data, kinds[kind].file))
    return await work(page)
  } finally {
    await browser.close()
  }
}

async function measureScan(kind: Kind): Promise<number> {
  const raws: number[] = []
  const scans: number[] = []
  let scanned: Scanned | undefined
  for (let run = 0; run < runs; run++) {
    await withPage(kind, async (page) => {
      const raw = (await page.evaluate(() => window.runScan('raw', 0))) as Scanned
      scanned = (await page.evaluate(() => window.runScan('scan', 0))) as Scanned
      raws.push(speed(raw))
      scans.push(speed(scanned))
    })
  }
  const lines = Number(
    execFileSync('wc', ['-l', join(data, kinds[kind].file)])
      .toString()
      .split(' ')[0],
  )
  const ratio = median(scans.map((s, i) => s / (raws[i] as number)))
  const index = (scanned?.indexBytes ?? 0) / (scanned?.lines ?? 1)
  console.log(
    `${kind} (${scanned?.format}): raw ${range(raws)} MB/s, scan ${range(scans)} MB/s, ratio ${ratio.toFixed(2)} (bound ${kinds[kind].bound}); ` +
      `${scanned?.lines} lines (wc -l: ${lines}${lines === scanned?.lines ? '' : ' DIFFERS'}); index ${index.toFixed(3)} B/line`,
  )
  return ratio
}

async function measurePages(kind: Kind): Promise<void> {
  await withPage(kind, async (page) => {
    const opened = (await page.evaluate(() => window.openEngine([0]))) as {
      ms: number
      firstMs?: number
      rows: number
      from?: number
      to?: number
    }
    const times: number[] = []
    const random = seeded(7)
    for (let i = 0; i < 200; i++) {
      const at = Math.floor(random() * (opened.rows - 200))
      times.push((await page.evaluate((from) => window.askRows(from, 200), at)).ms)
    }
    const buckets: number[] = []
    if (opened.from !== undefined && opened.to !== undefined) {
      const { from, to } = opened
      for (let i = 0; i < 20; i++) {
        const width = (to - from) / 2 ** (i % 10)
        const begin = from + random() * (to - from - width)
        buckets.push(await page.evaluate(([a, b]) => window.askBuckets(a, b, 400), [begin, begin + width] as const))
      }
    }
    console.log(
      `  engine: read in ${(opened.ms / 1000).toFixed(2)} s, first extent after ${Math.round(opened.firstMs ?? -1)} ms, ` +
        `200 rows p50 ${quantile(times, 0.5).toFixed(1)} p95 ${quantile(times, 0.95).toFixed(1)} max ${Math.max(...times).toFixed(1)} ms, ` +
        `exact buckets p50 ${quantile(buckets, 0.5).toFixed(0)} p95 ${quantile(buckets, 0.95).toFixed(0)} ms, renderer peak ${rendererPeak()} MiB`,
    )
  })
}

const speed = (scanned: Scanned): number => scanned.bytes / 1e3 / scanned.ms
const median = (values: readonly number[]): number => quantile(values, 0.5)
const range = (values: readonly number[]): string =>
  `${Math.round(median(values))} [${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))}]`

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32
    return state / 2 ** 32
  }
}

/** Greatest resident size (VmHWM) of this machine's renderer processes. */
function rendererPeak(): number {
  let peak = 0
  for (const pid of readdirSync('/proc').filter((p) => /^\d+$/.test(p))) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) continue
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
    } catch {
      // The process ended while we looked.
    }
  }
  return Math.round(peak)
}

await main()
