// Seeded randomness for the clock corpus: the same seed gives the same incident on every machine.

/** Latencies are so many times longer (`--latency`). */
export const weather = { latency: 1 }

export class Random {
  private state: number

  constructor(seed: number) {
    this.state = (seed * 2654435761 + 0x9e3779b9) >>> 0
    for (let i = 0; i < 8; i++) this.next()
  }

  /** Uniform in [0, 1) (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  between(lo: number, hi: number): number {
    return lo + this.next() * (hi - lo)
  }

  int(lo: number, hi: number): number {
    return Math.floor(this.between(lo, hi + 1))
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T
  }

  chance(p: number): boolean {
    return this.next() < p
  }

  normal(mean: number, deviation: number): number {
    const u = Math.max(1e-12, this.next())
    return mean + deviation * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * this.next())
  }

  /** Seconds of a network or log path: mostly near `typical`, now and then far behind it, never above `most`. */
  latency(typical: number, most: number): number {
    const usual = typical * weather.latency
    const body = usual * Math.exp(this.normal(0, 0.8))
    const tail = this.chance(0.02) ? usual * this.between(10, 60) : 0
    return Math.min(most, body + tail)
  }

  hex(digits: number): string {
    let text = ''
    while (text.length < digits) text += Math.floor(this.next() * 16).toString(16)
    return text
  }

  uuid(): string {
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-a${this.hex(3)}-${this.hex(12)}`
  }
}
