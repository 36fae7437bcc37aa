// Says to a screen reader how far reading is, each 10 %, and what happened to a drop.
import { shareRead } from '../intake/reading-words.ts'
import { useStore } from '../store/store.ts'
import { counted } from '../ui/format.ts'

export function LiveRegion() {
  const says = useStore(({ passing }) => {
    const { engine, phase, notice } = passing
    if (phase === 'reading') return `Reading, ${Math.floor(shareRead(engine) * 10) * 10} %`
    if (phase === 'ready') {
      return `${counted(engine.rows, 'event')} from ${counted(engine.sources.length, 'source')}. ${notice ?? ''}`
    }
    return notice ?? ''
  })
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {says}
    </div>
  )
}
