// The web server: Node's own, in front of the built pages. It tells them the address people really use.
import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Config } from '#platform/config.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

export interface WebServer {
  /** Takes no new requests, lets the present ones end (ten seconds at most). */
  close(): Promise<void>
}

const BUILT = join(import.meta.dirname, '../../../build/handler.js')
const PATIENCE_MS = 10_000

/** Loads the built pages and listens. Throws a sentence when they are not built or the address is taken. */
export async function openWebServer(settings: Config): Promise<WebServer> {
  if (!existsSync(BUILT)) throw new Error('The pages are not built. Use "npm start", or "npm run build" first.')
  process.env['PROTOCOL_HEADER'] = 'x-khoi-protocol'
  process.env['HOST_HEADER'] = 'x-khoi-host'
  // Pictures and papers are uploaded through forms; each form checks its own, smaller limit.
  process.env['BODY_SIZE_LIMIT'] ??= '64M'
  const { handler } = (await import(pathToFileURL(BUILT).href)) as { handler: Handler }

  const address = addressOf(settings)
  const server = createServer((request, response) => {
    Object.assign(request.headers, address(request.headers.host))
    handler(request, response)
  })
  // Longer than the idle time of common proxies, so that they never send into a closing connection.
  server.keepAliveTimeout = 75_000
  await listen(server, settings)
  return { close: () => close(server) }
}

/** A visitor cannot choose the address in links and redirects: an unknown Host header counts as the configured origin. */
function addressOf(settings: Config): (host: string | undefined) => Record<string, string> {
  const trusted = new Map(settings.trustedOrigins.map((origin) => [new URL(origin).host, new URL(origin)]))
  const own = new URL(settings.origin)
  return (host) => {
    const { protocol, host: name } = trusted.get(host ?? '') ?? own
    return { 'x-khoi-protocol': protocol.slice(0, -1), 'x-khoi-host': name }
  }
}

function listen(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason: Record<string, string> = {
        EADDRINUSE: `Port ${port} is already in use. Stop the other program, or choose another with PORT=…`,
        EACCES: `Port ${port} needs more rights. Choose one above 1023 with PORT=…, behind a proxy.`,
        EADDRNOTAVAIL: `This machine has no address ${host} (HOST).`,
      }
      reject(new Error(reason[error.code ?? ''] ?? error.message, { cause: error }))
    })
    server.listen(port, host, resolve)
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), PATIENCE_MS)
    server.close(() => {
      clearTimeout(force)
      resolve()
    })
    server.closeIdleConnections()
  })
}
