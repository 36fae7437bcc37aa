// The ways logs come in, for every component that offers one.
import { createContext, use } from 'react'
import { assert } from '../../src/base/result.ts'

export interface IntakeActions {
  chooseFiles(): void
  chooseFolder(): void
  paste(text: string): void
  openSample(name: string): void
}

export const IntakeContext = createContext<IntakeActions | undefined>(undefined)

export function useIntake(): IntakeActions {
  const intake = use(IntakeContext)
  assert(intake, 'a component takes logs in outside of IntakeContext')
  return intake
}
