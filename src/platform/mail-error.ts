// A letter that did not go out; the server's own words often repeat the address, so they stay behind.
export class MailError extends Error {
  override readonly name = 'MailError'
  readonly code = 'mail.not-sent'
}
