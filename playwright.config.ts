import { defineConfig } from '@playwright/test'

const port = 4320
// Where Chromium is: scripts/find-chromium.mjs sees to it that there is one, and this names it.
const executablePath = process.env.SKEWLINE_CHROMIUM ?? '/usr/bin/chromium'

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: false,
  workers: 1,
  timeout: 60_000,
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
    timezoneId: 'America/Edmonton',
    launchOptions: { executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] },
  },
  projects: [
    { name: 'page', testIgnore: /large\.spec/ },
    { name: 'large', testMatch: /large\.spec/, timeout: 600_000 },
  ],
  webServer: {
    command: `npx vite preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: false,
  },
})
