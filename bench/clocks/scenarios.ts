// The seventeen scenarios of clock.md section 5, in its order.
import { type Scenario, virtualScenarios as v } from './scenarios-virtual.ts'
import { wallScenarios as w } from './scenarios-wall.ts'

export const scenarios: readonly Scenario[] = [
  v.coreDumps,
  v.ntpdateStep,
  v.stallOnly,
  w.slowDrift,
  w.backward,
  w.newYear,
  w.dst,
  w.sleeping,
  w.leap,
  v.migration,
  w.valentine,
  w.nothing,
  w.clean,
  v.wrongEvidence,
  v.hyperv,
  v.dmesgTwice,
  w.collector,
]
