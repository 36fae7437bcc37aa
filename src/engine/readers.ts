// Who reads: other workers over message ports, or this thread (Node and tests). Both give the same events in the same order.
import type { FormatId } from '../formats/format.ts'
import { transferOf } from '../index/block-table.ts'
import type { DroppedFile } from './protocol.ts'
import { type ReadEvent, readSource } from './read-job.ts'

export interface ReadHandle {
  /** Stops at the next chunk; an `ended` event still comes. */
  stop(): void
}

export interface Readers {
  /** How many sources can be read at the same time. */
  readonly places: number
  read(file: DroppedFile, forced: FormatId | undefined, hear: (event: ReadEvent) => void): ReadHandle
}

/** Reads in the calling thread. */
export function inlineReaders(): Readers {
  return {
    places: 1,
    read(file, forced, hear) {
      let stop = false
      void readSource(file, forced, hear, () => stop).catch((error: unknown) => hear(crashed(file, error)))
      return {
        stop: () => {
          stop = true
        },
      }
    },
  }
}

interface Port {
  postMessage(message: unknown, transfer?: Transferable[]): void
  onmessage: ((event: MessageEvent) => void) | null
}

type ToReader =
  | { readonly kind: 'read'; readonly job: number; readonly file: DroppedFile; readonly forced?: FormatId }
  | { readonly kind: 'stop'; readonly job: number }
type FromReader = { readonly job: number; readonly event: ReadEvent }

/** Reads in the workers behind `ports`; the port with the fewest jobs gets the next one. Ports may join while reads run. */
export class PortReaders implements Readers {
  private readonly ports: { port: Port; jobs: number }[] = []
  private readonly hearers = new Map<number, (event: ReadEvent) => void>()
  private jobs = 0

  get places(): number {
    return this.ports.length
  }

  add(port: Port): void {
    const seat = { port, jobs: 0 }
    this.ports.push(seat)
    port.onmessage = (message) => {
      const { job, event } = message.data as FromReader
      if (event.kind === 'ended') seat.jobs--
      this.hearers.get(job)?.(event)
      if (event.kind === 'ended') this.hearers.delete(job)
    }
  }

  read(file: DroppedFile, forced: FormatId | undefined, hear: (event: ReadEvent) => void): ReadHandle {
    const job = this.jobs++
    const seat = this.ports.reduce((least, next) => (next.jobs < least.jobs ? next : least))
    seat.jobs++
    this.hearers.set(job, hear)
    const ask: ToReader = { kind: 'read', job, file, ...(forced ? { forced } : {}) }
    seat.port.postMessage(ask)
    return { stop: () => seat.port.postMessage({ kind: 'stop', job } satisfies ToReader) }
  }
}

/** The other end of {@link PortReaders}: serves one port in a reading worker. */
export function servePort(port: Port): void {
  const stops = new Set<number>()
  port.onmessage = (message) => {
    const ask = message.data as ToReader
    if (ask.kind === 'stop') {
      stops.add(ask.job)
      return
    }
    const tell = (event: ReadEvent) =>
      port.postMessage(
        { job: ask.job, event } satisfies FromReader,
        event.kind === 'blocks' ? transferOf(event.part) : [],
      )
    void readSource(ask.file, ask.forced, tell, () => stops.has(ask.job)).catch((error: unknown) =>
      tell(crashed(ask.file, error)),
    )
  }
}

function crashed(file: DroppedFile, error: unknown): ReadEvent {
  return {
    kind: 'ended',
    refused: false,
    trouble: {
      problem: 'Skewline failed while reading this file.',
      where: file.path,
      why: error instanceof Error ? error.message : String(error),
      help: 'The other files are not affected. Please report it with the first lines of the file.',
    },
  }
}
