// Removes what killed test runs left behind: their servers run on, their directories fill the disk.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { destroyScratch } from '#platform/embedded/embedded.ts'
import { isAlive } from '#platform/embedded/process-identity.ts'

/** Ends scratch servers of runs (`/tmp/khoi-test-<pid>-…`) whose process is gone. Others' runs are left alone. */
export async function sweepDeadRuns(): Promise<void> {
  for (const name of readdirSync('/tmp')) {
    const pid = /^khoi-test-(\d+)-/.exec(name)?.[1]
    if (!pid || isAlive(Number(pid))) continue
    // Another user's leftovers are his to remove.
    await destroyScratch(join('/tmp', name)).catch(() => {})
  }
}
