// The small drawing in a host's card: how far its clock was behind, over time.
import { useId } from 'react'
import { CURVE, type Curve } from './curve.ts'

export function OffsetCurve({ curve, label }: { readonly curve: Curve; readonly label: string }) {
  const hatch = useId()
  const bottom = CURVE.height - CURVE.bottom
  const inner = bottom - CURVE.top
  return (
    <svg className="offset-curve" viewBox={`0 0 ${CURVE.width} ${CURVE.height}`} role="img" aria-label={label}>
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="6" className="curve-hatch" />
        </pattern>
      </defs>
      {curve.yTicks.map(({ y, text }) => (
        <g key={text} transform={`translate(0,${y})`}>
          <line x1={CURVE.left} x2={CURVE.width - CURVE.right} className="curve-grid" />
          <text x={CURVE.left - 6} dy="0.32em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {curve.xTicks.map(({ x, text }) => (
        <text key={text} x={x} y={CURVE.height - 5} textAnchor="middle">
          {text}
        </text>
      ))}
      {curve.pauses.map(({ x, width }) => (
        <rect key={x} x={x} y={CURVE.top} width={width} height={inner} fill={`url(#${hatch})`} />
      ))}
      <path className="curve-band" d={curve.band} />
      <path className="curve-line" d={curve.line} />
      {curve.steps.map(({ x, y1, y2 }) => (
        <line key={x} className="curve-step" x1={x} x2={x} y1={y1} y2={y2} />
      ))}
      {curve.dots.map(({ n, x, y }) => (
        <g key={n} className="curve-dot" transform={`translate(${x},${y})`}>
          <circle r="7" />
          <text textAnchor="middle" dy="0.34em">
            {n}
          </text>
        </g>
      ))}
    </svg>
  )
}
