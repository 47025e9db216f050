// Programs of the system that the checks use: found on the path, else installed as Debian's packages when root.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Path of a program, or null. */
export function onPath(name) {
  return (
    (process.env.PATH ?? '')
      .split(delimiter)
      .map((directory) => join(directory, name))
      .find(runnable) ?? null
  )
}

export function runnable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Installs Debian packages; false where this is not Debian or the user is not root. */
export function installPackages(...packages) {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return false
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  spawnSync('apt-get', ['update', '-qq'], options)
  return spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options).status === 0
}

/** pdftotext reads the papers back in the tests. Throws a sentence when it is missing and cannot be installed. */
export function ensurePaperReader() {
  if (onPath('pdftotext')) return
  if (installPackages('poppler-utils') && onPath('pdftotext')) return
  throw new Error(
    'The tests read PDF papers back with pdftotext. Install poppler (on Debian: apt-get install poppler-utils).',
  )
}
