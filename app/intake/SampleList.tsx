// The sample incidents in this build, each with a small picture of its story.
import { ChevronRight } from 'lucide-react'
import { useIntake } from './intake-context.ts'
import { SamplePicture } from './SamplePicture.tsx'
import { samples } from './samples.ts'

export function SampleList() {
  const { openSample } = useIntake()
  if (samples.length === 0) return null
  return (
    <section className="card sample-list" aria-labelledby="samples-title">
      <header className="card-head">
        <h2 id="samples-title">Sample incidents</h2>
        <span className="quiet">true to real outages, built in, no download</span>
      </header>
      <ul>
        {samples.map((sample) => (
          <li key={sample.name}>
            <button type="button" className="sample" onClick={() => openSample(sample.name)}>
              <SamplePicture name={sample.name} />
              <span className="sample-words">
                <b>{sample.title}</b>
                <span>{sample.says}</span>
                <small>{sample.holds}</small>
              </span>
              <ChevronRight size={16} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
