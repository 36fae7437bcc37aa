// The hosts and sources that are shown.

import type { SourceSummary } from '../../src/engine/protocol.ts'
import { byHost, toggledSources } from '../store/filter.ts'
import { useStore } from '../store/store.ts'
import { thousands } from '../ui/format.ts'
import { Menu, MenuCheck, MenuItem, MenuSeparator } from '../ui/Menu.tsx'

const part = (shown: number, all: number): string => (shown === all ? String(all) : `${shown}/${all}`)

function Chip({
  label,
  count,
  active,
  ...rest
}: {
  readonly label: string
  readonly count: string
  readonly active: boolean
}) {
  // Radix adds its own properties to the trigger: all go to the button.
  return (
    <button type="button" className="chip" data-active={active} {...rest}>
      {label} <b>{count}</b>
    </button>
  )
}

/** What was not read has neither rows nor a lane to hide. */
const readSources = (sources: readonly SourceSummary[]): readonly SourceSummary[] =>
  sources.filter((source) => source.phase !== 'refused')

export function HostsMenu() {
  const sources = readSources(useStore((s) => s.passing.engine.sources))
  const hidden = useStore((s) => s.shared.hiddenSources)
  const hosts = byHost(sources)
  const shown = hosts.filter((group) => group.sources.some(({ id }) => !hidden.includes(id)))
  return (
    <Menu
      trigger={<Chip label="Hosts" count={part(shown.length, hosts.length)} active={shown.length < hosts.length} />}
    >
      <HostItems />
    </Menu>
  )
}

/** Made only while the menu is open. */
function HostItems() {
  const sources = readSources(useStore((s) => s.passing.engine.sources))
  const hidden = useStore((s) => s.shared.hiddenSources)
  const setShared = useStore((s) => s.setShared)
  return (
    <>
      {byHost(sources).map(({ host, sources: own }) => {
        const ids = own.map(({ id }) => id)
        const off = ids.filter((id) => hidden.includes(id)).length
        return (
          <MenuCheck
            key={host}
            checked={off === 0 ? true : off === ids.length ? false : 'indeterminate'}
            onToggle={() => setShared({ hiddenSources: toggledSources(hidden, ids) })}
          >
            <span className="menu-name">{host}</span>
            <span className="menu-count">{ids.length === 1 ? '1 source' : `${ids.length} sources`}</span>
          </MenuCheck>
        )
      })}
      <ShowAll />
    </>
  )
}

export function SourcesMenu() {
  const sources = readSources(useStore((s) => s.passing.engine.sources))
  const hidden = useStore((s) => s.shared.hiddenSources)
  const shown = sources.filter(({ id }) => !hidden.includes(id)).length
  return (
    <Menu trigger={<Chip label="Sources" count={part(shown, sources.length)} active={hidden.length > 0} />}>
      <SourceItems />
    </Menu>
  )
}

function SourceItems() {
  const sources = readSources(useStore((s) => s.passing.engine.sources))
  const hidden = useStore((s) => s.shared.hiddenSources)
  const setShared = useStore((s) => s.setShared)
  return (
    <>
      {sources.map((source) => (
        <MenuCheck
          key={source.id}
          checked={!hidden.includes(source.id)}
          onToggle={() => setShared({ hiddenSources: toggledSources(hidden, [source.id]) })}
        >
          <span className="menu-name">{source.id}</span>
          <span className="menu-count">{thousands(source.rows)}</span>
        </MenuCheck>
      ))}
      <ShowAll />
    </>
  )
}

function ShowAll() {
  const some = useStore((s) => s.shared.hiddenSources.length > 0)
  const setShared = useStore((s) => s.setShared)
  if (!some) return null
  return (
    <>
      <MenuSeparator />
      <MenuItem onSelect={() => setShared({ hiddenSources: [] })}>Show all</MenuItem>
    </>
  )
}
