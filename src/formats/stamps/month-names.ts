// Months as syslog daemons write them under another locale than C, at byte level: `Mär`, `août`, `févr.`, `dic`. Abbreviations of glibc's
// locales de, fr, es, it, pt, nl, sv, da, nb, cs, pl, ru.
import type { ScanOut } from '../../base/scan.ts'
import { Basis, DAY, daysFromCivil, isCivil, SECOND, YEARLESS } from '../../base/time.ts'
import { DOT, isDigit, SPACE } from './bytes.ts'
import { clockTimeEnd, clockTimeMicros, readClockTime } from './clock-time.ts'

const NAMES: readonly (readonly string[])[] = [
  ['janv', 'ene', 'gen', 'led', 'sty', 'янв', 'jän'],
  ['févr', 'fév', 'fev', 'úno', 'lut', 'фев'],
  ['mär', 'mrz', 'mars', 'mrt', 'märz', 'bře', 'мар'],
  ['avril', 'avr', 'abr', 'dub', 'kwi', 'апр'],
  ['mai', 'mag', 'mei', 'maj', 'kvě', 'май'],
  ['juin', 'giu', 'čen', 'cze', 'июн', 'juni'],
  ['juil', 'lug', 'čec', 'lip', 'июл', 'juli'],
  ['août', 'ago', 'srp', 'sie', 'авг'],
  ['sept', 'set', 'zář', 'wrz', 'сен'],
  ['okt', 'ott', 'out', 'říj', 'paź', 'окт'],
  ['lis', 'ноя'],
  ['déc', 'dez', 'dic', 'des', 'pro', 'gru', 'дек'],
]

const mix = (hash: number, byte: number): number => (Math.imul(hash, 31) + byte) | 0

/** Months by a hash of their bytes, in lower case and with a capital. Built once; a clash would show in the test of all names. */
const MONTHS: ReadonlyMap<number, number> = new Map(
  NAMES.flatMap((names, index) =>
    names.flatMap((name) =>
      [name, (name[0] as string).toUpperCase() + name.slice(1)].map(
        (form) => [new TextEncoder().encode(form).reduce(mix, 7), index + 1] as const,
      ),
    ),
  ),
)

/** How many bytes more than characters the last name had. */
export let wideBytes = 0

/** `août 19 11:08:37` at `i`: index after it, or −1. No year: daemons that write names so write none. */
export function readLocalBsd(bytes: Uint8Array, i: number, end: number, out: ScanOut): number {
  const stop = Math.min(i + 9, end)
  let p = i
  let hash = 7
  let wide = 0
  while (p < stop) {
    const byte = bytes[p] as number
    if (byte === SPACE || byte === DOT) break
    // Only a letter may stand here; a stray continuation byte would not hash to a name.
    if (byte < 65) return -1
    if (byte >= 128 && byte < 192) wide++
    hash = mix(hash, byte)
    p++
  }
  if (p < i + 3 || p >= stop) return -1
  const month = MONTHS.get(hash)
  if (month === undefined) return -1
  if (bytes[p] === DOT) p++
  if (bytes[p] !== SPACE) return -1
  p++
  if (bytes[p] === SPACE) p++
  let day = 0
  const dayAt = p
  while (p < dayAt + 2 && p < end && isDigit(bytes[p] as number)) day = day * 10 + (bytes[p++] as number) - 48
  if (p === dayAt || p >= end || bytes[p] !== SPACE) return -1
  const time = readClockTime(bytes, p + 1, end)
  if (time < 0 || !isCivil(YEARLESS, month, day, 0, 0, 0)) return -1
  out.at = daysFromCivil(YEARLESS, month, day) * DAY + time * SECOND + clockTimeMicros
  out.basis = Basis.Yearless
  wideBytes = wide
  return clockTimeEnd
}
