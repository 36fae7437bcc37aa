// A2: netconsole's extended record at a collector holds the sender's microseconds since boot: `6,416,1758426,-,caller=T1;text`.
import type { Anchor, Observation } from '../testimony.ts'
import { clockOf, defineAnchor, forced, isWall, monoOf, pick, seconds } from './common.ts'

const ID = 'netconsole'
/** level,sequence,microseconds,flags[,…];text — an optional release in front. */
const RECORD = /(?:^|[\s,])\d{1,3},\d+,(\d+),[-c+](?:,[^;]*)?;(.+)$/
const LAN = seconds(0, 0.5)

function find(seen: readonly Observation[]): readonly Anchor[] {
  const records = pick(seen, (s) => s.message.includes(';') && isWall(s) && RECORD.test(s.message))
  if (records.length === 0) return []
  // The ring buffer first: it counts in the same clock as the record; a log's copy of the line only where there is none.
  const senders = new Map<string, Observation | 'twice'>()
  for (const one of pick(seen, (s) => monoOf(s) !== undefined).sort((a, b) => Number(isWall(a)) - Number(isWall(b)))) {
    const key = `${monoOf(one)}\n${one.message.trim()}`
    const known = senders.get(key)
    if (known === undefined) senders.set(key, one)
    else if (known !== 'twice' && isWall(known) === isWall(one) && known.host !== one.host) senders.set(key, 'twice')
  }
  const found: Anchor[] = []
  for (const b of records) {
    const m = RECORD.exec(b.message)
    const a = m ? senders.get(`${Number(m[1])}\n${(m[2] ?? '').trim()}`) : undefined
    if (!m || a === undefined || a === 'twice' || a.ref.source === b.ref.source || clockOf(a) === clockOf(b)) continue
    const says = 'the kernel sent this line to the collector as it was printed'
    found.push(forced(a, b, LAN, { id: ID, key: `${m[1]} ${(m[2] ?? '').trim()}`, says }))
  }
  return found
}

export const netconsole = defineAnchor({
  id: ID,
  title: 'A kernel line and its netconsole record',
  reference: 'https://docs.kernel.org/networking/netconsole.html',
  literals: [',-,caller=', ',-,ncfrag=', ',c,caller='],
  find,
})
