// The demo, loaded only when it is wanted: an installation may be delivered without it.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export interface DemoAccount {
  readonly role: string
  readonly userName: string
  readonly password: string
  readonly unit: string
  readonly note: string
}

interface Parts {
  'demo/load.ts': { loadDemo(): Promise<unknown> }
  'demo/accounts.ts': { demoAccounts: readonly DemoAccount[] }
}

const ROOT = join(import.meta.dirname, '../..')

/** Loads a part; null when this installation was delivered without it. */
export async function part<P extends keyof Parts>(path: P): Promise<Parts[P] | null> {
  const file = join(ROOT, path)
  return existsSync(file) ? ((await import(pathToFileURL(file).href)) as Parts[P]) : null
}
