// A pasted `uptime` or `/proc/uptime`: how long the host is up, sleep included. `joint.ts` pairs it with a `date` next to it.
import { DAY, HOUR, MINUTE } from '../../base/time.ts'
import type { Observation, Witness } from '../testimony.ts'
import { defineWitness, inWords } from './define.ts'

const ID = 'paste-uptime'
const UPTIME = /^(\d\d:\d\d:\d\d) up (?:(\d+) days?, +)?(?:(\d+):(\d\d)|(\d+) min),/
const PROC = /^(\d+)\.(\d\d) \d+\.\d\d$/

function find(seen: Observation): readonly Witness[] {
  const line = seen.message.trim()
  const m = UPTIME.exec(line)
  const proc = m ? null : PROC.exec(line)
  if (!m && !proc) return []
  const at = m
    ? Number(m[2] ?? 0) * DAY + Number(m[3] ?? 0) * HOUR + Number(m[4] ?? m[5] ?? 0) * MINUTE
    : Number(proc?.[1]) * 1e6 + Number(proc?.[2]) * 1e4
  const resolution = m ? MINUTE : 10_000
  return [
    {
      id: ID,
      kind: 'O',
      says: `the host is up since ${inWords(at)}`,
      reading: { of: 'boot', at, resolution, zone: 'local' },
    },
  ]
}

export const pasteUptime = defineWitness({
  id: ID,
  title: 'A pasted uptime',
  reference: 'https://man7.org/linux/man-pages/man1/uptime.1.html',
  literals: ['load average: '],
  find,
  samples: [
    {
      message: ' 22:45:12 up 18 days,  3:02,  2 users,  load average: 0.00, 0.01, 0.05',
      gives: { kind: 'O', reading: { of: 'boot', at: 1_566_120_000_000, resolution: 60_000_000, zone: 'local' } },
    },
    {
      message: ' 22:45:12 up 7 min,  1 user,  load average: 0.10, 0.01, 0.05',
      gives: { reading: { of: 'boot', at: 420_000_000, resolution: 60_000_000, zone: 'local' } },
    },
  ],
  ignores: ['WARNING - load average: 8.04, 6.10, 3.02'],
})
