// Finds a Chromium for the end-to-end tests and the pictures: one that is given or installed, else Debian's package when root.
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { installPackages, onPath, runnable } from './system-tools.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge']
const MAC = ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
)

/** Path of a Chromium. Throws a sentence when there is none and none can be installed. */
export function findBrowser() {
  const found = installed()
  if (found) return found
  if (installPackages('chromium', 'fonts-liberation2')) {
    const added = installed()
    if (added) return added
  }
  throw new Error(
    'No Chromium was found for the end-to-end tests. Install one (on Debian: apt-get install chromium), ' +
      'or name it in KHOI_CHROMIUM=/path/to/chromium.',
  )
}

function installed() {
  const given = process.env.KHOI_CHROMIUM
  if (given) return runnable(given) ? given : null
  return NAMES.map(onPath).find(Boolean) ?? [...MAC, ...playwrights()].find(runnable) ?? null
}

/** Browsers Playwright has fetched for other projects of this user. */
function playwrights() {
  const cache =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    join(homedir(), process.platform === 'darwin' ? 'Library/Caches/ms-playwright' : '.cache/ms-playwright')
  if (!existsSync(cache)) return []
  return readdirSync(cache)
    .filter((name) => name.startsWith('chromium'))
    .flatMap((name) =>
      ['chrome-linux/chrome', 'chrome-linux64/chrome', 'chrome-mac/Chromium.app/Contents/MacOS/Chromium'].map((path) =>
        join(cache, name, path),
      ),
    )
}
