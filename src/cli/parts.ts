// The demo, loaded only when it is wanted: an installation may be delivered without it.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Database } from '#platform/db/db.ts'

export interface DemoAccount {
  readonly role: string
  readonly userName: string
  readonly password: string
  readonly unit: string
  readonly note: string
}

/** One figure of an article, recomputed. */
export interface CheckedFigure {
  readonly article: string
  readonly figure: string
  readonly at: string
  readonly expected: number | string
  readonly computed: number | string | null
  readonly records: number
  readonly ok: boolean
}

interface Parts {
  'demo/load-demo.ts': {
    loadDemo(
      database: Database,
      options?: { now?: Date; progress?: (step: string) => void },
    ): Promise<{ loaded: string[] }>
    /** Somebody broke a load off: some blocs are there, others are not. */
    isHalfLoaded(database: Database): Promise<boolean>
  }
  'demo/check.ts': { checkDemo(database: Database): Promise<CheckedFigure[]> }
  'demo/accounts.ts': { demoAccounts: readonly DemoAccount[] }
}

const ROOT = join(import.meta.dirname, '../..')

/** Loads a part; null when this installation was delivered without it. */
export async function part<P extends keyof Parts>(path: P): Promise<Parts[P] | null> {
  const file = join(ROOT, path)
  return existsSync(file) ? ((await import(pathToFileURL(file).href)) as Parts[P]) : null
}
