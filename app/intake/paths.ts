// What a dropped file is called in the incident.

/** Most files one drop may bring. More are almost always a home folder dropped by mistake. */
export const MOST_FILES = 5000

/** Names that every Linux machine has: below them no folder is a host. */
const SYSTEM_FOLDERS = new Set([
  'var',
  'etc',
  'proc',
  'sys',
  'run',
  'usr',
  'opt',
  'home',
  'root',
  'boot',
  'log',
  'logs',
  'tmp',
  'lib',
  'sos_commands',
  'sos_logs',
])

/** `.DS_Store`, `.git/config`, and what macOS puts into archives. */
export function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX')
}

/**
 * Takes off the one folder that all files share, so that host folders come first:
 *
 *     valentines-day/c35/kern.log, valentines-day/sw-1/eos.log   →   c35/kern.log, sw-1/eos.log
 *
 * It stays where it may be the host itself: where nothing below it is a folder (`c35/kern.log`, `c35/nova.log`), or where the
 * folders below are those of a machine (`c35/var/log/kern.log`).
 */
export function withoutSharedFolder(paths: readonly string[]): readonly string[] {
  const parts = paths.map((path) => path.split('/'))
  const top = parts[0]?.[0]
  if (top === undefined || parts.some((p) => p.length < 2 || p[0] !== top)) return paths
  const folders = parts.flatMap((p) => (p.length > 2 && p[1] !== undefined ? [p[1]] : []))
  if (folders.length === 0 || folders.some((folder) => SYSTEM_FOLDERS.has(folder))) return paths
  return parts.map((p) => p.slice(1).join('/'))
}
