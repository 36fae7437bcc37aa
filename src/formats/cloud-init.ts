// cloud-init.log: `2019-08-07 14:33:27,269 - util.py[DEBUG]: text` (its default `log_file` formatter). Tracebacks continue an entry.
import { Basis } from '../base/time.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { cloudInitSamples } from './samples/cloud-init.ts'
import { serviceEntry } from './service-line.ts'
import { CLOSE, COLON, COMMA, DASH, OPEN, reachOf, SPACE } from './stamps/bytes.ts'
import { readIso } from './stamps/iso.ts'
import { levelWordAt, levelWordEnd } from './stamps/level-word.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 32 || bytes[start + 19] !== COMMA) return false
  const end = reachOf(start, lineEnd)
  const after = readIso(bytes, start, end, out)
  if (after < 0 || out.basis !== Basis.Local || after + 8 > end) return false
  if (bytes[after] !== SPACE || bytes[after + 1] !== DASH || bytes[after + 2] !== SPACE) return false
  let p = after + 3
  while (p < end && bytes[p] !== OPEN && (bytes[p] as number) > SPACE && (bytes[p] as number) < 128) p++
  if (p === after + 3 || p + 4 > end || bytes[p] !== OPEN) return false
  const level = levelWordAt(bytes, p + 1, end)
  if (level < 0 || levelWordEnd + 1 >= end || bytes[levelWordEnd] !== CLOSE || bytes[levelWordEnd + 1] !== COLON)
    return false
  out.severity = level
  place.from = 0
  place.to = after - start
  place.rest = levelWordEnd + 2 - start
  return true
}

export const cloudInit = defineFormat({
  id: 'cloud-init',
  title: 'cloud-init',
  badge: 'CLOUD',
  reference: 'https://docs.cloud-init.io/en/latest/reference/base_config_reference.html',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read: (line) => {
    if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
    const module = /^ - (.*)\[\w+\]:$/.exec(line.slice(place.to, place.rest))?.[1]
    return serviceEntry(line, { program: module, message: line.slice(place.rest).replace(/^ /, '') })
  },
  marks: (line) => scan(lineBytes, 0, loadLine(line), lineOut),
  ...cloudInitSamples,
})
