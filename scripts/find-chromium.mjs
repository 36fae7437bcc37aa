// Finds a Chromium for the page's tests, or installs Debian's when run as root; otherwise says what to do. Browsers are not downloaded.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const known = [process.env.SKEWLINE_CHROMIUM, '/usr/bin/chromium'].filter((path) => path !== undefined)

if (!known.some((path) => existsSync(path))) {
  const apt = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
  if (apt) {
    console.log('No Chromium here: installing it with apt.')
    const run = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
    if (run('update', '-qq') && run('install', '-y', '-qq', 'chromium') && existsSync('/usr/bin/chromium'))
      process.exit(0)
  }
  console.error(
    [
      'The tests of the page need a Chromium, and none was found.',
      `Looked at: ${known.join(', ')}.`,
      'Install one (Debian, Ubuntu: sudo apt-get install chromium) or name one: SKEWLINE_CHROMIUM=/path/to/chrome npm test',
    ].join('\n'),
  )
  process.exit(1)
}
