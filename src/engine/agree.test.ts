// Two depths, one story: what the byte-level scan put into a block is what reading the row's text in full gives.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Basis } from '../base/time.ts'
import { formats } from '../formats/index.ts'
import { IncidentSources } from './incident-sources.ts'
import type { DroppedFile } from './protocol.ts'
import { inlineReaders } from './readers.ts'
import { readRow, rowText } from './rows.ts'
import { fileOf, sampleLines } from './test-kit.ts'

/** Reads files and says every row whose two readings differ, as `file:line what scan ≠ what read`. */
async function disagreements(files: readonly DroppedFile[]): Promise<{ rows: number; wrong: string[] }> {
  const sources = new IncidentSources(inlineReaders(), { now: 0 }, () => undefined)
  sources.add(files)
  await sources.idle()
  const view = sources.view()
  const wrong: string[] = []
  let rows = 0
  for (const placed of view.placed) {
    const source = sources.get(placed.source.key)
    if (!source) continue
    const read = source.reader()
    for (let block = 0; block < placed.blocks; block++) {
      const detail = await view.merged.detail(placed, block)
      const bytes = await sources.bytes.get(placed.source, block)
      for (let row = 0; row < detail.rows; row++) {
        rows++
        const text = rowText(bytes, detail, row)
        const { entry } = readRow(text, detail.unparsed[row] === 1, read)
        const { stamp } = entry
        const sees =
          stamp && stamp.basis === placed.table.basis[block] && stamp.basis !== Basis.None ? stamp.at : Number.NaN
        const at = detail.at[row] as number
        const severity = detail.severity[row] as number
        const where = `${source.id}:${(placed.table.line[block] as number) + (detail.line[row] as number)}`
        if (!Object.is(at, sees)) wrong.push(`${where} at ${at} ≠ ${sees}: ${text.slice(0, 120)}`)
        if (severity !== (entry.severity ?? 8))
          wrong.push(`${where} severity ${severity} ≠ ${entry.severity}: ${text.slice(0, 120)}`)
      }
    }
  }
  return { rows, wrong }
}

describe('scan and read agree', () => {
  test('on the samples of every format, alone and all mixed', async () => {
    const files = formats.map((f) => fileOf(`${f.id}.log`, `${f.samples.map((s) => s.line).join('\n')}\n`))
    const mixed = Array.from({ length: 40 }, (_, turn) =>
      [...sampleLines.slice(turn), ...sampleLines.slice(0, turn)].join('\n'),
    )
    const { rows, wrong } = await disagreements([...files, fileOf('mixed.log', mixed.join('\r\n'))])
    expect(wrong).toEqual([])
    expect(rows).toBeGreaterThan(1000)
  })

  const folder = join(import.meta.dirname, '../../../shared/corpora')
  test.skipIf(!existsSync(folder))(
    'on every labelled case (skipped where ../shared/corpora is missing)',
    async () => {
      let read = 0
      const wrong: string[] = []
      for (const name of readdirSync(folder).filter((f) => f.endsWith('.ndjson'))) {
        const cases = readFileSync(join(folder, name), 'utf8')
          .trim()
          .split('\n')
          .map((l) => JSON.parse(l) as { id: string; raw: string; raw_b64?: string })
        const files = cases.map((c, i) =>
          fileOf(
            `${name}/${i} ${c.id.replaceAll('/', '_')}`,
            c.raw_b64 ? new Uint8Array(Buffer.from(c.raw_b64, 'base64')) : c.raw,
          ),
        )
        for (let from = 0; from < files.length; from += 250) {
          const found = await disagreements(files.slice(from, from + 250))
          read += found.rows
          wrong.push(...found.wrong)
        }
      }
      expect(wrong).toEqual([])
      expect(read).toBeGreaterThan(20_000)
    },
    60_000,
  )
})
