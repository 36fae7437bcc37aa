// All kinds of anchor. A13 (a guest's hardware clock) is a witness's pair, A14 and A17 are told by one source: neither is here.
import type { Anchor, AnchorReader, Observation } from '../testimony.ts'
import { bpdu } from './bpdu.ts'
import { dhcp } from './dhcp.ts'
import { kernelLines } from './kernel-lines.ts'
import { netconsole } from './netconsole.ts'
import { panics } from './panics.ts'
import { relayed } from './relayed.ts'
import { requests } from './requests.ts'
import { spawn } from './spawn.ts'
import { ssh } from './ssh.ts'
import { switchLinks } from './switch-links.ts'

export const anchorReaders: readonly AnchorReader[] = [
  kernelLines,
  netconsole,
  relayed,
  switchLinks,
  bpdu,
  dhcp,
  spawn,
  requests,
  panics,
  ssh,
]

/** All anchors among the lines, whatever order they come in; each pair of lines once. */
export function findAnchors(seen: readonly Observation[]): readonly Anchor[] {
  const found = new Map<string, Anchor>()
  for (const reader of anchorReaders) for (const anchor of reader.find(seen)) found.set(anchor.id, anchor)
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}
