// Rows of a CSV file (RFC 4180), bytes in, rows out: Kibana's and Grafana's exports. Quoted fields may hold line breaks.

/** A row longer than this ends there: a stray quote must not swallow a file. */
const ROW_MOST = 4 << 20

export class CsvRows {
  private row: string[] = []
  private field = ''
  private quoted = false
  private afterQuote = false
  private readonly decoder = new TextDecoder()

  constructor(private readonly tell: (row: readonly string[]) => void) {}

  push(bytes: Uint8Array): void {
    this.read(this.decoder.decode(bytes, { stream: true }))
  }

  end(): void {
    this.read(this.decoder.decode())
    if (this.field !== '' || this.row.length > 0) this.endRow()
  }

  private read(text: string): void {
    let from = 0
    for (let p = 0; p < text.length; p++) {
      const char = text.charCodeAt(p)
      if (this.quoted) {
        if (char === 34) {
          this.field += text.slice(from, p)
          this.quoted = false
          this.afterQuote = true
          from = p + 1
        }
        continue
      }
      if (char === 34) {
        // Two quotes inside a quoted field are one; a quote opens a field only at its start.
        if (this.afterQuote) this.field += '"'
        else if (this.field !== '' || p > from) continue
        this.quoted = true
        this.afterQuote = false
        from = p + 1
      } else if (char === 44 || char === 10 || char === 13) {
        this.field += text.slice(from, p)
        this.afterQuote = false
        from = p + 1
        if (char === 44) this.endField()
        else if (char === 10 && (this.row.length > 0 || this.field !== '')) this.endRow()
      }
    }
    this.field += text.slice(from)
    if (this.field.length > ROW_MOST) this.endRow()
  }

  private endField(): void {
    this.row.push(this.field)
    this.field = ''
  }

  private endRow(): void {
    this.endField()
    this.quoted = false
    const { row } = this
    this.row = []
    this.tell(row)
  }
}
