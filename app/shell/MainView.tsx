// The timeline view: filters, lanes over table, the panel at the right.
import { ChartGantt } from 'lucide-react'
import { startTransition, useEffect, useRef, useState } from 'react'
import { Panel } from '../panels/Panel.tsx'
import { useStore } from '../store/store.ts'
import { Table } from '../table/Table.tsx'
import { Timeline } from '../timeline/Timeline.tsx'
import { TINY, useMedia } from '../ui/use-media.ts'
import { FilterBar } from './FilterBar.tsx'
import { Splitter } from './Splitter.tsx'

export function MainView() {
  const title = useStore((s) => s.shared.title)
  const step = useSteps(2)
  return (
    <main className="main-view">
      <h1 className="visually-hidden">{title}</h1>
      <FilterBar />
      <div className="main-body">
        <Centre step={step} />
        <Panel full={step > 1} />
      </div>
    </main>
  )
}

/** Parts of the view in turn, a frame each: opening it in the middle of a read must not hold up the page. */
function useSteps(last: number): number {
  const [step, setStep] = useState(0)
  useEffect(() => {
    if (step === last) return
    const frame = requestAnimationFrame(() => startTransition(() => setStep(step + 1)))
    return () => cancelAnimationFrame(frame)
  }, [step, last])
  return step
}

function Centre({ step }: { readonly step: number }) {
  const box = useRef<HTMLDivElement>(null)
  const split = useStore((s) => s.passing.split)
  const tiny = useMedia(TINY)
  const [lanes, setLanes] = useState(false)
  const shown = !tiny || lanes
  return (
    <div className="centre" ref={box}>
      {/* A tiny page keeps the overview: the strip on top, and the lanes behind a button. */}
      <section
        className="lanes-region"
        data-region="lanes"
        data-only={shown ? undefined : 'overview'}
        aria-label="Timeline"
        style={{ flexGrow: shown ? split : 0 }}
      >
        <Timeline />
      </section>
      {tiny && (
        <button type="button" className="lanes-toggle" aria-expanded={lanes} onClick={() => setLanes(!lanes)}>
          <ChartGantt size={14} aria-hidden="true" /> {lanes ? 'Hide the lanes' : 'Show the lanes'}
        </button>
      )}
      {shown && <Splitter around={box} />}
      <section
        className="table-region"
        data-region="table"
        aria-label="Table"
        style={{ flexGrow: shown ? 1 - split : 1 }}
      >
        {step > 0 && <Table />}
      </section>
    </div>
  )
}
