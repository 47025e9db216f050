// One scratch database server for a whole test run, named here and started by the first test that asks for a database.
import { mkdtempSync } from 'node:fs'
import { destroyScratch } from '#platform/embedded/embedded.ts'
import { dropTestDatabases } from './database.ts'
import { sweepDeadRuns } from './sweep.ts'

/** Vitest's global set-up; returns what ends the run. */
export default async function setup(): Promise<() => Promise<void>> {
  await sweepDeadRuns()
  // A short path: the socket lies inside, and socket paths end at 104 bytes.
  const run = mkdtempSync(`/tmp/khoi-test-${process.pid}-`)
  process.env['KHOI_TEST_RUN'] = run
  return async () => {
    if (process.env['KHOI_TEST_DATABASE_URL']) await dropTestDatabases(run)
    await destroyScratch(run)
  }
}
