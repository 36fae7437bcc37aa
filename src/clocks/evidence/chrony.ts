// C1–C5: what chronyd says of its host's clock. `wrong by` and `stepped by` > 0: the clock was behind and goes forward.
import type { Witness } from '../testimony.ts'
import { asWritten, behindInWords, defineWitness, inWords, micros, stepped, tell } from './define.ts'

const ID = 'chrony'
const S = '(-?\\d+(?:\\.\\d+)?)'

function wrong(m: RegExpExecArray): Witness[] {
  const behind = asWritten(m[1])
  if (m[2] === 'step') return stepped(ID, 'chronyd stepped', behind, { behind, stampIs: 'after' })
  const by = behindInWords(micros(m[1]))
  if (m[2] === 'ignored')
    return [{ id: ID, kind: 'Q', says: `chronyd found the clock ${by} and left it so`, behind, synced: false }]
  return [{ id: ID, kind: 'D', says: `chronyd found the clock ${by} and corrects it`, behind, stampIs: 'before' }]
}

function initial(m: RegExpExecArray): Witness[] {
  const behind = asWritten(m[1], m[2] === 'fast' ? -1 : 1)
  if (m[3] === 'step') return stepped(ID, 'chronyd stepped', behind, { behind, stampIs: 'unknown' })
  const says = `chronyd found the clock ${behindInWords(micros(m[1]) * (m[2] === 'fast' ? -1 : 1))} and slews it`
  return [{ id: ID, kind: 'D', says, behind, stampIs: 'before' }]
}

function jumped(m: RegExpExecArray): Witness[] {
  const back = m[1] === 'Backward'
  const says = `somebody else moved the clock ${back ? 'back' : 'forward'}: chronyd noticed`
  if (m[2] === undefined) return [{ id: ID, kind: back ? 'B' : 'F', says, stampIs: 'after' }]
  const by = Math.abs(micros(m[2])) * (back ? -1 : 1)
  const slack = Math.abs(micros(m[3])) + 50_000
  return [
    {
      id: ID,
      kind: back ? 'B' : 'F',
      says: `${says} ${inWords(by)}`,
      size: [by - slack, by + slack],
      stampIs: 'after',
    },
  ]
}

function refused(m: RegExpExecArray): Witness[] {
  const says = `chronyd found the clock ${behindInWords(micros(m[1]))} and may not correct that much`
  return [{ id: ID, kind: 'Q', says, behind: asWritten(m[1]), synced: false }]
}

export const chrony = defineWitness({
  id: ID,
  title: 'chronyd corrects the clock',
  reference: 'https://gitlab.com/chrony/chrony/-/blob/master/reference.c',
  literals: [
    'System clock wrong by ',
    'System clock was stepped by ',
    "System's initial offset : ",
    'time jump detected!',
    ' exceeds the allowed maximum of ',
  ],
  find: tell(
    /^chronyd?$/,
    [new RegExp(`System clock wrong by ${S} seconds(?:, adjustment started| \\((step|ignored)\\))?`), wrong],
    [
      new RegExp(`System clock was stepped by ${S} seconds`),
      (m) => stepped(ID, 'chronyd stepped', asWritten(m[1]), { stampIs: 'after' }),
    ],
    [new RegExp(`System's initial offset : ${S} seconds (fast|slow) of true \\((\\w+)\\)`), initial],
    [new RegExp(`(Forward|Backward) time jump detected!(?: \\(correction ${S} \\+- ${S} seconds\\))?`), jumped],
    [new RegExp(`Adjustment of ${S} seconds exceeds the allowed maximum of`), refused],
  ),
  samples: [
    {
      program: 'chronyd',
      message: 'System clock wrong by 1080.100000 seconds, adjustment started',
      gives: { kind: 'D', behind: [1_080_100_000, 1_080_100_000], stampIs: 'before' },
    },
    {
      program: 'chronyd',
      message: 'System clock wrong by -2.5 seconds',
      gives: { kind: 'D', behind: [-2_550_000, -2_450_000] },
    },
    {
      program: 'chronyd',
      message: 'System clock wrong by -86400.250000 seconds (step)',
      gives: { kind: 'B', size: [-86_400_250_000, -86_400_250_000], behind: [-86_400_250_000, -86_400_250_000] },
    },
    {
      program: 'chronyd',
      message: 'System clock wrong by 3.000000 seconds (ignored)',
      gives: { kind: 'Q', synced: false },
    },
    {
      program: 'chronyd',
      message: 'System clock was stepped by 14400.118233 seconds',
      gives: { kind: 'F', size: [14_400_118_233, 14_400_118_233], stampIs: 'after' },
    },
    {
      program: 'chronyd',
      message: 'System clock was stepped by -0.373 seconds',
      gives: { kind: 'B', size: [-373_500, -372_500] },
    },
    {
      program: 'chronyd',
      message: "System's initial offset : 12.500000 seconds fast of true (step)",
      gives: { kind: 'B', size: [-12_500_000, -12_500_000] },
    },
    {
      program: 'chronyd',
      message: "System's initial offset : 0.250000 seconds slow of true (slew)",
      gives: { kind: 'D', behind: [250_000, 250_000] },
    },
    { program: 'chronyd', message: 'Forward time jump detected!', gives: { kind: 'F' } },
    {
      program: 'chronyd',
      message: 'Backward time jump detected! (correction 31.5 +- 0.5 seconds)',
      gives: { kind: 'B', size: [-32_050_000, -30_950_000] },
    },
    {
      program: 'chronyd',
      message: 'Adjustment of 3600.201 seconds exceeds the allowed maximum of 1000.000 seconds (exiting) ',
      gives: { kind: 'Q', behind: [3_600_200_500, 3_600_201_500], synced: false },
    },
  ],
  ignores: ['System clock was stepped by 0.000000 seconds', 'rule: System clock wrong by more than a minute pages us'],
})
