// The signature drawing: equal readings of two clocks, joined. Above the reference, below a clock that lags, stops and is set.
const TOP = [16, 36, 57, 79, 98, 118]
const BOTTOM = [16, 27, 48, 57, 79, 118]

export function SkewDrawing() {
  return (
    <svg className="skew-drawing" viewBox="0 0 134 44" width="134" height="44" aria-hidden="true">
      <path className="skew-rail" d="M2 8H132M2 36H132" />
      {TOP.map((x, n) => (
        <g key={x}>
          <path className="skew-line" d={`M${x} 8L${BOTTOM[n] ?? x} 36`} />
          <circle className="skew-dot" cx={x} cy="8" r="3" />
          <circle className="skew-ring" cx={BOTTOM[n] ?? x} cy="36" r="3" />
        </g>
      ))}
    </svg>
  )
}
