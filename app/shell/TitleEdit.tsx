// The incident's name, edited in place.
import { Pencil } from 'lucide-react'
import { useEffect, useState } from 'react'
import { UNTITLED, useStore } from '../store/store.ts'

export function TitleEdit() {
  const title = useStore((s) => s.shared.title)
  const setShared = useStore((s) => s.setShared)
  const [draft, setDraft] = useState<string>()
  useEffect(() => {
    document.title = title === UNTITLED ? 'Skewline' : `${title} – Skewline`
  }, [title])

  if (draft === undefined) {
    return (
      <button type="button" className="title" title="Rename this incident" onClick={() => setDraft(title)}>
        <span>{title}</span>
        <Pencil size={12} aria-hidden="true" />
      </button>
    )
  }
  const close = (name: string | undefined): void => {
    if (name !== undefined) setShared({ title: name.trim() === '' ? UNTITLED : name.trim() })
    setDraft(undefined)
  }
  return (
    <input
      className="title-input"
      aria-label="Name of this incident"
      value={draft}
      // biome-ignore lint/a11y/noAutofocus: the field replaces the button that was pressed to get it.
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => close(draft)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') close(draft)
        if (event.key === 'Escape') close(undefined)
      }}
    />
  )
}
