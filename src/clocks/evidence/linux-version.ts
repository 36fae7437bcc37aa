// A kernel's banner: a boot begins, and the year is not before the kernel was built.
import type { Observation, Witness } from '../testimony.ts'
import { defineWitness, KERNEL, saidBy } from './define.ts'

const ID = 'linux-version'
/** `#1 SMP Thu Aug 21 00:52:59 UTC 2008`, and Debian's `#1 SMP Debian 4.9.30-2 (2017-06-12)`. */
const BUILT = /#\d+\S* .*?(?:\b[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d \S+ (\d{4})\b|\((\d{4})-\d\d-\d\d\))/

function find(seen: Observation): readonly Witness[] {
  const { message } = seen
  const boots = /^(?:\[ *\d+\.\d+\] )?Linux version \d/.test(message) && saidBy(seen, KERNEL)
  const uname = !boots && /^Linux \S+.* GNU\/Linux$/.test(message.replace(/^[•*\s]+/, ''))
  if (!boots && !uname) return []
  const built = BUILT.exec(message)
  const year = Number(built?.[1] ?? built?.[2] ?? Number.NaN)
  const yearFrom = year >= 1991 && year <= 2100 ? { yearFrom: year } : {}
  const since = 'yearFrom' in yearFrom ? `; it was built in ${year}` : ''
  if (uname)
    return since
      ? [
          {
            id: ID,
            kind: 'O',
            says: `the kernel in use${since.slice(1).replace(' it', '')}`,
            ...yearFrom,
            harmless: true,
          },
        ]
      : []
  return [{ id: ID, kind: 'O', says: `the kernel starts${since}`, ...yearFrom }]
}

export const linuxVersion = defineWitness({
  id: ID,
  title: 'Linux starts; the year its kernel was built',
  reference: 'https://github.com/torvalds/linux/blob/master/init/version.c',
  literals: ['Linux version ', 'GNU/Linux'],
  find,
  samples: [
    {
      message: 'Linux version 2.6.24-19-virtual (buildd@king) (gcc version 4.2.4) #1 SMP Thu Aug 21 00:52:59 UTC 2008',
      gives: { kind: 'O', yearFrom: 2008 },
    },
    {
      program: 'kernel',
      message: 'Linux version 4.9.0-3-amd64 (debian-kernel@lists.debian.org) #1 SMP Debian 4.9.30-2 (2017-06-12)',
      gives: { yearFrom: 2017 },
    },
    { message: 'Linux version 5.10.0', gives: { kind: 'O' } },
    {
      message: 'Linux edge-7 3.10.0-862.el7.x86_64 #1 SMP Fri Apr 20 16:44:24 UTC 2018 x86_64 x86_64 x86_64 GNU/Linux',
      gives: { yearFrom: 2018, harmless: true },
    },
  ],
  ignores: ['inventory says Linux version 5.4 is installed', 'Welcome to Debian GNU/Linux 9'],
})
