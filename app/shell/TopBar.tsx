// The top bar: what incident this is, what stretch of it is on screen, and how more logs come in.
import { Moon, Sun } from 'lucide-react'
import { useStore } from '../store/store.ts'
import { Mark } from '../ui/Mark.tsx'
import { AddLogsMenu } from './AddLogsMenu.tsx'
import { RangeSwitch } from './RangeSwitch.tsx'
import { TitleEdit } from './TitleEdit.tsx'
import { toggleTheme } from './theme.ts'

export function TopBar({ timeline }: { readonly timeline: boolean }) {
  const origin = useStore((s) => s.passing.origin)
  const started = useStore((s) => s.passing.phase !== 'empty')
  return (
    <header className="top-bar" data-region="top">
      <div className="top-left">
        <span className="brand">
          <Mark />
          <span className="brand-name">Skewline</span>
        </span>
        {started && <TitleEdit />}
        {origin !== undefined && <span className="tag">{origin}</span>}
      </div>
      {timeline && <RangeSwitch />}
      <div className="top-right">
        {started && <AddLogsMenu />}
        <ThemeButton />
      </div>
    </header>
  )
}

function ThemeButton() {
  const dark = useStore((s) => s.passing.theme === 'dark')
  const says = dark ? 'Light theme' : 'Dark theme'
  return (
    <button type="button" className="icon-button large" aria-label={says} title={says} onClick={toggleTheme}>
      {dark ? <Sun size={16} aria-hidden="true" /> : <Moon size={16} aria-hidden="true" />}
    </button>
  )
}
