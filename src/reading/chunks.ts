// Streams a Blob through one reused buffer (BYOB): the fastest way a browser reads a file, and the only one whose memory stays flat.
//
// Two facts of Chromium shape this file: a BYOB reader that is referenced only by a pending promise may be collected and then never
// settles (so readers are kept in a module-level set, and a watchdog resumes from the last offset), and with `min` the last bytes
// arrive together with `done`.
import { fail, ok, type Result } from '../base/result.ts'

/**
 * Takes bytes `[0, filled)` of a buffer and returns how many it is finished with; the rest stands in front of the next call.
 * `last` is true once, on the final call, and then everything must be taken. Must leave at least half of the buffer free.
 * −1 ends the reading.
 */
export type TakeBytes = (bytes: Uint8Array, filled: number, last: boolean) => number | Promise<number>

export interface ChunkOptions {
  /** Byte to start at. */
  readonly from?: number
  /** Buffer size; the memory bound of a read. */
  readonly bufferBytes?: number
  /** Asked between chunks; true stops reading early without an error. */
  readonly stopped?: () => boolean
  /** A read that makes no progress for this long is started anew. */
  readonly stallMs?: number
}

export const BUFFER_BYTES = 1 << 20
const SMALLEST_BUFFER = 8 * 1024
const MIN_READ = 256 * 1024
const STALL_MS = 20_000
const STALLS_ALLOWED = 3

const keepAlive = new Set<ReadableStreamBYOBReader>()

/** Reads a blob to its end. The value is the number of bytes taken; a failure names the offset it happened at. */
export async function readChunks(blob: Blob, take: TakeBytes, options: ChunkOptions = {}): Promise<Result<number>> {
  let taken = options.from ?? 0
  let stalls = 0
  for (;;) {
    const before = taken
    const end = await streamOnce(blob, taken, take, options, (bytes) => {
      taken += bytes
    })
    if (end.kind === 'ended') return ok(taken)
    if (end.kind === 'failed') return fail(end.trouble)
    stalls = taken > before ? 0 : stalls + 1
    if (stalls >= STALLS_ALLOWED) {
      return fail({
        problem: 'The file stopped giving data.',
        where: `byte ${taken}`,
        why: 'The browser or the disk did not answer for a minute.',
        help: 'Copy the file to a local disk and drop the copy. What was read so far is kept.',
      })
    }
  }
}

type StreamEnd =
  | { readonly kind: 'ended' | 'stalled' }
  | { readonly kind: 'failed'; readonly trouble: ReturnType<typeof readTrouble> }

async function streamOnce(
  blob: Blob,
  from: number,
  take: TakeBytes,
  options: ChunkOptions,
  onTaken: (bytes: number) => void,
): Promise<StreamEnd> {
  // A small file (one of thousands out of an archive) does not get the buffer of a large one.
  const size = Math.min(options.bufferBytes ?? BUFFER_BYTES, Math.max(SMALLEST_BUFFER, 2 * (blob.size - from)))
  let reader: ReadableStreamBYOBReader
  try {
    reader = (from === 0 ? blob : blob.slice(from)).stream().getReader({ mode: 'byob' })
  } catch (error) {
    return { kind: 'failed', trouble: readTrouble(error, from) }
  }
  keepAlive.add(reader)
  const watchdog = new Watchdog(options.stallMs ?? STALL_MS)
  let buffer = new ArrayBuffer(size)
  let kept = 0
  let at = from
  try {
    for (;;) {
      if (options.stopped?.()) return { kind: 'ended' }
      const space = size - kept
      const result = await watchdog.race(
        reader.read(new Uint8Array(buffer, kept, space), { min: Math.min(MIN_READ, space) }),
      )
      if (result === 'stalled') return { kind: 'stalled' }
      // A cancelled stream gives no buffer back.
      if (!result.value) return { kind: 'ended' }
      buffer = result.value.buffer
      const filled = kept + result.value.byteLength
      const bytes = new Uint8Array(buffer, 0, filled)
      const done = result.done || at + filled >= blob.size
      const answer = take(bytes, filled, done)
      // Awaiting a plain number would cost a turn of the event loop per chunk.
      const used = typeof answer === 'number' ? answer : await answer
      if (used < 0) return { kind: 'ended' }
      onTaken(used)
      at += used
      if (done) return { kind: 'ended' }
      kept = filled - used
      if (used > 0 && kept > 0) bytes.copyWithin(0, used, filled)
    }
  } catch (error) {
    return { kind: 'failed', trouble: readTrouble(error, at) }
  } finally {
    watchdog.end()
    keepAlive.delete(reader)
    // Releasing can only fail on a stream that is broken already, and that has been reported.
    reader.cancel().catch(() => undefined)
  }
}

/** Notices a read that never settles. One timer for the whole stream, not one a read. */
class Watchdog {
  private since = Date.now()
  private readonly timer: ReturnType<typeof setInterval>
  private stall: (() => void) | undefined

  constructor(stallMs: number) {
    this.timer = setInterval(
      () => {
        if (Date.now() - this.since > stallMs) this.stall?.()
      },
      Math.max(50, stallMs / 4),
    )
  }

  race<T>(read: Promise<T>): Promise<T | 'stalled'> {
    this.since = Date.now()
    return new Promise((resolve, reject) => {
      this.stall = () => resolve('stalled')
      read.then(resolve, reject)
    })
  }

  end(): void {
    clearInterval(this.timer)
  }
}

/** Says in words why a `File` could not be read. Browsers make one unreadable for good when the file on disk changes in any way. */
export function readTrouble(error: unknown, at: number) {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotFoundError') {
    return {
      problem: 'The file is no longer there.',
      where: `byte ${at}`,
      why: 'It was moved or deleted after it was dropped.',
      help: 'Drop it again from where it is now. What was read so far is kept.',
    }
  }
  return {
    problem: 'The file changed on disk since it was dropped.',
    where: `byte ${at}`,
    why: `The browser refuses to read a file that was appended to, touched or rotated (${error instanceof Error ? error.message : String(error)}).`,
    help: 'Drop it again to read more lines; for a live log drop a copy. What was read so far is kept.',
  }
}
