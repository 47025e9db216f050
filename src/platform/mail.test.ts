// A letter really written to the outbox, and really sent to a small SMTP server.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailer, simpleHtml } from './mail.ts'

const letter = {
  to: 'hoa@example.vn',
  subject: 'Mời họp',
  text: 'Kính gửi đồng chí.\n\nXem https://khoi.example.vn/hop?a=1&b=2.',
}
let outbox = ''
beforeAll(async () => {
  outbox = await mkdtemp(join(tmpdir(), 'outbox-'))
})
afterAll(() => rm(outbox, { recursive: true }))

test('without SMTP the letter lies whole in the outbox', async () => {
  const post = mailer({ smtpUrl: null, outbox: join(outbox, 'new'), from: 'Khối <khoi@example.vn>' })
  await post.send(letter)
  const names = await readdir(join(outbox, 'new'))
  expect(names).toHaveLength(1)
  expect(names[0]).toMatch(/^[0-9a-f-]{36}\.eml$/)
  const eml = await readFile(join(outbox, 'new', names[0] ?? ''), 'utf8')
  expect(eml).toContain('To: hoa@example.vn\r\n')
  expect(eml).toContain('Content-Type: text/plain')
  expect(eml).toContain('Content-Type: text/html')
})

test('with SMTP it reaches the server; a refusal names no address', async () => {
  const heard: string[] = []
  const server = createServer((socket) => {
    let inData = false
    socket.write('220 ready\r\n')
    socket.on('data', (chunk) => {
      for (const row of chunk.toString().split('\r\n')) {
        heard.push(row)
        if (inData) {
          if (row === '.') socket.write('250 taken\r\n')
          inData = row !== '.'
        } else if (/^(EHLO|MAIL|QUIT)/.test(row)) socket.write('250 ok\r\n')
        else if (row.startsWith('RCPT'))
          socket.write(row.includes('nobody') ? '550 no nobody@example.vn\r\n' : '250 ok\r\n')
        else if (row === 'RSET') socket.write('250 ok\r\n')
        else if (row === 'DATA') {
          inData = true
          socket.write('354 go\r\n')
        }
      }
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  const post = mailer({ smtpUrl: `smtp://127.0.0.1:${port}`, outbox, from: 'khoi@example.vn' })
  await post.send(letter)
  expect(heard).toContain('RCPT TO:<hoa@example.vn>')
  const failure = await post.send({ ...letter, to: 'nobody@example.vn' }).catch((error: unknown) => error)
  expect(failure).toMatchObject({ name: 'MailError', code: 'mail.not-sent' })
  expect(String((failure as Error).message)).not.toContain('nobody')
  expect((failure as Error).cause).toBeUndefined()
  post.close()
  server.close()
})

test('the HTML half escapes all and links addresses without their full stop', () => {
  expect(simpleHtml('a <b>\nc\n\nhttps://x.vn/p?a=1&b=2.')).toBe(
    '<!doctype html><html><body><p>a &#60;b&#62;<br>c</p><p><a href="https://x.vn/p?a=1&#38;b=2">https://x.vn/p?a=1&#38;b=2</a>.</p></body></html>',
  )
})
