// The page: which view is on, and what lies over it.
import { EmptyView } from './intake/EmptyView.tsx'
import { FilesView } from './intake/FilesView.tsx'
import { IntakeProvider } from './intake/IntakeProvider.tsx'
import { PasteDialog } from './intake/PasteDialog.tsx'
import { useFollowSelection } from './panels/use-follow-selection.ts'
import { ErrorBoundary, ErrorPage } from './shell/ErrorPage.tsx'
import { KeysDialog } from './shell/KeysDialog.tsx'
import { LiveRegion } from './shell/LiveRegion.tsx'
import { MainView } from './shell/MainView.tsx'
import { StatusBar } from './shell/StatusBar.tsx'
import { TopBar } from './shell/TopBar.tsx'
import { useKeys } from './shell/use-keys.ts'
import { useSearch } from './shell/use-search.ts'
import { type Passing, useStore } from './store/store.ts'

export function App() {
  const error = useStore((s) => s.passing.error)
  return error === undefined ? (
    <ErrorBoundary>
      <IntakeProvider>
        <Page />
      </IntakeProvider>
    </ErrorBoundary>
  ) : (
    <ErrorPage message={error} />
  )
}

/** Where nothing could be read there is no timeline to show: the file list says what is wrong with each. */
function viewOf({ phase, view, engine }: Passing): 'empty' | Passing['view'] {
  if (phase === 'empty') return 'empty'
  return phase === 'ready' && engine.rows === 0 ? 'files' : view
}

function Page() {
  useKeys()
  useSearch()
  useFollowSelection()
  const view = useStore((s) => viewOf(s.passing))
  const dialog = useStore((s) => s.passing.dialog)
  return (
    <div className="page">
      <TopBar timeline={view === 'timeline'} />
      {view === 'empty' && <EmptyView />}
      {view === 'files' && <FilesView />}
      {view === 'timeline' && <MainView />}
      <StatusBar />
      <LiveRegion />
      {dialog === 'paste' && <PasteDialog />}
      {dialog === 'keys' && <KeysDialog />}
    </div>
  )
}
