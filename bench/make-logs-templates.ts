// The lines that make-logs.ts repeats, and the block of bytes they are laid out in. Every stamp and number has a fixed width, so it can be patched.
import { Dice } from './make-sample-kit.ts'

export const KINDS = ['console', 'syslog', 'oslo'] as const
export type Kind = (typeof KINDS)[number]

/** A block of whole lines. `advance` moves its clock on and patches all stamps and numbers. */
export interface Block {
  readonly bytes: Buffer
  readonly lines: number
  advance(): void
}

interface Template {
  /** Seconds between the line before and this one. */
  readonly after: number
  /** `\0` stands for the stamp, `#` for one digit of a number that changes. */
  readonly text: string
}

interface Clock {
  readonly width: number
  /** Writes the stamp of an instant in microseconds; the date only where `newDay` says that another one stands there. */
  write(bytes: Buffer, at: number, micros: number, newDay: boolean): void
}

const ZERO = 48

function digits(bytes: Buffer, end: number, width: number, value: number): void {
  let rest = value | 0
  for (let at = end - 1; at >= end - width; at -= 1) {
    const next = (rest / 10) | 0
    bytes[at] = ZERO + (rest - next * 10)
    rest = next
  }
}

/** `[  123.456789]`: blanks before the seconds, which may need six digits or more. */
const bootClock: Clock = {
  width: 14,
  write(bytes, at, micros) {
    const seconds = Math.floor(micros / 1e6)
    bytes[at] = 91
    bytes.fill(32, at + 1, at + 6)
    const width = Math.max(1, String(seconds).length)
    digits(bytes, at + 6, Math.min(width, 5), seconds)
    if (width > 5) throw new RangeError('console time ran past a day: the stamp has no room')
    bytes[at + 6] = 46
    digits(bytes, at + 13, 6, micros - seconds * 1e6)
    bytes[at + 13] = 93
  },
}

const DAY = 86_400e6
const START = Date.UTC(2013, 1, 1) * 1_000

/** The digits of `00:00:00`. */
function timeOfDay(bytes: Buffer, at: number, micros: number): void {
  const second = Math.floor((micros % DAY) / 1e6)
  const minute = Math.floor(second / 60)
  const hour = Math.floor(minute / 60)
  digits(bytes, at + 2, 2, hour)
  digits(bytes, at + 5, 2, minute - hour * 60)
  digits(bytes, at + 8, 2, second - minute * 60)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** `Feb  1 00:00:00` */
const bsdClock: Clock = {
  width: 15,
  write(bytes, at, micros, newDay) {
    if (newDay) {
      const date = new Date(micros / 1_000)
      bytes.write(`${MONTHS[date.getUTCMonth()] ?? ''} ${String(date.getUTCDate()).padStart(2)} 00:00:00`, at, 'latin1')
    }
    timeOfDay(bytes, at + 7, micros)
  },
}

/** `2013-02-01 00:00:00.000` */
const osloClock: Clock = {
  width: 23,
  write(bytes, at, micros, newDay) {
    if (newDay) bytes.write(`${new Date(micros / 1_000).toISOString().slice(0, 10)} 00:00:00.000`, at, 'latin1')
    timeOfDay(bytes, at + 11, micros)
    digits(bytes, at + 23, 3, Math.floor((micros % 1e6) / 1_000))
  },
}

/** A guest whose driver fails for ever: the flood, and now and then something else. 0.8 % of the lines have no stamp. */
function consoleLines(dice: Dice): Template[] {
  const lines: Template[] = []
  // Whole rounds of 95 million lines must stay below a day of uptime: a block takes less than four seconds.
  const flood = [
    'sd 2:0:0:0: [sda] Unhandled sense code',
    'end_request: I/O error, dev sda, sector ######',
    'Buffer I/O error on device sda1, block ######',
    'lost page write due to I/O error on sda1',
    'ata3.00: failed command: WRITE FPDMA QUEUED',
  ]
  const others = [
    'e1000 0000:00:03.0: eth0: Reset adapter, queue ##',
    'INFO: rcu_sched self-detected stall on CPU { # }',
    'EXT4-fs error (device sda1): inode #######: comm httpd',
    'net_ratelimit: ### callbacks suppressed',
  ]
  const bare = ['login: ', '', 'localhost login: Password: ', ' * Checking root filesystem, pass #']
  for (let line = 0; line < 4_000; line += 1) {
    if (line % 125 === 90) lines.push({ after: 0, text: dice.pick(bare) })
    else if (line % 211 === 40) lines.push({ after: 0.0021, text: `\0 ${dice.pick(others)}` })
    else lines.push({ after: dice.between(0.0004, 0.0013), text: `\0 ${flood[line % flood.length] ?? ''}` })
  }
  return lines
}

function syslogLines(dice: Dice): Template[] {
  const lines: Template[] = []
  for (let line = 0; line < 4_000; line += 1) {
    const host = `c${dice.whole(10, 39)}`
    const pid = '####'
    const mac = `fa:16:3e:${dice.hex(2)}:${dice.hex(2)}:${dice.hex(2)}`
    const ip = `10.0.${dice.whole(1, 9)}.${dice.whole(2, 250)}`
    const text = dice.pick([
      `dnsmasq-dhcp[${pid}]: DHCPREQUEST(br100) ${ip} ${mac}`,
      `dnsmasq-dhcp[${pid}]: DHCPACK(br100) ${ip} ${mac} guest-####`,
      `sshd[${pid}]: Failed password for invalid user oracle from 203.0.113.${dice.whole(2, 250)} port 4#### ssh2`,
      `sshd[${pid}]: Accepted publickey for nagios from 10.20.0.5 port 4#### ssh2: RSA ${dice.hex(32)}`,
      `CRON[${pid}]: (root) CMD (command -v debian-sa1 > /dev/null && debian-sa1 1 1)`,
      `kernel: [UFW BLOCK] IN=eth0 OUT= MAC=00:25:90:${dice.hex(2)}:35:a0:00:25:90:7a:10:05:08:00 SRC=203.0.113.${dice.whole(2, 250)} DST=10.20.0.5 LEN=40 TTL=241 ID=3#### PROTO=TCP SPT=5#### DPT=3306`,
      `nova-compute: INFO nova.compute.resource_tracker [-] Compute_service record updated for ${host}, free ram 1##### MB, free disk ### GB`,
      `rabbitmq[${pid}]: accepting AMQP connection <0.####.0> (${ip}:4#### -> 10.0.0.5:5672)`,
      `haproxy[${pid}]: ${ip}:4#### [api] nova-api/cc-01 0/0/0/###/### 200 #### - - ---- 12/8/2/1/0 0/0 "GET /v2/${dice.hex(12)}/servers"`,
      `multipathd: sd${dice.pick(['b', 'c', 'd'])}: readsector0 checker reports path is ${dice.pick(['up', 'up', 'down'])} (####)`,
    ])
    lines.push({ after: dice.between(0.001, 0.22), text: `\0 ${host} ${text}` })
  }
  return lines
}

function osloLines(dice: Dice): Template[] {
  const lines: Template[] = []
  const trace = [
    'Traceback (most recent call last):',
    '  File "/usr/lib/python2.7/dist-packages/nova/openstack/common/rpc/amqp.py", line 4##, in _process_data',
    '    **args)',
    '  File "/usr/lib/python2.7/dist-packages/nova/compute/manager.py", line 1###, in reboot_instance',
    '    raise exception.InstanceNotFound(instance_id=uuid)',
    'InstanceNotFound: Instance could not be found.',
  ]
  for (let line = 0; line < 4_000; line += 1) {
    const project = dice.hex(32)
    const context = `[req-${dice.uuid()} ${dice.hex(32)} ${project}]`
    const instance = `[instance: ${dice.uuid()}]`
    const text = dice.pick([
      `2291 INFO nova.osapi_compute.wsgi.server ${context} 10.20.30.${dice.whole(40, 47)} "GET /v2/${project}/servers/detail HTTP/1.1" status: 200 len: 1#### time: 0.#######`,
      `2291 INFO nova.osapi_compute.wsgi.server ${context} 10.20.30.${dice.whole(40, 47)} "POST /v2/${project}/servers HTTP/1.1" status: 202 len: 7## time: 0.#######`,
      `2764 AUDIT nova.compute.claims ${context} ${instance} Attempting claim: memory #### MB, disk ## GB, VCPUs #`,
      `2764 INFO nova.virt.libvirt.driver ${context} ${instance} Creating image`,
      `2764 AUDIT nova.compute.manager ${context} ${instance} Starting instance...`,
      '2764 INFO nova.compute.resource_tracker [-] Auditing locally available compute resources',
      `2764 DEBUG nova.openstack.common.rpc.amqp ${context} Making synchronous call on conductor, timeout ## s, message ${dice.hex(32)} multicall`,
      `2764 WARNING nova.compute.manager ${context} ${instance} Instance is not (yet) in the state that the database says it is, attempt #`,
    ])
    lines.push({ after: dice.between(0.01, 0.9), text: `\0 ${text}` })
    if (line % 500 !== 333) continue
    lines.push({
      after: 0.002,
      text: `\0 2764 ERROR nova.openstack.common.rpc.amqp ${context} Exception during message handling`,
    })
    for (const row of trace) lines.push({ after: 0, text: row })
  }
  return lines
}

const SHAPES = {
  console: { make: consoleLines, clock: bootClock, end: '\r\n', start: 4_123_456 },
  syslog: { make: syslogLines, clock: bsdClock, end: '\n', start: START },
  oslo: { make: osloLines, clock: osloClock, end: '\n', start: START },
} as const

export function layOut(kind: Kind): Block {
  const { make, clock, end, start } = SHAPES[kind]
  const dice = new Dice(`big ${kind}`)
  const templates = make(dice)
  const stamps: number[] = []
  const gaps: number[] = []
  const numbers: number[] = []
  let text = ''
  let waited = 0
  for (const template of templates) {
    waited += Math.round(template.after * 1e6)
    for (const char of template.text) {
      if (char === '\0') {
        stamps.push(text.length)
        gaps.push(waited)
        waited = 0
        text += ' '.repeat(clock.width)
      } else {
        if (char === '#') numbers.push(text.length)
        text += char === '#' ? '0' : char
      }
    }
    text += end
  }
  const bytes = Buffer.from(text, 'latin1')
  // The day that stands in each stamp, so that a date is written once a day and not once a line.
  const days = new Int32Array(stamps.length)
  let now: number = start
  let state = 0x9e3779b9
  return {
    bytes,
    lines: templates.length,
    advance() {
      for (let i = 0; i < stamps.length; i += 1) {
        now += gaps[i] ?? 0
        const day = Math.floor(now / DAY)
        clock.write(bytes, stamps[i] ?? 0, now, day !== (days[i] ?? 0))
        days[i] = day
      }
      for (let i = 0; i < numbers.length; i += 1) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0
        bytes[numbers[i] ?? 0] = ZERO + 1 + ((state >>> 16) % 9)
      }
    },
  }
}
