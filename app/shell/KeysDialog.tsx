// The keys that work, and the switch for single letters.
import { keep } from '../store/kept.ts'
import { useStore } from '../store/store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { keyGroups } from './key-list.ts'

export function KeysDialog() {
  const setPassing = useStore((s) => s.setPassing)
  const letterKeys = useStore((s) => s.passing.letterKeys)
  return (
    <Dialog title="Keys" onClose={() => setPassing({ dialog: undefined })}>
      <div className="keys">
        {keyGroups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.keys.map(({ press, does }) => (
                <div key={does}>
                  <dt>
                    {press.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className="keys-switch">
        <input
          type="checkbox"
          checked={letterKeys}
          onChange={(event) => {
            keep({ letterKeys: event.target.checked })
            setPassing({ letterKeys: event.target.checked })
          }}
        />
        Keys of a single letter or sign
      </label>
    </Dialog>
  )
}
