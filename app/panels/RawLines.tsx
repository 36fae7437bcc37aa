// Lines of the file as they are, byte for byte; the row's own lines stand out, its stamp in the clock's colour.
import type { ContextLine } from '../../src/engine/protocol.ts'
import { bytes } from '../ui/format.ts'
import { linesAround, type ShownLine } from './event-words.ts'

interface RawLinesProps {
  readonly raw: readonly ContextLine[]
  readonly around: readonly ContextLine[]
  readonly stamp: string | undefined
}

export function RawLines({ raw, around, stamp }: RawLinesProps) {
  const first = raw[0]?.line
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by key.
    <ol className="raw-lines mono" tabIndex={0} aria-label="Raw lines">
      {linesAround(raw, around).map((line) => (
        <li key={line.line} data-own={line.own}>
          <span className="raw-number">{line.line}</span>
          <span className="raw-text">
            <Text line={line} stamp={line.line === first ? stamp : undefined} />
          </span>
        </li>
      ))}
    </ol>
  )
}

function Text({ line, stamp }: { readonly line: ShownLine; readonly stamp: string | undefined }) {
  const at = stamp === undefined || stamp === '' ? -1 : line.text.indexOf(stamp)
  const cut = line.cut !== undefined && line.cut > 0 && <i className="raw-cut"> … {bytes(line.cut)} more</i>
  if (stamp === undefined || at < 0) {
    return (
      <>
        {line.text}
        {cut}
      </>
    )
  }
  return (
    <>
      {line.text.slice(0, at)}
      <span className="raw-stamp">{stamp}</span>
      {line.text.slice(at + stamp.length)}
      {cut}
    </>
  )
}
