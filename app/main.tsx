// Starts the page: workers first, so that everything is fetched while it loads; then theme, store, view.
import { createRoot } from 'react-dom/client'
import { assert } from '../src/base/result.ts'
import { App } from './App.tsx'
import { startEngine } from './engine-client.ts'
import { EngineContext } from './engine-context.ts'
import { failPage } from './shell/ErrorPage.tsx'
import { countRequests } from './shell/requests.ts'
import { startTheme } from './shell/theme.ts'
import { wireStore } from './store/wiring.ts'
import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'
import './ui/controls.css'
import './shell/filters.css'
import './shell/shell.css'
import './intake/intake.css'
import './panels/panels.css'
import './panels/clocks.css'

countRequests()
const engine = startEngine(failPage)
wireStore(engine)
startTheme()
// A face that no text has used yet would be fetched later, when it is first needed; all are asked for now.
for (const face of document.fonts) void face.load().catch(() => undefined)

const root = document.getElementById('root')
assert(root, 'index.html has no #root')
createRoot(root, { onUncaughtError: failPage }).render(
  <EngineContext value={engine}>
    <App />
  </EngineContext>,
)
