// Which host a source belongs to: what its lines say, the folder it lay in, its file name; with the reason in words.
import type { Assumption } from '../clocks/facts.ts'

/** Names of folders and files that say what a log is and not whose. */
const generic =
  /^(?:\.|var|log|logs|tmp|home|root|etc|opt|srv|data|sos_?commands?|kernel|logs?_?\d*|nova|neutron|glance|cinder|keystone|libvirt|qemu|rsyslog|remote|hosts?|paste \d+|stdin|desktop|downloads|documents)$/i
const genericFile =
  /^(?:kern|kernel|syslog|messages|dmesg|boot|daemon|auth|secure|cron|mail|user|debug|console|journal|dnsmasq|libvirtd|openvswitch|ovs-\w+|rabbit\w*|mysql\w*|apache\w*|nginx\w*|elasticsearch|(?:nova|neutron|glance|cinder|keystone|heat|swift|horizon|ceilometer)(?:-[\w-]+)?|out(?:put)?|log|logfile|test|paste \d+|stdin)$/i

export interface HostFacts {
  readonly path: string
  /** Hosts the first entries name, with how many name them. */
  readonly named: ReadonlyMap<string, number>
  readonly chosen?: string
  /** What the `hostname` file of the tree it lay in says. */
  readonly tree?: string
}

/** Folders that hold the logs of one machine: what stands before them is the machine. */
const treeInside = /(?:^|\/)(?:var\/log|sos_commands)\//

/** `sosreport-c35-2013-02-15-abcdefg`, `sos-c35-01234567-…`, `scc_c35_240101_1200` name their machine. */
function reportHost(folder: string): string | undefined {
  const rest = /^(?:sosreport|sos)-(.+)$/.exec(folder)?.[1]
  if (rest !== undefined) {
    const dated = /^(.+?)(?:-\d{5,})?-\d{4}-\d\d-\d\d(?:-|$)/.exec(rest) ?? /^(.+?)[-.]\d{4,}(?:[-.]|$)/.exec(rest)
    return dated?.[1] ?? rest
  }
  return /^(?:scc|nts)_(.+)_\d{6}_\d{4}$/.exec(folder)?.[1]
}

/** The host that the folders of a path name: a report's, or the one before `var/log`. */
function treeHost(path: string): string | undefined {
  const folders = path.split('/').slice(0, -1)
  const report = folders.map(reportHost).findLast((host) => host !== undefined)
  if (report !== undefined) return report
  const inside = treeInside.exec(path)
  const root = inside ? path.slice(0, inside.index).split('/').at(-1) : undefined
  return root !== undefined && root !== '' && !generic.test(root) ? root : undefined
}

const shortName = (host: string): string => (/^[\d.]+$/.test(host) ? host : (host.split('.')[0] as string))

/** Never empty: a source that says nothing of its host is a host of its own, named after the file. */
export function hostOf(facts: HostFacts): Assumption<string> {
  if (facts.chosen !== undefined) return { value: facts.chosen, reason: 'set by you' }
  const parts = facts.path.split('/')
  const file = parts.pop() ?? facts.path
  const folders = parts.filter((p) => p !== '' && !generic.test(p))
  const tree = facts.tree === undefined ? undefined : shortName(facts.tree)
  const named = [...facts.named].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const total = named.reduce((sum, [, n]) => sum + n, 0)
  const folder = [...folders].reverse().find((f) => facts.named.has(f))
  if (folder !== undefined) return { value: folder, reason: 'its folder, and its lines name it' }
  const most = named[0]
  // A machine's own logs write its name short or in full, or `localhost`; its file tree settles it.
  if (tree !== undefined && (!most || shortName(most[0]) === tree || most[0] === 'localhost'))
    return { value: tree, reason: 'the hostname file in its file tree' }
  if (most && most[1] * 2 >= total)
    return { value: most[0], reason: `${most[1]} of its first ${total} entries name it` }
  if (tree !== undefined) return { value: tree, reason: 'the hostname file in its file tree' }
  const report = treeHost(facts.path)
  if (report !== undefined) return { value: report, reason: 'the file tree it lay in' }
  const last = folders.at(-1)
  if (last !== undefined) return { value: last, reason: 'the folder it lay in' }
  const stem = file.replace(/(?:\.(?:log|txt|gz|out|\d+))+$/i, '')
  if (stem !== '' && !genericFile.test(stem)) return { value: stem, reason: 'its file name' }
  return { value: file, reason: 'nothing names a host, so the file name stands for one' }
}
