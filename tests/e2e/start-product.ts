// Starts the built product as a user would, on a free port with a KHOI_DATA of its own and the demo loaded once.
// KHOI_E2E_ORIGIN=http://… uses a product that already runs, for writing tests.
import { mkdtempSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { destroyScratch } from '#platform/embedded/embedded.ts'
import { sweepDeadRuns } from '../database/sweep.ts'
import { freePort, startProduct } from './product.ts'

declare module 'vitest' {
  interface ProvidedContext {
    origin: string
  }
}

/** Vitest's global set-up; provides `origin`. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | void> {
  const running = process.env['KHOI_E2E_ORIGIN']
  if (running) return void project.provide('origin', running)

  await sweepDeadRuns()
  const data = mkdtempSync(`/tmp/khoi-test-${process.pid}-`)
  try {
    const product = await startProduct({ data, port: await freePort(), demo: true })
    project.provide('origin', product.origin)
    return async () => {
      await product.stop()
      await destroyScratch(data)
    }
  } catch (error) {
    await destroyScratch(data)
    throw error
  }
}
