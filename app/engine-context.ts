// Hands the engine to the components that ask it something.
import { createContext, use } from 'react'
import { assert } from '../src/base/result.ts'
import type { EngineClient } from './engine-client.ts'

export const EngineContext = createContext<EngineClient | undefined>(undefined)

export function useEngine(): EngineClient {
  const engine = use(EngineContext)
  assert(engine, 'a component asks the engine outside of EngineContext')
  return engine
}
