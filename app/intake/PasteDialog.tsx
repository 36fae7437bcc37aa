// The paste box over a timeline.
import { useStore } from '../store/store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { PasteBox } from './PasteBox.tsx'

export function PasteDialog() {
  const setPassing = useStore((s) => s.setPassing)
  const close = (): void => setPassing({ dialog: undefined })
  return (
    <Dialog title="Add a snippet" onClose={close}>
      <PasteBox label="Lines of a log" autoFocus onAdded={close} />
    </Dialog>
  )
}
