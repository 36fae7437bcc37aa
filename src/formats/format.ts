// The contract of a log format: what it looks like, which clock it counts in, how to read it, its samples.
import type { Entry } from '../base/entry.ts'
import type { ScanLine } from '../base/scan.ts'
import type { Severity } from '../base/severity.ts'

/** Permanent: it stands in permalinks and in the command line's output. */
export type FormatId =
  | 'dmesg'
  | 'dmesg-json'
  | 'kmsg'
  | 'rfc3164'
  | 'rfc5424'
  | 'iso-syslog'
  | 'arista-eos'
  | 'cisco-ios'
  | 'cisco-capture'
  | 'comware'
  | 'exos'
  | 'fos'
  | 'junos'
  | 'netscreen'
  | 'oslo'
  | 'web-error'
  | 'access-log'
  | 'libvirt'
  | 'ovs'
  | 'cloud-init'
  | 'esx'
  | 'glog'
  | 'journal'
  | 'journald-json'
  | 'ndjson'
  | 'stamped'
  | 'stamped-dmy'
  | 'stamped-mdy'
  | 'console'
  | 'text'

/** Which kind of clock the stamps of a format count in. */
export type ClockKind = 'wall' | 'boot' | 'none'

export type { ScanLine } from '../base/scan.ts'

/** A sample line and what reading it must give. Every field named here is compared; `message` always. */
export interface Sample {
  readonly line: string
  readonly wall?: string
  readonly offset?: string
  readonly zoneName?: string
  readonly monotonic?: number
  readonly uptime?: string
  readonly quality?: '*' | '.'
  /** The line has no stamp at all. */
  readonly unstamped?: true
  readonly severity?: Severity
  readonly facility?: string
  readonly host?: string
  readonly program?: string
  readonly pid?: number
  readonly tag?: string
  readonly message: string
  readonly fields?: Readonly<Record<string, string>>
}

export interface Format {
  readonly id: FormatId
  /** For people: "Arista EOS". */
  readonly title: string
  /** At most 7 characters for the badge in a lane header: "EOS". */
  readonly badge: string
  /** Where the format is defined. */
  readonly reference: string
  readonly clock: ClockKind
  /** What happens to a line that does not open an entry: it continues the one before it, or is an entry of its own. */
  readonly unopened: 'continues' | 'stands-alone'
  /** The byte-level reader: stamp, severity, entry or not. */
  readonly scan: ScanLine
  /** The full reader of an entry's first line (no terminator). `undefined` exactly where `scan` returns false. */
  readonly read: (line: string) => Entry | undefined
  /**
   * Where the lines that continue an entry say more of it: the entry with what `lines` (all but its first) add. Must leave stamp and
   * severity as they are. `first` is the entry's first line.
   */
  readonly more?: (entry: Entry, lines: readonly string[], first: string) => Entry
  /**
   * True where a line that `scan` accepts bears a mark that only this format has (a mnemonic, an oslo logger name…). Used by
   * detection to prefer the narrower of two formats that both read a line. Text level, called for a few hundred lines per source.
   */
  readonly marks: (line: string) => boolean
  /** It opens hardly a line that does not bear its mark: in a source of several formats it is asked before wider ones. */
  readonly exact?: true
  /** What stands above the entries of such a source, where only that tells it from its neighbours. */
  readonly banner?: readonly string[]
  readonly samples: readonly Sample[]
  /** Lines this format must not open. */
  readonly refuses: readonly string[]
}

/** Checks nothing at run time; the catalogue test does. It exists so that a format file reads as a declaration. */
export const defineFormat = (format: Format): Format => format
