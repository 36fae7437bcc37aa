// The page's only door to the engine: typed asks out, typed answers in, late answers dropped.
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
