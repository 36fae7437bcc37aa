// A small data centre with true time: clocks that drift, step, pause and sleep, and hosts that write logs by them. Times are true
// seconds from the world's start; readings are µs since 1970.
import { Random } from './random.ts'

const MICRO = 1e6

interface Shift {
  readonly at: number
  /** Seconds added to the reading at once (`over` 0) or evenly over so many true seconds. */
  readonly by: number
  readonly over: number
}

export class SimClock {
  private readonly shifts: Shift[] = []

  constructor(
    readonly start: number,
    readonly offset: number,
    readonly ppm: number,
  ) {}

  /** > 0: moved forward. */
  step(at: number, by: number): void {
    this.shifts.push({ at, by, over: 0 })
  }

  pause(at: number, length: number): void {
    this.shifts.push({ at, by: -length, over: length })
  }

  slew(at: number, by: number, over: number): void {
    this.shifts.push({ at, by, over })
  }

  /** Seconds the clock is ahead of true time. */
  ahead(t: number): number {
    let ahead = this.offset + (t * this.ppm) / 1e6
    for (const s of this.shifts) {
      if (t < s.at) continue
      ahead += s.over === 0 ? s.by : (s.by * Math.min(t - s.at, s.over)) / s.over
    }
    return ahead
  }

  read(t: number): number {
    return Math.round((this.start + t + this.ahead(t)) * MICRO)
  }
}

export interface SimLine {
  readonly truth: number
  readonly text: string
}

export type Stamper = (reading: number, boot: number, sim: Host) => string

export class LogFile {
  readonly lines: (SimLine & { readonly wrote: number; readonly n: number })[] = []
  modified = 0

  constructor(
    readonly path: string,
    readonly host: Host,
    readonly stamp: Stamper,
  ) {}

  /** A line said at true time `t`; `wrote` when it reached the file, if later. Returns a handle for causal pairs. */
  say(t: number, text: string, wrote = t): Said {
    const prefix = this.stamp(this.host.clock.read(t), this.host.bootMicros(t), this.host)
    const line = { truth: t, text: `${prefix}${text}`, wrote, n: this.lines.length }
    this.lines.push(line)
    return { file: this, line }
  }

  /** A line with a stamp of its own. */
  raw(t: number, text: string, wrote = t): Said {
    const line = { truth: t, text, wrote, n: this.lines.length }
    this.lines.push(line)
    return { file: this, line }
  }

  sorted(): readonly SimLine[] {
    return [...this.lines].sort((a, b) => a.wrote - b.wrote || a.n - b.n)
  }
}

export interface Said {
  readonly file: LogFile
  readonly line: SimLine
}

export class Host {
  readonly files: LogFile[] = []
  /** True start of each boot, and sleeps its counter does not see. */
  boots: number[] = [0]
  readonly frozen: { readonly at: number; readonly length: number }[] = []
  bootPpm = 0

  constructor(
    readonly name: string,
    readonly clock: SimClock,
    /** Seconds ahead of UTC at a true time. */
    readonly zone: (t: number) => number,
  ) {}

  bootMicros(t: number): number {
    const start = [...this.boots].reverse().find((b) => b <= t) ?? 0
    let length = t - start
    for (const f of this.frozen) {
      if (f.at >= start && t > f.at) length -= Math.min(f.length, t - f.at)
    }
    return Math.max(0, Math.round(length * (1 + this.bootPpm / 1e6) * MICRO))
  }

  /** The whole machine stands still: wall clock and boot counter. */
  pause(at: number, length: number): void {
    this.clock.pause(at, length)
    this.frozen.push({ at, length })
  }

  log(path: string, stamp: Stamper): LogFile {
    const file = new LogFile(path, this, stamp)
    this.files.push(file)
    return file
  }

  isPaused(t: number): boolean {
    return this.frozen.some((f) => t > f.at && t < f.at + f.length)
  }
}

export interface TrueJump {
  readonly host: string
  readonly kind: string
  /** True seconds of the change. */
  readonly at: number
  /** Seconds; signed for steps. */
  readonly size: number
  /** Too small or too hidden to be found: neither demanded nor forbidden. */
  readonly optional?: boolean
}

export class World {
  readonly random: Random
  readonly hosts: Host[] = []
  readonly jumps: TrueJump[] = []
  /** a happened before b. */
  readonly causal: (readonly [Said, Said])[] = []
  /** Files nothing ties: any ± there is a lie. */
  readonly untied: LogFile[] = []
  /** Hosts whose zone (seconds ahead) must be found. */
  readonly zones = new Map<string, number>()
  clean = false
  now: number

  constructor(
    seed: number,
    /** Seconds since 1970 of true time 0. */
    readonly start: number,
    readonly length: number,
  ) {
    this.random = new Random(seed)
    this.now = start + length + 30 * 86400
  }

  host(name: string, options: { offset?: number; ppm?: number; zone?: number | ((t: number) => number) } = {}): Host {
    const ppm = options.ppm ?? Math.max(-30, Math.min(30, this.random.normal(0, 10)))
    const zone = options.zone ?? 0
    const host = new Host(
      name,
      new SimClock(this.start, options.offset ?? this.random.between(-0.02, 0.02), ppm),
      typeof zone === 'number' ? () => zone : zone,
    )
    host.boots = [-this.random.between(3600, 400000)]
    host.bootPpm = this.random.normal(0, 20)
    this.hosts.push(host)
    return host
  }

  /** A host kept by NTP: within some hundredths of a second, no drift. */
  synced(name: string, options: { zone?: number | ((t: number) => number) } = {}): Host {
    return this.host(name, { ppm: 0, offset: this.random.between(-0.02, 0.02), ...options })
  }

  jump(host: Host, kind: string, at: number, size: number, optional = false): void {
    this.jumps.push({ host: host.name, kind, at, size, ...(optional ? { optional } : {}) })
  }
}
