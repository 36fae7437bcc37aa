// Do the pauses explain the step? What a clock lost while it stood still against what it was moved forward by. Pure.
import type { ClockJump } from '../../../src/engine/protocol.ts'
import { shortSize, sizeOf } from '../../timeline/clock-words.ts'
import { thousands } from '../../ui/format.ts'

export interface Budget {
  /** Seconds of each pause since the last step, in order of time. */
  readonly pauses: readonly number[]
  /** Seconds of the step that put the clock right; absent where none followed. */
  readonly step?: number
  /** Seconds of the step that no pause accounts for (negative: the step was too short); 0 within what is known. */
  readonly unexplained: number
}

const SURE = 1

/** How far the true size may be from the one stated. */
const slack = ({ sizeLo, sizeHi }: ClockJump): number =>
  Number.isFinite(sizeHi - sizeLo) ? Math.abs(sizeHi - sizeLo) / 2 : Number.POSITIVE_INFINITY

/** One budget for each forward step, and one for pauses that nothing repaired. `jumps`: of one clock, in order of time. */
export function budgetsOf(jumps: readonly ClockJump[]): readonly Budget[] {
  const budgets: Budget[] = []
  let open: ClockJump[] = []
  for (const jump of jumps) {
    if (jump.kind === 'pause') open.push(jump)
    if (jump.kind !== 'step' || sizeOf(jump) <= 0) continue
    budgets.push(settle(open, jump))
    open = []
  }
  if (open.length > 0) budgets.push({ pauses: open.map(sizeOf), unexplained: 0 })
  return budgets
}

function settle(pauses: readonly ClockJump[], step: ClockJump): Budget {
  const rest = sizeOf(step) - pauses.reduce((sum, pause) => sum + sizeOf(pause), 0)
  const known = SURE + slack(step) + pauses.reduce((sum, pause) => sum + slack(pause), 0)
  return { pauses: pauses.map(sizeOf), step: sizeOf(step), unexplained: Math.abs(rest) <= known ? 0 : rest }
}

export interface BudgetPart {
  readonly text: string
  readonly share: number
  readonly kind: 'pause' | 'unexplained'
}

/** The bar: each pause, then what none explains. */
export function budgetBar(budget: Budget): readonly BudgetPart[] {
  const rest = Math.max(0, budget.unexplained)
  const all = budget.pauses.reduce((sum, size) => sum + Math.abs(size), 0) + rest
  if (all === 0) return []
  const parts: BudgetPart[] = budget.pauses.map((size) => ({
    text: shortSize(size),
    share: Math.abs(size) / all,
    kind: 'pause',
  }))
  if (rest > 0) parts.push({ text: `${shortSize(rest)} unexplained`, share: rest / all, kind: 'unexplained' })
  return parts
}

const COUNTS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six']

/** "Three pauses make 18m 04s. The step was +28m 39s: 10m 35s unexplained." */
export function budgetWords({ pauses, step, unexplained }: Budget): string {
  const n = pauses.length
  const sum = shortSize(pauses.reduce((all, size) => all + size, 0))
  const lost = n === 0 ? '' : `${COUNTS[n] ?? thousands(n)} ${n === 1 ? 'pause makes' : 'pauses make'} ${sum}. `
  if (step === undefined) return `${lost}Nothing put the clock right afterwards.`
  const moved = `${lost}The step was +${shortSize(step)}`
  if (n === 0) return `${moved}, and no pause before it is known: ${shortSize(step)} unexplained.`
  if (unexplained === 0) return `${moved}: the pauses explain it.`
  return unexplained > 0
    ? `${moved}: something stopped or slowed the clock for another ${shortSize(unexplained)}.`
    : `${moved}: ${shortSize(unexplained)} short of what the pauses took.`
}
