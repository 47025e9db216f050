// Where the program's own files lie (migrations, templates): found by walking up, because the built pages run from another depth
// than the sources they were bundled from.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The directory above this code that holds `path`; the working directory is tried last. Throws when there is none. */
export function programRoot(path: string): string {
  for (const start of [import.meta.dirname, process.cwd()]) {
    for (let at = start; ; at = dirname(at)) {
      if (existsSync(join(at, path))) return at
      if (at === dirname(at)) break
    }
  }
  throw new Error(`The program's files are not complete: ${path} is missing`)
}
