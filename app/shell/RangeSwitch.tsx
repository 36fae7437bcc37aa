// The visible stretch of time and the zone it is written in.
import { RadioGroup } from 'radix-ui'
import { useStore, type ZoneView } from '../store/store.ts'
import { browserOffsetMinutes, duration, offsetText, rangeText } from '../ui/format.ts'

const views: readonly { readonly value: ZoneView; readonly label: string; readonly says: string }[] = [
  { value: 'utc', label: 'UTC', says: 'Times in UTC' },
  { value: 'browser', label: 'Browser', says: 'Times in the zone of this browser' },
  { value: 'host', label: 'Host', says: 'The axis in UTC, each host’s times in its own zone' },
]

export function RangeSwitch() {
  const window = useStore((s) => s.shared.window)
  const zone = useStore((s) => s.shared.zoneView)
  const setShared = useStore((s) => s.setShared)
  const text = window && rangeText(window.from, window.to, zone)
  const own = window ? offsetText(browserOffsetMinutes(window.from)) : ''
  return (
    <div className="range-switch">
      {window && text ? (
        <span className="range">
          {text.day !== '' && <span className="range-day mono">{text.day}</span>}
          <span className="mono range-times">{text.range}</span>
          <span className="quiet">{duration(window.to - window.from)}</span>
        </span>
      ) : (
        <span className="range quiet">no time yet</span>
      )}
      <RadioGroup.Root
        className="segments"
        value={zone}
        aria-label="Zone of the times"
        orientation="horizontal"
        onValueChange={(value) => {
          const view = views.find((one) => one.value === value)
          if (view) setShared({ zoneView: view.value })
        }}
      >
        {views.map(({ value, label, says }) => (
          <RadioGroup.Item
            key={value}
            value={value}
            className="segment"
            title={value === 'browser' && own !== '' ? `${says}, ${own}` : says}
          >
            {label}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  )
}
