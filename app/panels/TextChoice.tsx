// A small field whose value the engine found, and which the user may overrule; emptied, the engine decides again.
import { useEffect, useId, useState } from 'react'

interface TextChoiceProps<T> {
  readonly label: string
  readonly value: string
  readonly hint?: string | undefined
  readonly placeholder?: string
  readonly list?: string
  /** What was typed as a value; absent where it is none. */
  readonly read: (text: string) => T | undefined
  /** `null` takes the choice back. */
  readonly onChoose: (value: T | null) => void
}

export function TextChoice<T>({ label, value, hint, placeholder, list, read, onChoose }: TextChoiceProps<T>) {
  const [text, setText] = useState(value)
  const id = useId()
  useEffect(() => setText(value), [value])
  const wrong = text.trim() !== '' && read(text) === undefined
  const settle = (): void => {
    if (text === value || wrong) return
    onChoose(text.trim() === '' ? null : (read(text) ?? null))
  }
  return (
    <div className="choice">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={text}
        list={list}
        placeholder={placeholder}
        aria-invalid={wrong}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === 'Enter') settle()
          if (event.key === 'Escape') setText(value)
        }}
      />
      {hint !== undefined && hint !== '' && <small>{hint}</small>}
    </div>
  )
}
