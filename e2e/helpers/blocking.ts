// How long the page's own thread was blocked.
import type { Page } from '@playwright/test'

declare global {
  interface Window {
    longTasks?: number[]
  }
}

/** From here on every task over 50 ms is noted. */
export async function noteLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.longTasks = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.longTasks?.push(entry.duration)
    }).observe({ entryTypes: ['longtask'] })
  })
}

/** The longest task since {@link noteLongTasks} in ms; 0 where none was over 50 ms. */
export const longestTask = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, ...(window.longTasks ?? [])))
