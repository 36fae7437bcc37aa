// Wiring of the engine's worker: ports of reading workers in, asks in, answers out.
import { clearVault } from '../reading/vault.ts'
import { Engine } from './engine.ts'
import type { Ask } from './protocol.ts'
import { PortReaders } from './readers.ts'

const readers = new PortReaders()
const engine = new Engine({ readers }, (answer, transfer) => self.postMessage(answer, transfer ?? []))
void clearVault()

self.onmessage = (message: MessageEvent) => {
  const data = message.data as { kind: 'connect'; port: MessagePort } | Ask
  if (data.kind === 'connect') readers.add(data.port)
  else void engine.ask(data)
}
