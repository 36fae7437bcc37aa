// What went wrong and what to do, with commands set as code.
import type { Trouble } from '../../src/base/result.ts'
import { sentence } from './format.ts'

export function TroubleText({ trouble }: { readonly trouble: Trouble }) {
  return (
    <>
      {[trouble.problem, trouble.why, trouble.help]
        .filter((part) => part !== '')
        .map(sentence)
        .map((part) => (
          <span key={part} className="trouble-part">
            <WithCode text={part} />{' '}
          </span>
        ))}
    </>
  )
}

/** Sets what stands between backticks as code. */
function WithCode({ text }: { readonly text: string }) {
  return text.split('`').map((part, n) => {
    // The parts of one fixed text never move, so their place is their key.
    const key = `${n}:${part}`
    return n % 2 === 1 ? <code key={key}>{part}</code> : <span key={key}>{part}</span>
  })
}
