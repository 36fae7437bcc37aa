// Keys of the lanes: W S A D zoom and pan, Backspace goes back, Enter zooms to the selected stretch, Esc clears it.
import { useEffect } from 'react'
import { useStore } from '../store/store.ts'
import { isTyping } from '../ui/is-typing.ts'
import { keepView, moveWindow, nudge, windowOf } from './time-window.ts'

const ZOOM_STEP = 0.8
const PAN_STEP = 0.1
const FAST = 5
/** Key presses closer together than this are one view for Backspace. */
const GESTURE_PAUSE_MS = 800

/** How a letter moves the window: a factor about its middle, a share of its width. Pure. */
export function moveOfKey(key: string, fast: boolean): { readonly factor: number; readonly share: number } | undefined {
  const times = fast ? FAST : 1
  switch (key.toLowerCase()) {
    case 'w':
      return { factor: ZOOM_STEP ** times, share: 0 }
    case 's':
      return { factor: ZOOM_STEP ** -times, share: 0 }
    case 'a':
      return { factor: 1, share: -PAN_STEP * times }
    case 'd':
      return { factor: 1, share: PAN_STEP * times }
    default:
      return undefined
  }
}

/** Keys belong to the page's body, the lanes and the table; never to a text field or what lies over the page. */
export function isPageKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return false
  if (useStore.getState().passing.dialog !== undefined) return false
  const target = event.target
  return target === document.body || (target instanceof Element && target.closest('.tl-root, .tb-root') !== null)
}

export function useLaneKeys(): void {
  useEffect(() => {
    let lastMove = 0
    const hear = (event: KeyboardEvent): void => {
      if (!isPageKey(event)) return
      if (handle(event, event.timeStamp - lastMove > GESTURE_PAUSE_MS)) {
        if (moveOfKey(event.key, false)) lastMove = event.timeStamp
        event.preventDefault()
      }
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
}

/** Whether the key meant something here. */
function handle(event: KeyboardEvent, first: boolean): boolean {
  const state = useStore.getState()
  const { range } = state.passing
  const window = windowOf(state)
  if (event.key === 'Backspace') {
    state.back()
    return true
  }
  if (event.key === 'Escape' && range) {
    state.setPassing({ range: undefined })
    return true
  }
  if (event.key === 'Enter' && range && !isControl(event.target)) {
    moveWindow({ from: range.from, to: range.to }, 'keys')
    state.setPassing({ range: undefined })
    return true
  }
  const move = moveOfKey(event.key, event.shiftKey)
  if (!move || !window || !state.passing.letterKeys) return false
  if (first) keepView('keys')
  moveWindow(nudge(window, move.factor, move.share), 'keys', 'glide')
  return true
}

const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a, [role=slider], .tb-root') !== null
