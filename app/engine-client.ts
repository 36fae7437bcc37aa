// The page's only door to the engine: typed asks out, typed answers in, late answers dropped.
//
//   page ──asks──▶ owner worker ◀──MessageChannel──▶ reading worker (1–4 of them)
//        ◀─answers─
//
// Workers start with the page, so that nothing is fetched later. A crashed worker is said once (`onCrash`) and fails every open ask.
import type { Answer, Ask, AskId } from '../src/engine/protocol.ts'

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never
export type AskBody = WithoutId<Ask>

export interface EngineClient {
  /** Sends an ask; `onAnswer` hears every answer with its id until `cancel()`. */
  ask(body: AskBody, onAnswer?: (answer: Answer) => void): { readonly id: AskId; cancel(): void }
  /** Hears what the engine pushes (state). Returns the way to stop hearing. */
  onPush(hear: (answer: Answer) => void): () => void
}

/** Asks once and gives the first answer. Rejects on `trouble` and when the engine has crashed. */
export function askOnce<K extends Answer['kind']>(
  client: EngineClient,
  body: AskBody,
  kind: K,
): Promise<Extract<Answer, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const asked = client.ask(body, (answer) => {
      asked.cancel()
      if (answer.kind === kind) resolve(answer as Extract<Answer, { kind: K }>)
      else reject(new Error(answer.kind === 'trouble' ? answer.trouble.problem : `unexpected ${answer.kind}`))
    })
  })
}

/** The two ends of a worker that the client uses; a test passes its own. */
interface Post {
  postMessage(message: unknown): void
}

/** The client's bookkeeping, without a Worker: who waits for which answer. */
export function createClient(owner: Post): EngineClient & { hear(message: unknown): void; crash(why: string): void } {
  const waiting = new Map<AskId, ((answer: Answer) => void) | undefined>()
  const hearers = new Set<(answer: Answer) => void>()
  let lastId: AskId = 0
  let crashed: string | undefined

  const failed = (id: AskId, why: string): Answer => ({
    kind: 'trouble',
    id,
    trouble: { problem: why, where: 'engine', why: 'A worker of this page stopped.', help: 'Reload the page.' },
  })

  return {
    ask(body, onAnswer) {
      lastId += 1
      const id = lastId
      waiting.set(id, onAnswer)
      if (crashed === undefined) owner.postMessage({ ...body, id })
      else {
        const why = crashed
        // Later, as a real answer would be: the caller has not stored what `ask` returns yet.
        queueMicrotask(() => waiting.get(id)?.(failed(id, why)))
      }
      return {
        id,
        cancel() {
          if (!waiting.delete(id)) return
          if (crashed === undefined) owner.postMessage({ kind: 'cancel', id } satisfies Ask)
        },
      }
    },
    onPush(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    hear(message) {
      if (!isAnswer(message)) return
      if (message.id === 0) for (const hear of hearers) hear(message)
      else {
        const onAnswer = waiting.get(message.id)
        // Nothing follows a final answer, so there is nothing left to cancel.
        if (isFinal(message)) waiting.delete(message.id)
        onAnswer?.(message)
      }
    },
    crash(why) {
      if (crashed !== undefined) return
      crashed = why
      for (const [id, onAnswer] of [...waiting]) onAnswer?.(failed(id, why))
      waiting.clear()
    },
  }
}

function isAnswer(message: unknown): message is Answer {
  return (
    typeof message === 'object' &&
    message !== null &&
    'kind' in message &&
    'id' in message &&
    typeof message.id === 'number'
  )
}

function isFinal(answer: Answer): boolean {
  if (answer.kind === 'buckets') return answer.exact
  if (answer.kind === 'hits') return answer.done
  return answer.kind !== 'state' && answer.kind !== 'opened'
}

const MOST_READERS = 4

/** Starts the owner and its reading workers. Call once, as early as the page can. */
export function startEngine(onCrash: (why: string) => void): EngineClient {
  const owner = new Worker(new URL('../src/engine/worker.ts', import.meta.url), { type: 'module', name: 'owner' })
  const client = createClient(owner)
  owner.addEventListener('message', (event) => client.hear(event.data))

  const watch = (worker: Worker, what: string): void => {
    const crash = (why: string): void => {
      client.crash(why)
      onCrash(why)
    }
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      crash(event.message ? `${what} stopped: ${event.message}` : `${what} could not start.`)
    })
    worker.addEventListener('messageerror', () => crash(`${what} sent something that could not be read.`))
  }
  watch(owner, 'The worker that keeps the index')

  const readers = Math.min(MOST_READERS, Math.max(1, (navigator.hardwareConcurrency || 2) - 1))
  for (let n = 1; n <= readers; n += 1) {
    const reader = new Worker(new URL('../src/engine/reading-worker.ts', import.meta.url), {
      type: 'module',
      name: `reader ${n}`,
    })
    watch(reader, 'A worker that reads files')
    const { port1, port2 } = new MessageChannel()
    owner.postMessage({ kind: 'connect', port: port1 }, [port1])
    reader.postMessage({ kind: 'connect', port: port2 }, [port2])
  }
  return client
}
