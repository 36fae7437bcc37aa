// 1c: Elasticsearch times its own sleep by two clocks. Absolute (wall) alone out of step: the wall clock was moved. Both: a stall.
// One line cannot tell; `joint.ts` takes the absolute line back where a relative one stands beside it.
import type { Witness } from '../testimony.ts'
import { defineWitness, inWords, tell } from './define.ts'

const ID = 'elasticsearch'
/** The timer thread's own sleep. */
const SLEEP = 200_000

/** `5208ms`, `5208123456ns`, `[3.3s/3320ms]`'s second half. */
const length = (number: string | undefined, unit: string | undefined): number =>
  Math.round(Number(number) * (unit === 'ns' ? 1e-3 : unit === 'ms' ? 1e3 : 1e6))

function slept(m: RegExpExecArray): Witness[] {
  const over = length(m[1], m[2]) - SLEEP
  if (m[3] === 'relative') {
    return [
      {
        id: ID,
        kind: 'P',
        says: `Elasticsearch stood still for ${inWords(over)}`,
        size: [over - SLEEP, over + SLEEP],
        harmless: true,
      },
    ]
  }
  const says = `Elasticsearch saw the wall clock run ${inWords(over)} too far: moved forward, unless it stalled as well`
  return [{ id: ID, kind: 'F', says, size: [over - SLEEP, over + SLEEP], stampIs: 'after' }]
}

function back(m: RegExpExecArray): Witness[] {
  const by = length(m[1], m[2])
  return [
    {
      id: ID,
      kind: 'B',
      says: `Elasticsearch saw the wall clock go back by ${inWords(by)}`,
      size: [-by - SLEEP, -by],
      stampIs: 'after',
    },
  ]
}

export const elasticsearch = defineWitness({
  id: ID,
  title: 'Elasticsearch’s timer thread',
  reference:
    'https://github.com/elastic/elasticsearch/blob/main/server/src/main/java/org/elasticsearch/threadpool/ThreadPool.java',
  literals: ['timer thread slept for ', 'absolute clock went backwards'],
  find: tell(
    /./,
    [/timer thread slept for \[[^/\]]*\/(\d+)(ms|ns|s)\] on (absolute|relative) clock which is above/, slept],
    [/absolute clock went backwards by \[[^/\]]*\/(\d+)(ms|ns|s)\]/, back],
  ),
  samples: [
    {
      message: 'timer thread slept for [30.4s/30411ms] on absolute clock which is above the warn threshold of [5000ms]',
      gives: { kind: 'F', size: [30_011_000, 30_411_000] },
    },
    {
      message:
        'timer thread slept for [30.4s/30411020113ns] on relative clock which is above the warn threshold of [5000ms]',
      gives: { kind: 'P', size: [30_011_020, 30_411_020], harmless: true },
    },
    {
      message: 'absolute clock went backwards by [3.3s/3320ms] while timer thread was sleeping',
      gives: { kind: 'B', size: [-3_520_000, -3_320_000] },
    },
  ],
  ignores: ['timer thread slept for a while'],
})
