// Asks the engine what a snippet is while it is being typed.
import { useEffect, useState } from 'react'
import type { Sniff } from '../../src/engine/protocol.ts'
import { useEngine } from '../engine-context.ts'

const PAUSE_MS = 200

export function useSniff(text: string): Sniff | undefined {
  const engine = useEngine()
  const [sniff, setSniff] = useState<Sniff>()
  useEffect(() => {
    if (text.trim() === '') {
      setSniff(undefined)
      return
    }
    let cancel = (): void => undefined
    const timer = setTimeout(() => {
      const asked = engine.ask({ kind: 'sniff', text }, (answer) => {
        setSniff(answer.kind === 'sniffed' ? answer.sniff : undefined)
      })
      cancel = () => asked.cancel()
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      cancel()
    }
  }, [engine, text])
  return sniff
}
