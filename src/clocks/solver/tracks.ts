// Clocks and the stretches of sources that count in them. A host's wall-clock sources share one clock; every boot is a clock of its own;
// lines of another host inside a collector's file are a stretch of that host's clock.
import type { MapSegment } from '../../base/source-map.ts'
import { Basis } from '../../base/time.ts'
import type { Break } from './breaks.ts'
import type { SolveSource } from './input.ts'
import { nominalAt } from './nominal.ts'

export interface Track {
  readonly source: SolveSource
  /** The host whose lines count here. */
  readonly host: string
  readonly clock: ClockModel
  readonly fromBlock: number
  readonly toBlock: number
  readonly segments: readonly MapSegment[]
  /** Whether this stretch is what the source's map is made of. */
  readonly own: boolean
  breaks: Break[]
  /** Clock epoch of each stretch between this track's breaks: the first and the last one it may hold. */
  epochs: readonly { readonly from: number; readonly to: number }[]
  readonly nominal: (block: number, reading: number) => number
}

export interface ClockModel {
  readonly index: number
  readonly id: string
  readonly host: string
  readonly kind: 'wall' | 'boot'
  /** Not printed: seconds since boot as they stand inside wall-clock lines. */
  readonly hidden: boolean
  readonly tracks: Track[]
  /** Breaks of the clock in its own order; epoch `i` lies before break `i`. */
  breaks: Break[]
}

export class Clocks {
  readonly all: ClockModel[] = []
  readonly tracks: Track[] = []
  private readonly byId = new Map<string, ClockModel>()

  clock(id: string, host: string, kind: 'wall' | 'boot', hidden = false): ClockModel {
    const known = this.byId.get(id)
    if (known) return known
    const clock: ClockModel = { index: this.all.length, id, host, kind, hidden, tracks: [], breaks: [] }
    this.all.push(clock)
    this.byId.set(id, clock)
    return clock
  }

  find(id: string): ClockModel | undefined {
    return this.byId.get(id)
  }

  /** `id`: the clock, where it is not the host's wall clock. */
  addWall(source: SolveSource, host: string, segments: readonly MapSegment[], id = `${host}/wall`): Track {
    const clock = this.clock(id, host, 'wall')
    const { blocks } = source
    return this.add({
      source,
      host,
      clock,
      fromBlock: 0,
      toBlock: blocks.length,
      segments,
      own: host === source.host,
      breaks: [],
      epochs: [{ from: 0, to: 0 }],
      nominal: (block, reading) =>
        blocks.basis[block] === Basis.Boot || blocks.basis[block] === Basis.None
          ? Number.NaN
          : nominalAt(segments, block, reading),
    })
  }

  addBoot(source: SolveSource, boot: number, fromBlock: number, toBlock: number): Track {
    const id = boot === 0 ? `${source.host}/boot` : `${source.host}/boot-${boot + 1}`
    // Two captures of one host may hold different boots: they are one clock only if lines tie them.
    const taken = this.byId.get(id)
    const name = taken ? `${id}@${source.path}` : id
    return this.add({
      source,
      host: source.host,
      clock: this.clock(name, source.host, 'boot'),
      fromBlock,
      toBlock,
      segments: [{ fromBlock: 0, pieces: [{ from: Number.NEGATIVE_INFINITY, add: 0 }] }],
      own: true,
      breaks: [],
      epochs: [{ from: 0, to: 0 }],
      nominal: (_, reading) => reading,
    })
  }

  private add(track: Track): Track {
    this.tracks.push(track)
    track.clock.tracks.push(track)
    return track
  }

  trackOf(source: string, host: string, block: number): Track | undefined {
    return this.tracks.find(
      (t) => t.source.id === source && t.host === host && block >= t.fromBlock && block < t.toBlock,
    )
  }
}

/** Which of the track's stretches a line lies in, counted from 0. */
export function stretchOf(track: Track, line: number): number {
  let n = 0
  while (n < track.breaks.length && line >= (track.breaks[n] as Break).line) n++
  return n
}

/** A clock epoch for a reading of a track: file order decides first, then the reading. */
export function epochOf(track: Track, line: number, at: number): number {
  const range = track.epochs[stretchOf(track, line)]
  if (!range) return 0
  return epochByReading(track.clock, at, range.from, range.to)
}

export function epochByReading(clock: ClockModel, at: number, from: number, to: number): number {
  let epoch = from
  while (epoch < to && at > endOfEpoch(clock, epoch)) epoch++
  return epoch
}

/** The greatest nominal reading of an epoch, as far as its break tells. */
export function endOfEpoch(clock: ClockModel, epoch: number): number {
  const broken = clock.breaks[epoch]
  return broken ? broken.before + 1 : Number.POSITIVE_INFINITY
}

/**
 * Brings the breaks of a clock's tracks into one order: those of the track that saw most, then others matched to them by their readings.
 */
export function mergeBreaks(clock: ClockModel): void {
  const order = [...clock.tracks].sort(
    (a, b) => b.breaks.length - a.breaks.length || (a.source.id < b.source.id ? -1 : 1),
  )
  const merged: Break[] = []
  const matches = new Map<Track, Break[]>()
  for (const track of order) {
    const own: Break[] = []
    let from = 0
    for (const b of track.breaks) {
      const at = merged.findIndex((m, i) => i >= from && same(m, b))
      if (at >= 0) {
        own.push(merged[at] as Break)
        learn(merged[at] as Break, b)
        from = at + 1
        continue
      }
      let place = from
      while (place < merged.length && (merged[place] as Break).before < b.before) place++
      merged.splice(place, 0, b)
      own.push(b)
      from = place + 1
    }
    matches.set(track, own)
  }
  clock.breaks = merged
  for (const track of order) {
    const own = (matches.get(track) ?? []).map((b) => merged.indexOf(b))
    track.epochs = Array.from({ length: own.length + 1 }, (_, i) => ({
      from: i === 0 ? 0 : (own[i - 1] as number) + 1,
      to: i < own.length ? (own[i] as number) : merged.length,
    }))
  }
}

const TEN_MINUTES = 600e6

function same(a: Break, b: Break): boolean {
  if (a.size && b.size && a.from === 'declared' && b.from === 'declared') {
    const off = Math.abs((a.size[0] + a.size[1] - b.size[0] - b.size[1]) / 2)
    return off < 1e6 && Math.abs(a.after - b.after) < TEN_MINUTES
  }
  const back = a.before > a.after && b.before > b.after
  return back && Math.abs(a.before - b.before) < TEN_MINUTES && Math.abs(a.after - b.after) < TEN_MINUTES
}

/** Another file saw the same break: its readings and its words bound it further. */
function learn(known: Break, other: Break): void {
  known.before = Math.max(known.before, other.before)
  known.after = Math.min(known.after, other.after)
  if (!known.size && other.size) {
    known.size = other.size
    known.from = other.from
  }
  for (const e of other.evidence) known.evidence.push(e)
}
