// Error logs of web servers: Apache's `[Sun Dec 04 04:47:44.000001 2005] [core:error] [pid 7:tid 8] [client …] text` (ErrorLogFormat) and
// nginx's `2015/01/21 10:56:10 [error] 2833#0: *16336 text`.
import { Basis } from '../base/time.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { webErrorSamples } from './samples/web-error.ts'
import { serviceEntry } from './service-line.ts'
import { CLOSE, COLON, isDigit, OPEN, reachOf, SPACE } from './stamps/bytes.ts'
import { DayOrder, readDated } from './stamps/dated.ts'
import { levelWordAt, levelWordEnd } from './stamps/level-word.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 27) return false
  const end = reachOf(start, lineEnd)
  const apache = bytes[start] === OPEN
  // `[Sun ` or `2015/`.
  if (apache ? bytes[start + 4] !== SPACE : bytes[start + 4] !== 47 || !isDigit(bytes[start] as number)) return false
  const from = apache ? start + 1 : start
  const after = readDated(bytes, from, end, DayOrder.Unknown, out)
  if (after < 0 || out.basis !== Basis.Local) return false
  let p = after
  if (apache && bytes[p++] !== CLOSE) return false
  if (p + 4 > end || bytes[p] !== SPACE || bytes[p + 1] !== OPEN) return false
  p += 2
  // `core:error`, `:error`: the module stands in front.
  let word = p
  while (p < end && p < word + 40 && bytes[p] !== CLOSE && (bytes[p] as number) > SPACE) {
    if (bytes[p] === COLON) word = p + 1
    p++
  }
  if (p >= end || bytes[p] !== CLOSE) return false
  const level = levelWordAt(bytes, word, end)
  if (level < 0 || levelWordEnd !== p) return false
  out.severity = level
  place.from = from - start
  place.to = after - start
  place.rest = p + 1 - start
  return true
}

const APACHE =
  /^(?: \[pid (\d+)(?::tid (\d+))?\])?(?: [\w.]+\(\d+\):(?= ))?(?: \[(?:client|remote) ([^\]\s]+(?:\]:\d+)?)\])? ?/
const NGINX = /^ (\d+)#\d+: (?:\*(\d+) )?/

export const webError = defineFormat({
  id: 'web-error',
  title: 'Web server errors (Apache, nginx)',
  badge: 'HTTPD',
  reference: 'https://httpd.apache.org/docs/2.4/logs.html#errorlog',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read: (line) => {
    if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
    const rest = line.slice(place.rest)
    const nginx = NGINX.exec(rest)
    if (nginx)
      return serviceEntry(line, {
        pid: nginx[1],
        fields: { connection: nginx[2] },
        message: rest.slice(nginx[0].length),
      })
    const head = APACHE.exec(rest)
    const module = /\[([\w-]+):\w+\]$/.exec(line.slice(0, place.rest))?.[1]
    return serviceEntry(line, {
      pid: head?.[1],
      fields: { module, tid: head?.[2], client: head?.[3] },
      // The client stays in sight: who asked is half of the message.
      message: rest.replace(/^ \[pid [^\]]*\]/, '').trimStart(),
    })
  },
  marks: (line) => scan(lineBytes, 0, loadLine(line), lineOut),
  ...webErrorSamples,
})
