// The bare floor the product is measured against: node:http, the same statements by the same driver, a plain template. No product code.
// Run as its own process: `node floor.ts <port> <socket dir> <statements.json>`; the statements are those the product sent.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import pg from 'pg'

interface Recorded {
  tenantId: string
  /** What each address answers with, one statement after another in one transaction. */
  answers: Record<string, { kind: 'html' | 'json'; statements: { text: string; values: unknown[] }[] }>
}

const [port, socketDir, recordedPath] = process.argv.slice(2) as [string, string, string]
const recorded = JSON.parse(readFileSync(recordedPath, 'utf8')) as Recorded
const pool = new pg.Pool({ host: socketDir, user: 'khoi_app', database: 'khoi', max: 20, options: '-c jit=off' })

const escape = (value: unknown) => String(value ?? '').replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

function template(rows: Record<string, unknown>[]): string {
  const body = rows
    .map(
      (row) =>
        `<tr>${Object.values(row)
          .map((value) => `<td>${escape(value)}</td>`)
          .join('')}</tr>`,
    )
    .join('')
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Đảng viên</title></head><body><table>${body}</table></body></html>`
}

const server = createServer(async (request, response) => {
  const answer = recorded.answers[request.url ?? '']
  if (!answer) return response.writeHead(404).end()
  const client = await pool.connect()
  try {
    await client.query('begin read only')
    await client.query(`set local khoi.tenant = '${recorded.tenantId}'`)
    const results: Record<string, unknown>[][] = []
    for (const [n, { text, values }] of answer.statements.entries()) {
      results.push((await client.query({ name: `${request.url} ${n}`, text, values })).rows)
    }
    await client.query('commit')
    const rows = results.flat()
    const body = answer.kind === 'html' ? template(rows) : JSON.stringify(rows)
    response
      .writeHead(200, { 'content-type': answer.kind === 'html' ? 'text/html; charset=utf-8' : 'application/json' })
      .end(body)
  } finally {
    client.release()
  }
})
server.listen(Number(port), '127.0.0.1', () => process.send?.('ready'))
process.once('SIGTERM', () => server.close(() => void pool.end()))
