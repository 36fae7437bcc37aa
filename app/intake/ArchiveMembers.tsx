// Every member of an archive with what became of it: those not read first, for their reasons are what one looks for.
import { useEffect, useState } from 'react'
import type { ArchiveMember, ArchiveSummary } from '../../src/engine/protocol.ts'
import { useEngine } from '../engine-context.ts'
import { bytes, counted } from '../ui/format.ts'

/** More than a person reads; the rest is counted. */
const MOST_SHOWN = 500
const order: readonly ArchiveMember['state'][] = ['refused', 'skipped', 'waiting', 'read']

export function ArchiveMembers({ archive }: { readonly archive: ArchiveSummary }) {
  const engine = useEngine()
  const [members, setMembers] = useState<readonly ArchiveMember[]>()
  const { id, waiting, read, skipped, refused } = archive
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever a count has changed.
  useEffect(() => {
    const asked = engine.ask({ kind: 'members', archive: id }, (answer) => {
      if (answer.kind === 'members') setMembers(answer.members)
    })
    return () => asked.cancel()
  }, [engine, id, waiting, read, skipped, refused])
  if (!members) return <p className="quiet">…</p>
  const sorted = [...members].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  return (
    <>
      <ul className="archive-members" aria-label={`Members of ${id}`}>
        {sorted.slice(0, MOST_SHOWN).map((member) => (
          <li key={member.path} data-state={member.state}>
            <span className="archive-state">{member.state}</span>
            <span className="archive-path mono">{member.path}</span>
            <span className="quiet mono">{bytes(member.bytes)}</span>
            {member.why !== undefined && <small>{member.why}</small>}
          </li>
        ))}
      </ul>
      {sorted.length > MOST_SHOWN && <p className="quiet">{counted(sorted.length - MOST_SHOWN, 'more member')}</p>}
    </>
  )
}
