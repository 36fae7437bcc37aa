// What stands in the table while rows in view cannot be read: why, what to do, and a way to try again.
import type { Trouble } from '../../src/base/result.ts'
import { TroubleText } from '../ui/TroubleText.tsx'

interface Props {
  readonly trouble: Trouble
  readonly tryAgain: () => void
}

export function TableTrouble({ trouble, tryAgain }: Props) {
  return (
    <div className="tb-trouble" role="status">
      <p>
        {trouble.where !== '' && <b>{trouble.where}: </b>}
        <TroubleText trouble={trouble} />
        <button type="button" onClick={tryAgain}>
          Try again
        </button>
      </p>
    </div>
  )
}
