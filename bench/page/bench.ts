// The bench's page: hands files to the workers and gives the figures back to the script that drives it.
import type { SharedMicros } from '../../src/base/time.ts'
import type { Answer, Ask } from '../../src/engine/protocol.ts'

declare global {
  interface Window {
    runScan(kind: 'raw' | 'scan', file: number): Promise<unknown>
    openEngine(files: readonly number[]): Promise<unknown>
    askRows(at: number, count: number): Promise<{ ms: number; lines: number[]; texts: string[] }>
    askBuckets(from: number, to: number, bins: number): Promise<number>
  }
}

const input = document.querySelector<HTMLInputElement>('#files')
const fileAt = (at: number): File => {
  const file = input?.files?.[at]
  if (!file) throw new Error(`no file ${at}`)
  return file
}

window.runScan = (kind, file) =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./scan-worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = (message) => {
      worker.terminate()
      resolve(message.data)
    }
    worker.postMessage({ kind, file: fileAt(file) })
  })

const engine = new Worker(new URL('../../src/engine/worker.ts', import.meta.url), { type: 'module' })
const reader = new Worker(new URL('../../src/engine/reading-worker.ts', import.meta.url), { type: 'module' })
const channel = new MessageChannel()
engine.postMessage({ kind: 'connect', port: channel.port1 }, [channel.port1])
reader.postMessage({ kind: 'connect', port: channel.port2 }, [channel.port2])

let ids = 1
const hearers = new Map<number, (answer: Answer) => void>()
type Body = Ask extends infer T ? (T extends Ask ? Omit<T, 'id'> : never) : never
engine.onmessage = (message) => {
  const answer = message.data as Answer
  if (answer.kind === 'trouble') console.error(JSON.stringify(answer.trouble))
  hearers.get(answer.id)?.(answer)
}
const ask = (body: Body, wanted: (answer: Answer) => boolean): Promise<Answer> =>
  new Promise((resolve) => {
    const id = ids++
    hearers.set(id, (answer) => {
      if (wanted(answer)) resolve(answer)
    })
    engine.postMessage({ ...body, id })
  })

window.openEngine = (files) =>
  new Promise((resolve) => {
    const began = performance.now()
    let first: number | undefined
    hearers.set(0, (answer) => {
      if (answer.kind !== 'state') return
      if (first === undefined && answer.state.first !== undefined) first = performance.now() - began
      if (answer.state.sources.length === files.length && !answer.state.reading) {
        const { rows, lines, indexBytes, counts, first: from, last: to } = answer.state
        const trouble = answer.state.sources.map((s) => s.trouble?.problem ?? '')
        resolve({ ms: performance.now() - began, firstMs: first, rows, lines, indexBytes, counts, from, to, trouble })
      }
    })
    const dropped = files.map((at) => {
      const file = fileAt(at)
      return { path: `host/${file.name}`, blob: file, modified: file.lastModified }
    })
    engine.postMessage({ kind: 'open', id: ids++, files: dropped } satisfies Ask)
  })

window.askRows = async (at, count) => {
  const began = performance.now()
  const answer = await ask({ kind: 'rows', from: at, count, filter: { severities: 511 } }, (a) => a.kind === 'rows')
  if (answer.kind !== 'rows') throw new Error(answer.kind)
  return {
    ms: performance.now() - began,
    lines: answer.rows.map((r) => r.line),
    texts: answer.rows.map((r) => r.message),
  }
}

window.askBuckets = async (from, to, bins) => {
  const began = performance.now()
  const window = { from: from as SharedMicros, to: to as SharedMicros, bins }
  await ask({ kind: 'buckets', ...window }, (a) => a.kind === 'buckets' && a.exact)
  return performance.now() - began
}
