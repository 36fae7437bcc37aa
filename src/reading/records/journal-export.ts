// The journal's export format (https://systemd.io/JOURNAL_EXPORT_FORMATS/): `KEY=value` lines, or `KEY`, a length and raw bytes; an empty line
// ends a record. Each becomes one JSON line with its time first.

const NEWLINE = 10
const EQUALS = 61
const KEYS = [
  '__REALTIME_TIMESTAMP',
  'PRIORITY',
  '_HOSTNAME',
  'SYSLOG_IDENTIFIER',
  '_COMM',
  '_PID',
  'SYSLOG_PID',
  'SYSLOG_FACILITY',
  '__MONOTONIC_TIMESTAMP',
  '_BOOT_ID',
  '_SYSTEMD_UNIT',
  'MESSAGE',
]
const WANTED = new Set(KEYS)
/** One value at most; what is longer is cut. */
const VALUE_MOST = 8 << 20

export class JournalExport {
  private pending: Uint8Array = new Uint8Array(0)
  private record: Record<string, string> = {}
  private readonly decoder = new TextDecoder()

  constructor(private readonly tell: (host: string | undefined, line: string) => void) {}

  push(bytes: Uint8Array): void {
    let data = bytes
    if (this.pending.length > 0) {
      data = new Uint8Array(this.pending.length + bytes.length)
      data.set(this.pending)
      data.set(bytes, this.pending.length)
    }
    let p = 0
    for (;;) {
      const next = this.takeField(data, p)
      if (next < 0) break
      p = next
    }
    this.pending = data.slice(p)
    // Bytes that never end in a line break are no export any more.
    if (this.pending.length > 2 * VALUE_MOST) this.pending = new Uint8Array(0)
  }

  end(): void {
    if (this.pending.length > 0) this.push(Uint8Array.of(NEWLINE))
    this.finish()
  }

  /** Index behind the field at `p`, or −1 where it is not all there. */
  private takeField(data: Uint8Array, p: number): number {
    const newline = data.indexOf(NEWLINE, p)
    if (newline < 0) return -1
    if (newline === p) {
      this.finish()
      return p + 1
    }
    const equals = data.subarray(p, newline).indexOf(EQUALS)
    if (equals >= 0) {
      this.keep(this.decoder.decode(data.subarray(p, p + equals)), data.subarray(p + equals + 1, newline))
      return newline + 1
    }
    if (newline + 9 > data.length) return -1
    const view = new DataView(data.buffer, data.byteOffset + newline + 1, 8)
    const length = view.getUint32(0, true)
    if (view.getUint32(4, true) !== 0 || length > VALUE_MOST) return newline + 1
    const end = newline + 9 + length
    if (end >= data.length) return -1
    this.keep(this.decoder.decode(data.subarray(p, newline)), data.subarray(newline + 9, end))
    return end + 1
  }

  private keep(key: string, value: Uint8Array): void {
    if (WANTED.has(key) && this.record[key] === undefined) this.record[key] = this.decoder.decode(value)
  }

  private finish(): void {
    const { record } = this
    if (Object.keys(record).length === 0) return
    this.record = {}
    const ordered: Record<string, string> = {}
    for (const key of KEYS) if (record[key] !== undefined) ordered[key] = record[key]
    this.tell(record['_HOSTNAME'], JSON.stringify(ordered))
  }
}
