// Every key of the page, for the keys dialog. A key is listed when it works, not before.
import { PASTE_KEY } from '../ui/keys.ts'

export interface KeyGroup {
  readonly title: string
  readonly keys: readonly { readonly press: readonly string[]; readonly does: string }[]
}

export const keyGroups: readonly KeyGroup[] = [
  {
    title: 'Page',
    keys: [
      { press: ['/'], does: 'Search' },
      { press: ['Enter', 'F3'], does: 'Next hit; with ⇧ the one before' },
      { press: ['1', '2', '3'], does: 'Event, Sources, Clocks' },
      { press: ['F6'], does: 'Next part of the page' },
      { press: [PASTE_KEY], does: 'Add what was copied' },
      { press: ['?'], does: 'These keys' },
      { press: ['Esc'], does: 'Close, clear' },
    ],
  },
  {
    title: 'Timeline',
    keys: [
      { press: ['wheel'], does: 'Zoom at the pointer; with ⇧ pan' },
      { press: ['drag'], does: 'Pan; with ⇧ select a range' },
      { press: ['W', 'S'], does: 'Zoom in, out' },
      { press: ['A', 'D'], does: 'Pan left, right' },
      { press: ['Backspace'], does: 'The view before' },
    ],
  },
  {
    title: 'Table',
    keys: [
      { press: ['J', 'K'], does: 'Next, previous row' },
      { press: ['Enter'], does: 'Zoom to the row' },
      { press: ['O'], does: 'Open the row in Event' },
      { press: ['R'], does: 'Times as logged, or aligned' },
    ],
  },
]
