// Letters out: by SMTP when it is set up, else as .eml files in an outbox that an operator can read or send on.
// Nothing here logs an address, a subject or a text: a letter is personal data.
import { randomUUID } from 'node:crypto'
import { mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import { MailError } from './mail-error.ts'

export interface MailSettings {
  /** smtp://user:password@host:587 or smtps://…; null writes into `outbox`. */
  readonly smtpUrl: string | null
  /** Folder for letters when there is no SMTP; made when missing. */
  readonly outbox: string
  readonly from: string
}

export interface Letter {
  readonly to: string
  readonly subject: string
  /** Plain text; blank lines part paragraphs, web addresses become links in the HTML half. */
  readonly text: string
}

export interface Mailer {
  /** Answers when the server has taken the letter, or when its file is on the disk. Rejects with MailError. */
  send(letter: Letter): Promise<void>
  close(): void
}

const TIMEOUT_MS = 15_000

/** One mailer per process: it keeps its connections. */
export function mailer(settings: MailSettings): Mailer {
  const smtp = settings.smtpUrl
    ? nodemailer.createTransport({
        url: settings.smtpUrl,
        pool: true,
        connectionTimeout: TIMEOUT_MS,
        socketTimeout: TIMEOUT_MS,
      })
    : null
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    async send(letter) {
      const message = {
        from: settings.from,
        to: letter.to,
        subject: letter.subject,
        text: letter.text,
        html: simpleHtml(letter.text),
        // Content comes from our own texts; a path or an address in it must never be fetched.
        disableFileAccess: true,
        disableUrlAccess: true,
      }
      try {
        if (smtp) await smtp.sendMail(message)
        else await keep(settings.outbox, (await composer.sendMail(message)).message as Buffer)
      } catch (error) {
        // The server's answer often repeats the address: only its code goes on.
        throw new MailError(`letter not sent (${(error as { code?: string }).code ?? 'unknown'})`)
      }
    },
    close() {
      smtp?.close()
    },
  }
}

async function keep(outbox: string, letter: Buffer): Promise<void> {
  await mkdir(outbox, { recursive: true, mode: 0o700 })
  const name = randomUUID()
  const file = await open(join(outbox, `.${name}`), 'wx', 0o600)
  try {
    await file.writeFile(letter)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(join(outbox, `.${name}`), join(outbox, `${name}.eml`))
}

/** Paragraphs and links, nothing else; every character of the text is escaped. */
export function simpleHtml(text: string): string {
  const escaped = text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
  const linked = escaped.replace(/https?:\/\/[^\s<]+?(?=[.,;:!?)]*(?:\s|$))/g, (url) => `<a href="${url}">${url}</a>`)
  const paragraphs = linked.split(/\n{2,}/).map((p) => `<p>${p.replaceAll('\n', '<br>')}</p>`)
  return `<!doctype html><html><body>${paragraphs.join('')}</body></html>`
}
