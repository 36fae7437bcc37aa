// What is said of a dropped archive as a whole. Pure.
import type { ArchiveSummary } from '../../src/engine/protocol.ts'
import { counted, thousands } from '../ui/format.ts'

/** "300 members: 212 read, 80 skipped, 8 refused"; what there is none of is left out. */
export function archiveWords({ waiting, read, skipped, refused }: ArchiveSummary): string {
  const members = waiting + read + skipped + refused
  const parts = (
    [
      [waiting, 'waiting'],
      [read, 'read'],
      [skipped, 'skipped'],
      [refused, 'refused'],
    ] as const
  ).flatMap(([count, what]) => (count > 0 ? [`${thousands(count)} ${what}`] : []))
  return parts.length === 0 ? counted(members, 'member') : `${counted(members, 'member')}: ${parts.join(', ')}`
}
