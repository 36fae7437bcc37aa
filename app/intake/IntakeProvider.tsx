// The doors of the page: drop anywhere, two file inputs, paste anywhere. Exactly one input takes several files at once.
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useEngine } from '../engine-context.ts'
import { useStore } from '../store/store.ts'
import { isTyping } from '../ui/is-typing.ts'
import { type IntakeActions, IntakeContext } from './intake-context.ts'
import { openIntake, openSample, pasteText } from './open.ts'
import { readDrop, readFiles } from './read-drop.ts'

const hasLogs = (transfer: DataTransfer | null): boolean =>
  transfer !== null && (transfer.types.includes('Files') || transfer.types.includes('text/plain'))

export function IntakeProvider({ children }: { readonly children: ReactNode }) {
  const engine = useEngine()
  const filesInput = useRef<HTMLInputElement>(null)
  const folderInput = useRef<HTMLInputElement>(null)
  const dragging = useDropAnywhere()
  usePasteAnywhere()

  const actions = useMemo<IntakeActions>(
    () => ({
      chooseFiles: () => filesInput.current?.click(),
      chooseFolder: () => folderInput.current?.click(),
      paste: (text) => void pasteText(engine, text),
      openSample: (name) => void openSample(engine, name),
    }),
    [engine],
  )

  const takeChosen = (input: HTMLInputElement): void => {
    const files = [...(input.files ?? [])]
    // Emptied, so that choosing the same file again is a change again.
    input.value = ''
    if (files.length > 0) void openIntake(engine, readFiles(files))
  }

  return (
    <IntakeContext value={actions}>
      {children}
      <section className="visually-hidden" aria-label="Ways to add logs">
        <input
          ref={filesInput}
          type="file"
          multiple
          tabIndex={-1}
          aria-label="Log files"
          onChange={(event) => takeChosen(event.currentTarget)}
        />
        <input
          ref={folderInput}
          type="file"
          {...{ webkitdirectory: '' }}
          tabIndex={-1}
          aria-label="Folder of log files"
          onChange={(event) => takeChosen(event.currentTarget)}
        />
      </section>
      {dragging && <DropOverlay />}
    </IntakeContext>
  )
}

function DropOverlay() {
  const empty = useStore((s) => s.passing.engine.sources.length === 0)
  return (
    <div className="drop-overlay" aria-hidden="true">
      <div className="drop-overlay-frame">
        <div className="drop-overlay-words">
          {empty ? 'Drop logs here, all at once' : 'Drop to add to this incident'}
        </div>
      </div>
    </div>
  )
}

/** True while something that could be logs is dragged over the page. */
function useDropAnywhere(): boolean {
  const engine = useEngine()
  const [dragging, setDragging] = useState(false)
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!hasLogs(event.dataTransfer)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
      // Text dragged within the page is a selection on its way; only files light the page up.
      if (event.dataTransfer?.types.includes('Files')) setDragging(true)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setDragging(false)
    }
    const drop = (event: DragEvent): void => {
      setDragging(false)
      const transfer = event.dataTransfer
      if (!transfer || !hasLogs(transfer) || isTyping(event.target)) return
      event.preventDefault()
      if (transfer.types.includes('Files')) void readDrop(transfer).then((intake) => openIntake(engine, intake))
      else void pasteText(engine, transfer.getData('text/plain'))
    }
    document.addEventListener('dragover', over)
    document.addEventListener('dragleave', leave)
    document.addEventListener('drop', drop)
    return () => {
      document.removeEventListener('dragover', over)
      document.removeEventListener('dragleave', leave)
      document.removeEventListener('drop', drop)
    }
  }, [engine])
  return dragging
}

function usePasteAnywhere(): void {
  const engine = useEngine()
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      if (isTyping(event.target) || !event.clipboardData) return
      event.preventDefault()
      const files = [...event.clipboardData.files]
      if (files.length > 0) void openIntake(engine, readFiles(files))
      else void pasteText(engine, event.clipboardData.getData('text/plain'))
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [engine])
}
