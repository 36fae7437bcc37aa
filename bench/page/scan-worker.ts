// Two readings of the same file in the same kind of worker: the raw limit (BYOB read, newlines counted) and the scan of its format.

import { shapeOf } from '../../src/engine/read-job.ts'
import { detect } from '../../src/formats/detect.ts'
import { BlockScanner } from '../../src/index/block-scanner.ts'
import { BLOCK_RECORD_BYTES, BlockTable } from '../../src/index/block-table.ts'
import { readChunks } from '../../src/reading/chunks.ts'

self.onmessage = async (message: MessageEvent) => {
  const { kind, file } = message.data as { kind: 'raw' | 'scan'; file: File }
  self.postMessage(kind === 'raw' ? await raw(file) : await scan(file))
}

async function raw(file: File) {
  const began = performance.now()
  let lines = 0
  const read = await readChunks(file, (bytes, filled) => {
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++
    return filled
  })
  return { ms: performance.now() - began, lines, bytes: read.ok ? read.value : 0 }
}

async function scan(file: File) {
  const detection = detect(new Uint8Array(await file.slice(0, 256 * 1024).arrayBuffer()))
  const began = performance.now()
  const table = new BlockTable()
  const scanner = new BlockScanner(table, shapeOf(detection.format, detection.also))
  const read = await readChunks(file, scanner.take)
  return {
    ms: performance.now() - began,
    lines: scanner.lines,
    bytes: read.ok ? read.value : 0,
    format: detection.format,
    blocks: table.length,
    indexBytes: table.length * BLOCK_RECORD_BYTES,
  }
}
