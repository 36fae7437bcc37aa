// `00:01:01`, `1w2d`, `2y10w`, `3d04h` at byte level: how long a Cisco device has been up (service timestamps log uptime).
import type { ScanOut } from '../../base/scan.ts'
import { Basis, DAY, HOUR, SECOND } from '../../base/time.ts'
import { isDigit } from './bytes.ts'
import { clockTimeEnd, clockTimeMicros, readClockTime } from './clock-time.ts'

/** Microseconds of one unit letter; a year is 365 days as IOS counts it. */
function unitMicros(letter: number): number {
  switch (letter) {
    case 121:
      return 365 * DAY
    case 119:
      return 7 * DAY
    case 100:
      return DAY
    case 104:
      return HOUR
    default:
      return 0
  }
}

/** Reads an uptime at `i`. Returns the index after it, or −1. Units must fall: `2y10w`, never `10w2y`. */
export function readUptime(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  const time = readClockTime(bytes, i, end)
  if (time >= 0) {
    out.at = time * SECOND + clockTimeMicros
    out.basis = Basis.Boot
    return clockTimeEnd
  }
  let p = i
  let total = 0
  let last = Number.POSITIVE_INFINITY
  while (p < end && isDigit(bytes[p] as number)) {
    let count = 0
    const first = p
    while (p < end && p - first < 4 && isDigit(bytes[p] as number)) count = count * 10 + (bytes[p++] as number) - 48
    const unit = p < end ? unitMicros(bytes[p] as number) : 0
    if (unit === 0 || unit >= last) return -1
    total += count * unit
    last = unit
    p++
  }
  if (p === i) return -1
  out.at = total
  out.basis = Basis.Boot
  return p
}
