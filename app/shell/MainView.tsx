// The timeline view: filters, lanes over table, the panel at the right.
import { ChartGantt } from 'lucide-react'
import { useRef, useState } from 'react'
import { Panel } from '../panels/Panel.tsx'
import { useStore } from '../store/store.ts'
import { Table } from '../table/Table.tsx'
import { Timeline } from '../timeline/Timeline.tsx'
import { TINY, useMedia } from '../ui/use-media.ts'
import { FilterBar } from './FilterBar.tsx'
import { Splitter } from './Splitter.tsx'

export function MainView() {
  const title = useStore((s) => s.shared.title)
  return (
    <main className="main-view">
      <h1 className="visually-hidden">{title}</h1>
      <FilterBar />
      <div className="main-body">
        <Centre />
        <Panel />
      </div>
    </main>
  )
}

function Centre() {
  const box = useRef<HTMLDivElement>(null)
  const split = useStore((s) => s.passing.split)
  const tiny = useMedia(TINY)
  const [lanes, setLanes] = useState(false)
  const shown = !tiny || lanes
  return (
    <div className="centre" ref={box}>
      {tiny && (
        <button type="button" className="lanes-toggle" aria-expanded={lanes} onClick={() => setLanes(!lanes)}>
          <ChartGantt size={14} aria-hidden="true" /> {lanes ? 'Hide the lanes' : 'Show the lanes'}
        </button>
      )}
      {shown && (
        <>
          <section className="lanes-region" data-region="lanes" aria-label="Timeline" style={{ flexGrow: split }}>
            <Timeline />
          </section>
          <Splitter around={box} />
        </>
      )}
      <section
        className="table-region"
        data-region="table"
        aria-label="Table"
        style={{ flexGrow: shown ? 1 - split : 1 }}
      >
        <Table />
      </section>
    </div>
  )
}
