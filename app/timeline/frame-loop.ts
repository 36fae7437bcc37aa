// The one animation-frame loop of the timeline: parts are marked dirty, each dirty part is painted once in the next frame.

export type Part = 'layout' | 'lanes' | 'axis' | 'overlay' | 'cursor' | 'overview' | 'brush'

/** Painting order: what measures comes first, what lies on top comes last. */
const ORDER: readonly Part[] = ['layout', 'lanes', 'axis', 'overlay', 'cursor', 'overview', 'brush']

export class FrameLoop {
  readonly #painters = new Map<Part, (now: number) => void>()
  readonly #dirty = new Set<Part>()
  #frame = 0

  on(part: Part, paint: (now: number) => void): void {
    this.#painters.set(part, paint)
  }

  /** Marking inside a paint asks for one more frame: that is how a glide runs on. */
  mark(...parts: readonly Part[]): void {
    for (const part of parts) this.#dirty.add(part)
    if (this.#frame === 0) this.#frame = requestAnimationFrame((now) => this.#paint(now))
  }

  stop(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    this.#dirty.clear()
    this.#painters.clear()
  }

  #paint(now: number): void {
    this.#frame = 0
    for (const part of ORDER) if (this.#dirty.delete(part)) this.#painters.get(part)?.(now)
  }
}
