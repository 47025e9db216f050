// One way to run the built product in a test: on a data directory of its own and a free port, with or without the demo, and with a
// clock of the test where months must pass.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

export interface ProductOptions {
  /** KHOI_DATA. */
  data: string
  port: number
  demo: boolean
  /** A file that says how far the product's clock runs ahead (`shifted-clock.ts`); absent: the machine's clock. */
  clock?: string
}

export interface Product {
  origin: string
  process: ChildProcess
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../..')
/** Loading the whole demo takes up to a minute on two cores. */
const START_PATIENCE_MS = 180_000

/** Starts the product and waits until it is ready. Throws with what it said when it ends before. */
export async function startProduct({ data, port, demo, clock }: ProductOptions): Promise<Product> {
  const origin = `http://localhost:${port}`
  const preload = clock === undefined ? [] : ['--import', join(import.meta.dirname, 'shifted-clock.ts')]
  const product = spawn(process.execPath, [...preload, join(root, 'src/cli/khoi.ts'), 'serve'], {
    env: {
      ...process.env,
      KHOI_DATA: data,
      PORT: String(port),
      ORIGIN: origin,
      HOST: '127.0.0.1',
      KHOI_DEMO: demo ? 'on' : 'off',
      KHOI_LOG: 'warn',
      ...(clock === undefined ? {} : { KHOI_TEST_CLOCK: clock }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  product.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  product.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const stop = async () => {
    const ended = product.exitCode === null && product.signalCode === null ? once(product, 'exit') : null
    product.kill('SIGTERM')
    await ended
  }
  const patientUntil = performance.now() + START_PATIENCE_MS
  while (!(await isReady(origin))) {
    if (product.exitCode !== null || performance.now() > patientUntil) {
      await stop()
      throw new Error(`The product did not start:\n${said}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { origin, process: product, stop }
}

async function isReady(origin: string): Promise<boolean> {
  const response = await fetch(`${origin}/readyz`).catch(() => null)
  return response?.ok === true
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
