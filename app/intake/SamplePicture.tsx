// A thumbnail of a timeline: rows of grey ticks (the ordinary) and a few marks (the story). Drawn, not computed from the logs.
interface Spot {
  readonly x: number
  readonly row: number
  readonly severity: number
  readonly shape: 'stop' | 'down' | 'up' | 'dot'
}

const stories: Readonly<Record<string, readonly Spot[]>> = {
  'valentines-day': [
    { x: 66, row: 0, severity: 2, shape: 'stop' },
    { x: 69, row: 1, severity: 2, shape: 'down' },
    { x: 114, row: 1, severity: 5, shape: 'up' },
  ],
}

const ROWS = [6, 16, 26]

/** Ticks at places that look irregular and are always the same. */
function ticks(row: number): string {
  let path = ''
  for (let n = 0; n < 24; n += 1) {
    const odd = (n * 37 + row * 53) % 19
    if (odd > 12) continue
    const height = odd % 3 === 0 ? 6 : 4
    path += `M${4 + n * 5.2} ${(ROWS[row] ?? 0) + 3}v${-height}`
  }
  return path
}

function shape({ x, row, shape: kind }: Spot): string {
  const y = ROWS[row] ?? 0
  if (kind === 'down') return `M${x - 4} ${y - 3.5}h8l-4 7z`
  if (kind === 'up') return `M${x - 4} ${y + 3.5}h8l-4 -7z`
  return `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z`
}

export function SamplePicture({ name }: { readonly name: string }) {
  return (
    <svg className="sample-picture" viewBox="0 0 132 32" width="132" height="32" aria-hidden="true">
      {ROWS.map((y, row) => (
        <path key={y} className="sample-ticks" d={ticks(row)} />
      ))}
      {(stories[name] ?? []).map((spot) => (
        <g key={spot.x} className={`sev-${spot.severity}`}>
          <path className="sample-spot" d={shape(spot)} />
          {spot.shape === 'stop' && <path className="sample-bar" d={`M${spot.x - 2} ${ROWS[spot.row] ?? 0}h4`} />}
        </g>
      ))}
    </svg>
  )
}
