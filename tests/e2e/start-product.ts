// Starts the built product as a user would, on a free port with a KHOI_DATA of its own and the demo loaded once.
// KHOI_E2E_ORIGIN=http://… uses a product that already runs, for writing tests.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { destroyScratch } from '#platform/embedded/embedded.ts'
import { sweepDeadRuns } from '../database/sweep.ts'

declare module 'vitest' {
  interface ProvidedContext {
    origin: string
  }
}

/** Loading the whole demo takes up to a minute on two cores. */
const START_PATIENCE_MS = 180_000

/** Vitest's global set-up; provides `origin`. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | void> {
  const running = process.env['KHOI_E2E_ORIGIN']
  if (running) return void project.provide('origin', running)

  await sweepDeadRuns()
  const data = mkdtempSync(`/tmp/khoi-test-${process.pid}-`)
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const product = spawn(process.execPath, ['src/cli/khoi.ts', 'serve'], {
    env: {
      ...process.env,
      KHOI_DATA: data,
      PORT: String(port),
      ORIGIN: origin,
      HOST: '127.0.0.1',
      KHOI_DEMO: 'on',
      KHOI_LOG: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  product.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  product.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))

  const end = async () => {
    const ended = product.exitCode === null && product.signalCode === null ? once(product, 'exit') : null
    product.kill('SIGTERM')
    await ended
    await destroyScratch(data)
  }
  const patientUntil = performance.now() + START_PATIENCE_MS
  while (!(await answers(origin))) {
    if (product.exitCode !== null || performance.now() > patientUntil) {
      await end()
      throw new Error(`The product did not start:\n${said}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  project.provide('origin', origin)
  return end
}

async function answers(origin: string): Promise<boolean> {
  const response = await fetch(`${origin}/dang-nhap`).catch(() => null)
  return response !== null && response.status < 500
}

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
