// What the syslog formats share at text level: host, tag and message behind the stamp, as RFC 3164 section 4.1 means them and as
// daemons really write them.
import type { Entry, Stamp } from '../base/entry.ts'
import type { Severity } from '../base/severity.ts'
import { lineOut, place } from './stamps/line.ts'
import { facilityName } from './syslog-header.ts'

export const MNEMONIC = /^%([A-Za-z]\w*(?:-\w+)*?-[0-7]-\w+(?:-\w+)*)/

const FACILITY_LEVEL =
  /^(kern|user|mail|daemon|auth|syslog|lpr|news|uucp|cron|authpriv|ftp|ntp|security|console|local[0-7])\.(?:emerg|panic|alert|crit|err|error|warn|warning|notice|info|debug) +/
/** `prog[123]: `, `sshd(pam_unix)[123]: `, `launchd[1] (com.example.job[77]): `, `tag[12] no colon`. */
const WITH_PID =
  /^(\([\w.-]+\)|[^\s:[\]()<>"=,{}]+(?:\([^\s)]*\))?)\[(\d+)[^\]\s]{0,24}\](?: \([^)]*\))?(?::(?=\s|$|\S)|(?=\s|$))/
/** `Setup Assistant[7]: `: names with spaces are capitalised words in front of a pid. */
const SPACED_WITH_PID = /^([A-Z][\w.()-]*(?: [A-Z0-9(][\w.()-]*){1,3})\[(\d+)\](?: \([^)]*\))?:/
/** `prog: `, `jabberd/sm: `, `kernel:text`. */
const PLAIN = /^(?:([^\s:[\]"=,<>{}]+):(?=\s|$)|(kernel):)/
/** `syslogd 1.4.1: restart.`, `klogd 1.4.1, log source = …` */
const VERSIONED = /^(?:([A-Za-z][\w.-]*) v?\d[\w.-]*:|(klogd|syslogd|imklog) \d[\d.]*,)(?=\s)/
/** `[CLOUDINIT] util.py[DEBUG]: `: a Python module with its level. */
const MODULE = /^(?:\[[A-Z]+\] )?([\w.-]+\[[A-Za-z]+\]):(?=\s)/
/** RFC 3164 section 4.1.3: a tag ends at the first character that is not alphanumeric. Only trusted on the wire form. */
const FIRST_WORD = /^([A-Za-z][\w./-]*)(?=\s|$)/
const REPEATED = /^(?:-+ )?(?:last )?message repeated (\d+) times?/i
/** Corosync and Pacemaker write their own file: `[1234] host crmd: notice: text`, `[1234] host corosync notice  [TOTEM ] text`. */
const CLUSTER = /^\[(\d+)\] (\S+) ([\w-]+)(?::? +(?=[a-z]+(?::| +\[))|: )/
/** Older Corosync: `corosync [TOTEM ] text`, without a host. */
const COROSYNC = /^(corosync|openais) (?=\[[A-Z]+ *\] )/
const SEQUENCE = /^\d{1,12}: (?=\S)/
const KERNEL_TIME = /^\s?\[ *(\d+\.\d{1,9})\] ?/

interface Tag {
  readonly program?: string
  readonly pid?: number
  /** Where the message starts. */
  readonly end: number
}

function readTag(text: string, wire: boolean): Tag {
  const withPid = WITH_PID.exec(text) ?? SPACED_WITH_PID.exec(text)
  if (withPid) return { program: withPid[1] as string, pid: Number(withPid[2]), end: withPid[0].length }
  const plain = PLAIN.exec(text)
  if (plain) {
    const name = (plain[1] ?? plain[2]) as string
    // A bare number is a sequence number, and a `%` opens a device mnemonic: neither names a program.
    return /^(?:\d{1,12}|%.*)$/.test(name) ? { end: 0 } : { program: name, end: plain[0].length }
  }
  const other =
    VERSIONED.exec(text) ?? MODULE.exec(text) ?? (wire && !REPEATED.test(text) ? FIRST_WORD.exec(text) : null)
  return other ? { program: (other[1] ?? other[2]) as string, end: other[0].length } : { end: 0 }
}

/** The host at the start of `text`, `undefined` where the first word is a tag or a sentence. */
function readHost(text: string): string | undefined {
  if (REPEATED.test(text)) return undefined
  const word = /^\S+/.exec(text)?.[0] ?? ''
  if (!/^[A-Za-z0-9_[*:][^"'=,(){}<>|\\]*$/.test(word)) return undefined
  if (/\[\d+\]:?$/.test(word) || word.startsWith('%')) return undefined
  if (!word.includes(':')) return word.includes('/') && /^\//.test(word) ? undefined : word
  // An IPv6 address, or an address with its port; any other colon ends a tag.
  return /^\[?[0-9A-Fa-f:.]*::?[0-9A-Fa-f:.%]*[0-9A-Fa-f\]]$/.test(word) || /^[\w.-]+:\d+$/.test(word)
    ? word
    : undefined
}

/** What stands behind the stamp. */
export interface Behind {
  readonly host?: string
  readonly facility?: string
  readonly program?: string
  readonly pid?: number
  readonly tag?: string
  /** The kernel's own time inside a `kernel:` line. */
  readonly monotonic?: number
  readonly fields?: Readonly<Record<string, string>>
  readonly message: string
}

/** Reads ` host prog[pid]: message`. `wire`: the line bore a PRI, so RFC 3164's own tag rule may be applied. */
export function readBehind(behind: string, wire: boolean): Behind {
  let text = behind.replace(/^:?\s+|^:$/, '')
  const cluster = CLUSTER.exec(text)
  if (cluster) {
    const [head, pid, host, program] = cluster
    return { host: host as string, program: program as string, pid: Number(pid), message: text.slice(head.length) }
  }
  const corosync = COROSYNC.exec(text)
  if (corosync) return { program: corosync[1] as string, message: text.slice(corosync[0].length) }
  const host = readHost(text)
  if (host !== undefined) text = text.slice(host.length).trimStart()
  const facility = FACILITY_LEVEL.exec(text)
  if (facility) text = text.slice(facility[0].length)
  // ` : ` between host and mnemonic (Cisco ASA), then a sequence number.
  text = text.replace(/^: +/, '').replace(SEQUENCE, '')
  const tag = readTag(text, wire)
  let message = text.slice(tag.end).replace(/^\s\uFEFF?/, '')
  const kernelTime = tag.program === 'kernel' ? KERNEL_TIME.exec(message) : null
  if (kernelTime) message = message.slice(kernelTime[0].length)
  const mnemonic = MNEMONIC.exec(message)
  const repeats = REPEATED.exec(message)?.[1]
  return {
    ...(host === undefined ? {} : { host }),
    ...(facility ? { facility: facility[1] as string } : {}),
    ...(tag.program === undefined ? {} : { program: tag.program }),
    ...(tag.pid === undefined ? {} : { pid: tag.pid }),
    ...(mnemonic ? { tag: mnemonic[1] as string } : {}),
    ...(kernelTime ? { monotonic: Number(kernelTime[1]) } : {}),
    ...(repeats === undefined ? {} : { fields: { repeats } }),
    message,
  }
}

/** Puts an entry together: severity from the scan, facility from the PRI where one was read. */
export function syslogEntry(stamp: Stamp | undefined, behind: Behind): Entry {
  const { monotonic, facility, ...rest } = behind
  const name = facility ?? (place.pri >= 0 ? facilityName(place.pri >> 3) : undefined)
  const full = stamp && monotonic !== undefined ? { ...stamp, monotonic } : stamp
  return {
    ...(full ? { stamp: full } : {}),
    ...(lineOut.severity < 8 ? { severity: lineOut.severity as Severity } : {}),
    ...(name === undefined ? {} : { facility: name }),
    ...rest,
  }
}
