// Light or dark: the system's choice until the user makes one.
import { keep, readKept } from '../store/kept.ts'
import { useStore } from '../store/store.ts'

type Theme = 'light' | 'dark'

/** Sets the theme before the first paint and follows the system while nothing was chosen. Call once. */
export function startTheme(): void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const apply = (): void => show(readKept().theme ?? (system.matches ? 'dark' : 'light'))
  system.addEventListener('change', apply)
  apply()
}

export function toggleTheme(): void {
  const theme = useStore.getState().passing.theme === 'dark' ? 'light' : 'dark'
  keep({ theme })
  show(theme)
}

function show(theme: Theme): void {
  document.documentElement.setAttribute('data-theme', theme)
  useStore.getState().setPassing({ theme })
}
