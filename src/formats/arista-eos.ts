// Arista EOS, `Feb 15 01:40:18 host Agent: %FACILITY-n-MNEMONIC: text`: BSD or ISO stamp, then the agent, then the device's own header.
import { withDeviceFields } from './device-fields.ts'
import { defineFormat, type ScanLine } from './format.ts'
import { aristaEosSamples } from './samples/arista-eos.ts'
import { readBsdOrYearFirst } from './stamps/bsd.ts'
import { CLOSE, COLON, isDigit, LESS, OPEN, PERCENT, reachOf, SPACE, skipSpaces, wordKind } from './stamps/bytes.ts'
import { hasCommaFraction, readIso } from './stamps/iso.ts'
import { lineBytes, lineOut, loadLine, place } from './stamps/line.ts'
import { civilStamp } from './stamps/stamp-text.ts'
import { readPri, skipZone, takeMnemonic } from './syslog-header.ts'
import { MNEMONIC, readBehind, syslogEntry } from './syslog-text.ts'

/** Index after the letters, digits, `_` and `-` at `i`. */
function skipAgentName(bytes: Uint8Array, i: number, end: number): number {
  let p = i
  // Kinds 1 and 2; 0 wraps around to far above 1.
  while (p < end && ((wordKind[bytes[p] as number] as number) - 1) >>> 0 < 2) p++
  return p
}

/** Index after the colon of `Agent:`, `Agent[7]:` or `7:` (a sequence number) whose name ends at `p`, or −1. No slash, no bracket. */
function closeAgent(bytes: Uint8Array, i: number, nameEnd: number, end: number): number {
  let p = nameEnd
  if (p === i || p >= end) return -1
  if (bytes[p] === OPEN) {
    p++
    while (p < end && isDigit(bytes[p] as number)) p++
    if (p + 1 >= end || bytes[p] !== CLOSE) return -1
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
  if (after < 0 || after >= end || bytes[after] !== SPACE) return false
  place.from = p - start
  place.to = after - start
  const rest = skipZone(bytes, after, end)
  place.rest = rest - start
  if (rest >= end || bytes[rest] !== SPACE) return false
  let agent = skipSpaces(bytes, rest, end)
  let word = skipAgentName(bytes, agent, end)
  let q = closeAgent(bytes, agent, word, end)
  if (q < 0) {
    // The host: anything up to a space, then the agent. `-- MARK --` and sentences have no agent.
    while (word < end && (bytes[word] as number) > SPACE) word++
    agent = skipSpaces(bytes, word, end)
    q = closeAgent(bytes, agent, skipAgentName(bytes, agent, end), end)
    if (q < 0) return false
  }
  q = skipSpaces(bytes, q, end)
  if (q < end && bytes[q] !== PERCENT && isDigit(bytes[agent] as number)) {
    // A sequence number in front of the agent.
    const second = closeAgent(bytes, q, skipAgentName(bytes, q, end), end)
    if (second > 0) q = skipSpaces(bytes, second, end)
  }
  if (q < end && bytes[q] === PERCENT) takeMnemonic(bytes, q, end, out)
  return true
}

/** EOS's own shape: an agent, then a mnemonic with a colon. Junos with explicit priorities looks alike but for its facilities. */
const MARK =
  /(?:^|\s)[A-Za-z][\w-]*(?:\[\d+\])?: %(?!(?:AUTH|DAEMON|KERN|USER|FTP|INTERACT|CHANGE|CONFLICT|PFE|FIREWALL|EXTERNAL)-)[A-Za-z]\w*-[0-7]-\w+:/

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
    const stamp = civilStamp(line.slice(place.from, place.to), { zoneName, monotonic: behind.monotonic })
    const entry = syslogEntry(stamp, behind)
    return behind.tag === undefined ? entry : { ...entry, ...withDeviceFields(behind.message) }
  },
  marks: (line) => MARK.test(line.slice(0, 256)) && !MNEMONIC.test(line),
  ...aristaEosSamples,
})
