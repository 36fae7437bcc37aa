// Everything the page asks for, workers included, and everything it complains about.
import type { Page } from '@playwright/test'

export interface Watched {
  /** Requests since {@link forget}, as `method url`. */
  readonly requests: string[]
  readonly complaints: string[]
  forget(): void
}

/** Call before the page is opened. */
export function watch(page: Page): Watched {
  const requests: string[] = []
  const complaints: string[] = []
  page.context().on('request', (request) => requests.push(`${request.method()} ${request.url().slice(0, 120)}`))
  page.on('websocket', (socket) => requests.push(`websocket ${socket.url()}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return {
    requests,
    complaints,
    forget: () => {
      requests.length = 0
    },
  }
}
