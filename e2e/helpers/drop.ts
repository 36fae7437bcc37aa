// The doors of the page, used as a person would: a true drop of files and folders, the picker, the clipboard.
import type { Page } from '@playwright/test'

/**
 * Drops files and folders from the disk. Only the browser can make a directory entry, so the drag goes through its own protocol:
 * the page gets the same events and the same `webkitGetAsEntry` as from a file manager.
 */
export async function dropFiles(page: Page, paths: readonly string[], at = { x: 700, y: 450 }): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await cdp.send('Input.dispatchDragEvent', { type, ...at, data })
  }
  await cdp.detach()
}

/** The one input that takes several files. */
export async function chooseFiles(page: Page, paths: readonly string[]): Promise<void> {
  await page.locator('input[type=file][multiple]').setInputFiles([...paths])
}

/** Copies a text and presses the paste key, with nothing on the page in focus. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(async (words) => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    await navigator.clipboard.writeText(words)
  }, text)
  await page.keyboard.press('ControlOrMeta+v')
}
