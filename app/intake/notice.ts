// What the page says of a drop that was not taken whole.
import { counted } from '../ui/format.ts'
import { MOST_FILES } from './paths.ts'
import type { Intake } from './read-drop.ts'

/** What the user should know of a drop, in words; absent where all of it was taken. */
export function noticeOf(intake: Intake): string | undefined {
  const parts = [
    intake.tooMany
      ? `Only the first ${counted(MOST_FILES, 'file')} were taken: drop fewer, or the folders that matter.`
      : '',
    intake.hidden > 0 ? `${counted(intake.hidden, 'hidden or accompanying file')} left out.` : '',
    intake.unreadable > 0
      ? `The browser could not read ${counted(intake.unreadable, 'file or folder', 'files or folders')}.`
      : '',
    intake.files.length === 0 ? 'There was no file in it.' : '',
  ].filter((part) => part !== '')
  return parts.length > 0 ? parts.join(' ') : undefined
}
