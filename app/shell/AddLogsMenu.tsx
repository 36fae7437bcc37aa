// More logs for this incident.
import { Clipboard, FileText, Folder, Plus } from 'lucide-react'
import { useIntake } from '../intake/intake-context.ts'
import { useStore } from '../store/store.ts'
import { PASTE_KEY } from '../ui/keys.ts'
import { Menu, MenuItem } from '../ui/Menu.tsx'

export function AddLogsMenu() {
  const { chooseFiles, chooseFolder } = useIntake()
  const setPassing = useStore((s) => s.setPassing)
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className="button plain" aria-label="Add logs">
          <Plus size={15} aria-hidden="true" /> <span className="wide-only">Add logs</span>
        </button>
      }
    >
      <MenuItem onSelect={chooseFiles}>
        <FileText size={14} aria-hidden="true" /> Files…
      </MenuItem>
      <MenuItem onSelect={chooseFolder}>
        <Folder size={14} aria-hidden="true" /> A folder…
      </MenuItem>
      <MenuItem onSelect={() => setPassing({ dialog: 'paste' })}>
        <Clipboard size={14} aria-hidden="true" /> Paste a snippet… <kbd className="end">{PASTE_KEY}</kbd>
      </MenuItem>
    </Menu>
  )
}
