import { expect, test } from 'vitest'
import type { Answer } from '../src/engine/protocol.ts'
import { askOnce, createClient } from './engine-client.ts'

const started = () => {
  const posted: { kind: string; id?: number }[] = []
  return { posted, client: createClient({ postMessage: (message) => posted.push(message as { kind: string }) }) }
}
const row = (id: number): Answer => ({ kind: 'row', id, total: 3 })

test('an answer reaches the ask it belongs to', () => {
  const { client } = started()
  const heard: string[] = []
  const first = client.ask({ kind: 'stop' }, () => heard.push('first'))
  const second = client.ask({ kind: 'stop' }, () => heard.push('second'))
  client.hear(row(second.id))
  client.hear(row(first.id))
  expect(heard).toEqual(['second', 'first'])
})

test('a late answer to a cancelled ask is dropped, and the engine is told once', () => {
  const { client, posted } = started()
  const heard: Answer[] = []
  const asked = client.ask({ kind: 'stop' }, (answer) => heard.push(answer))
  asked.cancel()
  asked.cancel()
  client.hear(row(asked.id))
  expect(heard).toEqual([])
  expect(posted.map(({ kind }) => kind)).toEqual(['stop', 'cancel'])
})

test('after a final answer there is nothing to cancel', () => {
  const { client, posted } = started()
  const asked = client.ask({ kind: 'stop' }, () => undefined)
  client.hear({ kind: 'done', id: asked.id })
  asked.cancel()
  expect(posted.map(({ kind }) => kind)).toEqual(['stop'])
})

test('buckets that are not exact yet keep the ask open', () => {
  const { client } = started()
  const heard: boolean[] = []
  const asked = client.ask({ kind: 'stop' }, (answer) => answer.kind === 'buckets' && heard.push(answer.exact))
  const buckets = { kind: 'buckets', id: asked.id, revision: 1, from: 0, to: 1, bins: 1, lanes: [] }
  for (const exact of [false, true, true]) client.hear({ ...buckets, exact })
  expect(heard).toEqual([false, true])
})

test('what is pushed reaches all who hear, until they stop', () => {
  const { client } = started()
  let heard = 0
  const stop = client.onPush(() => {
    heard += 1
  })
  client.hear({ kind: 'state', id: 0 })
  stop()
  client.hear({ kind: 'state', id: 0 })
  expect(heard).toBe(1)
})

test('a crash fails open asks and later ones', async () => {
  const { client } = started()
  const open = askOnce(client, { kind: 'stop' }, 'done')
  client.crash('The worker stopped.')
  await expect(open).rejects.toThrow('The worker stopped.')
  await expect(askOnce(client, { kind: 'stop' }, 'done')).rejects.toThrow('The worker stopped.')
})

test('what is not an answer is ignored', () => {
  const { client } = started()
  for (const message of [undefined, 'x', {}, { kind: 'row' }]) expect(() => client.hear(message)).not.toThrow()
})
