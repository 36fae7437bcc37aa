// One dropped archive in the file list.
import { Archive } from 'lucide-react'
import { memo, useState } from 'react'
import type { ArchiveSummary } from '../../src/engine/protocol.ts'
import { bytes } from '../ui/format.ts'
import { TroubleText } from '../ui/TroubleText.tsx'
import { ArchiveMembers } from './ArchiveMembers.tsx'
import { archiveWords } from './archive-words.ts'

export const ArchiveRow = memo(function ArchiveRow({ archive }: { readonly archive: ArchiveSummary }) {
  const [open, setOpen] = useState(false)
  const members = archive.waiting + archive.read + archive.skipped + archive.refused
  return (
    <>
      <tr
        className="file-row"
        data-phase={archive.reading ? 'reading' : 'ready'}
        data-trouble={archive.trouble !== undefined}
      >
        <td className="file-path">{archive.id}</td>
        <td>
          <span className="badge">archive</span>
        </td>
        <td className="number mono quiet">{bytes(archive.bytes)}</td>
        <td className="archive-words" colSpan={2}>
          {archiveWords(archive)}
        </td>
        <td className="file-state">
          {members > 0 ? (
            <button
              type="button"
              className="icon-button"
              aria-expanded={open}
              aria-label={`Members of ${archive.id}`}
              onClick={() => setOpen(!open)}
            >
              <Archive size={15} aria-hidden="true" />
            </button>
          ) : null}
        </td>
      </tr>
      {archive.trouble && (
        <tr className="file-trouble">
          <td colSpan={6}>
            <TroubleText trouble={archive.trouble} />
          </td>
        </tr>
      )}
      {open && (
        <tr className="file-members">
          <td colSpan={6}>
            <ArchiveMembers archive={archive} />
          </td>
        </tr>
      )}
    </>
  )
})
