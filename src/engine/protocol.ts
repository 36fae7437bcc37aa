// The contract between the page and the engine. Types only: the page imports this file and nothing else of the engine.
//
// Every ask has an id; every answer names the ask it belongs to, so a late answer can be dropped. `state` answers are pushed without an ask.
// Counts cross as transferred ArrayBuffers; text stays in the file and crosses only as pages.
import type { Trouble } from '../base/result.ts'
import type { SeverityClass, SeverityMask } from '../base/severity.ts'
import type { SharedMicros } from '../base/time.ts'

export type AskId = number
/** A source's name in the incident: its path as dropped (`c35/kern.log`), made unique. Stable in any drop order. */
export type SourceId = string

/** A file as the page hands it over. `path` uses `/`; `modified` is in ms since 1970, or 0 where unknown. */
export interface DroppedFile {
  readonly path: string
  readonly blob: Blob
  readonly modified: number
  /** Set by the engine where the file came out of an archive; the page never sets it. */
  readonly inside?: MemberPlace
}

/** Where a member of a dropped archive lay. */
export interface MemberPlace {
  readonly archive: SourceId
  /** From the dropped archive on: `case.zip/sos.tgz/var/log/messages`. */
  readonly path: string
  /** 1 in the dropped archive, 2 in an archive in it. */
  readonly level: number
  /** `blob` is still deflated (zip), with the size and CRC-32 its directory states. */
  readonly deflated?: { readonly bytes: number; readonly crc: number }
  readonly trouble?: Trouble
}

/** What became of one member of a dropped archive. */
export interface ArchiveMember {
  /** From the archive on: `sos.tgz/sosreport-c35-2013/var/log/messages`. */
  readonly path: string
  readonly bytes: number
  /** waiting: being read · read: a source of its own, or an archive whose members are · skipped: no log · refused: could not be read. */
  readonly state: 'waiting' | 'read' | 'skipped' | 'refused'
  /** Why it was skipped or refused, or what the reader should know. */
  readonly why?: string
  /** The source it became. */
  readonly source?: SourceId
}

/** A dropped archive. Its members are sources of their own; it is not a source itself unless it holds none. */
export interface ArchiveSummary {
  /** The path it was dropped as; `remove` takes it and removes all its members. */
  readonly id: SourceId
  readonly bytes: number
  readonly reading: boolean
  /** How many members there are of each state. */
  readonly waiting: number
  readonly read: number
  readonly skipped: number
  readonly refused: number
  /** What is wrong with the archive as a whole: cut off, refused as a bomb, too many members. */
  readonly trouble?: Trouble
}

/** measured: two-sided evidence · bounded: one-sided · declared: a message says so · assumed: no evidence against · unknown: order only. */
export type Placed = 'measured' | 'bounded' | 'declared' | 'assumed' | 'unknown'

export interface ClockSummary {
  /** `SW-1/wall`, `instance-0000002b/boot`. */
  readonly id: string
  readonly kind: 'wall' | 'boot' | 'none'
  readonly state: Placed
  /** The year of the last entry where the stamps state none; its reason in words. */
  readonly year?: number
  readonly yearReason?: string
  /** `UTC`, `America/Edmonton`, `+02:00`; its reason in words. */
  readonly zone?: string
  readonly zoneReason?: string
  /** For a boot clock: how it was tied to a wall clock, or why it could not be. */
  readonly tie?: string
}

export interface SourceSummary {
  readonly id: SourceId
  /** The file's own name, without folders. */
  readonly name: string
  readonly host: string
  readonly hostReason: string
  /** refused: nothing was read · partial: reading stopped before the end; what was read is kept. */
  readonly phase: 'waiting' | 'reading' | 'ready' | 'partial' | 'refused'
  readonly bytes: number
  readonly bytesRead: number
  /** lines = entries + continuations + unparsed, always. */
  readonly lines: number
  readonly entries: number
  readonly continuations: number
  readonly unparsed: number
  /** Rows in the table: entries + unparsed. */
  readonly rows: number
  /** Rows per severity class 0–8. */
  readonly counts: readonly number[]
  readonly format: string
  readonly formatTitle: string
  readonly badge: string
  readonly formatReason: string
  readonly runnerUp?: string
  readonly boots: number
  readonly clock: ClockSummary
  /** Extent on the shared axis; absent while unknown. */
  readonly first?: SharedMicros
  readonly last?: SharedMicros
  /** Why it was refused or cut short, or what the reader should know ("No time found in 212 lines …"). */
  readonly trouble?: Trouble
  /** How it was packed, for the file list: `gz`, `utf-16le`. */
  readonly packed?: string
}

export interface EngineState {
  /** Grows with every change that makes earlier rows or buckets stale. */
  readonly revision: number
  /** Hosts sorted by their first moment, sources within a host by name; those without a clock last. */
  readonly sources: readonly SourceSummary[]
  /** Archives that were dropped, in name order; ask `members` for what became of each member. */
  readonly archives?: readonly ArchiveSummary[]
  readonly reading: boolean
  readonly bytes: number
  readonly bytesRead: number
  readonly rows: number
  readonly lines: number
  readonly counts: readonly number[]
  /** Extent of all placed rows. */
  readonly first?: SharedMicros
  readonly last?: SharedMicros
  /** MiB of block index, and how many workers read. */
  readonly alignment?: Alignment
  /** The clocks could not be weighed (a mistake of ours): times are assumed. */
  readonly alignmentTrouble?: Trouble
  readonly indexBytes: number
  readonly workers: number
}

/** What was solved of all clocks; absent while files are read. Offsets and sizes in seconds, signs as in the command line's `align`. */
export interface Alignment {
  readonly reference?: string
  readonly clocks: readonly AlignedClock[]
  readonly jumps: readonly ClockJump[]
  /** Evidence that was not believed, and why. */
  readonly rejected: readonly {
    readonly rows: readonly RowRef[]
    readonly says: string
    readonly why: string
    readonly residual?: number
  }[]
  readonly unplaced: readonly { readonly source: SourceId; readonly why: string }[]
  /** Worth a note, and no error of a clock (a harmless warp). */
  readonly notes: readonly { readonly row: RowRef; readonly says: string; readonly time?: SharedMicros }[]
}

export interface AlignedClock {
  readonly id: string
  readonly host: string
  readonly kind: 'wall' | 'boot' | 'none'
  readonly state: Placed | 'contradictory'
  readonly sources: readonly SourceId[]
  readonly zone?: string
  readonly zoneReason?: string
  /** `offset` is to be added to this clock to get the reference's time: > 0 = this clock is behind. */
  readonly segments: readonly {
    readonly from: SharedMicros
    readonly to: SharedMicros
    readonly offset: number
    readonly offsetLo: number
    readonly offsetHi: number
    readonly ppm: number
  }[]
}

export interface ClockJump {
  readonly clock: string
  readonly host: string
  readonly kind: 'step' | 'pause' | 'suspend' | 'zone' | 'leap' | 'drift' | 'stall' | 'boot'
  readonly sizeLo: number
  readonly sizeHi: number
  readonly before: RowRef
  readonly after: RowRef
  /** Aligned times of those two lines. */
  readonly from?: SharedMicros
  readonly to?: SharedMicros
  readonly cause: string
  readonly state: Placed | 'contradictory'
  readonly evidence: readonly { readonly row: RowRef; readonly says: string }[]
  readonly alternatives: readonly string[]
}

export interface TextQuery {
  readonly text: string
  readonly regex: boolean
  readonly caseSensitive: boolean
}

/** Which rows count. `sources` absent = all. `query` restricts to rows that hold the text (rows come from the running search's hits). */
export interface RowFilter {
  readonly severities: SeverityMask
  readonly sources?: readonly SourceId[]
  readonly query?: TextQuery
}

/** Where a row stands in its file. `line` counts from 1. */
export interface RowRef {
  readonly source: SourceId
  readonly line: number
}

export interface Row extends RowRef {
  /** Position in the merged order under the asked filter, from 0. */
  readonly index: number
  readonly lines: number
  readonly host: string
  readonly format: string
  readonly time?: SharedMicros
  /** Seconds; absent where nothing bounds the time. */
  readonly plusMinus?: number
  readonly placed: Placed
  /** Decimals of a second that the stamp states: 0–6. */
  readonly digits: number
  /** The stamp as logged, byte for byte; absent where the line has none. */
  readonly stampText?: string
  readonly severity: SeverityClass
  readonly facility?: string
  readonly program?: string
  readonly pid?: number
  readonly tag?: string
  readonly message: string
  readonly fields?: Readonly<Record<string, string>>
  /** Only with a `highlight` query: whether the entry's text holds it. */
  readonly matches?: boolean
}

export type Ask =
  | { readonly kind: 'open'; readonly id: AskId; readonly files: readonly DroppedFile[] }
  | { readonly kind: 'paste'; readonly id: AskId; readonly text: string }
  | { readonly kind: 'remove'; readonly id: AskId; readonly source: SourceId }
  | { readonly kind: 'stop'; readonly id: AskId }
  /** What became of every member of a dropped archive. */
  | { readonly kind: 'members'; readonly id: AskId; readonly archive: SourceId }
  /** The user's own choices for a source; `null` takes a choice back. */
  | {
      readonly kind: 'choose'
      readonly id: AskId
      readonly source: SourceId
      readonly host?: string | null
      readonly zone?: string | null
      readonly year?: number | null
      readonly format?: string | null
    }
  /** The user's hand on the clocks: pins ("this line is that line"), the reference clock, evidence not to believe. Replaces all three. */
  | {
      readonly kind: 'choose-clocks'
      readonly id: AskId
      readonly pins: readonly { readonly a: RowRef; readonly b: RowRef }[]
      readonly reference?: string
    }
  /** What a snippet is, before it is added (the paste box's footer). */
  | { readonly kind: 'sniff'; readonly id: AskId; readonly text: string }
  /** Rows per bin and severity class for every placed source. `bins` ≤ 4096. */
  | {
      readonly kind: 'buckets'
      readonly id: AskId
      readonly from: SharedMicros
      readonly to: SharedMicros
      readonly bins: number
    }
  /** A page of merged rows. `count` ≤ 1000. */
  | {
      readonly kind: 'rows'
      readonly id: AskId
      readonly from: number
      readonly count: number
      readonly filter: RowFilter
      readonly highlight?: TextQuery
    }
  /** The merged index of the first row at or after a moment. */
  | { readonly kind: 'row-at'; readonly id: AskId; readonly time: SharedMicros; readonly filter: RowFilter }
  /** The merged index of one row (the row holding that line); -1 never: absent where the filter leaves it out. */
  | { readonly kind: 'row-of'; readonly id: AskId; readonly row: RowRef; readonly filter: RowFilter }
  /** The row with its full raw text and the lines around it. */
  | {
      readonly kind: 'context'
      readonly id: AskId
      readonly row: RowRef
      readonly before: number
      readonly after: number
    }
  /** Counts hits over everything loaded; answers progress until done. The hits then serve `rows` asks whose filter has the same query. */
  | { readonly kind: 'search'; readonly id: AskId; readonly query: TextQuery; readonly filter: RowFilter }
  | { readonly kind: 'cancel'; readonly id: AskId }

export interface ContextLine {
  readonly line: number
  readonly text: string
  /** Bytes of the line left out because it is longer than what is shown (64 kB). */
  readonly cut?: number
}

export type Answer =
  /** id 0: pushed, not asked for. */
  | { readonly kind: 'state'; readonly id: 0; readonly state: EngineState }
  | { readonly kind: 'opened'; readonly id: AskId; readonly sources: readonly SourceId[] }
  | { readonly kind: 'members'; readonly id: AskId; readonly members: readonly ArchiveMember[] }
  | { readonly kind: 'sniffed'; readonly id: AskId; readonly sniff: Sniff }
  | {
      readonly kind: 'buckets'
      readonly id: AskId
      readonly revision: number
      readonly from: SharedMicros
      readonly to: SharedMicros
      readonly bins: number
      /** False: blocks wider than a bin were spread evenly; an exact answer with the same id follows. */
      readonly exact: boolean
      /** Bin-major: `counts[bin * 9 + severityClass]`. */
      readonly lanes: readonly { readonly source: SourceId; readonly counts: Uint32Array }[]
    }
  | {
      readonly kind: 'rows'
      readonly id: AskId
      readonly revision: number
      readonly from: number
      /** Exact number of rows under the filter. */
      readonly total: number
      readonly rows: readonly Row[]
    }
  | { readonly kind: 'row'; readonly id: AskId; readonly index?: number; readonly total: number }
  | {
      readonly kind: 'context'
      readonly id: AskId
      readonly row: Row
      readonly raw: readonly ContextLine[]
      readonly lines: readonly ContextLine[]
      readonly why: readonly WhyLine[]
    }
  | {
      readonly kind: 'hits'
      readonly id: AskId
      readonly hits: number
      readonly bytesSearched: number
      readonly bytesTotal: number
      readonly done: boolean
      /** True where more rows match than are kept for paging; `hits` still counts them all. */
      readonly capped: boolean
    }
  | { readonly kind: 'done'; readonly id: AskId }
  | { readonly kind: 'trouble'; readonly id: AskId; readonly trouble: Trouble }

/** One line of "Why this time": what was assumed, in words, and its effect. */
export interface WhyLine {
  readonly step: 'logged' | 'year' | 'zone' | 'boot' | 'skew' | 'order' | 'aligned'
  readonly says: string
  readonly value: string
}

export interface Sniff {
  readonly format: string
  readonly formatTitle: string
  readonly badge: string
  readonly lines: number
  /** Lines that state a time. */
  readonly timed: number
  readonly host?: string
  readonly reason: string
}
