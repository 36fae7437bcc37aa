// Arista EOS, `Feb 15 01:40:18 host Agent: %FACILITY-n-MNEMONIC: text`: BSD or ISO stamp, then the agent, then the device's own header.
import { defineFormat, type ScanLine } from './format.ts'
import { aristaEosSamples } from './samples/arista-eos.ts'
import { readBsdOrYearFirst } from './stamps/bsd.ts'
import { COLON, isDigit, LESS, OPEN, PERCENT, reachOf, SPACE, skipSpaces, wordKind } from './stamps/bytes.ts'
import { hasCommaFraction, readIso } from './stamps/iso.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { civilStamp } from './stamps/stamp-text.ts'
import { readPri, skipZone, takeMnemonic } from './syslog-header.ts'
import { MNEMONIC, readBehind, syslogEntry } from './syslog-text.ts'

const isAgentByte = (byte: number): boolean => wordKind[byte] === 1 || wordKind[byte] === 2

/** Index after `Agent:`, `Agent[7]:` or `7:` (a sequence number) at `i`, or −1. EOS agents are plain words: no slash, no bracket. */
function readAgent(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  while (p < end && isAgentByte(bytes[p] as number)) p++
  if (p === i || p >= end) return -1
  if (bytes[p] === OPEN) {
    p++
    while (p < end && isDigit(bytes[p] as number)) p++
    if (p + 1 >= end || bytes[p] !== 93) return -1
    p++
  }
  return bytes[p] === COLON && (p + 1 >= end || bytes[p + 1] === SPACE) ? p + 1 : -1
}

const scan: ScanLine = (bytes, start, lineEnd, out) => {
  if (lineEnd - start < 15) return false
  const end = reachOf(start, lineEnd)
  let p = start
  place.pri = -1
  out.severity = 8
  if (bytes[p] === LESS) {
    p = readPri(bytes, p, end)
    if (p < 0) return false
    out.severity = place.pri & 7
    p = skipSpaces(bytes, p, end)
  }
  let after = readBsdOrYearFirst(bytes, p, end, out)
  if (after < 0 && !hasCommaFraction(bytes, p, end)) after = readIso(bytes, p, end, out)
  if (after < 0) return false
  place.from = p - start
  place.to = after - start
  const rest = skipZone(bytes, after, end)
  place.rest = rest - start
  if (rest >= end || bytes[rest] !== SPACE) return false
  let agent = skipSpaces(bytes, rest, end)
  let q = readAgent(bytes, agent, end)
  if (q < 0) {
    // The host: anything up to a space, then the agent. `-- MARK --` and sentences have no agent.
    while (agent < end && (bytes[agent] as number) > SPACE) agent++
    agent = skipSpaces(bytes, agent, end)
    q = readAgent(bytes, agent, end)
    if (q < 0) return false
  }
  q = skipSpaces(bytes, q, end)
  if (q < end && bytes[q] !== PERCENT && isDigit(bytes[agent] as number)) {
    // A sequence number in front of the agent.
    const second = readAgent(bytes, q, end)
    if (second > 0) q = skipSpaces(bytes, second, end)
  }
  if (q < end && bytes[q] === PERCENT) takeMnemonic(bytes, q, end, out)
  return true
}

/** EOS's own shape: an agent, then a mnemonic with a colon. */
const MARK = /(?:^|\s)[A-Za-z][\w-]*(?:\[\d+\])?: %[A-Za-z]\w*-[0-7]-\w+:/

export const aristaEos = defineFormat({
  id: 'arista-eos',
  title: 'Arista EOS',
  badge: 'EOS',
  reference: 'https://www.arista.com/en/um-eos/eos-system-messages',
  clock: 'wall',
  unopened: 'continues',
  scan,
  read: (line) => {
    if (!scan(lineBytes, 0, loadLine(line), lineOut)) return undefined
    const behind = readBehind(line.slice(place.rest), false)
    const zoneName = line.slice(place.to, place.rest).trim()
    return syslogEntry(civilStamp(line.slice(place.from, place.to), { zoneName, monotonic: behind.monotonic }), behind)
  },
  marks: (line) => MARK.test(line.slice(0, 256)) && !MNEMONIC.test(line),
  ...aristaEosSamples,
})
