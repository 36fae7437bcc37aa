// One file in the list: size, progress, lines, and its trouble in words.
import { Check, TriangleAlert, X } from 'lucide-react'
import { memo } from 'react'
import type { SourceSummary } from '../../src/engine/protocol.ts'
import { bytes, percent, thousands } from '../ui/format.ts'
import { TroubleText } from '../ui/TroubleText.tsx'

export const FileRow = memo(function FileRow({ source }: { readonly source: SourceSummary }) {
  const share = source.bytes > 0 ? source.bytesRead / source.bytes : 0
  const refused = source.phase === 'refused'
  return (
    <>
      <tr className="file-row" data-phase={source.phase} data-trouble={source.trouble !== undefined}>
        <td className="file-path">{source.id}</td>
        <td>{source.badge !== '' && <span className="badge">{source.badge}</span>}</td>
        <td className="number mono quiet">
          {bytes(source.bytes)}
          {source.packed !== undefined && ` ${source.packed}`}
        </td>
        <td className="file-progress">
          {refused ? (
            <span className="skipped">Skipped</span>
          ) : (
            <progress max={1} value={source.phase === 'ready' ? 1 : share} aria-label={`${source.name} read`} />
          )}
        </td>
        <td className="number mono">{refused ? '' : thousands(source.lines)}</td>
        <td className="file-state">
          <FileState source={source} share={share} />
        </td>
      </tr>
      {source.trouble && (
        <tr className="file-trouble" data-phase={source.phase}>
          <td colSpan={6}>
            <TroubleText trouble={source.trouble} />
          </td>
        </tr>
      )}
    </>
  )
})

function FileState({ source, share }: { readonly source: SourceSummary; readonly share: number }) {
  switch (source.phase) {
    case 'waiting':
      return <span className="quiet mono">waits</span>
    case 'reading':
      return <span className="mono accent">{percent(share)}</span>
    case 'refused':
      return <X size={16} className="bad" aria-label="Skipped" />
    case 'partial':
      return <TriangleAlert size={16} className="warn" aria-label="Read in part" />
    case 'ready':
      return source.trouble ? (
        <TriangleAlert size={16} className="warn" aria-label="Read, with a remark" />
      ) : (
        <Check size={16} className="good" aria-label="Read" />
      )
  }
}
