// Access logs in the common and combined form: `host ident user [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 2326 "ref" "agent"`
// (Apache, nginx, lighttpd, HAProxy's CLF), also with the virtual host in front.
import { defineFormat, type ScanLine } from './format.ts'
import { accessLogSamples } from './samples/access-log.ts'
import { serviceEntry } from './service-line.ts'
import { CLOSE, COLON, isDigit, OPEN, reachOf, SPACE } from './stamps/bytes.ts'
import { DayOrder, readDated } from './stamps/dated.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'

const SLASH = 47
/** How far into the line the stamp's bracket may stand: users may be certificates' names. */
const HEAD = 200

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 30 || (bytes[start] as number) <= SPACE) return false
  const end = reachOf(start, lineEnd)
  const stop = Math.min(start + HEAD, end - 22)
  let p = start
  while (p < stop) {
    const byte = bytes[p] as number
    // A word that ends in a colon is a program's tag: syslog relays access logs too.
    if (byte >= 128 || (byte === COLON && bytes[p + 1] === SPACE)) return false
    if (byte === OPEN && bytes[p + 3] === SLASH && isDigit(bytes[p + 1] as number)) break
    p++
  }
  if (p >= stop || (p > start && bytes[p - 1] !== SPACE)) return false
  const after = readDated(bytes, p + 1, end, DayOrder.Unknown, out)
  if (after < 0) return false
  // Some write a blank where the offset would stand.
  const close = bytes[after] === SPACE ? after + 1 : after
  if (close >= end || bytes[close] !== CLOSE) return false
  out.severity = 8
  place.from = p + 1 - start
  place.to = after - start
  place.rest = close + 1 - start
  return true
}

const REQUEST = /^ (?:\S+ )?"([^"]*)" (\d{3}) (\d+|-)/

export const accessLog = defineFormat({
  id: 'access-log',
  title: 'Web server access log',
  badge: 'ACCESS',
  reference: 'https://httpd.apache.org/docs/2.4/logs.html#accesslog',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read: (line) => {
    if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
    const before = line.slice(0, place.from - 1)
    const rest = line.slice(place.rest)
    const request = REQUEST.exec(rest)
    const words = before.trim().split(/ +/)
    const client =
      words.find((word) => /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F]*:[\da-fA-F:.]+)$/.test(word)) ?? words[0]
    return serviceEntry(line, {
      fields: { client, status: request?.[2], len: request?.[3] === '-' ? undefined : request?.[3] },
      message: `${before.trim()} ${rest.trim()}`.trim(),
    })
  },
  marks: (line) => scan(lineBytes, 0, loadLine(line), lineOut) && REQUEST.test(line.slice(place.rest)),
  ...accessLogSamples,
})
