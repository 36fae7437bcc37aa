// What the page shows when it, or a worker of it, broke: what happened and the way out.
import { Component, type ReactNode } from 'react'
import { useStore } from '../store/store.ts'

export function ErrorPage({ message }: { readonly message: string }) {
  return (
    <main className="error-page">
      <h1>Skewline stopped</h1>
      <p>Your files are untouched, and nothing left this browser. Reload the page and drop them again.</p>
      <pre>{message}</pre>
      <button type="button" className="button primary" onClick={() => location.reload()}>
        Reload
      </button>
    </main>
  )
}

/** Turns a mistake in a component into the error phase. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }> {
  override componentDidCatch(error: unknown): void {
    failPage(error)
  }
  static getDerivedStateFromError(): { failed: true } {
    return { failed: true }
  }
  override state: { failed?: true } = {}
  override render(): ReactNode {
    return this.state.failed ? null : this.props.children
  }
}

/** Puts the page into the error phase; the first reason stays, later ones usually follow from it. */
export function failPage(error: unknown): void {
  const { passing, setPassing } = useStore.getState()
  if (passing.error === undefined) setPassing({ error: error instanceof Error ? error.message : String(error) })
}
