// The page before any log: drop, choose, paste, or look at a sample.
import { FileText } from 'lucide-react'
import { CopyButton } from '../ui/CopyButton.tsx'
import { useIntake } from './intake-context.ts'
import { PasteBox } from './PasteBox.tsx'
import { PromiseList } from './PromiseList.tsx'
import { SampleList } from './SampleList.tsx'
import { SkewDrawing } from './SkewDrawing.tsx'
import { samples } from './samples.ts'

/** With fewer samples than this the column has room for the promises. */
const FEW = 4

const COLLECT = 'date -Ins; cat /proc/uptime; dmesg'

export function EmptyView() {
  return (
    <main className="empty-view" data-region="start" tabIndex={-1}>
      <div className="empty-column">
        <h1>Put every log on one clock</h1>
        <p className="lead">Skewline reads logs from switches, hosts and guests, and draws them as one timeline.</p>
        <div className="empty-cards">
          <div className="empty-left">
            <DropZone />
            <PasteBox />
          </div>
          <div className="empty-right">
            <SampleList />
            {samples.length < FEW && <PromiseList />}
          </div>
        </div>
        <p className="collect">
          <b>Collecting now?</b> Put two lines in front and Skewline can anchor the kernel clock:
          <span className="collect-command">
            <code>{COLLECT}</code>
            <CopyButton text={COLLECT} what="command" />
          </span>
          <span className="quiet">dmesg -T can be wrong after a suspend or pause.</span>
        </p>
      </div>
    </main>
  )
}

function DropZone() {
  const { chooseFiles, chooseFolder } = useIntake()
  return (
    <section className="drop-zone" aria-label="Drop zone">
      <SkewDrawing />
      <h2>Drop logs here, all at once</h2>
      <p>Folders and .gz are fine. File and folder names become host names.</p>
      <div className="buttons">
        <button type="button" className="button primary" onClick={chooseFiles}>
          <FileText size={14} aria-hidden="true" /> Choose files
        </button>
        <button type="button" className="button" onClick={chooseFolder}>
          Choose a folder
        </button>
      </div>
      <p className="mono quiet">dmesg · syslog 3164/5424 · ISO syslog · EOS/IOS · nova/oslo · console.log</p>
    </section>
  )
}
