// Parts of the product the command line starts, each loaded only when it is needed, with the shape it must have.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ConnectionTargets } from '#platform/db/targets.ts'

export interface DemoAccount {
  readonly role: string
  readonly userName: string
  readonly password: string
  readonly unit: string
  readonly note: string
}

export interface Worker {
  /** Finishes the jobs under way and takes no new ones. */
  stop(): Promise<void>
}

interface Parts {
  'demo/load.ts': { loadDemo(): Promise<unknown> }
  'demo/accounts.ts': { demoAccounts: readonly DemoAccount[] }
  'src/platform/jobs/worker.ts': { startWorker(targets: ConnectionTargets): Promise<Worker> }
}

const ROOT = join(import.meta.dirname, '../..')

/** Loads a part; null when this installation was delivered without it (a production image leaves the demo out). */
export async function part<P extends keyof Parts>(path: P): Promise<Parts[P] | null> {
  const file = join(ROOT, path)
  return existsSync(file) ? ((await import(pathToFileURL(file).href)) as Parts[P]) : null
}
