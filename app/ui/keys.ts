/** How the paste key is called on this machine. */
export const PASTE_KEY = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '') ? '⌘V' : 'Ctrl V'
