// Wiring of a reading worker: the page connects it to the engine's worker by a port.
import { servePort } from './readers.ts'

self.onmessage = (message: MessageEvent) => {
  const { kind, port } = message.data as { kind: string; port: MessagePort }
  if (kind === 'connect') servePort(port)
}
