// One dropped archive in the Sources panel: how many of its members were read, and why the others were not.
import { ChevronRight, Trash2 } from 'lucide-react'
import { memo, useState } from 'react'
import type { ArchiveSummary } from '../../src/engine/protocol.ts'
import { useEngine } from '../engine-context.ts'
import { ArchiveMembers } from '../intake/ArchiveMembers.tsx'
import { archiveWords } from '../intake/archive-words.ts'
import { bytes } from '../ui/format.ts'
import { TroubleText } from '../ui/TroubleText.tsx'

export const ArchiveCard = memo(function ArchiveCard({ archive }: { readonly archive: ArchiveSummary }) {
  const engine = useEngine()
  const [open, setOpen] = useState(false)
  return (
    <details className="source-card" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight size={13} className="caret" aria-hidden="true" />
        <span className="badge">archive</span>
        <span className="source-path">{archive.id}</span>
        <span className="quiet" title={bytes(archive.bytes)}>
          {archiveWords(archive)}
        </span>
      </summary>
      {open && (
        <div className="source-body">
          {archive.trouble && (
            <p className="source-trouble">
              <TroubleText trouble={archive.trouble} />
            </p>
          )}
          <ArchiveMembers archive={archive} />
          <button
            type="button"
            className="button small danger end"
            onClick={() => engine.ask({ kind: 'remove', source: archive.id })}
          >
            <Trash2 size={13} aria-hidden="true" /> Remove with all members
          </button>
        </div>
      )}
    </details>
  )
})
